// Changes the address: pushes a history entry and fires popstate, upon which Streamlit reruns the app. A parameter
// without values is removed.

function go(changes, { replace = false } = {}) {
  const url = new URL(window.location.href)
  for (const [name, values] of Object.entries(changes)) {
    url.searchParams.delete(name)
    for (const value of values) url.searchParams.append(name, value)
  }
  if (url.href === window.location.href) return
  window.history[replace ? "replaceState" : "pushState"]({}, "", url)
  window.dispatchEvent(new PopStateEvent("popstate", { state: {} }))
}
