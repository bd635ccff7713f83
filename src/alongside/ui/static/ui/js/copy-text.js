// <copy-text text="…"><button>Copy</button></copy-text>, or from="#id" for the text of an element.
customElements.define("copy-text", class extends HTMLElement {
  connectedCallback() { this.addEventListener("click", this) }

  async handleEvent(event) {
    const button = event.target.closest("button")
    if (!button) return
    const from = this.hasAttribute("from") && document.querySelector(this.getAttribute("from"))
    await navigator.clipboard.writeText(from ? from.value ?? from.textContent.trim() : this.getAttribute("text"))
    const was = [...button.childNodes]
    button.replaceChildren("Copied")
    button.setAttribute("aria-live", "polite")
    setTimeout(() => button.replaceChildren(...was), 2000)
  }
})
