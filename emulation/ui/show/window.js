// The show and the window around it: hides the app, keeps the screen on, full screen, and the address.

const inShow = () => /\/show\/?$/.test(location.pathname)

// Everything on the page but the show, including dialogs that Streamlit opens meanwhile.
const PUT_AWAY = "body > :not(#council-show) { display: none !important; }"

function takeTheWindow(signal) {
  const root = document.getElementById("root")
  const rule = element("style", {}, PUT_AWAY)
  let lock = null

  async function stayAwake() {
    if (document.hidden) return
    try {
      lock = await navigator.wakeLock?.request("screen")
      if (signal.aborted) lock?.release()
    } catch {
      lock = null // the machine saves its battery: the show goes on all the same
    }
  }

  document.head.append(rule)
  root.inert = true
  stayAwake()
  document.addEventListener("visibilitychange", stayAwake, { signal })
  signal.addEventListener("abort", () => {
    rule.remove()
    root.inert = false
    lock?.release()
    if (document.fullscreenElement) document.exitFullscreen()
  })
}

async function fullScreen() {
  if (document.fullscreenElement) return document.exitFullscreen()
  return document.documentElement.requestFullscreen()
}

// Reports whether the server is connected; short interruptions are ignored.
function watchConnection(signal, tell) {
  const BREAK = 1000 // ms
  let wait = null
  const look = () => {
    const state = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState
    clearTimeout(wait)
    if (state === "CONNECTED") tell(true)
    else wait = setTimeout(() => tell(false), BREAK)
  }
  const observer = new MutationObserver(look)
  observer.observe(document.getElementById("root"), {
    subtree: true,
    attributeFilter: ["data-test-connection-state"],
  })
  signal.addEventListener("abort", () => {
    observer.disconnect()
    clearTimeout(wait)
  })
}

// Keeps the slide in the address. Writes are delayed, because browsers block a page that changes it too often.
function addressKeeper(signal) {
  const PAUSE = 300 // ms
  let kept = {}
  let wait = null
  const write = () => {
    clearTimeout(wait)
    wait = null
    const url = new URL(location.href)
    for (const [name, value] of Object.entries(kept)) {
      if (value) url.searchParams.set(name, value)
      else url.searchParams.delete(name)
    }
    kept = {}
    if (inShow() && url.href !== location.href) history.replaceState(history.state, "", url)
  }
  window.addEventListener("pagehide", write, { signal })
  signal.addEventListener("abort", () => clearTimeout(wait))
  return {
    set: (name, value) => {
      kept[name] = value
      wait ??= setTimeout(write, PAUSE)
    },
    write,
  }
}
