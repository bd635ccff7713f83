// <ring-moves place="/people/0/place/" rings="inner leaders …">: on a [data-person], 1 to 4 move them to that ring and
// 0 back to where their relation puts them. In the picture they can be dragged, and arrows go from mark to mark.
customElements.define("ring-moves", class extends HTMLElement {
  connectedCallback() {
    this.rings = this.getAttribute("rings").trim().split(" ")
    for (const type of ["keydown", "pointerdown", "dragstart", "focusin"]) this.addEventListener(type, this)
    this.addEventListener("click", this, true)
    this.addEventListener("touchmove", this, { passive: false })
    for (const type of ["htmx:beforeSwap", "htmx:afterSettle"]) document.addEventListener(type, this)
    this.settle()
  }
  disconnectedCallback() { for (const type of ["htmx:beforeSwap", "htmx:afterSettle"]) document.removeEventListener(type, this) }

  handleEvent(event) {
    const mark = event.target.closest?.("svg [data-ring]:not(ellipse)")
    if (event.type === "keydown") this.press(event, mark)
    else if (event.type === "pointerdown") this.take(event, mark)
    else if (event.type === "dragstart" && mark) event.preventDefault()
    else if (event.type === "touchmove" && this.held) event.preventDefault()
    else if (event.type === "focusin" && mark) this.rove(mark)
    else if (event.type === "click" && mark && this.dragged) this.stop(event)
    else if (event.type === "htmx:beforeSwap") this.was = this.places()
    else if (event.type === "htmx:afterSettle") this.settle()
  }

  get picture() { return this.querySelector("svg[data-bounds]") }
  get marks() { return [...this.picture?.querySelectorAll("a[data-ring]") ?? []] }

  press(event, mark) {
    const person = event.target.closest?.("[data-person]")
    const typing = event.target.closest?.("input, textarea, select")
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const ring = event.key === "0" ? "" : this.rings[Number(event.key) - 1]
    if (person && ring !== undefined) this.move(event, person, ring)
    else if (mark && event.key.startsWith("Arrow")) this.go(event, mark)
  }

  // Left and right: around the ring. Up and down: to the nearest of the next ring outwards or inwards.
  go(event, mark) {
    event.preventDefault()
    const around = this.marks.filter(each => each.dataset.ring === mark.dataset.ring)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step) return around.at((around.indexOf(mark) + step) % around.length).focus()
    const outwards = event.key === "ArrowUp" ? 1 : -1
    for (let at = this.rings.indexOf(mark.dataset.ring) + outwards; this.rings[at]; at += outwards) {
      const there = this.marks.filter(each => each.dataset.ring === this.rings[at])
      const near = there.sort((one, other) => this.apart(one, mark) - this.apart(other, mark))[0]
      if (near) return near.focus()
    }
  }

  apart(one, other) {
    const [a, b] = [at(one), at(other)]
    return Math.hypot(a.x - b.x, a.y - b.y)
  }

  // One stop for Tab, so that two hundred marks are not in the way.
  rove(mark) {
    for (const each of this.marks) each.setAttribute("tabindex", each === mark ? 0 : -1)
  }

  move(event, person, ring) {
    event?.preventDefault()
    this.back = `${person.ownerSVGElement ? "svg" : "tbody"} [data-person="${person.dataset.person}"]`
    const next = location.pathname + location.search
    htmx.ajax("POST", this.getAttribute("place").replace("0", person.dataset.person), { target: "#rings", swap: "outerHTML", values: { ring, next } })
  }

  take(event, mark) {
    if (!mark?.dataset.person || event.button || !event.isPrimary) return
    const from = { x: event.clientX, y: event.clientY }
    const controller = new AbortController()
    const listen = (type, does) => addEventListener(type, does, { signal: controller.signal })
    const still = mark.getAttribute("transform")
    this.held = mark
    const end = landed => {
      controller.abort()
      this.held = null
      this.over("")
      mark.classList.remove("rings__mark--held")
      if (!landed) mark.setAttribute("transform", still)
      setTimeout(() => { this.dragged = false })
    }
    this.dragged = false
    listen("pointermove", event => {
      if (!this.dragged && Math.hypot(event.clientX - from.x, event.clientY - from.y) < 5) return
      this.dragged = true
      this.hold(mark, event)
    })
    listen("pointerup", event => {
      const ring = this.dragged && this.ringAt(event)
      const landed = ring && ring !== mark.dataset.ring
      end(landed)
      if (landed) this.move(null, mark, ring)
    })
    listen("pointercancel", () => end(false))
    listen("keydown", event => event.key === "Escape" && end(false))
  }

  hold(mark, event) {
    const { x, y } = this.inside(event)
    mark.classList.add("rings__mark--held")
    mark.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`)
    this.over(this.ringAt(event))
  }

  over(ring) {
    for (const band of this.picture.querySelectorAll("ellipse")) band.classList.toggle("rings__band--over", band.dataset.ring === ring)
  }

  ringAt(event) {
    const { x, y } = this.inside(event)
    const [middleX, middleY, wide, high] = this.picture.dataset.middle.split(" ").map(Number)
    const radius = Math.hypot((x - middleX) / wide, (y - middleY) / high)
    const bounds = this.picture.dataset.bounds.split(" ").map(each => each.split(":"))
    return bounds.find(([, outer]) => radius <= Number(outer))?.[0] ?? ""
  }

  inside(event) { return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse()) }

  stop(event) {
    event.preventDefault()
    event.stopPropagation()
  }

  places() { return new Map(this.marks.filter(mark => mark.dataset.person).map(mark => [mark.dataset.person, at(mark)])) }

  // After a move: the focus stays on who was moved, and who went elsewhere is seen going.
  settle() {
    if (!this.picture) return
    this.rove(this.marks[0])
    if (this.back && this.was) {
      this.querySelector(this.back)?.setAttribute("tabindex", "-1")
      this.querySelector(this.back)?.focus()
      if (!matchMedia("(prefers-reduced-motion: reduce)").matches) this.glide()
    }
    this.back = this.was = null
  }

  glide() {
    for (const mark of this.marks) {
      const [before, now] = [this.was.get(mark.dataset.person), at(mark)]
      if (!before || (before.x === now.x && before.y === now.y)) continue
      const steps = [before, now].map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }))
      mark.animate(steps, { duration: 150, easing: "ease-out" })
    }
  }
})

function at(mark) {
  const [x, y] = mark.getAttribute("transform").match(/-?[\d.]+/g).map(Number)
  return { x, y }
}
