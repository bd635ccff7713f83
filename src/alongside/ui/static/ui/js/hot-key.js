// <hot-key key="p"><a or button></hot-key>; keys="g l" waits for two strokes within a second.
customElements.define("hot-key", class extends HTMLElement {
  connectedCallback() { document.addEventListener("keydown", this) }
  disconnectedCallback() { document.removeEventListener("keydown", this) }

  handleEvent(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")
    if (typing || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const strokes = (this.getAttribute("keys") || this.getAttribute("key")).split(" ")
    const late = event.timeStamp - (this.pressedAt || 0) > 1000
    const step = late ? 0 : this.step || 0
    this.step = event.key === strokes[step] ? step + 1 : 0
    this.pressedAt = event.timeStamp
    if (this.step === strokes.length) this.press(event)
  }

  press(event) {
    this.step = 0
    event.preventDefault()
    this.querySelector("a, button, summary")?.click()
  }
})
