// An open details.menu closes on a click beside it, on Escape, and when another one opens.
customElements.define("close-menus", class extends HTMLElement {
  connectedCallback() { for (const kind of ["click", "keydown"]) document.addEventListener(kind, this) }
  disconnectedCallback() { for (const kind of ["click", "keydown"]) document.removeEventListener(kind, this) }

  handleEvent(event) {
    if (event.type === "keydown" && event.key !== "Escape") return
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      const inside = menu.contains(event.target)
      if (event.type === "click" && inside) continue
      menu.open = false
      if (inside) menu.querySelector("summary").focus()
    }
  }
})
