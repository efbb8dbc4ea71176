// The show going on by itself. A beat is planned from the one planned before, so that small delays do not add up;
// after a long sleep there is one beat, never a burst: no slide passes unseen.

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
