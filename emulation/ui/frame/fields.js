// The fields of the filter bar and of the choice of a report. A field shows the value that the app sends (`show`) and
// reports what was chosen (`onChange`). It keeps no value of its own.

function select(id, label, onChange) {
  const box = element("select", { id, onchange: () => onChange(box.value) })
  const field = element("div", { class: `field ${id}` }, element("label", { for: id }, label), box)
  const show = (options, value) => {
    box.replaceChildren(...options.map(([key, name]) => element("option", { value: key }, name)))
    box.value = value
  }
  return { field, show }
}

// A list with several choices. It stays open while the user chooses; all choices until it closes are one history entry.
function several(id, label, all, onChange) {
  let options = []
  let chosen = []
  let changed = false
  const picked = () => options.filter((option) => chosen.includes(option.id))
  const box = combo({
    id,
    label,
    first: { id: "", name: all },
    rest: () => {
      const [one, ...others] = picked().map((option) => option.also)
      return {
        value: one === undefined ? "" : one + (others.length ? `, +${others.length}` : ""),
        title: picked()
          .map((option) => option.name)
          .join("; "),
        placeholder: all,
      }
    },
    opened: () => {
      changed = false
    },
    isChosen: (option) => (option ? chosen.includes(option) : chosen.length === 0),
    pick: (option) => {
      if (!option) chosen = []
      else chosen = chosen.includes(option) ? chosen.filter((each) => each !== option) : [...chosen, option]
      onChange(chosen, { replace: changed })
      changed = true
      return true
    },
  })
  const show = (given, value) => {
    options = given.map(([id, name, brief, , group]) => ({ id, name, also: brief, group }))
    chosen = value
    box.show(options)
  }
  return { field: box.field, show }
}

const DAYS_TYPED = [/^(\d\d?)([-/. ])(\d\d?)\2(\d{4}|\d\d)$/, /^(\d\d)()(\d\d)(\d{4}|\d\d)$/]

// `30/9/2026`, `30-9-26`, `30.9.2026` or `30092026` as yyyy-mm-dd. Anything else goes to the app as it is, which says
// what is wrong with it (address.py).
function dayTyped(text) {
  const [, day, , month, year] = DAYS_TYPED.map((known) => known.exec(text)).find(Boolean) ?? []
  if (!day) return text
  const iso = `${year.padStart(4, "20")}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : text
}

// A day as people type it; the button opens the browser's own calendar.
function day(id, label, onChange) {
  const words = (iso) => iso.split("-").reverse().join("/")
  const input = element("input", {
    id,
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    placeholder: "dd/mm/yyyy",
    maxlength: "10",
    onchange: () => onChange(dayTyped(input.value.trim())),
    onkeydown: (event) => {
      if (event.key === "Enter") input.blur()
    },
  })
  const picker = element("input", {
    type: "date",
    tabindex: "-1",
    "aria-hidden": "true",
    onchange: () => picker.value && onChange(picker.value),
  })
  const button = element(
    "button",
    {
      type: "button",
      "aria-label": "Mở lịch",
      title: "Mở lịch",
      onclick: () => picker.showPicker(),
    },
    "▾",
  )
  const field = element(
    "div",
    { class: `field day ${id}` },
    element("label", { for: id }, label),
    input,
    button,
    picker,
  )
  const show = (iso) => {
    picker.value = iso
    if (document.activeElement !== input) input.value = words(iso)
  }
  return { field, show }
}

const unless = (value, standard) => (value === standard || value === "" ? [] : [value])

// Blocs and units: the units of the chosen blocs are offered, and only they stay chosen. What the viewer may not choose is
// hidden.
function places(data) {
  const nameOf = (bloc) => data.bloc.options.find(([id]) => id === bloc)?.[1]
  const unitsOf = (blocs) =>
    data.unit.options
      .filter(([, , , bloc]) => !blocs.length || blocs.includes(bloc))
      .map((unit) => [...unit, nameOf(unit[3])])
  const bloc = several("filter-bloc", data.bloc.label, data.bloc.all, (blocs, how) => {
    const still = new Set(unitsOf(blocs).map(([id]) => id))
    go({ bloc: blocs, unit: data.unit.value.filter((id) => still.has(id)) }, how)
  })
  const unit = several("filter-unit", data.unit.label, data.unit.all, (units, how) =>
    go({ unit: units }, how),
  )
  const show = (given) => {
    data = given
    bloc.show(data.bloc.options, data.bloc.value)
    unit.show(unitsOf(data.bloc.value), data.unit.value)
    bloc.field.hidden = data.bloc.hidden
    unit.field.hidden = data.unit.hidden
  }
  return { fields: [bloc.field, unit.field], show }
}

function asOfDay() {
  let standard
  const { field, show } = day("filter-day", "Tính đến ngày", (value) =>
    go({ as_of: unless(value, standard) }),
  )
  return {
    field,
    show: (given) => {
      standard = given.default
      show(given.value)
    },
  }
}

// The same where only some days have figures.
function publishedDay() {
  let standard
  const { field, show } = select("filter-day", "Số liệu ngày", (value) =>
    go({ as_of: unless(value, standard) }),
  )
  return {
    field,
    show: (given) => {
      standard = given.default
      show(given.options, given.value)
    },
  }
}
