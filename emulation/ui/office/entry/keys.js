// Enter moves from one number field to the next. An incomplete date stops the save and says why. After a save the page
// scrolls to its top.

let saves

function next(event) {
  const input = event.target
  if (event.key !== "Enter" || event.isComposing || !input.matches?.(".st-key-entry-points input")) return
  const all = [...document.querySelectorAll(".st-key-entry-points input")]
  all[all.indexOf(input) + (event.shiftKey ? -1 : 1)]?.focus()
}

// When the field loses focus, Streamlit silently restores the former date if a part is missing or the year has two
// digits. Pressing the save button would then save another day than the one being typed.
const DATE = ".st-key-entry [data-testid=stDateInput]"
let held = false

function unfinishedPart() {
  const wanting = (part) =>
    part.hasAttribute("data-placeholder") ||
    (part.dataset.type === "year" && Number(part.ariaValueNow) < 1000)
  return [...document.querySelectorAll(DATE)].flatMap((field) => {
    const parts = [...field.querySelectorAll("[role=spinbutton]")]
    const touched = field.matches(":focus-within") || parts.some((part) => !wanting(part))
    return touched ? parts.filter(wanting) : []
  })[0]
}

function holdBack(event) {
  const save = event.target.closest?.(".st-key-entry-save button")
  if (event.type === "mousedown") {
    document.querySelector(".entry-unfinished")?.remove()
    const part = save && unfinishedPart()
    held = Boolean(part)
    if (held) tellUnfinished(part)
  }
  if (!save || !held) return
  event.preventDefault()
  event.stopPropagation()
}

function tellUnfinished(part) {
  const told = document.createElement("p")
  told.className = "entry-unfinished"
  told.setAttribute("role", "alert")
  told.textContent = "Chưa lưu: hãy gõ đủ ngày, tháng và năm bốn chữ số."
  part.closest(DATE).append(told)
  part.focus()
}

export default function ({ data }) {
  if (saves !== undefined && data.saves !== saves)
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
  saves = data.saves
  document.addEventListener("keydown", next)
  for (const kind of ["mousedown", "click"]) document.addEventListener(kind, holdBack, true)
  return () => {
    document.removeEventListener("keydown", next)
    for (const kind of ["mousedown", "click"]) document.removeEventListener(kind, holdBack, true)
  }
}
