// Mouse and touch: a click or a swipe changes the slide; a tap or a movement shows the controls, which hide again,
// with the pointer, when it rests.

const REST = 3000 // ms
const SWIPE = 0.06 // of the window's width; less is a tap

function pointer(host, signal, act) {
  let resting = null
  let last = null // where the mouse was: the browser also reports moves when only the page below has changed
  let down = null
  let byMouse = true

  function wake() {
    host.dataset.awake = ""
    clearTimeout(resting)
    resting = setTimeout(rest, REST)
  }

  function rest() {
    clearTimeout(resting)
    delete host.dataset.awake
  }

  const onControl = (event) =>
    event.composedPath().some((node) => node instanceof Element && node.matches("a, button, [role=dialog]"))

  function moved({ pointerType, screenX, screenY }) {
    if (pointerType !== "mouse") return
    const stayed = last && last.x === screenX && last.y === screenY
    if (last && !stayed) wake()
    last = { x: screenX, y: screenY }
  }

  function released(event) {
    if (!down || event.pointerId !== down.id) return
    const [x, y] = [event.clientX - down.x, event.clientY - down.y]
    const control = down.control
    down = null
    if (control) return wake()
    if (Math.abs(x) < innerWidth * SWIPE || Math.abs(x) < Math.abs(y)) {
      if (Math.hypot(x, y) < innerWidth * SWIPE) act("tap")
      return wake()
    }
    act(x < 0 ? "next" : "previous")
  }

  const listen = (name, listener) => host.addEventListener(name, listener, { signal })
  listen("pointermove", moved)
  listen("pointerdown", (event) => {
    byMouse = event.pointerType === "mouse"
    if (!byMouse)
      down = event.isPrimary
        ? { id: event.pointerId, x: event.clientX, y: event.clientY, control: onControl(event) }
        : null // a second finger: the page is being zoomed
  })
  listen("pointerup", released)
  listen("pointercancel", () => {
    down = null
  })
  listen("click", (event) => {
    if (byMouse && !onControl(event)) act("click")
  })
  signal.addEventListener("abort", rest)
}
