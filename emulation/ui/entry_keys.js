// Enter goes from one number to the next, and after a save the screen is seen from its top.

let saves

function next(event) {
  const input = event.target
  if (event.key !== "Enter" || event.isComposing || !input.matches?.(".st-key-entry-points input")) return
  const all = [...document.querySelectorAll(".st-key-entry-points input")]
  all[all.indexOf(input) + (event.shiftKey ? -1 : 1)]?.focus()
}

export default function ({ data }) {
  if (saves !== undefined && data.saves !== saves) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
  saves = data.saves
  document.addEventListener("keydown", next)
  return () => document.removeEventListener("keydown", next)
}
