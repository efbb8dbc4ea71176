// The bar of controls, and the list of keys. Both only say what was asked for: `act(name)`.

const BUTTONS = [
  ["previous", "Trước", "Trang trước (←)"],
  ["next", "Sau", "Trang sau (→)"],
  ["auto", "Tự chuyển", "Tự chuyển trang: bật, tắt (A)"],
  ["details", "Chi tiết", "Chi tiết của trang: xem, trở lại (D)"],
  ["overview", "Tổng quan", "Tổng quan các trang (O)"],
  ["fullscreen", "Toàn màn hình", "Toàn màn hình: vào, ra (F)"],
  ["theme", "Sáng/tối", "Nền sáng, nền tối (T)"],
  ["print", "In", "In tài liệu phát tay (P)"],
  ["refresh", "Cập nhật", "Lấy số liệu mới (R)"],
  ["announce", "Công bố", "Công bố thứ hạng đang giữ (C)"],
  ["help", "Trợ giúp", "Các phím (?)"],
]

function controls(act) {
  const pressed = (name) => (event) => {
    if (event.detail) event.currentTarget.blur() // by pointer: the keys are the presenter's again
    act(name)
  }
  const buttons = Object.fromEntries(
    BUTTONS.map(([name, label, title]) => [
      name,
      element("button", { type: "button", title, onclick: pressed(name) }, label),
    ]),
  )
  const exit = element("a", { title: "Ra khỏi trình chiếu (Esc)" }, "Thoát")
  const bar = element(
    "nav",
    { class: "bar", "aria-label": "Điều khiển trình chiếu" },
    ...Object.values(buttons),
    exit,
  )

  function show({ href, auto, newer, hold, details }) {
    exit.setAttribute("href", href)
    buttons.auto.setAttribute("aria-pressed", String(auto))
    buttons.refresh.hidden = !newer
    buttons.announce.hidden = !hold
    buttons.details.hidden = !details
  }

  return { bar, exit, show }
}

function helpPanel(close) {
  const taken = element("p", { class: "taken" })
  const keys = element(
    "dl",
    {},
    ...IN_WORDS.map(([key, what]) => element("div", {}, element("dt", {}, key), element("dd", {}, what))),
  )
  const button = element("button", { type: "button", onclick: close }, "Đóng")
  const panel = element(
    "section",
    {
      class: "help",
      role: "dialog",
      "aria-modal": "true",
      "aria-label": "Các phím của trình chiếu",
      hidden: true,
    },
    element("h2", {}, "Các phím"),
    keys,
    taken,
    button,
  )

  function show(open, at) {
    taken.textContent = `Số liệu đang chiếu được lấy lúc ${at}.`
    panel.hidden = !open
  }

  return { panel, button, show }
}
