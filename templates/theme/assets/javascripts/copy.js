/*
 * The buttons that copy a citation, and the links of claims, which copy their own address. Without this script they stay hidden, and the texts can be selected.
 *
 * From a disk or a page without encryption some browsers have no clipboard for scripts: there the old command copies
 * what is selected.
 */
(function () {
  "use strict"

  function select(text) {
    var range = document.createRange()
    range.selectNodeContents(text)
    var selection = window.getSelection()
    selection.removeAllRanges()
    selection.addRange(range)
  }

  function copy(text) {
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text.textContent).catch(function () { return copySelected(text) })
    }
    return Promise.resolve(copySelected(text))
  }

  function copySelected(text) {
    select(text)
    return document.execCommand("copy")
  }

  document.querySelectorAll("[data-copy]").forEach(function (block) {
    var button = block.querySelector("button")
    var text = block.querySelector("dd")
    var word = button.textContent
    button.hidden = false
    button.addEventListener("click", function () {
      copy(text).then(function () {
        button.textContent = button.dataset.done
        window.setTimeout(function () { button.textContent = word }, 2000)
      })
    })
  })

  document.querySelectorAll("[data-copy-link]").forEach(function (link) {
    link.addEventListener("click", function () {
      var said = document.createElement("span")
      said.textContent = link.href
      link.after(said)
      copy(said).then(function () {
        said.className = "claim-copied"
        said.setAttribute("role", "status")
        said.textContent = link.dataset.copyLink
        window.getSelection().removeAllRanges()
        window.setTimeout(function () { said.remove() }, 2000)
      })
    })
  })
})()
