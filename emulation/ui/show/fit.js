// Sets the font size of a slide's body as large as the slide allows. A word or a state is broken only if it does not
// fit in the smallest size (in slides.css: 1/40 of the height).

const SCALES = Array.from({ length: 15 }, (_, step) => (80 + 5 * step) / 100) // 0.8 to 1.5
const CELLS =
  "th, td, .figure, .bar-label, .bar-value, .lane-value, .lane-label, .stations span, .strip-label, .tile, .pill, .statement p"

const isTooWide = (part) => part.scrollWidth > part.clientWidth + 1
const isTooHigh = (part) => part.scrollHeight > part.clientHeight + 1

function spills(slide) {
  const box = slide.querySelector(".slide-box")
  const body = box.querySelector(".slide-body")
  return (
    [box, body, ...body.children].some((part) => isTooWide(part) || isTooHigh(part)) ||
    [...body.querySelectorAll(CELLS)].some(isTooWide)
  )
}

// Of many slides at once: each step is one layout of them all. `on` names the properties: "" on the show itself.
function fitAll(slides, on = "") {
  const set = ({ slide, breaks }, place) => {
    slide.style.setProperty(`--fit${on}`, SCALES[Math.max(place, 0)])
    slide.style.setProperty(`--wrap${on}`, breaks ? "anywhere" : "normal")
    slide.style.setProperty(`--whole${on}`, breaks ? "normal" : "nowrap")
  }
  let open = slides.map((slide) => ({ slide, low: -1, high: SCALES.length, breaks: false }))
  while (open.length) {
    for (const each of open) {
      each.middle = Math.floor((each.low + each.high) / 2)
      set(each, each.middle)
    }
    for (const [each, isFull] of open.map((each) => [each, spills(each.slide)])) {
      if (isFull) each.high = each.middle
      else each.low = each.middle
    }
    open = open.filter((each) => {
      if (each.high - each.low > 1) return true
      set(each, each.low)
      if (each.low >= 0 || each.breaks) return false
      Object.assign(each, { low: -1, high: SCALES.length, breaks: true })
      return true
    })
  }
}

// A size found for a slide is valid for all boxes of the same aspect ratio, but not for another font.
function fit(slide, ratio) {
  const shape = `${ratio} ${document.fonts.status}`
  if (slide.dataset.shape === shape) return
  slide.dataset.shape = shape
  fitAll([slide])
}

// Fits a slide that is not shown yet, so that it appears without delay.
function fitUnseen(slide, ratio) {
  slide.style.visibility = "hidden"
  slide.hidden = false
  fit(slide, ratio)
  slide.hidden = true
  slide.style.visibility = ""
}
