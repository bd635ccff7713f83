// Ctrl/⌘ K opens the dialog inside; typing filters the [data-command] items, arrows move, Enter runs.
// What is no command, or begins with “ask”, can be asked: [data-ask] holds the link.
customElements.define("command-palette", class extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog")
    this.input = this.querySelector("input")
    document.addEventListener("keydown", this)
    this.input.addEventListener("input", () => this.filter())
    this.addEventListener("click", event => event.target.closest(".palette__item :is(a, button)") && this.dialog.close())
  }
  disconnectedCallback() { document.removeEventListener("keydown", this) }

  handleEvent(event) {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) this.toggle(event)
    else if (this.dialog.open) this.steer(event)
  }

  toggle(event) {
    event.preventDefault()
    if (this.dialog.open) return this.dialog.close()
    this.input.value = ""
    this.dialog.showModal()
    this.filter()
  }

  filter() {
    const words = this.input.value.toLowerCase().split(/\s+/)
    const items = [...this.querySelectorAll("[data-command]")]
    for (const item of items) {
      const text = `${item.dataset.command} ${item.textContent}`.toLowerCase()
      item.hidden = !words.every(word => text.includes(word))
    }
    this.shown = items.filter(item => !item.hidden)
    this.offer(this.input.value.trim())
    this.querySelector(".palette__none").hidden = this.shown.length > 0
    this.at(0)
  }

  offer(typed) {
    const item = this.querySelector("[data-ask]"), link = item.querySelector("a")
    const asked = typed.replace(/^ask\s+/i, "")
    item.hidden = !asked || (asked === typed && this.shown.length > 0)
    if (item.hidden) return
    link.href = `${item.dataset.ask}?${new URLSearchParams({ q: asked })}`
    link.querySelector("span").textContent = `Ask who knows “${asked}”`
    this.shown.unshift(item)
  }

  at(index) {
    this.index = (index + this.shown.length) % (this.shown.length || 1)
    for (const item of this.querySelectorAll("[data-at]")) item.removeAttribute("data-at")
    this.shown[this.index]?.setAttribute("data-at", "")
    this.shown[this.index]?.scrollIntoView({ block: "nearest" })
    this.querySelector("[role=status]").textContent = this.shown[this.index]?.textContent.trim() ?? ""
  }

  steer(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) this.at(this.index + step)
    else if (event.key === "Enter" && event.target === this.input) this.shown[this.index]?.querySelector("a, button").click()
    else return
    event.preventDefault()
  }
})
