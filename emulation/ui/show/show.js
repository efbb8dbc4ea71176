// The show: keeps the slides that it was given, shows one at a time, and does what keys and controls ask for.
// It survives Streamlit's remounting of the component, and ends when the address is that of another screen.

const USUAL_EVERY = 20 // seconds a slide stays when the address does not say
const TYPED_FOR = 3000 // ms for which a typed number waits for Enter
const GONE_AFTER = 2000 // ms without the framework's part of the show
const PAUSED = "Tạm dừng tự chuyển – bấm A để chạy tiếp"

function play(ended) {
  const ending = new AbortController()
  const { signal } = ending
  const main = element("main", { tabindex: "-1", "aria-label": "Trình chiếu" })
  const heard = element("p", { class: "unseen", "aria-live": "polite" })
  const black = element("div", { class: "blank", role: "img", "aria-label": "Màn hình đen", hidden: true })
  const said = notes()
  const bar = controls(act)
  const help = helpPanel(() => act("help"))
  // Marked so that Streamlit's dialogs do not make the show inert.
  const host = element("div", { id: "council-show", "data-react-aria-top-layer": "true" })

  const taken = figures()
  let decks = [] // a slide each: { place, slide, open, name }
  let ratio = ""
  let ahead = 0
  let at = 0
  let cursor = 0 // in the overview
  let view = "slide" // or "overview", "blank"
  let helping = false
  let typed = ""
  let typing = null
  let connected = true
  let missing = null
  let tellServer = () => {}

  // ---- the slide that is shown

  function draw(slides) {
    decks = slides.map(({ id, behind, place, label, html }, number) => {
      const name = `${place}: ${label}`
      const slide = element("section", {
        class: "slide",
        "data-id": id,
        "data-behind": behind,
        role: "group",
        "aria-roledescription": "trang chiếu",
        "aria-label": name,
      })
      slide.innerHTML = html // the server's template has escaped what comes from data
      const open = element(
        "button",
        {
          type: "button",
          class: "open",
          onclick: () => choose(number),
          onfocus: () => {
            cursor = number
          },
        },
        element("strong", {}, behind ? place : String(number + 1)),
        ` ${label}`,
      )
      return { place: element("div", { class: "place" }, slide, open), slide, open, name }
    })
    const places = decks.map(({ place }) => place)
    const own = ownCount(slides)
    main.replaceChildren(...sheetsOf(places.slice(0, own), places.slice(own), taken.kept().sheet))
  }

  function settle() {
    const all = view === "overview"
    const {
      slides,
      exit,
      hold,
      taken: { at: readAt },
    } = taken.kept()
    const details = firstBehind(slides, parentOf(slides, at)) >= 0
    host.dataset.view = view
    black.hidden = view !== "blank"
    for (const [number, { slide, open }] of decks.entries()) {
      slide.hidden = !all && number !== at
      slide.inert = all
      open.ariaCurrent = all && number === at ? "true" : null
      if (!slide.hidden) fit(slide, ratio)
    }
    help.show(helping, readAt)
    bar.show({ href: exit, auto: beats.runs(), newer: taken.isNewer(), hold, details })
    said.set("newer", taken.isNewer() ? "Dữ liệu đã thay đổi – bấm R để cập nhật" : "")
    said.set("lost", connected ? "" : "Mất kết nối – vẫn chiếu số liệu đã lấy")
    if (helping) help.button.focus()
    else if (all) decks[cursor].open.focus()
    else if (!bar.bar.matches(":focus-within")) main.focus({ preventScroll: true })
  }

  function turn(place) {
    at = cursor = within(place, decks.length)
    address.set("slide", taken.kept().slides[at].id)
    heard.textContent = decks[at].name
    settle()
  }

  const step = (by) => turn(stepFrom(taken.kept().slides, at, by))

  function choose(number) {
    view = "slide"
    turn(number)
  }

  // Fits the slides to the window and the font: the visible one at once, the others when the browser is idle.
  function refit() {
    const { clientWidth: width, clientHeight: height } = document.documentElement
    ratio = Math.min(Math.max(width / height, SHAPES.narrowest), SHAPES.widest).toFixed(3)
    host.style.setProperty("--ratio", ratio)
    if (!decks.length) return
    settle()
    clearTimeout(ahead)
    ahead = setTimeout(() => fitAhead([...decks]))
  }

  function fitAhead([next, ...rest]) {
    if (!next) return
    if (next.slide.hidden) fitUnseen(next.slide, ratio)
    ahead = setTimeout(() => fitAhead(rest))
  }

  // ---- keys, controls, pointer

  const acts = {
    next: () => step(1),
    previous: () => step(-1),
    erase: () => step(-1),
    first: () => turn(0),
    last: () => turn(ownCount(taken.kept().slides) - 1),
    enter: () => (view === "overview" ? choose(cursor) : step(1)),
    click: () => view === "slide" && step(1),
    details: () => {
      const { slides } = taken.kept()
      const parent = parentOf(slides, at)
      const there = parent === at ? firstBehind(slides, at) : parent
      if (view === "slide" && there >= 0) turn(there)
      else if (view === "slide") said.say("Trang này không có chi tiết")
    },
    blank: () => {
      view = "blank"
    },
    overview: () => {
      view = view === "overview" ? "slide" : "overview"
      cursor = at
    },
    help: () => {
      helping = !helping
    },
    fullscreen: () => {
      fullScreen().catch(() => said.say("Trình duyệt không cho toàn màn hình – hãy bấm F11"))
    },
    print: () => window.print(),
    theme: () => {
      host.dataset.theme = host.dataset.theme === "dark" ? "light" : "dark"
      address.set("theme", host.dataset.theme)
    },
    auto: () => {
      if (beats.runs()) return pause()
      view = "slide"
      const every = taken.kept().every || USUAL_EVERY
      beats.start(every)
      return said.say(`Tự chuyển sau mỗi ${every} giây`)
    },
    refresh: () => {
      if (!taken.isNewer()) return
      const before = taken.kept()
      if (taken.ready()) return present(before)
      if (!connected) return said.say("Mất kết nối – chưa cập nhật được")
      taken.ask()
      tellServer()
    },
    announce: () => {
      if (!taken.kept().hold) return
      address.write()
      go({ announced: ["1"] }, { replace: true })
    },
    leave: () => {
      const parent = parentOf(taken.kept().slides, at)
      if (view !== "slide") view = "slide"
      else if (parent !== at) turn(parent)
      else if (document.fullscreenElement) document.exitFullscreen()
      else leave()
    },
  }

  function act(name, digit) {
    said.set("refused", "")
    if (name !== "auto" && beats.runs()) pause()
    if (view === "blank")
      view = "slide" // and that was all
    else if (helping && ["help", "leave", "click", "tap"].includes(name)) helping = false
    else if (name === "digit") type(typed + digit)
    else if (typed && ["erase", "enter", "leave"].includes(name)) finish(name)
    else {
      type("")
      helping = false
      acts[name]?.()
    }
    if (!signal.aborted) settle()
  }

  function pause() {
    beats.stop()
    said.say(PAUSED)
  }

  function type(digits) {
    clearTimeout(typing)
    typed = digits.slice(0, 3)
    said.set("typed", typed && `Trang ${typed} – bấm Enter`)
    if (typed) typing = setTimeout(() => type(""), TYPED_FOR)
  }

  function finish(name) {
    const number = Number(typed)
    type(name === "erase" ? typed.slice(0, -1) : "")
    if (name !== "enter") return
    if (number < 1 || number > ownCount(taken.kept().slides)) said.say(`Không có trang ${number}`)
    else choose(number - 1)
  }

  function pressed(event) {
    const meant = meaningOf(event)
    if (!meant) return
    event.stopImmediatePropagation() // the app behind has keys of its own
    const focused = host.shadowRoot.activeElement
    const own = event.key === "Tab" || (focused?.matches("button, a") && [" ", "Enter"].includes(event.key))
    if (own && !typed && view !== "blank") return
    if (meant.name || view === "blank") event.preventDefault()
    if (event.repeat && !["next", "previous"].includes(meant.name)) return
    if (view === "overview" && !helping && event.key.startsWith("Arrow")) {
      cursor = overviewStep(
        event.key,
        cursor,
        decks.map(({ place }) => place),
      )
      settle()
    } else act(meant.name, meant.digit)
  }

  // The link leads back as every link of the app does (frame.js).
  function leave() {
    address.write()
    bar.exit.click()
  }

  // ---- data from the server, and its absence

  function receive(data, tell) {
    const before = taken.kept()
    tellServer = tell
    clearTimeout(missing)
    connected = true
    if (taken.offer(data)) present(before)
    settle()
  }

  // Keep the present slide; at first take the one in the address.
  function present(before) {
    const { slides, digest, theme, every, refused, print } = taken.kept()
    const asked = new URL(location.href).searchParams.get("slide") ?? ""
    const shown = before ? { ...before.slides[at], place: at } : { id: asked, section: asked, place: 0 }
    if (theme !== before?.theme) host.dataset.theme = theme
    if (refused.join() !== before?.refused.join()) said.set("refused", refused.join(" "))
    if (digest !== before?.digest) {
      draw(slides)
      turn(placeIn(slides, shown))
      refit()
    }
    if (print && !before) document.fonts.ready.then(printAtOnce)
    if (every === before?.every) return
    if (every) beats.start(every)
    else beats.stop()
  }

  // Asked for where the show is prepared, to which it returns when the paper is out. A reload prints nothing.
  function printAtOnce() {
    if (signal.aborted) return
    address.set("print", "")
    window.addEventListener("afterprint", leave, { once: true, signal })
    window.print()
  }

  function connection(isThere) {
    connected = isThere
    if (decks.length) settle()
  }

  // Streamlit removed the component. While the address is the show's, it will mount it again.
  function orphan() {
    if (!inShow()) end()
    else missing = setTimeout(() => connection(false), GONE_AFTER)
  }

  function end() {
    clearTimeout(missing)
    clearTimeout(typing)
    clearTimeout(ahead)
    beats.stop()
    said.end()
    ending.abort()
    host.remove()
    ended()
  }

  // The running show has another version of the scripts: the server was restarted with a new one.
  document.getElementById("council-show")?.dispatchEvent(new Event("replaced"))
  host.addEventListener("replaced", end, { signal })
  host
    .attachShadow({ mode: "open" })
    .append(element("style", {}, STYLE), main, black, bar.bar, help.panel, said.box, heard)
  document.body.append(host)
  const beats = pace(() => turn(around(parentOf(taken.kept().slides, at) + 1, ownCount(taken.kept().slides))))
  const address = addressKeeper(signal)
  takeTheWindow(signal)
  watchConnection(signal, connection)
  pointer(host, signal, act)
  onPaper(host, signal, () => decks.map(({ slide }) => slide))
  window.addEventListener("keydown", pressed, { signal, capture: true })
  window.addEventListener(
    "popstate",
    () => {
      if (!inShow()) end()
    },
    { signal },
  )
  window.addEventListener("resize", refit, { signal })
  document.fonts.ready.then(refit)
  refit()
  return { receive, orphan }
}

let playing = null
let mounts = 0

export default function ({ data, setTriggerValue }) {
  if (!inShow()) return undefined
  const mount = ++mounts
  playing ??= play(() => {
    playing = null
  })
  playing.receive(data, () => setTriggerValue("refresh", true))
  return () => {
    if (mount === mounts) playing?.orphan()
  }
}
