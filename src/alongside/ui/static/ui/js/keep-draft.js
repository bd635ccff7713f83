// Keeps what is typed in the form inside until the server took it: an htmx answer that is a success and no
// sign-in page, or an element with data-saved="NAME" on the page that follows a plain POST. What the server changed
// since (a field whose first value is another now) wins over the draft.
const OLD = 14 * 24 * 3600 * 1000

customElements.define("keep-draft", class extends HTMLElement {
  connectedCallback() {
    this.key = `draft:${this.getAttribute("name")}`
    this.addEventListener("input", () => this.keep())
    this.addEventListener("htmx:afterRequest", event => this.answered(event.detail))
    if (document.querySelector(`[data-saved~="${CSS.escape(this.getAttribute("name"))}"]`)) this.forget()
    else this.restore()
  }

  get fields() {
    return [...this.querySelectorAll("input, textarea, select")].filter(field =>
      field.name && !["hidden", "password", "file", "submit"].includes(field.type))
  }

  keep() {
    const values = this.fields.map(field => [field.name, field.type, field.value, field.checked, field.defaultValue])
    const typed = this.fields.some(field => field.defaultValue !== undefined && field.value !== field.defaultValue)
    if (!typed) this.forget()
    else try { localStorage.setItem(this.key, JSON.stringify({ at: Date.now(), values })) } catch {}
  }

  restore() {
    const draft = JSON.parse(localStorage.getItem(this.key) || "null")
    if (!draft || Date.now() - draft.at > OLD) return this.forget()
    for (const field of this.fields) this.fill(field, draft.values)
  }

  fill(field, values) {
    const choice = ["checkbox", "radio"].includes(field.type)
    const kept = values.find(([name, type, value]) => name === field.name && type === field.type && (!choice || value === field.value))
    const changedSince = kept && !choice && kept[4] !== field.defaultValue
    if (!kept || changedSince) return
    if (choice) field.checked = kept[3]
    else field.value = kept[2]
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }

  answered({ elt, successful, xhr, requestConfig }) {
    const saved = successful && requestConfig.verb !== "get" && !/signed-out|sign-in/.test(xhr.responseURL)
    if (saved && this.querySelector("form")?.contains(elt)) this.forget()
  }

  forget() { try { localStorage.removeItem(this.key) } catch {} }
})
