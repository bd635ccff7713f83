// j/k or arrows select a [data-row]; Enter opens its first link; a letter presses the row's [data-key].
customElements.define("key-rows", class extends HTMLElement {
  connectedCallback() { for (const type of ["keydown", "htmx:afterRequest"]) document.addEventListener(type, this) }
  disconnectedCallback() { for (const type of ["keydown", "htmx:afterRequest"]) document.removeEventListener(type, this) }

  handleEvent(event) {
    if (event.type !== "keydown") return this.stay()
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
    const rows = [...document.querySelectorAll("key-rows [data-row]")]
    this.place = { id: row.id, next: rows[rows.indexOf(row) + 1] }
    target.click()
  }

  // A row that a key changed or took away leaves the selection on it, or on the one after it.
  stay() {
    const row = this.place && (document.getElementById(this.place.id) || this.place.next)
    this.place = null
    if (!row?.isConnected || !row.matches("[data-row]") || document.activeElement !== document.body) return
    row.tabIndex = -1
    row.focus()
  }
})
