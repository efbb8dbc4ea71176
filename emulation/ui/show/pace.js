// Automatic advance. Each step is timed from when the one before was due, so that delays do not add up. After
// the computer slept there is one step, not several at once, so that no slide is skipped.

function pace(beat) {
  let timer = null
  let every = 0
  let due = 0
  const schedule = () => {
    timer = setTimeout(fire, Math.max(due - performance.now(), 0))
  }

  function fire() {
    const now = performance.now()
    due = (now - due < every ? due : now) + every
    schedule()
    beat()
  }

  function stop() {
    clearTimeout(timer)
    timer = null
  }

  function start(seconds) {
    stop()
    every = seconds * 1000
    due = performance.now() + every
    schedule()
  }

  return { start, stop, runs: () => timer !== null }
}
