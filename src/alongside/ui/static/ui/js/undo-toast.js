// Goes by itself after ten seconds, not while pointed at or focused; u undoes the newest.
customElements.define("undo-toast", class extends HTMLElement {
  connectedCallback() {
    document.addEventListener("keydown", this)
    this.timer = setInterval(() => this.age(), 1000)
    this.seconds = Number(this.getAttribute("seconds") || 10)
  }
  disconnectedCallback() {
    document.removeEventListener("keydown", this)
    clearInterval(this.timer)
  }

  age() {
    if (!this.matches(":hover, :focus-within") && --this.seconds <= 0) this.remove()
  }

  handleEvent(event) {
    if (event.key !== "u" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.target.closest?.("input, textarea, select, dialog") || this.nextElementSibling) return
    event.preventDefault()
    this.querySelector("[data-key=u]")?.click()
  }
})
