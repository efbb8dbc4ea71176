// The handout: two slides per sheet. The sheets contain the show's own slide elements; on a screen the
// rest of a sheet is hidden.

const A_SHEET = 2
const PAPER = `@media print {
  @page { size: A4 landscape; margin: 10mm; }
  html, body { display: block; height: auto; overflow: visible; background: white; }
}`

// `places`: the boxes of the slides in their order; `sheet`: what stands over and under them. Of `details` it has the
// boxes only where these are wanted; on paper the others stay away.
function sheetsOf(own, behind, { heading, commune, taken, details }) {
  const places = details ? [...own, ...behind] : own
  const count = Math.ceil(places.length / A_SHEET)
  const sheets = Array.from({ length: count }, (_, number) =>
    element(
      "div",
      { class: "sheet" },
      element("header", {}, element("strong", {}, heading), element("span", {}, commune)),
      ...places
        .slice(number * A_SHEET, (number + 1) * A_SHEET)
        .map((place) =>
          element(
            "div",
            { class: "sheet-half" },
            place,
            element("div", { class: "sheet-notes" }, element("span", {}, "Ghi chú")),
          ),
        ),
      element(
        "footer",
        {},
        element("span", {}, taken),
        element("span", { class: "sheet-number" }, `Trang ${number + 1}/${count}`),
      ),
    ),
  )
  return details ? sheets : [...sheets, element("div", { class: "behind" }, ...behind)]
}

// While the show is on, printing gives the handout.
function onPaper(host, signal, slides) {
  const rule = element("style", {}, PAPER)
  const measure = () => {
    host.dataset.measuring = ""
    fitAll(slides(), "-paper")
    delete host.dataset.measuring
  }
  document.body.append(rule) // after the app's own rules for paper
  window.addEventListener("beforeprint", measure, { signal })
  signal.addEventListener("abort", () => rule.remove())
}
