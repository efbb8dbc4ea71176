// What the show says beside its slides, in a corner: what holds (by name, until it no longer does), and for a
// moment what was just done.

const MOMENT = 4000 // ms

function notes() {
  const lines = new Map()
  const box = element("div", { class: "notes", role: "status" })
  let passing = null

  function draw() {
    box.replaceChildren(...[...lines.values()].map((text) => element("p", {}, text)))
  }

  // An empty text takes the note away.
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
