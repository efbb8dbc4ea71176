// What is pasted into the grid goes to the server, which reads it as an import would: the framework's own paste takes
// 05/11/2026 for the 11th of May, and drops what no list has. And a press of a button waits until the cell that is being
// typed into has told its text, which takes it a moment.

const GRID = ".st-key-table-grid [data-testid=stDataFrame]"
const TOLD = 400

// Where the block begins: at the cell that has the focus, or of a selected range at its first one. In the empty row at the
// end, of which the framework tells no cells, new rows are added.
function selected(grid) {
  const chosen = [...grid.querySelectorAll('[role=gridcell][aria-selected="true"]'), document.activeElement]
  const places = chosen
    .map((cell) => cell.id.match(/^glide-cell-(\d+)-(\d+)$/))
    .filter(Boolean)
    .map((found) => [Number(found[1]) - 1, Number(found[2])]) // the first column has the marks of the rows
  if (!places.length) return { column: 0, row: Number.MAX_SAFE_INTEGER, heading: "" }
  const column = Math.min(...places.map((place) => place[0]))
  const heading = grid.querySelector(`[role=columnheader][aria-colindex="${column + 1}"]`)
  return { column, row: Math.min(...places.map((place) => place[1])), heading: heading?.textContent ?? "" }
}

const isRunning = () => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running"

// What is gone once it was pressed with a key, or pasted into, takes the focus with it: whoever works without a mouse would
// begin again at the top of the page. What is said of a save gets it, else the grid.
const SAVES = ".st-key-table-save button, .st-key-undo button"
const DISCARDS = ".st-key-table-discard button"
const SAID = ".st-key-saved .notice"
const PATIENCE = 10_000

function leadOn(from, to) {
  const end = performance.now() + PATIENCE
  const look = setInterval(() => {
    const next = document.querySelector(to)
    if (!from.isConnected && document.activeElement === document.body && next) {
      if (!next.hasAttribute("tabindex")) next.setAttribute("tabindex", "-1")
      next.focus()
    }
    if (performance.now() > end || ![document.body, from].includes(document.activeElement))
      clearInterval(look)
  }, 100)
}

function press(event) {
  const pressed = event.target
  if (!["Enter", " "].includes(event.key)) return
  if (pressed.matches?.(SAVES)) leadOn(pressed, SAID)
  else if (pressed.matches?.(DISCARDS)) leadOn(pressed, `${GRID} canvas`)
}

const isTyping = () => document.querySelector("#portal :is(input, textarea)") !== null

// What is typed and not yet saved is kept for this tab: a page loaded again or a server restarted asks for it.
function keep(data, setTriggerValue) {
  try {
    const kept = sessionStorage.getItem(data.kept)
    if (data.restorable && kept) setTriggerValue("restored", kept)
    else if (data.draft) sessionStorage.setItem(data.kept, data.draft)
    else sessionStorage.removeItem(data.kept)
  } catch {
    // A browser that keeps nothing, or has no room: then it is as it was without.
  }
}

export default function ({ data, setTriggerValue }) {
  keep(data, setTriggerValue)

  function paste(event) {
    const grid = document.querySelector(GRID)
    if (!grid?.contains(document.activeElement) || isTyping()) return
    const text = event.clipboardData?.getData("text/plain") ?? ""
    const at = selected(grid)
    const block = /[\t\n]/.test(text.replace(/[\r\n]+$/, ""))
    if (!text || !(block || data.lists.includes(at.column))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    leadOn(document.activeElement, `${GRID} canvas`)
    setTriggerValue("pasted", { text, ...at })
  }

  let typing = false
  function hold(event) {
    if (event.type === "pointerdown") typing = isTyping() && !event.target.closest("#portal")
    const pressed = event.target.closest?.("button, a")
    if (event.type !== "click" || !event.isTrusted || !typing || !pressed) return
    typing = false
    event.preventDefault()
    event.stopImmediatePropagation()
    const again = pressed.closest("[class*=st-key-table-]")?.className.match(/st-key-table-[\w-]+/)?.[0]
    const press = () => {
      if (isRunning()) {
        setTimeout(press, TOLD / 4)
        return
      }
      const there = pressed.isConnected ? pressed : document.querySelector(`.${again} button`)
      there?.click()
    }
    setTimeout(press, TOLD)
  }

  window.addEventListener("paste", paste, true)
  window.addEventListener("keydown", press, true)
  for (const kind of ["pointerdown", "click"]) window.addEventListener(kind, hold, true)
  return () => {
    window.removeEventListener("paste", paste, true)
    window.removeEventListener("keydown", press, true)
    for (const kind of ["pointerdown", "click"]) window.removeEventListener(kind, hold, true)
  }
}
