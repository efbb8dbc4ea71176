// Notes in a corner beside the slides: lasting ones (by name, until removed), and a short one on the last action.

const MOMENT = 4000 // ms

function notes() {
  const lines = new Map()
  const box = element("div", { class: "notes", role: "status" })
  let passing = null

  function draw() {
    box.replaceChildren(...[...lines.values()].map((text) => element("p", {}, text)))
  }

  // An empty text removes the note.
  function set(name, text) {
    if ((lines.get(name) ?? "") === text) return
    if (text) lines.set(name, text)
    else lines.delete(name)
    draw()
  }

  function say(text) {
    clearTimeout(passing)
    set("passing", text)
    passing = setTimeout(() => set("passing", ""), MOMENT)
  }

  return { box, set, say, end: () => clearTimeout(passing) }
}
