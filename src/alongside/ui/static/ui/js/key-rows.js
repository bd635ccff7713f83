// j/k or arrows select a [data-row]; Enter opens its first link; a letter presses the row's [data-key].
customElements.define("key-rows", class extends HTMLElement {
  connectedCallback() { document.addEventListener("keydown", this) }
  disconnectedCallback() { document.removeEventListener("keydown", this) }

  handleEvent(event) {
    if (event.target.closest?.("input, textarea, select, [contenteditable], dialog, details[open] .menu__list")) return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const row = document.activeElement.closest("[data-row]")
    const mine = row && this.contains(row)
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key]
    const arrow = event.key.startsWith("Arrow")
    if (step && (mine || (!row && !arrow && this === document.querySelector("key-rows")))) this.move(event, row, step)
    else if (mine) this.press(event, row)
  }

  move(event, row, step) {
    const rows = [...document.querySelectorAll("key-rows [data-row]")]
    const next = rows[row ? rows.indexOf(row) + step : 0]
    event.preventDefault()
    if (!next) return
    next.tabIndex = -1
    next.focus()
    next.scrollIntoView({ block: "nearest" })
  }

  press(event, row) {
    const opens = event.key === "Enter" && event.target === row
    const target = opens ? row.querySelector("a") : row.querySelector(`[data-key="${CSS.escape(event.key)}"]`)
    if (!target) return
    event.preventDefault()
    target.click()
  }
})
