// The keys (default "c /") put the cursor in the input inside; Escape leaves it.
customElements.define("capture-box", class extends HTMLElement {
  connectedCallback() { document.addEventListener("keydown", this) }
  disconnectedCallback() { document.removeEventListener("keydown", this) }

  handleEvent(event) {
    const input = this.querySelector("input:not([type=hidden]), textarea")
    if (event.key === "Escape" && event.target === input) return input.blur()
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (!(this.getAttribute("keys") || "c /").split(" ").includes(event.key)) return
    event.preventDefault()
    input.focus()
    input.select()
  }
})
