// Says so when an htmx request got no answer or a refusal, and goes when the next one succeeds.
customElements.define("lost-answer", class extends HTMLElement {
  connectedCallback() { for (const kind of this.kinds) document.addEventListener(kind, this) }
  disconnectedCallback() { for (const kind of this.kinds) document.removeEventListener(kind, this) }
  get kinds() { return ["htmx:sendError", "htmx:responseError", "htmx:timeout", "htmx:afterOnLoad"] }

  handleEvent({ type, detail }) {
    if (type === "htmx:afterOnLoad") this.hidden = detail.xhr.status < 400
    else this.say(type === "htmx:responseError" ? detail.xhr.status : 0)
  }

  say(status) {
    const which = status === 0 ? "away" : status === 403 ? "refused" : status === 404 ? "gone" : "broken"
    for (const text of this.querySelectorAll("[data-when]")) text.hidden = text.dataset.when !== which
    this.hidden = false
  }
})
