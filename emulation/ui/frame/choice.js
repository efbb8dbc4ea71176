// Choices that only the address keeps: a choice changes the address (address.js), and the rerun redraws the fields.

// One choice of a list, kept as `param`. `drops`: the parameters that a new choice removes.
function oneOf({ param, label }) {
  let given
  const chosen = () => given.options.find(([id]) => id === given.value)
  const box = combo({
    id: `choice-${param}`,
    label,
    several: false,
    rest: () => ({
      value: chosen()?.[1] ?? "",
      title: chosen()?.slice(1).join(" ") ?? "",
      placeholder: "Chọn",
    }),
    isChosen: (id) => id === given.value,
    pick: (id) => {
      go({ ...Object.fromEntries(given.drops.map((name) => [name, []])), [param]: [id] })
      return false
    },
  })
  const show = (field) => {
    given = field
    box.show(given.options.map(([id, name, hint]) => ({ id, name, hint })))
  }
  return { field: box.field, show }
}

function build(root) {
  const lists = new Map()
  const asOf = asOfDay()
  let where
  const grid = element("section", { class: "filter-bar choice" })
  root.replaceChildren(grid)

  function list(field) {
    if (!lists.has(field.param)) lists.set(field.param, oneOf(field))
    const drawn = lists.get(field.param)
    drawn.show(field)
    return drawn.field
  }

  return ({ label, lists: given, filter }) => {
    grid.setAttribute("aria-label", label)
    const fields = given.map(list)
    if (filter) {
      asOf.show(filter.as_of)
      where ??= places(filter)
      where.show(filter)
      fields.push(asOf.field, ...where.fields)
    }
    if (fields.some((field, at) => grid.children[at] !== field) || grid.children.length !== fields.length) {
      const focused = document.activeElement
      grid.replaceChildren(...fields)
      if (grid.contains(focused)) focused.focus({ preventScroll: true })
    }
  }
}

const built = new WeakMap()

export default function ({ parentElement: root, data }) {
  if (!built.has(root)) built.set(root, build(root))
  built.get(root)(data)
}
