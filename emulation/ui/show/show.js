// The show: keeps the slides that it was given, shows one at a time, and follows keys.

let host = null
let shown = null

function build() {
  host = document.createElement("div")
  host.id = "council-show"
  const root = host.attachShadow({ mode: "open" })
  root.innerHTML = `<style>${STYLE}</style><main></main>`
  document.body.append(host)
  document.addEventListener("keydown", (event) => {
    if (event.key === "ArrowRight") go(1)
    if (event.key === "ArrowLeft") go(-1)
    if (event.key === "Escape") document.dispatchEvent(new CustomEvent("leave"))
  })
}

const slides = () => [...host.shadowRoot.querySelectorAll(".slide")]
let at = 0

function go(step) {
  at = Math.min(Math.max(at + step, 0), slides().length - 1)
  slides().forEach((slide, index) => { slide.hidden = index !== at })
  const url = new URL(location.href)
  url.searchParams.set("slide", slides()[at].dataset.id)
  history.replaceState(history.state, "", url)
}

function draw(data) {
  shown = data
  host.dataset.theme = data.theme
  host.shadowRoot.querySelector("main").innerHTML = data.slides
    .map(({ id, html }) => `<section class="slide" data-id="${CSS.escape(id)}" hidden>${html}</section>`).join("")
  const asked = new URL(location.href).searchParams.get("slide")
  at = Math.max(data.slides.findIndex(({ id, section }) => id === asked || section === asked), 0)
  go(0)
}

export default function ({ data }) {
  if (!host) build()
  if (shown?.digest !== data.digest) draw(data)
  return () => { host?.remove(); host = null; shown = null }
}
