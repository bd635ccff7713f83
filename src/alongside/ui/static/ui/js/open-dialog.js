// <open-dialog for="ID"><button></open-dialog> opens that dialog; [data-close] or a click beside it closes it.
customElements.define("open-dialog", class extends HTMLElement {
  connectedCallback() { this.addEventListener("click", this) }

  handleEvent() {
    const dialog = document.getElementById(this.getAttribute("for"))
    dialog.showModal()
    dialog.onclick = event => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close()
    }
  }
})
