// Prepares a show: its meeting, its parts in their order, and how it is shown. The address is the only place where
// this is kept: every choice changes it (address.js), and what is drawn is what it says.

const inAddress = (name) => new URL(location.href).searchParams.get(name) ?? ""

function build(root) {
  let data

  // ---- 1. the meeting

  const says = element("p", { class: "note" })
  const none = { id: "", name: "Không theo cuộc họp nào" }
  const meeting = combo({
    id: "show-meeting",
    label: "Cuộc họp",
    several: false,
    first: none,
    rest: () => {
      const one = data.meetings.find(([id]) => id === data.meeting)
      return { value: one?.[1] ?? none.name, title: one ? `${one[1]}: ${one[2]}` : "", placeholder: "" }
    },
    isChosen: (id) => id === data.meeting,
    pick: (id) => {
      const day = data.meetings.find((each) => each[0] === id)?.[3]
      const left = data.meetings.find((each) => each[0] === data.meeting)?.[3]
      const asOf = day || (inAddress("as_of") === left ? "" : inAddress("as_of"))
      go({ meeting: [id || data.none], as_of: asOf ? [asOf] : [] })
      return false
    },
  })

  // ---- 2. the parts

  const known = () => data.parts.map(([id]) => id)
  const lines = new Map()
  const list = element("ol", { class: "parts", "aria-label": "Các phần theo thứ tự chiếu" })
  const told = element("p", { class: "unseen", role: "status" })
  const usual = element(
    "button",
    { type: "button", onclick: () => choose(data.usual, "Đã về các phần và thứ tự mặc định") },
    "Về mặc định",
  )

  function chosen() {
    const asked = inAddress("slides")
      .split(",")
      .map((id) => id.trim())
      .filter((id) => known().includes(id))
    return [...(asked.length ? new Set(asked) : data.usual)]
  }

  // All parts: the chosen ones in their order, each other one behind the part that it usually follows.
  function arranged() {
    const order = chosen()
    known().forEach((id, at) => {
      if (!order.includes(id)) order.splice(at ? order.indexOf(known()[at - 1]) + 1 : 0, 0, id)
    })
    return order
  }

  function choose(ids, done) {
    go({ slides: ids.join() === data.usual.join() ? [] : [ids.join()] })
    drawParts()
    told.textContent = done
  }

  function move(id, step) {
    const ids = chosen()
    const at = ids.indexOf(id)
    ids.splice(at, 1)
    ids.splice(at + step, 0, id)
    choose(ids, `${lines.get(id).title}: vị trí ${at + step + 1} trên ${ids.length}`)
  }

  function tick(id, on) {
    const ids = arranged().filter((each) => (each === id ? on : chosen().includes(each)))
    choose(ids, `${lines.get(id).title}: ${on ? "có chiếu" : "không chiếu"}`)
  }

  function line(id, title) {
    const box = element("input", { type: "checkbox", onchange: () => tick(id, box.checked) })
    const count = element("span", { class: "count" })
    const up = element(
      "button",
      { type: "button", "aria-label": `Đưa lên: ${title}`, onclick: () => move(id, -1) },
      "↑",
    )
    const down = element(
      "button",
      { type: "button", "aria-label": `Đưa xuống: ${title}`, onclick: () => move(id, 1) },
      "↓",
    )
    const item = element("li", {}, element("label", {}, box, element("span", {}, title)), count, up, down)
    return { item, box, count, up, down, title }
  }

  function drawParts() {
    const focused = document.activeElement
    const ids = chosen()
    for (const [id, title] of data.parts) if (!lines.has(id)) lines.set(id, line(id, title))
    const order = arranged().map((id) => lines.get(id).item)
    if (order.some((item, at) => list.children[at] !== item)) list.replaceChildren(...order)
    for (const [id, , says, empty] of data.parts) {
      const { item, box, count, up, down } = lines.get(id)
      const at = ids.indexOf(id)
      box.checked = at >= 0
      box.disabled = at >= 0 && ids.length === 1 // something is always shown
      up.disabled = at <= 0
      down.disabled = at < 0 || at === ids.length - 1
      count.textContent = says
      item.classList.toggle("empty", empty)
      item.classList.toggle("out", at < 0)
    }
    usual.disabled = !inAddress("slides")
    if (list.contains(focused)) {
      const beside = focused.disabled
        ? [...focused.closest("li").querySelectorAll("button:enabled, input")]
        : [focused]
      beside.at(-1).focus({ preventScroll: true })
    } else if (focused === usual && usual.disabled) list.querySelector("input").focus({ preventScroll: true })
  }

  // ---- 3. how it is shown

  const flag = (name, on, ...label) => {
    const box = element("input", {
      type: "checkbox",
      onchange: () => go({ [name]: box.checked ? [on] : [] }),
    })
    return {
      field: element("label", { class: "flag" }, box, element("span", {}, ...label)),
      show: () => {
        box.checked = inAddress(name) === on
      },
    }
  }
  const hold = flag(
    "hold",
    "0",
    "Chiếu cả thứ hạng tạm tính",
    element(
      "small",
      {},
      "Không chọn: chiếu kỳ chính thức gần nhất, kỳ đang chấm chỉ có số đơn vị đã chấm; phím C công bố.",
    ),
  )
  const dark = flag(
    "theme",
    "dark",
    "Nền tối",
    element("small", {}, "Cho phòng tối; nền sáng cho phòng sáng."),
  )
  const details = flag(
    "details",
    "1",
    "Tài liệu phát tay có cả các trang chi tiết",
    element("small", {}, "Không chọn: chỉ in các trang được chiếu."),
  )
  const every = element("input", {
    id: "show-every",
    type: "number",
    inputmode: "numeric",
    step: "1",
    placeholder: "không",
    onchange: () => go({ every: every.value ? [every.value] : [] }),
  })
  const pace = element(
    "div",
    { class: "pace" },
    element("label", { for: every.id }, "Tự chuyển trang sau"),
    every,
    element("span", {}, "giây"),
  )

  // ---- to others, on paper

  const copied = element("p", { class: "note", role: "status" })
  const address = element("input", {
    type: "text",
    readonly: true,
    hidden: true,
    "aria-label": "Địa chỉ của buổi chiếu",
    onfocus: () => address.select(),
  })
  const copy = element("button", { type: "button", onclick: share }, "Chép liên kết")
  const paper = element("a", { target: "_self" }, "In tài liệu phát tay")

  async function share() {
    const url = new URL(data.link, document.baseURI).href
    try {
      await navigator.clipboard.writeText(url)
      address.hidden = true
      copied.textContent = "Đã chép. Người nhận cần mở chương trình trên máy mình với cùng dữ liệu."
    } catch {
      address.value = url
      address.hidden = false
      address.focus()
      copied.textContent =
        "Trình duyệt không cho chép: hãy chép địa chỉ trong ô này. Người nhận cần mở chương trình trên máy mình với cùng dữ liệu."
    }
  }

  const step = (title, ...parts) => element("section", {}, element("h2", {}, title), ...parts)
  root.replaceChildren(
    element(
      "div",
      { class: "prepare" },
      step("1. Cuộc họp", element("div", { class: "picker" }, meeting.field), says),
      step("2. Các phần, theo thứ tự chiếu", list, usual, told),
      step(
        "3. Cách chiếu",
        hold.field,
        dark.field,
        pace,
        element("h2", {}, "Gửi, in"),
        element("p", { class: "send" }, copy, paper),
        address,
        copied,
        details.field,
        element("p", { class: "note" }, "Hai trang trên một tờ A4, có chỗ ghi chú."),
      ),
    ),
  )

  return (given) => {
    data = given
    says.textContent = data.says
    meeting.show(data.meetings.map(([id, name, hint]) => ({ id, name, hint })))
    drawParts()
    hold.show()
    dark.show()
    details.show()
    Object.assign(every, { min: data.shortest, max: data.longest })
    if (document.activeElement !== every) every.value = data.every || ""
    paper.href = data.handout
    copied.textContent = ""
    address.hidden = true
  }
}

const built = new WeakMap()

export default function ({ parentElement: root, data }) {
  if (!built.has(root)) built.set(root, build(root))
  built.get(root)(data)
}
