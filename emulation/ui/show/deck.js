// Which slide comes next. Nothing here touches the page; places count from 0.

const within = (place, count) => Math.min(Math.max(place, 0), count - 1)

const around = (place, count) => (place + count) % count

// The slides are the show's own, then the details behind each, together and in the same order.
const ownCount = (slides) => slides.filter(({ behind }) => !behind).length

const firstBehind = (slides, place) => slides.findIndex(({ behind }) => behind === slides[place].id)

// Where a slide's details belong to: itself, if it is no detail.
function parentOf(slides, place) {
  const { behind } = slides[place]
  return behind ? slides.findIndex(({ id }) => id === behind) : place
}

// From the last of the details on, as from the slide itself; from the first of them back to it.
function stepFrom(slides, place, by) {
  const parent = parentOf(slides, place)
  if (parent === place) return within(place + by, ownCount(slides))
  if (slides[place + by]?.behind === slides[parent].id) return place + by
  return by > 0 ? within(parent + 1, ownCount(slides)) : parent
}

// A long list goes on as x.2, x.3: what it belongs to is x.
const whole = (id) => id.replace(/\.\d+$/, "")

// Where a slide of one deck stands in another: itself, else the list that it went on with, else the nearest of
// its section, else the nearest number.
function placeIn(slides, { id, section, place }) {
  const itself = slides.findIndex((slide) => slide.id === id)
  if (itself >= 0) return itself
  const list = slides.findIndex((slide) => slide.id === whole(id))
  if (list >= 0) return list
  const near = [...slides.keys()]
    .filter((each) => slides[each].section === section)
    .sort((one, other) => Math.abs(one - place) - Math.abs(other - place))
  return near[0] ?? within(place, slides.length)
}
