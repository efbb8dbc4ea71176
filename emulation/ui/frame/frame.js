// The document around the app: its language, the framework's English words (vietnamese.js),
// and links that open without loading the app again.

const ATTRIBUTES = ["aria-label", "aria-valuetext", "title", "placeholder"]

function translateElement(element) {
  for (const name of ATTRIBUTES) {
    const text = element.getAttribute(name)
    const other = text && translated(text)
    if (other) element.setAttribute(name, other)
  }
}

function translateText(node) {
  const other = translated(node.data)
  if (other) node.data = other
}

// Streamlit's menu with sections is not valid as a list for screen readers: present it as plain links.
const MENU = "[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li"

function mendElement(element) {
  translateElement(element)
  if (element.matches(MENU)) element.setAttribute("role", "none")
}

function mendUnder(root) {
  if (root.nodeType === Node.TEXT_NODE) return translateText(root)
  if (root.nodeType !== Node.ELEMENT_NODE) return
  mendElement(root)
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === Node.TEXT_NODE) translateText(node)
    else mendElement(node)
  }
}

function mend() {
  mendUnder(document.body)
  new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "attributes") translateElement(change.target)
      else if (change.type === "characterData") translateText(change.target)
      else change.addedNodes.forEach(mendUnder)
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ATTRIBUTES,
  })
}

// A rerun replaces blocks of HTML: reopen the details that the user had opened.
const unfolded = new Set()

function placeOf(details) {
  const block = details.closest(".stHtml")
  if (!block) return null
  const place = [...block.querySelectorAll("details")].indexOf(details)
  return `${location.pathname} ${block.firstElementChild?.className} ${place}`
}

function unfoldAgain(node) {
  if (!unfolded.size) return
  for (const details of node.querySelectorAll?.(".stHtml details") ?? []) {
    if (unfolded.has(placeOf(details))) details.open = true
  }
}

function keepUnfolded() {
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target.isConnected) unfolded[target.open ? "add" : "delete"](placeOf(target))
    },
    true,
  )
  new MutationObserver((changes) => {
    for (const { target } of changes) unfoldAgain(target.parentElement ?? target)
  }).observe(document.querySelector("[data-testid=stMain]"), { subtree: true, childList: true })
}

// Streamlit handles its own links (defaultPrevented). Ours push a history entry, which it follows as it follows Back
// and Forward.
function followLinks() {
  document.addEventListener("click", (event) => {
    const link = event.composedPath().find((node) => node instanceof Element && node.matches("a[href]"))
    if (!link || event.defaultPrevented || event.button !== 0 || link.hasAttribute("download")) return
    if (["_top", "_blank"].includes(link.target)) return // a page of the server's own, such as signing in
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const target = link.href.baseVal ?? link.getAttribute("href")
    const url = new URL(target, document.baseURI)
    if (target.startsWith("#") || url.origin !== location.origin) return
    if (!/^\/[\w/-]*$/.test(url.pathname)) return // a file is not a screen
    event.preventDefault()
    history.pushState({}, "", url)
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }))
    window.scrollTo(0, 0)
    document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0)
  })
}

// The parameters of windows over a screen (parts/sheet.py).
const WINDOWS = ["task", "dossier", "account", "new-account", "part"]

// An address without its window, written in one way.
function screenOf(address) {
  const url = new URL(address, location)
  for (const name of WINDOWS) url.searchParams.delete(name)
  url.searchParams.sort()
  return url.href
}

const hasWindow = (address) => WINDOWS.some((name) => new URL(address, location).searchParams.has(name))

// Back closes a window. Closing it goes back too, or, where it was opened by its address, replaces the entry: so Back
// never opens again what was closed.
function closeWindowsForGood() {
  const push = history.pushState.bind(history)
  history.pushState = (state, unused, address) => {
    const from = location.href
    const to = address ?? from
    const closes = hasWindow(from) && !hasWindow(to) && screenOf(from) === screenOf(to)
    if (!closes) push({ ...state, from }, unused, address)
    else if (history.state?.from && screenOf(history.state.from) === screenOf(to)) history.back()
    else history.replaceState(state, unused, address)
  }
}

// The focus returns to what opened a window, or, where something was saved in it, goes to what is said of that. The
// framework forgets what lies in a component and what a rerun redrew.
function returnFocus() {
  let opener
  let saidBefore
  let isAwaited = false // what was saved is told later than the window closes
  let isOpen = false
  const isDialog = (node) => node instanceof Element && node.matches("[role=dialog]")
  document.addEventListener(
    "click",
    (event) => {
      const path = event.composedPath()
      isAwaited = false
      if (path.some(isDialog)) return
      const node = path.find((each) => each instanceof Element && each.matches("a[href], button, summary"))
      opener = node && { node, href: node.getAttribute("href"), screen: location.pathname }
    },
    true,
  )
  const redrawn = () =>
    [...document.querySelectorAll(".stMain a[href]")].find((a) => a.getAttribute("href") === opener?.href)
  const said = () => document.querySelector(".stMain .st-key-saved .notice")
  function leadToSaid() {
    if (!isAwaited || !said() || said().textContent === saidBefore) return
    isAwaited = false
    said().setAttribute("tabindex", "-1")
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0)
    said().focus({ preventScroll: true })
  }
  const back = (tries = 20) => {
    if (said()?.contains(document.activeElement)) return
    const target = opener?.node.isConnected ? opener.node : redrawn()
    if (target) return target.focus()
    if (opener?.screen === location.pathname && tries) return setTimeout(back, 100, tries - 1) // is being drawn
    const title = document.querySelector(".stMain h1")
    title?.setAttribute("tabindex", "-1")
    title?.focus()
  }
  new MutationObserver(() => {
    const was = isOpen
    isOpen = document.querySelector("[role=dialog]") !== null
    if (!was && isOpen) {
      saidBefore = said()?.textContent
      leadHome()
    }
    if (was && !isOpen) {
      isAwaited = true
      setTimeout(back, 100) // after the framework's own attempt
    }
    leadToSaid()
  }).observe(document.body, { subtree: true, childList: true })
}

// What became of a save is said at the top of the screen: bring it into sight for whoever pressed the button far below.
function bringUpWhatWasSaid() {
  const place = ".stMain :is(.st-key-saved, .st-key-refused, .st-key-asked) .notice"
  let last = ""
  new MutationObserver(() => {
    const notice = document.querySelector(place)
    const text = notice?.textContent ?? ""
    if (text === last) return
    last = text
    const main = document.querySelector("[data-testid=stMain]")
    const header = document.querySelector("[data-testid=stHeader]")
    const top = header?.getBoundingClientRect().bottom ?? 0
    if (notice && notice.getBoundingClientRect().top < top) main.scrollTo(0, 0)
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}

// The dialog about an unknown page has no way on: give it one.
function leadHome() {
  const dialog = document.querySelector("[role=dialog]")
  if (!dialog?.textContent.includes(VIETNAMESE["Page not found"]) || dialog.querySelector("a")) return
  const home = Object.assign(document.createElement("a"), { href: "./", textContent: "Về trang đầu" })
  home.addEventListener("click", () => dialog.querySelector("button").click())
  const way = Object.assign(document.createElement("p"), { className: "stHtml" }) // looks as our own links do
  way.append(home)
  dialog.lastElementChild.append(way)
}

// On a phone the menu covers the screen, and Streamlit leaves it open, even for the next visit: close it.
function closePhoneMenu() {
  const button = "[data-testid=stSidebar][data-collapsed=false] [data-testid=stSidebarCollapseButton] button"
  document.querySelector(button)?.click()
}

// A server started without emulation.ui.server.serve reports "page not found" for its first deep link, and yet shows
// the screen: remove the report.
function dismissFalseDenial() {
  const dialog = document.querySelector("[role=dialog]")
  if (!dialog?.textContent.includes(VIETNAMESE["Page not found"])) return
  const asked = new URL(performance.getEntriesByType("navigation")[0].name).pathname
  const links = document.querySelectorAll("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")
  const known = [...links].some((link) => new URL(link.href).pathname === asked)
  if (known) dialog.querySelector("button")?.click()
}

// Streamlit sets the theme on the app element only; dialogs are outside of it.
function followTheme() {
  const app = document.querySelector("[data-testid=stApp]")
  const follow = () => {
    document.documentElement.style.colorScheme = getComputedStyle(app).colorScheme
  }
  follow()
  new MutationObserver(follow).observe(app, { attributeFilter: ["class"] })
}

// The server says which edition of the data it holds (serve.py): the app runs again when no run has seen that one yet.
// A hidden tab does not ask; a server that does not answer is asked less and less often.
const LOOK_EVERY = 2000
const SELDOM = 8000
const AGAIN_AFTER = 6000 // what is told while the connection is coming back gets lost
const CALM = 15_000 // a form is not drawn anew at each save of others: what it saves is compared with theirs all the same
const edition = { known: "", told: "", at: -Infinity, account: "", tell: () => {} }
const ENDED = [401, 403] // nobody is signed in, or not yet for good
const OTHER = 409 // somebody else is, in this browser

const isWriting = () =>
  /\/(entry|data|exchange|start)$/.test(location.pathname) || /[?&]part=/.test(location.search)

function tellOf(newest) {
  if (newest === edition.known) return
  const wait = newest === edition.told ? AGAIN_AFTER : isWriting() ? CALM : 0
  if (performance.now() - edition.at < wait) return
  edition.told = newest
  edition.at = performance.now()
  edition.tell("newer", newest)
}

function watchData() {
  let wait = LOOK_EVERY
  let timer
  async function look() {
    if (document.hidden) return
    try {
      const { account, known: shown } = edition
      const tab = new URLSearchParams(account ? { account, shown } : { shown })
      const answer = await fetch(`/edition?${tab}`, { cache: "no-store" })
      if (answer.status === OTHER) return location.reload()
      if (ENDED.includes(answer.status)) cover()
      else if (!answer.ok) throw new Error(answer.statusText)
      else {
        uncover()
        tellOf(await answer.text())
      }
      wait = LOOK_EVERY
    } catch {
      wait = Math.min(2 * wait, SELDOM)
    }
    clearTimeout(timer)
    timer = setTimeout(look, wait)
  }
  document.addEventListener("visibilitychange", look)
  window.addEventListener("pageshow", ({ persisted }) => persisted && look()) // kept by the browser, shown by Back
  timer = setTimeout(look, wait)
}

// The framework gave up its connection for good (a message that it could not take): the address has all that is chosen, so
// load it anew. Not again and again: it would give up at once.
const NOT_AGAIN = 30_000

function loadAnewWhereItGaveUp() {
  const app = document.querySelector("[data-testid=stApp]")
  new MutationObserver(() => {
    if (app.dataset.testConnectionState !== "DISCONNECTED_FOREVER") return
    const last = Number(sessionStorage.getItem("loaded-anew"))
    if (Date.now() - last < NOT_AGAIN) return
    sessionStorage.setItem("loaded-anew", Date.now())
    location.reload()
  }).observe(app, { attributeFilter: ["data-test-connection-state"] })
}

// A chart is drawn for the screen's width: on paper it is scaled to the sheet (print.css).
function scaleChartsOnPaper() {
  const charts = () => document.querySelectorAll(".js-plotly-plot .main-svg")
  window.addEventListener("beforeprint", () => {
    for (const chart of charts()) {
      const { width, height } = chart
      const size = [width.baseVal.value, height.baseVal.value]
      chart.setAttribute("viewBox", `0 0 ${size.join(" ")}`)
      chart.parentElement.style.setProperty("--shape", size.join(" / "))
    }
  })
  window.addEventListener("afterprint", () => {
    for (const chart of charts()) chart.removeAttribute("viewBox")
  })
}

export default function ({ data, setTriggerValue }) {
  edition.known = data.edition
  edition.account = data.account
  edition.tell = setTriggerValue
  document.documentElement.lang = "vi"
  showViewer(data.viewer)
  if (document.body.dataset.frame) return
  document.body.dataset.frame = "ready"
  mend()
  followTheme()
  keepUnfolded()
  followLinks()
  watchData()
  loadAnewWhereItGaveUp()
  closePhoneMenu()
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-testid=stSidebarNavLink]")) closePhoneMenu()
  })
  closeWindowsForGood()
  returnFocus()
  bringUpWhatWasSaid()
  scaleChartsOnPaper()
  helpDates()
  leadHome()
  for (const wait of [0, 300, 1000]) setTimeout(dismissFalseDenial, wait)
}
