// What a key means to the show, and the list of keys for who asks. Wireless presenters are keyboards that send
// PageUp, PageDown, F5 or Shift+F5, Escape and a full stop.

const NAMED_KEYS = {
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  " ": "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Backspace: "erase",
  Home: "first",
  End: "last",
  Enter: "enter",
  Escape: "leave",
  F5: "fullscreen",
}
const SIGNS = {
  f: "fullscreen",
  b: "blank",
  ".": "blank",
  o: "overview",
  p: "print",
  t: "theme",
  a: "auto",
  r: "refresh",
  c: "announce",
  d: "details",
  "?": "help",
}
const PLACES = { Period: ".", NumpadDecimal: ".", NumpadEnter: "Enter", Space: " " }
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock", "Fn"]
const IN_WORDS = [
  ["→ ↓ Space PageDown Enter", "trang sau"],
  ["← ↑ Backspace PageUp", "trang trước"],
  ["Home, End", "trang đầu, trang cuối"],
  ["số rồi Enter", "tới trang mang số đó"],
  ["D", "chi tiết của trang; D hoặc Esc: trở lại"],
  ["O", "tổng quan các trang, cả chi tiết"],
  ["A", "tự chuyển trang; phím khác: tạm dừng"],
  ["B hoặc .", "màn hình đen; phím bất kỳ: trở lại"],
  ["F hoặc F5", "toàn màn hình"],
  ["T", "nền sáng, nền tối"],
  ["P", "in tài liệu phát tay"],
  ["R", "lấy số liệu mới, khi có"],
  ["C", "công bố thứ hạng đang giữ"],
  ["Esc", "đóng bảng đang mở; ra khỏi trình chiếu"],
  ["?", "bảng phím này"],
]

// The number row of a Vietnamese keyboard writes ă â ê ô, and a typing program may hide the key or give
// a letter its hat: a digit goes by its place on the keyboard, a letter by its sound, else by its place.
function signOf({ key, code, shiftKey }) {
  if (/^Digit\d$/.test(code) && !shiftKey) return code.at(-1)
  if (key.length === 1) return key.normalize("NFD")[0].toLowerCase()
  if (code === "Slash" && shiftKey) return "?"
  return PLACES[code] ?? /^(?:Key|Numpad)(\w)$/.exec(code)?.[1].toLowerCase() ?? code
}

// { name, digit }; no name: a key that means nothing here. Null: no key of the show at all.
function meaningOf(event) {
  const { key, code } = event
  if (event.ctrlKey || event.altKey || event.metaKey || MODIFIERS.includes(key)) return null
  if (key === "Backspace" && !code) return null // a typing program takes back a letter, nobody pressed it
  if (NAMED_KEYS[key]) return { name: NAMED_KEYS[key] }
  const sign = signOf(event)
  if (/^\d$/.test(sign)) return { name: "digit", digit: sign }
  return { name: SIGNS[sign] ?? NAMED_KEYS[sign] ?? "" }
}
