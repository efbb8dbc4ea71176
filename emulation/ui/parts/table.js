// Draws what tables.py sends. Text from data is only set through textContent.

const PHONE = 640
const SHORT = 12

const collator = new Intl.Collator("vi", { numeric: true })

// What is ticked in a table that is on screen: the browser keeps it and sends it to the app; only a new key takes it from the
// app again.
const ticks = new WeakMap()

// The state of each table (search, order, page) by its key: it survives reruns and visits to other screens.
const views = new Map()

const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/\s+/g, " ").trim()

const sortValue = ([shown, value]) => (value === undefined ? shown : value)

const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b))

function make(tag, options = {}, ...children) {
  const { role, ...properties } = options
  const node = Object.assign(document.createElement(tag), properties)
  if (role) node.setAttribute("role", role)
  node.append(...children)
  return node
}

// Missing values come last in both directions; equal values keep their order.
function ordered(rows, index, down) {
  if (index < 0) return rows
  return [...rows].sort((one, other) => {
    const [a, b] = [sortValue(one.cells[index]), sortValue(other.cells[index])]
    if (a === null || b === null) return (a === null) - (b === null)
    return down ? compare(b, a) : compare(a, b)
  })
}

function content(cell, column, states) {
  const [shown, value, over] = cell
  const state = column.kind === "state" && value !== null ? states[shown] : undefined
  if (!state) return make("span", { className: "value", textContent: shown, title: over ?? "" })
  const mark = make("span", { textContent: `${state.mark} ` })
  mark.ariaHidden = "true"
  const pill = make("span", { className: "value pill" }, mark, shown)
  pill.style.backgroundColor = state.colour
  pill.style.color = state.ink
  return pill
}

// A column of short words, which paper does not break.
const isShort = (data, index) => data.rows.every((cells) => cells[index][0].length <= SHORT)

function drawRow(cells, key, data, lead, short, open, box) {
  const row = make("tr", { role: "row" })
  if (box) {
    box.ariaLabel = `Chọn ${cells[lead][0]}`
    row.append(make("td", { role: "cell", className: "tick" }, box))
  }
  const folds = data.columns.some((column, index) => column.hide_on_phone && index !== lead)
  cells.forEach((cell, index) => {
    const column = data.columns[index]
    const isLead = index === lead
    const node = make(isLead ? "th" : "td", { role: isLead ? "rowheader" : "cell", className: column.kind })
    if (isLead) node.scope = "row"
    else node.append(make("span", { className: "label", textContent: column.label }))
    if (isLead && key != null) {
      const button = make("button", { type: "button", className: "value open", textContent: cell[0] })
      button.onclick = () => open(key)
      node.append(button)
    } else node.append(content(cell, column, data.states))
    if (isLead && folds) node.append(unfolder(row, cell[0]))
    node.classList.toggle("lead", isLead)
    node.classList.toggle("sized", Boolean(column.width))
    node.classList.toggle("short", short[index])
    node.classList.toggle("folded", column.hide_on_phone && !isLead)
    row.append(node)
  })
  return row
}

function unfolder(row, name) {
  const button = make("button", { type: "button", className: "unfold", textContent: "Chi tiết" })
  button.ariaLabel = `Chi tiết: ${name}`
  button.ariaExpanded = "false"
  button.onclick = () => {
    button.ariaExpanded = String(row.classList.toggle("unfolded"))
  }
  return button
}

// A table that is wider than its place, or on a phone, becomes cards.
function fit(board) {
  board.classList.remove("cards")
  const wide = board.querySelector("table").offsetWidth > board.clientWidth
  board.classList.toggle("cards", wide || window.innerWidth <= PHONE)
}

const fitting = new WeakSet()

function keepFitting(board) {
  if (fitting.has(board)) return
  fitting.add(board)
  let width = board.clientWidth
  const observer = new ResizeObserver(() => {
    if (board.clientWidth === width) return
    width = board.clientWidth
    fit(board)
  })
  observer.observe(board)
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(STYLE)

export default function ({ data, parentElement, setStateValue, setTriggerValue }) {
  const root = parentElement.getRootNode()
  if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
  const part = (selector) => parentElement.querySelector(selector)
  const view = views.get(data.key) ?? { query: "", column: null, down: false, shown: data.page }
  views.set(data.key, view)

  const lead = Math.max(
    0,
    data.columns.findIndex((column) => column.kind === "text"),
  )
  const open = (key) => setTriggerValue("open", key)
  if (ticks.get(parentElement)?.key !== data.key)
    ticks.set(parentElement, { key: data.key, chosen: new Set(data.chosen) })
  const { chosen } = ticks.get(parentElement)
  for (const id of chosen) if (!data.ids?.includes(id)) chosen.delete(id)
  const short = data.columns.map((_, index) => isShort(data, index))
  const rows = data.rows.map((cells, index) => ({
    cells,
    text: cells
      .filter((cell) => cell[1] !== null)
      .map((cell) => fold(cell[0]))
      .join("\n"),
    ...drawn(cells, index),
  }))
  let found = rows

  function drawn(cells, index) {
    const id = data.ids?.[index]
    const box = data.ids && make("input", { type: "checkbox", value: id, checked: chosen.has(id) })
    if (box) box.onchange = () => tick([{ id, box }], box.checked)
    return { id, box, node: drawRow(cells, data.opens[index], data, lead, short, open, box) }
  }

  function tick(some, on) {
    for (const { id, box } of some) {
      box.checked = on
      if (on) chosen.add(id)
      else chosen.delete(id)
    }
    drawEvery()
    setStateValue("chosen", [...chosen])
  }

  const heads = data.columns.map(head)
  const sorted = () => data.columns.findIndex((column) => column.name === view.column)

  function head(column) {
    const mark = make("span", { className: "mark" })
    mark.ariaHidden = "true"
    const button = make("button", { type: "button", title: column.help ?? "" }, column.label, mark)
    button.onclick = () => {
      if (view.column !== column.name) sortBy(column.name, false)
      else if (view.down) sortBy(null, false)
      else sortBy(column.name, true)
    }
    const cell = make("th", { role: "columnheader", scope: "col", className: column.kind }, button)
    cell.dataset.label = column.label
    cell.style.setProperty("--width", column.width ?? "auto")
    cell.style.setProperty("--paper-width", column.width?.endsWith("%") ? column.width : "auto")
    return { cell, mark }
  }

  function sortBy(column, down) {
    Object.assign(view, { column, down })
    update()
  }

  function update() {
    const index = sorted()
    const query = fold(view.query)
    found = ordered(
      rows.filter((row) => row.text.includes(query)),
      index,
      view.down,
    )
    for (const [place, { node }] of found.entries()) node.classList.toggle("beyond", place >= view.shown)
    part("tbody").replaceChildren(...found.map((row) => row.node))
    heads.forEach(({ cell, mark }, place) => {
      const chosen = place === index
      cell.ariaSort = chosen ? (view.down ? "descending" : "ascending") : "none"
      mark.textContent = chosen ? (view.down ? "▼" : "▲") : ""
    })
    drawEvery()
    part(".order select").value = index < 0 ? "" : `${index}${view.down ? "▼" : "▲"}`
    part(".count").textContent = query ? `${found.length} / ${rows.length} dòng` : `${rows.length} dòng`
    part(".empty").textContent = rows.length
      ? `Không có dòng nào khớp với “${view.query.trim()}”.`
      : data.empty
    part(".empty").hidden = found.length > 0
    part("table").hidden = rows.length === 0
    part(".more").hidden = found.length <= view.shown
    part(".more").textContent = `Hiện thêm (còn ${found.length - view.shown} dòng)`
    fit(part(".board"))
  }

  function drawEvery() {
    part(".every").hidden = !data.ids || !found.length
    if (!data.ids) return
    const [every, all] = [part(".every input"), found.every(({ id }) => chosen.has(id))]
    every.checked = all
    every.indeterminate = !all && chosen.size > 0
    part(".every span").textContent =
      `Chọn tất cả ${found.length} dòng${chosen.size ? ` (đã chọn ${chosen.size})` : ""}`
    every.onchange = () => tick(found, !all)
  }

  function showMore() {
    const first = part("tr.beyond")
    view.shown += data.page
    update()
    const target = first.querySelector(".open") ?? first
    if (target === first) first.tabIndex = -1
    target.focus({ preventScroll: true })
  }

  function download() {
    const address = URL.createObjectURL(new Blob([data.csv], { type: "text/csv;charset=utf-8" }))
    make("a", { href: address, download: data.file }).click()
    setTimeout(() => URL.revokeObjectURL(address), 10_000)
  }

  function drawTools() {
    const input = part(".search input")
    if (input.value !== view.query) input.value = view.query
    input.ariaLabel = `Tìm trong bảng: ${data.caption}`
    input.oninput = () => {
      Object.assign(view, { query: input.value, shown: data.page })
      update()
    }
    part(".search").hidden = !data.search && !view.query
    const select = part(".order select")
    select.ariaLabel = `Sắp xếp bảng: ${data.caption}`
    select.replaceChildren(
      new Option("Thứ tự ban đầu", ""),
      ...data.columns.flatMap(({ label }, index) =>
        ["▲", "▼"].map((mark) => new Option(`${label} ${mark}`, `${index}${mark}`)),
      ),
    )
    select.onchange = () =>
      sortBy(data.columns[parseInt(select.value, 10)]?.name ?? null, select.value.endsWith("▼"))
    part(".download").ariaLabel = `Tải CSV: ${data.caption}`
    part(".download").onclick = download
    part(".more").onclick = showMore
    part(".tools").hidden = rows.length === 0
    part(".foot").hidden = rows.length === 0
  }

  function drawLegend() {
    const explained = data.columns.filter((column) => column.help)
    part(".legend").hidden = !explained.length || !rows.length
    part(".legend dl").replaceChildren(
      ...explained.flatMap(({ label, help }) => [
        make("dt", { textContent: label }),
        make("dd", { textContent: help }),
      ]),
    )
  }

  part("caption").textContent = data.caption
  const corner = make("td", { role: "cell", className: "tick" })
  part("thead tr").replaceChildren(...(data.ids ? [corner] : []), ...heads.map(({ cell }) => cell))
  drawTools()
  drawLegend()
  const ticked = root.activeElement?.matches?.(".tick input") && root.activeElement.value
  update()
  if (ticked) rows.find(({ id }) => id === ticked)?.box.focus({ preventScroll: true })
  keepFitting(part(".board"))
}
