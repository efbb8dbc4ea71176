// The filter bar. It shows the values that the app sends and changes the address (address.js). It keeps no value of
// its own. Choosing a year or a quarter also sets the scoring period.

function build(root, data) {
  let standard
  const year = select("filter-year", "Năm", (value) => go({ year: unless(value, standard), period: [] }))
  const quarter = select("filter-quarter", "Quý", (value) => go({ quarter: unless(value, ""), period: [] }))
  const where = places(data)
  const asOf = data.as_of.options.length ? publishedDay() : asOfDay()
  const clear = element(
    "button",
    {
      type: "button",
      class: "clear",
      onclick: () => go({ year: [], quarter: [], bloc: [], unit: [], as_of: [], period: [] }),
    },
    "Xoá lọc",
  )

  const line = element("span", { class: "line" })
  const fold = element(
    "button",
    {
      type: "button",
      class: "fold",
      "aria-expanded": "false",
      "aria-controls": "filter-fields",
      onclick: () =>
        fold.setAttribute("aria-expanded", String(fold.getAttribute("aria-expanded") !== "true")),
    },
    element("strong", {}, "Bộ lọc"),
    line,
  )
  const fields = element(
    "div",
    { id: "filter-fields", class: "fields" },
    year.field,
    quarter.field,
    ...where.fields,
    asOf.field,
    clear,
  )
  root.replaceChildren(element("section", { class: "filter-bar", "aria-label": "Bộ lọc" }, fold, fields))

  return (data) => {
    standard = data.year.default
    line.textContent = data.summary
    year.show(
      data.year.options.map((each) => [each, each]),
      data.year.value,
    )
    quarter.show(data.quarter.options, data.quarter.value)
    where.show(data)
    year.field.hidden = data.year.hidden
    asOf.show(data.as_of)
    clear.disabled = !data.clearable
  }
}

const bars = new WeakMap()

export default function (component) {
  const root = component.parentElement
  if (!bars.has(root)) bars.set(root, build(root, component.data))
  bars.get(root)(component.data)
}
