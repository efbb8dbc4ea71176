// Draws what picker.py sends. While the component is mounted, the browser keeps the choice and sends it to the app;
// only a new key takes the choice from the app again.

const MOST_CHIPS = 50
const LONG = 40 // letters; a longer name may be cut off in the box and is said in full below it

let pickers = 0

// A picker that gives way to one with a new key hands on the focus, whichever of the two is there first.
const latest = new Map() // label -> the box drawn last under it
let left = "" // the label of the one that went with the focus
document.addEventListener("focusin", () => {
  left = ""
})

function handOn() {
  if (document.activeElement === document.body && latest.get(left)?.isConnected) latest.get(left).focus()
}

// What chooses several at once, before the options: all, and each group's. (No id begins with a line break.)
function heads(options, all) {
  const groups = new Map()
  for (const { id, group } of options) if (group) groups.set(group, [...(groups.get(group) ?? []), id])
  const of = [...groups].filter(([, ids]) => ids.length > 1 && ids.length < options.length)
  const every = all ? [[all, options.map(({ id }) => id)]] : []
  return [
    ...every.map(([name, ids]) => ({ id: "\n", name, ids })),
    ...of.map(([name, ids]) => ({ id: `\n${name}`, name, ids, hint: `chọn cả ${ids.length}` })),
  ]
}

function build(data) {
  let component
  let options = []
  let together = []
  let chosen = data.chosen
  const ofId = () => new Map(options.map((option) => [option.id, option]))
  const ids = (id) => together.find((head) => head.id === id)?.ids ?? [id]
  const isChosen = (id) => ids(id).every((each) => chosen.includes(each))

  const box = combo({
    id: `picker-${++pickers}`,
    label: data.label,
    several: data.several,
    isChosen,
    isFixed: (id) => data.several && isChosen(id), // leaves by its own ✕ or Backspace, not by a slip
    rest: () => {
      const one = data.several ? undefined : options.find((option) => isChosen(option.id))
      return { value: one?.name ?? "", title: one?.name ?? "", placeholder: "Chọn, hoặc gõ để tìm" }
    },
    pick: (id) => {
      choose(data.several ? [...new Set([...chosen, ...ids(id)])] : [id])
      return data.several
    },
    erase: () => {
      if (chosen.length && !component.data.required) choose(chosen.slice(0, -1))
    },
    aside: () => buttons().at(-1)?.focus(),
  })
  const help = element("p", { id: `${box.input.id}-help`, class: "help" })
  const required = element("span", { class: "required" }, " (bắt buộc)")
  latest.set(data.label, box.input)
  box.input.addEventListener("blur", () =>
    setTimeout(() => {
      if (box.input.isConnected) return
      left = data.label
      handOn()
    }),
  )
  box.name.after(required, help)
  box.input.setAttribute("aria-describedby", help.id)
  const whole = element("section", { class: "picker", tabindex: "-1", onkeydown: between }, box.field)
  const draw = data.several ? several() : single()

  function choose(ids) {
    chosen = ids
    draw()
    component.setStateValue("chosen", chosen)
  }

  // The pressed button disappears: move the focus to the component, which opens no keyboard on a phone.
  function remove(id) {
    const at = chosen.indexOf(id)
    choose(chosen.filter((each) => each !== id))
    const left = whole.querySelectorAll(".chips button")
    const next = left[Math.min(at, left.length - 1)] ?? whole
    next.focus({ preventScroll: true })
  }

  // The Tab key goes on to the next field; to the buttons, most of which clear something, lead the arrows.
  function buttons() {
    return data.several ? [...whole.querySelectorAll("button:not([hidden])")] : []
  }

  function between(event) {
    const at = buttons().indexOf(event.target)
    if (at < 0) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (step) (buttons()[at + step] ?? (step > 0 ? box.input : event.target)).focus()
    else if (["Delete", "Backspace"].includes(event.key) && event.target.closest(".chips"))
      event.target.click()
    else return
    event.preventDefault()
  }

  function several() {
    const count = element("p", { role: "status" })
    const button = (ids) =>
      element("button", {
        type: "button",
        tabindex: "-1",
        onclick: () => {
          choose(ids())
          whole.focus()
        },
      })
    const all = button(() => options.map((option) => option.id))
    const none = button(() => [])
    none.textContent = "Bỏ hết"
    const chips = element("ul", { class: "chips", hidden: true })
    let before = "[[],0]"
    whole.append(element("div", { class: "foot" }, count, all, none), chips)
    const chip = ({ id, name, hint }) =>
      element(
        "li",
        { title: hint || null },
        element("span", {}, name),
        element(
          "button",
          { type: "button", tabindex: "-1", "aria-label": `Bỏ ${name}`, onclick: () => remove(id) },
          "✕",
        ),
      )
    return () => {
      count.textContent = chosen.length ? `Đã chọn ${chosen.length} / ${options.length}` : "Chưa chọn"
      all.textContent = component.data.all
      all.hidden = !component.data.all || chosen.length === options.length
      none.hidden = chosen.length < 2
      const known = ofId()
      const drawn = chosen.slice(0, MOST_CHIPS).map((id) => known.get(id))
      const beyond = chosen.length - drawn.length
      const now = JSON.stringify([drawn, beyond])
      if (now === before) return // else a run of the app would take the focus from a chip
      before = now
      chips.hidden = !chosen.length
      chips.replaceChildren(
        ...drawn.map(chip),
        ...(beyond ? [element("li", { class: "beyond" }, `và ${beyond} mục nữa`)] : []),
      )
    }
  }

  function single() {
    const clear = element(
      "button",
      {
        type: "button",
        tabindex: "-1", // the keyboard clears by Backspace in the box
        class: "clear",
        onclick: () => {
          remove(chosen[0])
          show()
        },
      },
      "✕",
    )
    const full = element("p", { class: "full" })
    box.field.append(clear)
    whole.append(full)
    return () => {
      const one = options.find((option) => isChosen(option.id))
      clear.hidden = !one || component.data.required
      clear.setAttribute("aria-label", one ? `Bỏ ${one.name}` : "Bỏ")
      full.textContent = one
        ? [one.name.length > LONG ? one.name : "", one.hint].filter(Boolean).join(" · ")
        : ""
    }
  }

  function show(given = component) {
    component = given
    const now = component.data
    options = now.options.map(([id, name, hint, group]) => ({ id, name, hint, group }))
    together = now.several ? heads(options, now.all) : []
    const known = ofId()
    chosen = chosen.filter((id) => known.has(id))
    whole.setAttribute("aria-label", now.label)
    box.input.setAttribute("aria-required", String(now.required))
    required.hidden = !now.required
    help.textContent = now.help
    box.show([...together, ...options], now.label)
    draw()
  }

  return { key: data.key, whole, show }
}

const shown = new WeakMap()

export default function (component) {
  const { parentElement: root, data } = component
  if (shown.get(root)?.key !== data.key) {
    const picker = build(data)
    shown.set(root, picker)
    root.replaceChildren(picker.whole)
    handOn()
  }
  shown.get(root).show(component)
}
