/* The search box: a combobox with a list of results. What it asks is in `regesto-find.js`, loaded when it is first used.
 * Texts reach the page as text nodes only.
 */
;(function () {
  "use strict"
  var root = document.querySelector("[data-rg-search]")
  if (!root) return
  var base = new URL("../../", document.currentScript.src)
  var say = JSON.parse(root.dataset.rgSearch)
  var plural = new Intl.PluralRules(document.documentElement.lang || "en")
  var input = root.querySelector("input")
  var panel = root.querySelector(".rg-search__panel")
  var list = root.querySelector("[role=listbox]")
  var status = root.querySelector("[role=status]")
  var count = root.querySelector(".rg-search__count")
  var toggle = root.querySelector(".rg-search__toggle")
  var explore = root.querySelector("[data-rg-explore]")
  var PAGE = 10, shown = PAGE, turn = 0, active = -1, options = [], engine = null

  function load() {
    engine = engine || new Promise(function (done, fail) {
      var script = document.createElement("script")
      script.src = new URL("assets/javascripts/regesto-find.js", base)
      script.onload = done
      script.onerror = function () { engine = null; fail(new Error(script.src)) }
      document.head.appendChild(script)
    }).then(function () { return window.regesto_search.begin() })
    return engine
  }

  function make(tag, name, text) {
    var element = document.createElement(tag)
    if (name) element.className = name
    if (text) element.textContent = text
    return element
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) { return values[name] })
  }

  function tell(forms, values) { return fill(forms[plural.select(values.n)] || forms.other, values) }

  /* -------------------------------------------------------------------------------------------------------- results */

  function places(text, mark) {
    return window.regesto_search.wordsOf(text).map(function (word) { return [mark(word[0]), word[1], word[2]] })
      .filter(function (place) { return place[0] >= 0 })
  }

  function howMany(found) { return new Set(found.map(function (place) { return place[0] })).size }

  /** Write a text with its places marked; of a long one, the part around the first. */
  function write(element, text, found, long) {
    var from = 0, to = text.length
    if (text.length > long) {
      from = Math.max(0, Math.min(found.length ? found[0][1] - 50 : 0, text.length - long))
      if (from) from = text.indexOf(" ", from) + 1
      to = from + long < text.length ? Math.max(text.lastIndexOf(" ", from + long), from + 1) : text.length
    }
    var at = from
    if (from) element.append("\u2026 ")
    found.forEach(function (place) {
      if (place[1] < at || place[2] > to) return
      element.append(text.slice(at, place[1]), make("mark", "", text.slice(place[1], place[2])))
      at = place[2]
    })
    element.append(text.slice(at, to))
    if (to < text.length) element.append(" \u2026")
  }

  /** Of a doc's passages, the one with most of the words. */
  function choose(text, mark) {
    var best = null
    text[4].forEach(function (one) {
      var passage = one[2].normalize("NFC"), found = places(passage, mark)
      if (!best || howMany(found) > howMany(best.found)) best = { text: passage, found: found, fragment: one[1] }
    })
    return best
  }

  function makeOption(text, mark) {
    var option = make("a", "rg-search__hit"), title = text[2].normalize("NFC")
    var inTitle = places(title, mark), best = choose(text, mark)
    var deeper = best && best.fragment && howMany(best.found) > howMany(inTitle)
    option.href = new URL(text[0] + (deeper ? "#" + encodeURIComponent(best.fragment) : ""), base)
    var head = option.appendChild(make("span", "rg-search__title"))
    write(head, title, inTitle, 200)
    if (text[3]) option.append(" ", make("span", "rg-search__when", text[3]))
    if (best) {
      option.append(" ")
      write(option.appendChild(make("span", "rg-search__text")), best.text, best.found, 170)
    }
    return option
  }

  function makeGroup(kind, number) {
    var group = make("div", "rg-search__group"), name = make("div", "rg-search__kind", say.kinds[kind] || kind)
    name.id = "rg-search-kind-" + number
    name.setAttribute("role", "presentation")
    group.setAttribute("role", "group")
    group.setAttribute("aria-labelledby", name.id)
    group.append(name)
    return group
  }

  function show(found) {
    var groups = new Map()
    list.replaceChildren()
    found.texts.forEach(function (text, i) {
      var kind = i < found.whole ? found.kinds[text[1]] : "near"
      if (!groups.has(kind)) groups.set(kind, list.appendChild(makeGroup(kind, groups.size)))
      groups.get(kind).append(makeOption(text, found.mark))
    })
    options = [...list.querySelectorAll("a")]
    if (found.size > found.texts.length) {
      var more = list.appendChild(make("div", "rg-search__more", say.more))
      more.addEventListener("click", showMore)
      options.push(more)
    }
    options.forEach(function (option, i) {
      option.id = "rg-search-" + i
      option.tabIndex = -1
      option.setAttribute("role", "option")
      option.setAttribute("aria-selected", "false")
    })
    var n = found.whole
    var words = found.more ? tell(say.atLeast, { n: n }) : n ? tell(say.count, { n: n }) : options.length ? say.partial : say.none
    announce(words)
    if (explore) explore.href = explore.dataset.rgExplore + "#q=" + encodeURIComponent(input.value.trim())
  }

  function announce(words) {
    count.textContent = words
    status.textContent = words
    open(true)
  }

  function showMore() {
    var at = options.length - 1
    shown += PAGE
    search().then(function () { activate(at); input.focus() })
  }

  function search() {
    var query = input.value, mine = ++turn
    active = -1
    input.removeAttribute("aria-activedescendant")
    if (!query.trim()) {
      open(false)
      list.replaceChildren()
      list.dataset.asked = query
      options = []
      status.textContent = ""
      return Promise.resolve()
    }
    return load().then(function () { return window.regesto_search.find(query, shown) }).then(function (found) {
      if (mine !== turn) return
      show(found)
      list.dataset.asked = query
    }).catch(function (error) {
      if (mine === turn) { list.replaceChildren(); options = []; announce(say.failed) }
      console.warn(error)
    })
  }

  /* ------------------------------------------------------------------------------------------------- the box itself */

  function open(yes) {
    panel.hidden = !yes
    input.setAttribute("aria-expanded", String(yes && options.length > 0))
    if (!yes) activate(-1)
  }

  function activate(n) {
    if (options[active]) options[active].setAttribute("aria-selected", "false")
    active = n
    var option = options[n]
    if (!option) { input.removeAttribute("aria-activedescendant"); return }
    option.setAttribute("aria-selected", "true")
    option.scrollIntoView({ block: "nearest" })
    input.setAttribute("aria-activedescendant", option.id)
  }

  function widen(yes) {
    root.classList.toggle("is-open", yes)
    toggle.setAttribute("aria-expanded", String(yes))
  }

  function begin() { widen(true); input.focus(); input.select() }

  function onKey(event) {
    var last = options.length - 1
    if (event.isComposing) return
    if (event.key === "ArrowDown" && panel.hidden && options.length) open(true)
    else if (event.key === "ArrowDown" && options.length) activate(active < last ? active + 1 : 0)
    else if (event.key === "ArrowUp" && options.length) activate(active > 0 ? active - 1 : last)
    else if (event.key === "Enter" && list.dataset.asked !== input.value) { // the answer is still on its way
      search().then(function () { if (options[0]) options[0].click() })
    } else if (event.key === "Enter" && options.length && !panel.hidden) options[Math.max(active, 0)].click()
    else if (event.key === "Escape") {
      if (!panel.hidden) open(false)
      else if (input.value) { input.value = ""; search() }
      else { widen(false); input.blur() }
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  root.addEventListener("pointerenter", function () { load().catch(function () {}) })
  input.addEventListener("focus", function () {
    load().catch(function () {})
    if (options.length && input.value.trim()) open(true)
  })
  input.addEventListener("input", function () { shown = PAGE; search() })
  input.addEventListener("keydown", onKey)
  toggle.addEventListener("click", function () {
    if (root.classList.contains("is-open")) { widen(false); open(false) } else begin()
  })
  list.addEventListener("mousedown", function (event) { event.preventDefault() }) // the focus stays in the box
  root.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !root.contains(event.relatedTarget)) { open(false); widen(false) }
  })
  document.addEventListener("mousedown", function (event) {
    if (!root.contains(event.target)) { open(false); widen(false) }
  })
  document.addEventListener("keydown", function (event) {
    var at = document.activeElement
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (at && (/^(?:INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable)) return
    if (event.key === "/" || event.key === "s") { event.preventDefault(); begin() }
  })
  root.classList.add("is-ready")
})()
