// <save-picture from="/picture.svg" name="picture.png"><button hidden>: draws that SVG, twice its size, and saves it.
customElements.define("save-picture", class extends HTMLElement {
  connectedCallback() {
    this.querySelector("button").hidden = false
    this.addEventListener("click", this)
  }

  async handleEvent(event) {
    if (!event.target.closest("button")) return
    const image = new Image()
    image.src = this.getAttribute("from")
    await image.decode()
    const canvas = document.createElement("canvas")
    canvas.width = image.naturalWidth * 2
    canvas.height = image.naturalHeight * 2
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height)
    canvas.toBlob(blob => this.save(blob))
  }

  save(blob) {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(blob)
    link.download = this.getAttribute("name")
    link.click()
    URL.revokeObjectURL(link.href)
  }
})
