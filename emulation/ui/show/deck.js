// Which slide comes next. Nothing here touches the page; places count from 0.

const within = (place, count) => Math.min(Math.max(place, 0), count - 1)

const around = (place, count) => (place + count) % count

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
