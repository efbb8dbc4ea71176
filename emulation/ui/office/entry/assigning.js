// The grid of the form *Phân công* (assigning.py): units × tasks. While it is mounted the browser keeps the changed cells
// and sends them to the app; only a new key takes them from the app again.

const LEAD = "Chủ trì"
const HELPER = "Phối hợp"
const NEXT = { "": LEAD, [LEAD]: HELPER, [HELPER]: "" }
const BY_KEY = { c: LEAD, p: HELPER, x: "", Delete: "", Backspace: "" }

const HOW =
  "Bấm ô để đổi: trống, Chủ trì, Phối hợp. Bằng bàn phím: mũi tên để đi, C là Chủ trì, P là Phối hợp, X là bỏ."

function build(data) {
  let component
  let drawn
  let roles = new Map()
  const edits = new Map(data.edits.map(([task, unit, role]) => [at(task, unit), role]))
  const table = element("table", {
    role: "grid",
    "aria-label": "Phân công",
    onclick: clicked,
    onkeydown: key,
  })
  const whole = element(
    "section",
    { class: "assigning" },
    element("p", {}, HOW),
    element("div", { class: "scroll" }, table),
  )

  function at(task, unit) {
    return JSON.stringify([task, unit])
  }

  const roleOf = (cell) => edits.get(cell) ?? roles.get(cell) ?? ""

  function send() {
    component.setStateValue(
      "edits",
      [...edits].map(([cell, role]) => [...JSON.parse(cell), role]),
    )
  }

  function give(cells, role) {
    for (const cell of cells) {
      if (role === (roles.get(cell.dataset.cell) ?? "")) edits.delete(cell.dataset.cell)
      else edits.set(cell.dataset.cell, role)
      say(cell)
    }
    for (const choice of table.querySelectorAll("select")) count(choice)
    send()
  }

  function say(cell) {
    const role = roleOf(cell.dataset.cell)
    cell.textContent = role
    cell.className = role === LEAD ? "leads" : role === HELPER ? "helps" : ""
    cell.classList.toggle("changed", edits.has(cell.dataset.cell))
  }

  // ---- all units of a bloc, or all, in one task

  function cellsOf(choice) {
    const { column, bloc } = choice.dataset
    const rows = bloc === undefined ? "tr.unit" : `tr.unit[data-bloc="${bloc}"]`
    return [...table.querySelectorAll(`${rows} td[data-column="${column}"]`)]
  }

  function count(choice) {
    const cells = cellsOf(choice)
    choice.options[0].textContent = `${cells.filter((cell) => cell.textContent).length}/${cells.length}`
  }

  function giveAll(choice) {
    const role = { lead: LEAD, helper: HELPER, none: "" }[choice.value]
    choice.value = ""
    // Who leads a task goes on to lead it when the others come to help.
    give(
      cellsOf(choice).filter((cell) => role !== HELPER || cell.textContent !== LEAD),
      role,
    )
  }

  function choice(column, task, bloc, name) {
    return element(
      "td",
      {},
      element(
        "select",
        {
          "aria-label": `${name}, ${task[1]}`,
          "data-column": column,
          "data-bloc": bloc,
          onchange: (event) => giveAll(event.target),
        },
        ...[
          ["", ""],
          ["helper", "đều Phối hợp"],
          ["lead", "đều Chủ trì"],
          ["none", "bỏ hết"],
        ].map(([value, text]) => element("option", { value }, text)),
      ),
    )
  }

  const together = (kind, name, tasks, bloc) =>
    element(
      "tr",
      { class: kind },
      element("th", { scope: "row" }, name),
      ...tasks.map((task, column) => choice(column, task, bloc, name)),
    )

  // ---- the cells

  const cellsIn = (row) => [...row.querySelectorAll("td[data-cell]")]

  function go(cell) {
    if (!cell) return
    for (const other of table.querySelectorAll('td[tabindex="0"]')) other.tabIndex = -1
    cell.tabIndex = 0
    cell.focus()
  }

  function clicked({ target }) {
    const cell = target.closest("td[data-cell]")
    if (!cell) return
    go(cell)
    give([cell], NEXT[roleOf(cell.dataset.cell)])
  }

  function key(event) {
    const cell = event.target.closest("td[data-cell]")
    if (!cell || event.ctrlKey || event.altKey || event.metaKey) return
    const rows = [...table.querySelectorAll("tr.unit")]
    const row = rows.indexOf(cell.parentElement)
    const column = Number(cell.dataset.column)
    const steps = {
      ArrowUp: () => rows[row - 1] && cellsIn(rows[row - 1])[column],
      ArrowDown: () => rows[row + 1] && cellsIn(rows[row + 1])[column],
      ArrowLeft: () => cellsIn(rows[row])[column - 1],
      ArrowRight: () => cellsIn(rows[row])[column + 1],
      Home: () => cellsIn(rows[row])[0],
      End: () => cellsIn(rows[row]).at(-1),
    }
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key
    if (steps[pressed]) go(steps[pressed]())
    else if (pressed === " " || pressed === "Enter") give([cell], NEXT[roleOf(cell.dataset.cell)])
    else if (pressed in BY_KEY) give([cell], BY_KEY[pressed])
    else return
    event.preventDefault()
  }

  function unitRow([unit, name, full, bloc], tasks, blocs) {
    const cells = tasks.map(([task, clause], column) => {
      const cell = element("td", {
        role: "gridcell",
        tabindex: -1,
        "data-cell": at(task, unit),
        "data-column": column,
        title: `${clause} · ${name}`,
      })
      say(cell)
      return cell
    })
    const head = element("th", { scope: "row", title: full === name ? null : full }, name)
    return element("tr", { class: "unit", "data-bloc": blocs.indexOf(bloc) }, head, ...cells)
  }

  function draw({ tasks, units }) {
    const blocs = [...new Set(units.map((unit) => unit[3]))]
    const head = element(
      "tr",
      {},
      element("th", { scope: "col" }, "Đơn vị"),
      ...tasks.map(([, clause, title, full]) =>
        element("th", { scope: "col", title: full }, element("strong", {}, clause), ` ${title}`),
      ),
    )
    const rows = blocs.flatMap((bloc, number) => [
      ...(blocs.length > 1 || bloc ? [together("bloc", bloc || "Ngoài các khối", tasks, number)] : []),
      ...units.filter((unit) => unit[3] === bloc).map((unit) => unitRow(unit, tasks, blocs)),
    ])
    const all = blocs.length > 1 ? [together("all", `Tất cả ${units.length} đơn vị`, tasks)] : []
    table.replaceChildren(element("thead", {}, head), element("tbody", {}, ...all, ...rows))
    for (const choice of table.querySelectorAll("select")) count(choice)
    const first = table.querySelector("td[data-cell]")
    if (first) first.tabIndex = 0
  }

  function show(given) {
    component = given
    const { edits: _, ...now } = given.data
    const text = JSON.stringify(now)
    if (text === drawn) return // else a run of the app would take the focus from a cell
    drawn = text
    roles = new Map(now.roles.map(([task, unit, role]) => [at(task, unit), role]))
    draw(now)
  }

  return { whole, show }
}

const shown = new WeakMap()

export default function (component) {
  const root = component.parentElement
  let grid = shown.get(root)
  if (!grid) {
    grid = build(component.data)
    shown.set(root, grid)
    root.replaceChildren(grid.whole)
  }
  grid.show(component)
}
