// Which edition of the slides is shown. New figures are shown only on request, so that the projected slides do not
// change by themselves.

function figures() {
  let kept = null
  let waiting = null // for R
  let asked = false

  function take(data) {
    kept = data
    waiting = null
    if (!data.newer) asked = false
  }

  // Other slides of the same data (a held ranking announced, say) were asked for by who changed the address. A
  // server that was started again has forgotten what it gave out: its figures wait, unless they are the same.
  function offer(data) {
    const same = kept && (data.digest === kept.digest || data.taken.version === kept.taken.version)
    const isWelcome = !kept || same || (asked && !data.newer)
    if (isWelcome) take(data)
    else waiting = data
    return isWelcome
  }

  // The newer slides, if they have been received; otherwise they have to be requested.
  function ready() {
    if (!waiting || waiting.newer) return false
    take(waiting)
    return true
  }

  return {
    offer,
    ready,
    kept: () => kept,
    isNewer: () => Boolean(waiting || kept.newer),
    ask: () => {
      asked = true
    },
  }
}
