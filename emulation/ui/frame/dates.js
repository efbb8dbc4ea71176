// The framework's date field takes a day part by part. Left alone it reads the year of 30-9-26 as 26, and 31/02 as 28/02
// without a word.

const FIELD = "[data-testid=stDateInput]"
const partsOf = (field) => [...field.querySelectorAll("[role=spinbutton]")] // day, month, year
const numberOf = (part) => Number(part.getAttribute("aria-valuenow"))

// Types the whole year. `begun`: the part still waits for the rest of its four digits.
function completeYear(field, begun) {
  const year = partsOf(field)[2]
  const typed = numberOf(year)
  if (!typed || typed > 99) return
  const focused = document.activeElement
  const rest = begun ? "0".repeat(4 - String(typed).length) : ""
  for (const data of rest + String(2000 + typed)) {
    const how = { inputType: "insertText", data, bubbles: true, cancelable: true }
    year.dispatchEvent(new InputEvent("beforeinput", how))
  }
  focused.focus() // a full part has passed it on
}

// The day that was typed, and what became of it once month and year were known.
function tellOfImpossible(field, typed) {
  field.querySelector(".impossible")?.remove()
  const [day, month, year] = partsOf(field).map(numberOf)
  if (!typed || typed === day || !month || !year) return
  const said = element("p", { class: "impossible", role: "alert" })
  said.textContent = `Tháng ${month}/${year} không có ngày ${typed}: đang lấy ngày ${day}. Hãy sửa nếu không đúng.`
  field.append(said)
}

function helpDates() {
  const days = new WeakMap() // field -> its day before the month or the year was typed
  document.addEventListener("focusin", ({ target }) => {
    const field = target.closest?.(FIELD)
    if (field && target === partsOf(field)[0]) days.delete(field)
  })
  document.addEventListener(
    "keydown",
    ({ target, key }) => {
      const field = target.closest?.(FIELD)
      if (!field) return
      const [day] = partsOf(field)
      if (target !== day && /^\d$/.test(key) && !days.has(field)) days.set(field, numberOf(day))
      if (["Enter", "Tab"].includes(key)) completeYear(field, target === partsOf(field)[2])
    },
    true,
  )
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const field = target.closest?.(FIELD)
    if (!field || partsOf(field).includes(relatedTarget)) return
    setTimeout(() => {
      completeYear(field, false)
      tellOfImpossible(field, days.get(field))
    })
  })
}
