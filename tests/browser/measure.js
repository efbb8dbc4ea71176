// What a slide is like, measured: returns a list of what is wrong with it, empty if nothing.
//   sizes and clipping of every text that is seen, its contrast with what lies behind it, how much stands on the slide
function measure(slide) {
  const view = slide.getBoundingClientRect()
  const wrong = []
  const say = (what, node, more) =>
    wrong.push(`${slide.dataset.id}: ${what} “${node.textContent.trim().slice(0, 50)}” ${more}`)

  const channels = (colour) => colour.match(/[\d.]+/g).map(Number)
  const luminance = (colour) => {
    const linear = (share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4)
    const [r, g, b] = colour.map((channel) => linear(channel / 255))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (node) => {
    for (; node; node = node.parentElement) {
      const [r, g, b, alpha = 1] = channels(getComputedStyle(node).backgroundColor)
      if (alpha === 1) return [r, g, b]
    }
    return [NaN, NaN, NaN]
  }
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
  }
  const outside = (box, frame) =>
    Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom)

  const pen = document.createElement("canvas").getContext("2d")
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const owner = text.parentElement
    if (!text.data.trim() || owner.closest(".unseen")) continue
    const style = getComputedStyle(owner)
    const size = parseFloat(style.fontSize) / view.height
    if (size < 1 / 40 - 0.0001) say("too small", text, `1/${(1 / size).toFixed(1)}`)
    if (owner.matches(".figure strong") && size < 1 / 9)
      say("figure too small", text, `1/${(1 / size).toFixed(1)}`)
    const seen = contrast(channels(style.color).slice(0, 3), ground(owner))
    if (!(seen >= 7)) say("contrast", text, seen.toFixed(2))

    const range = document.createRange()
    range.selectNodeContents(text)
    // What may not be cut is the ink: Ễ and ợ reach further than 0.
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`
    const ink = pen.measureText(text.data)
    const over = ink.fontBoundingBoxAscent - ink.actualBoundingBoxAscent
    const under = ink.fontBoundingBoxDescent - ink.actualBoundingBoxDescent
    const frames = [slide]
    for (let part = owner; part !== slide; part = part.parentElement) {
      const { display, overflowX, overflowY } = getComputedStyle(part)
      if (part.matches(".slide-body") || (display !== "inline" && overflowX + overflowY !== "visiblevisible"))
        frames.push(part)
    }
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const box = { left, right, top: top + over, bottom: bottom - under }
      for (const frame of frames) {
        const out = outside(box, frame.getBoundingClientRect())
        if (out > (frame.matches(".slide-body") ? 0.006 * view.height : 1.5))
          say(
            "cut",
            text,
            `${out.toFixed(1)} px of ${owner.className || owner.tagName} out of ${frame.className}`,
          )
      }
    }
    if (range.getClientRects().length < 2) continue
    for (const { 0: word, index } of text.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)))
      if (word.length <= 20 && lines.size > 1) say("word broken", text, word)
    }
  }

  for (const part of slide.querySelectorAll(
    ".slide-box, .slide-body, .slide-body > *, footer, th, td, .pill",
  )) {
    const { display, fontSize } = getComputedStyle(part)
    const spare = 0.1 * parseFloat(fontSize) // the typeface's own box is higher than its ink
    const [wide, high] = [part.scrollWidth - part.clientWidth, part.scrollHeight - part.clientHeight]
    if (display !== "inline" && (wide > 1 || high > spare))
      say("overflows", part, `${part.tagName}.${part.className} ${wide} ${high}`)
  }
  const blocks = [
    ...slide.querySelectorAll(
      "header, .slide-body > *, footer, .figure, tr, :is(.bars, .lanes) > li, .stations span, .stop",
    ),
  ].map((part) => ({ part, box: part.getBoundingClientRect() }))
  for (const one of blocks) {
    for (const other of blocks) {
      if (one === other || one.part.contains(other.part) || other.part.contains(one.part)) continue
      const wide = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const high = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      if (wide > 1 && high > 1 && one.box.top <= other.box.top)
        say(
          "overlap",
          one.part,
          `by ${high.toFixed(1)} px with ${other.part.textContent.trim().slice(0, 30)}`,
        )
    }
  }
  for (const mark of slide.querySelectorAll(".segment, .tile, .pill, .arrow")) {
    const style = getComputedStyle(mark)
    const around = ground(mark.parentElement)
    const edge = style.boxShadow.match(/rgb\([^)]*\)/)?.[0]
    const best = Math.max(
      ...[style.backgroundColor, edge].filter(Boolean).map((c) => contrast(channels(c).slice(0, 3), around)),
    )
    if (!mark.matches(".pill") && !(best >= 3)) say("mark not seen", mark, best.toFixed(2))
  }
  const counts = { "tbody tr": 7, ".bars li": 6, ".lanes > li": 6, ".strip .tiles": 6, ".figure": 4 }
  for (const [what, most] of Object.entries(counts)) {
    const count = slide.querySelectorAll(what).length
    if (count > most) say("too much", slide, `${count} × ${what}`)
  }
  for (const needed of [".position", ".as-of", "h1"]) {
    if (!slide.querySelector(needed)?.innerText.trim()) say("missing", slide, needed)
  }
  return wrong
}
