// A search box over a list, which the filter bar and the picker share. It finds what is typed without
// diacritics, in any order of the words, also by id, the nearest first. Its owner keeps what is chosen.

const MOST_ROWS = 50 // drawn at once; what is beyond is found by typing

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase()

const words = (text) => fold(text).split(/\s+/).filter(Boolean)

const inWords = (text) =>
  ` ${fold(text)
    .split(/[^\p{L}\p{N}./]+/u)
    .filter(Boolean)
    .join(" ")} `

// How near a name is to what was typed, 0 the nearest: `cong an` is Công an xã before any name that only has these letters.
function distance(name, typed) {
  const text = inWords(name)
  const phrase = inWords(typed)
  const begun = phrase.slice(0, -1) // the last word may be unfinished
  const each = phrase.trim().split(" ")
  const nearer = [
    text === phrase,
    text.startsWith(phrase),
    text.startsWith(begun),
    text.includes(phrase),
    text.includes(begun),
    each.every((word) => text.includes(` ${word} `)),
    each.every((word) => text.includes(` ${word}`)),
    each.every((word) => text.includes(word)),
  ]
  const at = nearer.indexOf(true)
  return at < 0 ? nearer.length : at
}

// The owner provides: `rest()`, what the closed box shows ({ value, title, placeholder }); `isChosen(id)`;
// `isFixed(id)`, whether it cannot be removed; `pick(id)`, which answers whether the list stays open; what Backspace
// (`erase()`) and the left arrow (`aside()`) do in the empty box. An option is { id, name, hint, also, group }: a hint is
// drawn; another name (`also`) and that of what it belongs to (`group`) are only searched.
function combo({
  id,
  label,
  several = true,
  first = null,
  rest,
  isChosen,
  pick,
  isFixed = () => false,
  erase = () => {},
  aside = () => {},
  opened = () => {},
}) {
  let options = []
  let active = -1
  const list = element("ul", {
    id: `${id}-list`,
    role: "listbox",
    tabindex: "-1", // a list long enough to scroll would else be where Tab goes, and be gone by then
    "aria-multiselectable": several ? "true" : null,
    hidden: true,
    onmousedown: (event) => event.preventDefault(),
  })
  const input = element("input", {
    id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    onclick: () => open(),
    onblur: close,
    oninput: typed,
    onkeydown: key,
  })
  const name = element("label", { for: id })
  const field = element("div", { class: `field combo ${id}` }, name, input, list)

  const isOpen = () => !list.hidden

  function matching() {
    const wanted = words(input.value)
    if (!wanted.length) return first ? [first, ...options] : options
    return options
      .filter(({ text }) => wanted.every((word) => text.includes(word)))
      .map((row) => ({ row, far: Math.min(...row.names.map((each) => distance(each, input.value))) }))
      .sort((one, other) => one.far - other.far)
      .map(({ row }) => row)
  }

  function open(text = "") {
    if (isOpen()) return
    opened()
    active = -1
    list.hidden = false
    input.value = text
    input.placeholder = "Gõ để tìm…"
    input.setAttribute("aria-expanded", "true")
    draw()
    for (const part of [list, input]) part.scrollIntoView({ block: "nearest" })
  }

  function close() {
    list.hidden = true
    input.setAttribute("aria-expanded", "false")
    input.removeAttribute("aria-activedescendant")
    settle()
  }

  function settle() {
    const { value, title, placeholder } = rest()
    Object.assign(input, { value, title, placeholder })
    if (document.activeElement === input) input.select() // typing then begins a new search
  }

  function typed() {
    open(input.value)
    active = input.value.trim() ? matching().findIndex((row) => !isFixed(row.id)) : -1
    draw()
  }

  function choose(row) {
    if (!row || isFixed(row.id)) return
    if (!pick(row.id)) return close()
    active = matching().indexOf(row)
    input.select()
    draw()
  }

  function line(row, at) {
    return element(
      "li",
      {
        id: `${list.id}-${at}`,
        role: "option",
        class: at === active ? "active" : null,
        "aria-selected": String(isChosen(row.id)),
        "aria-disabled": isFixed(row.id) ? "true" : null,
        onclick: () => choose(row),
      },
      row.name,
      ...(row.hint ? [element("small", {}, row.hint)] : []),
    )
  }

  function remark(rows) {
    if (rows.length > MOST_ROWS) return `Còn ${rows.length - MOST_ROWS} mục nữa: gõ thêm để tìm`
    if (rows.length) return ""
    return options.length ? "Không tìm thấy" : "Không có gì để chọn"
  }

  function draw() {
    const rows = matching()
    const said = remark(rows)
    active = Math.min(active, rows.length - 1, MOST_ROWS - 1)
    list.replaceChildren(
      ...rows.slice(0, MOST_ROWS).map(line),
      ...(said
        ? [
            element(
              "li",
              {
                role: "option",
                class: "remark",
                "aria-disabled": "true",
                "aria-selected": "false",
              },
              said,
            ),
          ]
        : []),
    )
    const current = list.children[active]
    if (current) {
      input.setAttribute("aria-activedescendant", current.id)
      current.scrollIntoView({ block: "nearest" })
    } else input.removeAttribute("aria-activedescendant")
  }

  const steps = {
    ArrowDown: (last) => (active < last ? active + 1 : 0),
    ArrowUp: (last) => (active > 0 ? active - 1 : last),
    Home: () => 0,
    End: (last) => last,
  }

  function key(event) {
    if (event.isComposing) return
    if (event.key === "Escape" && isOpen()) {
      event.stopPropagation() // a window around it stays
      close()
    } else if (event.key === "Backspace" && isOpen() && !input.value && !event.repeat) {
      erase()
      draw()
    } else if (event.key === "ArrowLeft" && !input.value) {
      aside()
    } else if (event.key === "Tab" && isOpen() && input.value.trim() && !event.shiftKey) {
      const row = matching()[active] // what was typed is not lost; the focus goes on
      if (row && !isChosen(row.id)) choose(row)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (isOpen()) choose(matching()[active])
      else open()
    } else if (event.key in steps && (isOpen() || event.key.startsWith("Arrow"))) {
      event.preventDefault()
      if (!isOpen()) return open()
      active = steps[event.key](Math.min(matching().length, MOST_ROWS) - 1)
      draw()
    }
  }

  function show(given, newLabel = label) {
    options = given.map((each) => ({
      ...each,
      text: fold([each.id, each.name, each.hint, each.also, each.group].filter(Boolean).join(" ")),
      names: [each.name, each.id, each.also, each.hint].filter(Boolean),
    }))
    name.textContent = newLabel
    list.setAttribute("aria-label", newLabel)
    if (isOpen()) draw()
    else settle()
  }

  return { field, name, input, show }
}
