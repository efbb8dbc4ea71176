// Who looks: named at the right of the menu, with the ways to another password and out. And the cover over a tab whose
// session has ended.

function showViewer({ name, role }) {
  const shown = document.querySelector("body > .viewer")
  if ((shown?.title ?? "") === name) return
  shown?.remove()
  if (!name) return
  const box = element(
    "details",
    { class: "viewer", title: name },
    element("summary", {}, element("span", {}, name)),
    element(
      "div",
      {},
      element("p", {}, role),
      element("a", { href: "/password", target: "_top" }, "Đổi mật khẩu"),
      element("form", { method: "post", action: "/sign-out" }, element("button", {}, "Đăng xuất")),
    ),
  )
  const shut = ({ type, key, target }) => {
    if (type === "click" ? !box.contains(target) : key === "Escape") box.open = false
  }
  document.addEventListener("click", shut)
  document.addEventListener("keydown", shut)
  document.body.append(box)
}

// What is typed into: it stays here while another tab signs in.
const TYPED = ".st-key-entry, .st-key-start, .st-key-report, [class*=st-key-inbox-answer]"

// The page stays as it is beneath, so that nothing typed is lost once the same account has signed in again in another tab.
function cover() {
  if (document.body.dataset.ended) return
  if (document.fullscreenElement) document.exitFullscreen()
  document.body.dataset.ended = document.title
  document.title = "Đã đăng xuất"
  const next = encodeURIComponent(location.pathname + location.search)
  const typed = document.querySelector(TYPED)
  const link = element(
    "a",
    { href: `/sign-in?next=${next}`, target: typed ? "_blank" : "_top" },
    "Đăng nhập lại",
  )
  const why = element("p", {}, "Phiên đăng nhập đã hết, nên màn hình này không hiện gì nữa.")
  document.body.append(element("div", { class: "ended", role: "alert" }, why, element("p", {}, link)))
  link.focus()
}

// The screen answers again when the framework has opened its connection anew, which it tries every few seconds.
function uncover() {
  const over = document.querySelector("body > .ended")
  if (!over) return
  const { testConnectionState: state } = document.querySelector("[data-testid=stApp]").dataset
  if (state !== "CONNECTED") return over.replaceChildren(element("p", {}, "Đang kết nối lại…"))
  document.title = document.body.dataset.ended
  delete document.body.dataset.ended
  over.remove()
}
