// Automatic advance. Each step is timed from the planned time of the one before, so that delays do not add up. After
// the computer slept there is one step, not several at once, so that no slide is skipped.

function pace(beat) {
  let timer = null
  let every = 0
  let due = 0
  const plan = () => {
    timer = setTimeout(fire, Math.max(due - performance.now(), 0))
  }

  function fire() {
    const now = performance.now()
    due = (now - due < every ? due : now) + every
    plan()
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
    plan()
  }

  return { start, stop, runs: () => timer !== null }
}
