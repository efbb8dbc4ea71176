// The overview: the same slide elements in a grid (player.css), each with a button.

// Where an arrow leads from a place of the grid.
function overviewStep(key, place, places) {
  const top = places[place].offsetTop
  const columns = places.findIndex((each) => each.offsetTop > places[0].offsetTop)
  const row = columns < 0 ? places.length : columns
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row }[key]
  const to = place + by
  // From the last full row down: the last slide, in the row below that is not full.
  if (to >= places.length && places.at(-1).offsetTop > top) return places.length - 1
  return places[to] ? to : place
}
