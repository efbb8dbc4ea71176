// Changes the address: a new history entry and a popstate event, which the framework takes for a step in the
// history and runs the app for. A parameter without values goes.

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
