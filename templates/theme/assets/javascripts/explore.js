/*
 * The explorer's page: reads the state from the address, asks the engine, shows what it says. Texts of the dossier are only
 * ever put in as text. The state stands in the fragment of the address, which works from a disk too, and goes with the
 * reader into the other languages; its words are ids, the same in every edition.
 */
;(function () {
  "use strict"

  var ROWS = 60 // a page of results: more is slower to show and to hear
  var MANY = 500 // results from which on those out of sight are not laid out
  var SHORT = 7 // values of a facet at first sight
  var LONG = 150 // and when asked for more
  var SINGLE = ["from", "to", "known", "q", "sort", "show", "page"]
  var DEFAULTS = { sort: "oldest", show: "entries", page: "1" }
  var DESIGNATION = /\b[A-Z][A-Za-z]{0,12}-\d{1,4}[A-Z]?\b/g // kept whole, as `pages/typeset.py` does

  var engine = window.regestoExplore
  var stage = document.getElementById("explore")
  if (!engine || !stage || typeof regestoExploreData === "undefined") return

  var data = JSON.parse(regestoExploreData)
  var words = data.words
  var model = engine.prepare(data)
  var number = new Intl.NumberFormat(words.locale)
  var plural = new Intl.PluralRules(words.locale)
  var longDay = new Intl.DateTimeFormat(words.locale, { dateStyle: "long", timeZone: "UTC" })
  var standing = model.status.reduce(function (n, status) { return n + (status !== model.retracted) }, 0)
  var TABLES = {
    topic: "topics", corroboration: "corroborations", origin: "actors", stance: "stances", certainty: "certainties",
    actor: "actors", role: "roles", place: "places", materiel: "materiel", measure: "measures", source: "sources",
    relay: "actors", status: "statuses"
  }
  var places = {}
  Object.keys(data.ids).forEach(function (table) {
    places[table] = new Map(data.ids[table].map(function (id, place) { return [id, place] }))
  })

  /* ------------------------------------------------------------------------------------------------- small tools */

  function byId(id) { return document.getElementById("explore-" + id) }

  function make(tag, className, text) {
    var made = document.createElement(tag)
    if (className) made.className = className
    if (text !== undefined) made.textContent = text
    return made
  }

  function say(text, values) {
    if (typeof text === "object") text = text[plural.select(values.n)] || text.other
    return text.replace(/\{(\w+)\}/g, function (whole, name) {
      var value = values[name]
      return value === undefined ? whole : typeof value === "number" ? number.format(value) : value
    })
  }

  function list(names) {
    return names.length < 2 ? names.join("") : names.slice(0, -1).join(", ") + " " + words.and + " " + names[names.length - 1]
  }

  var drawn = {}
  stage.parentNode.querySelectorAll("template").forEach(function (template) {
    Object.keys(template.dataset).forEach(function (kind) { drawn[kind + " " + template.dataset[kind]] = template.content })
  })

  function clone(kind, name) {
    var found = drawn[kind + " " + name]
    return found ? found.cloneNode(true) : ""
  }

  function write(element, text, language) {
    var end = 0
    text.replace(DESIGNATION, function (found, at) {
      element.append(text.slice(end, at), make("span", "rg-nowrap", found))
      end = at + found.length
    })
    element.append(text.slice(end))
    if (language) element.lang = language
    return element
  }

  function writeDay(iso) { return longDay.format(new Date(iso + "T00:00:00Z")) }

  /* ------------------------------------------------------------------------------------------------------- state */

  var claims = null // their texts: a script that comes after this one
  var state, result, texts = null, listed = [], lastTyped = false

  function readState() {
    var asked = new URLSearchParams(location.hash.slice(1))
    var read = { chosen: {} }
    SINGLE.forEach(function (name) { read[name] = asked.get(name) || DEFAULTS[name] || "" })
    ;["from", "to", "known"].forEach(function (name) { if (engine.numberDay(read[name]) === null) read[name] = "" })
    if (["oldest", "newest", "title", "origins"].indexOf(read.sort) < 0) read.sort = DEFAULTS.sort
    if (read.show !== "claims") read.show = DEFAULTS.show
    read.q = read.q.slice(0, 200)
    if (!read.q.trim()) read.q = "" // no word: not a filter
    Object.keys(TABLES).forEach(function (facet) {
      var values = asked.getAll(facet).map(function (id) { return places[TABLES[facet]].get(id) })
      values = values.filter(function (value, i) { return value !== undefined && values.indexOf(value) === i })
      if (values.length) read.chosen[facet] = values
    })
    return read
  }

  function writeState() {
    var said = new URLSearchParams()
    Object.keys(TABLES).forEach(function (facet) {
      ;(state.chosen[facet] || []).forEach(function (value) { said.append(facet, data.ids[TABLES[facet]][value]) })
    })
    SINGLE.forEach(function (name) { if (state[name] && state[name] !== DEFAULTS[name]) said.set(name, state[name]) })
    return said.toString()
  }

  /* Puts the state into the address: a step of its own for the Back button, but one for all keys of a word typed. */
  function keep(typed) {
    var hash = writeState()
    var address = location.href.split("#")[0] + (hash ? "#" + hash : "")
    if (address !== location.href) history[typed && lastTyped ? "replaceState" : "pushState"](null, "", address)
    lastTyped = Boolean(typed)
  }

  function change(changes, typed) {
    Object.assign(state, { page: "1" }, changes)
    keep(typed)
    show()
  }

  function choose(facet, value, on) {
    var chosen = Object.assign({}, state.chosen)
    var values = (chosen[facet] || []).filter(function (other) { return other !== value })
    chosen[facet] = on ? values.concat(value) : values
    change({ chosen: chosen })
  }

  /* ------------------------------------------------------------------------------------------------------ asking */

  function gatherTexts(from, to) {
    texts = texts || []
    for (var e = from; e < to; e++) {
      var parts = [data.entries.title[e], ""]
      for (var c = model.claimAt[e]; c < model.claimAt[e + 1]; c++) {
        parts.push(claims.says[c])
        for (var i = model.origins.at[c]; i < model.origins.at[c + 1]; i++) parts.push(data.names.actors[model.origins.values[i]])
      }
      texts[e] = engine.fold(parts.join("\n"))
    }
  }

  /* The claims' texts are half of all data; they are read when first wanted, and the first page does without. */
  function needClaims() {
    if (!claims && typeof regestoExploreClaims !== "undefined") claims = JSON.parse(regestoExploreClaims)
    return Boolean(claims)
  }

  function showsClaims() { return state.show === "claims" && needClaims() }

  /* Folds the texts bit by bit while nobody waits, so that the first word typed is answered at once. */
  function gatherAhead(from) {
    var wait = window.requestIdleCallback || function (call) { setTimeout(call, 50) }
    if (from < model.size) {
      wait(function () {
        var to = Math.min(model.size, from + 250)
        if (!needClaims()) return
        if (!texts || texts.length < to) gatherTexts(from, to)
        gatherAhead(to)
      })
    }
  }

  function ask() {
    var sought = engine.fold(state.q).split(/\s+/).filter(Boolean)
    if (sought.length && needClaims() && (!texts || texts.length < model.size)) gatherTexts(texts ? texts.length : 0, model.size)
    result = engine.select(model, {
      chosen: state.chosen,
      from: engine.numberDay(state.from),
      to: engine.numberDay(state.to),
      known: engine.numberDay(state.known),
      words: texts ? sought : []
    }, texts)
    listed = order()
    if (showsClaims()) listed = unfold(listed)
  }

  function order() {
    var found = [], e
    function take(entry) { if (result.passes[entry]) found.push(entry) }
    if (state.sort === "title") data.entries.rank.forEach(take)
    else if (state.sort === "newest") {
      for (e = model.dated - 1; e >= 0; e--) take(e)
      for (e = model.dated; e < model.size; e++) take(e)
    } else for (e = 0; e < model.size; e++) take(e)
    if (state.sort === "origins") found.sort(function (a, b) { return result.origins[b] - result.origins[a] || a - b })
    return found
  }

  function unfold(entries) {
    var claims = []
    entries.forEach(function (e) {
      for (var c = model.claimAt[e]; c < model.claimAt[e + 1]; c++) if (result.claimPasses[c]) claims.push(c)
    })
    return claims
  }

  function entryOf(claim) {
    var low = 0, high = model.size
    while (high - low > 1) {
      var middle = (low + high) >> 1
      if (model.claimAt[middle] <= claim) low = middle
      else high = middle
    }
    return low
  }

  /* ----------------------------------------------------------------------------------------------------- showing */

  function show() {
    ask()
    showControls()
    showTotal()
    showChips()
    facets.forEach(showFacet)
    showRows()
    keepLanguages()
  }

  function showControls() {
    ;[["text", "q"], ["from", "from"], ["to", "to"], ["known", "known"], ["sort", "sort"]].forEach(function (pair) {
      var control = byId(pair[0])
      // A date that is half typed reads as empty: it stays as it is under the fingers of whoever types it.
      if (control.value !== state[pair[1]] && !(control === document.activeElement && control.type === "date")) control.value = state[pair[1]]
    })
    stage.querySelectorAll('input[name="show"]').forEach(function (radio) { radio.checked = radio.value === state.show })
  }

  function showTotal() {
    var entries = say(words.total.in_entries, { n: result.total })
    var total = showsClaims()
      ? say(words.total.claims, { n: result.claimTotal, entries: entries })
      : say(words.total.entries, { n: result.total, all: standing })
    if (state.known) total += ", " + say(words.as_known, { date: writeDay(state.known) })
    var shown = byId("total")
    if (shown.textContent !== total) shown.textContent = total
  }

  function listChips() {
    var chips = []
    Object.keys(TABLES).forEach(function (facet) {
      ;(state.chosen[facet] || []).forEach(function (value) {
        var name = data.names[TABLES[facet]][value]
        chips.push({ text: say(words.chip, { facet: facetNames[facet], value: name }), off: function () { choose(facet, value, false) } })
      })
    })
    if (state.q) chips.push({ text: say(words.text, { words: state.q }), off: function () { change({ q: "" }) } })
    ;["from", "to", "known"].forEach(function (name) {
      if (!state[name]) return
      var clear = {}
      clear[name] = ""
      chips.push({ text: say(words[name], { date: writeDay(state[name]) }), off: function () { change(clear) } })
    })
    return chips
  }

  function showChips() {
    var chips = listChips(), holder = byId("chips")
    byId("active").textContent = chips.length ? number.format(chips.length) : ""
    if (chips.length > 1) chips.push({ clear: true, text: words.clear, off: function () { change({ chosen: {}, q: "", from: "", to: "", known: "" }) } })
    holder.replaceChildren.apply(holder, chips.map(function (chip, place) {
      var item = make("li"), button = make("button", "", chip.text)
      button.type = "button"
      if (!chip.clear) {
        var cross = make("span", "", "×")
        cross.setAttribute("aria-hidden", "true")
        button.append(cross)
        button.setAttribute("aria-label", say(words.remove, { name: chip.text }))
      }
      button.addEventListener("click", function () {
        chip.off()
        var left = holder.querySelectorAll("button")
        ;(left[Math.min(place, left.length - 1)] || byId("results")).focus() // focus must not fall to the page's top
      })
      item.append(button)
      return item
    }))
    holder.hidden = !chips.length
  }

  /* ------------------------------------------------------------------------------------------------------ facets */

  var facetNames = {}
  var facets = Array.prototype.map.call(stage.querySelectorAll("details.facet"), function (element) {
    var facet = {
      name: element.dataset.facet, element: element, list: element.querySelector("ul"), more: element.querySelector(".quiet"),
      chosen: element.querySelector("summary .n"), items: [], shown: [], all: false
    }
    facetNames[facet.name] = element.querySelector("summary span").textContent
    facet.more.addEventListener("click", function () { facet.all = !facet.all; showFacet(facet) })
    element.addEventListener("toggle", function () { showFacet(facet) })
    return facet
  })

  function makeItem(facet, value) {
    var item = make("li"), label = make("label"), box = make("input"), count = make("span", "n")
    box.type = "checkbox"
    box.addEventListener("change", function () { choose(facet.name, value, box.checked) })
    label.append(box, make("span", "name", data.names[TABLES[facet.name]][value]), " ", count)
    item.append(label)
    return (facet.items[value] = { item: item, box: box, count: count, of: -1 })
  }

  /* Values with entries, those with most first; what is chosen stays in sight. The facet's own choice moves nothing. */
  function pick(facet, counts, chosen) {
    var values = []
    for (var value = 0; value < counts.length; value++) if (counts[value] || chosen.indexOf(value) >= 0) values.push(value)
    var fixed = ["corroboration", "stance", "certainty", "status"].indexOf(facet.name) >= 0
    if (!fixed) values.sort(function (a, b) { return counts[b] - counts[a] || a - b })
    var limit = facet.all ? LONG : SHORT
    var shown = values.filter(function (value, place) { return place < limit || chosen.indexOf(value) >= 0 })
    return { shown: shown, left: values.length - shown.length, all: values.length }
  }

  function showFacet(facet) {
    var counts = result.counts[facet.name], chosen = state.chosen[facet.name] || []
    facet.chosen.textContent = chosen.length ? say(words.chosen, { n: chosen.length }) : ""
    if (!facet.element.open) return
    var picked = pick(facet, counts, chosen)
    picked.shown.forEach(function (value) {
      var option = facet.items[value] || makeItem(facet, value)
      option.box.checked = chosen.indexOf(value) >= 0
      if (option.of !== counts[value]) option.count.textContent = number.format((option.of = counts[value]))
    })
    if (picked.shown.join() !== facet.shown.join()) {
      var focused = document.activeElement
      facet.list.replaceChildren.apply(facet.list, picked.shown.map(function (value) { return facet.items[value].item }))
      if (focused !== document.activeElement && facet.list.contains(focused)) focused.focus()
      facet.shown = picked.shown
    }
    facet.element.classList.toggle("facet--empty", !picked.all)
    facet.more.hidden = !picked.left && !(facet.all && picked.all > SHORT)
    facet.more.textContent = facet.all ? words.fewer : say(words.more, { n: picked.left })
    facet.more.setAttribute("aria-expanded", String(facet.all))
    facet.more.setAttribute("aria-label", facet.more.textContent + ": " + facetNames[facet.name])
  }

  /* -------------------------------------------------------------------------------------------------------- rows */

  function names(ids) { return list(ids.map(function (id) { return data.names.actors[id] })) }

  function read(column, row) { return Array.from(column.values.subarray(column.at[row], column.at[row + 1])) }

  function isKnown(claim) {
    var day = engine.numberDay(state.known)
    return day === null || model.sourceKnown[model.source[claim]] <= day
  }

  /* Who says what an entry tells, with the relays, as `Voices.summary` in Python writes it. */
  function voicesOf(entry) {
    var said = new Map()
    for (var c = model.claimAt[entry]; c < model.claimAt[entry + 1]; c++) {
      var named = read(model.origins, c).filter(function (id) { return id !== model.unnamed })
      if (!named.length || !isKnown(c)) continue
      var key = named.join()
      if (!said.has(key)) said.set(key, { origins: named, relays: [] })
      var relays = said.get(key).relays
      read(model.relays, c).forEach(function (id) { if (relays.indexOf(id) < 0) relays.push(id) })
    }
    return Array.from(said.values(), spoken).join("; ") || words.unnamed
  }

  function spoken(said) {
    return said.relays.length ? say(words.via, { names: names(said.origins), relays: names(said.relays) }) : names(said.origins)
  }

  function link(href, text, language) {
    var made = write(make("a"), text, language)
    made.href = href
    return made
  }

  function hrefOf(entry) { return data.address[0] + encodeURIComponent(data.entries.id[entry]) + data.address[1] }

  function dateOf(place) { return place < 0 ? words.no_date : data.dates[place][1] }

  function labelOf(entry) {
    var name = data.ids.corroborations[result.label[entry]]
    return clone("corroboration", name === "independent" ? name + Math.min(3, Math.max(2, result.origins[entry])) : name)
  }

  function statusOf(entry) {
    var status = data.ids.statuses[model.status[entry]]
    return words[status] ? make("b", "status", words[status] + ". ") : ""
  }

  function makeRow(date, mark, title, under, right) {
    var row = make("li"), body = make("div"), sub = make("div", "sub"), holder = make("div", "mark"), head = make("div", "title")
    holder.append(mark)
    head.append(title)
    sub.append.apply(sub, under)
    body.append(head, sub)
    row.append(holder, make("div", "when", date), body, right)
    return row
  }

  function rowOfEntry(e) {
    var date = data.entries.date[e]
    var title = link(hrefOf(e), data.entries.title[e], data.entries.languages[e])
    return makeRow(dateOf(date), date < 0 ? "" : clone("mark", data.dates[date][4]), title, [statusOf(e), voicesOf(e)], labelOf(e))
  }

  function rowOfClaim(c) {
    var e = entryOf(c), date = data.claims.date[c]
    var title = link(hrefOf(e) + "#c-" + encodeURIComponent(claims.id[c]), claims.says[c], claims.languages[c])
    var right = make("div", "right")
    right.append(clone("stance", model.stances[model.stance[c]] + " " + data.ids.certainties[model.certainty[c]]), model.aside[c] ? "" : labelOf(e))
    var said = spoken({ origins: read(model.origins, c), relays: read(model.relays, c) })
    var under = [statusOf(e), said, " · ", link(hrefOf(e), data.entries.title[e], data.entries.languages[e])]
    return makeRow(dateOf(date), date < 0 ? "" : clone("mark", data.dates[date][4]), title, under, right)
  }

  function showRows() {
    var pages = Math.max(1, Math.ceil(listed.length / ROWS))
    var page = Math.min(pages, Math.max(1, parseInt(state.page, 10) || 1))
    var rows = listed.slice((page - 1) * ROWS, page * ROWS).map(showsClaims() ? rowOfClaim : rowOfEntry)
    var holder = byId("list")
    holder.start = (page - 1) * ROWS + 1
    holder.replaceChildren.apply(holder, rows)
    holder.classList.toggle("rows--claims", showsClaims())
    holder.classList.toggle("rows--many", listed.length > MANY)
    byId("none").hidden = listed.length > 0
    byId("none").textContent = listed.length ? "" : words.none
    var pager = byId("pager")
    pager.hidden = pages < 2
    pager.querySelector("span").textContent = say(words.page, { n: page, of: pages })
    pager.querySelectorAll("button").forEach(function (button) {
      var step = +button.dataset.step
      button.textContent = step < 0 ? words.previous : words.next
      button.disabled = page + step < 1 || page + step > pages
      button.dataset.to = page + step
    })
  }

  function openChosen() {
    facets.forEach(function (facet) { if (state.chosen[facet.name] && state.chosen[facet.name].length) facet.element.open = true })
  }

  /* The other editions open with the same filters. */
  function keepLanguages() {
    var hash = location.hash
    document.querySelectorAll(".rg-languages a").forEach(function (other) { other.hash = hash })
  }

  /* ------------------------------------------------------------------------------------------------------ export */

  function named(table, column, row) {
    return read(column, row).map(function (id) { return data.names[table][id] })
  }

  var columns = ["topics", "places", "materiel", "actors", "roles"].reduce(function (made, name) {
    var pair = data.entries[name], at = new Int32Array(pair[0].length + 1)
    pair[0].forEach(function (n, i) { at[i + 1] = at[i] + n })
    made[name] = { at: at, values: Int32Array.from(pair[1]) }
    return made
  }, { measures: null })

  function exportEntry(e) {
    var date = data.entries.date[e], sources = new Set()
    for (var c = model.claimAt[e]; c < model.claimAt[e + 1]; c++) if (isKnown(c)) sources.add(data.names.sources[model.source[c]])
    var roles = named("roles", columns.roles, e)
    return {
      id: data.entries.id[e],
      title: data.entries.title[e],
      date: date < 0 ? "" : data.dates[date][0],
      date_in_words: dateOf(date),
      topics: named("topics", columns.topics, e),
      places: named("places", columns.places, e),
      materiel: named("materiel", columns.materiel, e),
      actors: named("actors", columns.actors, e).map(function (name, i) { return name + " (" + roles[i] + ")" }),
      who: voicesOf(e),
      corroboration: data.ids.corroborations[result.label[e]],
      origins: result.origins[e],
      sources: Array.from(sources),
      status: data.ids.statuses[model.status[e]],
      address: data.address[2] + data.entries.id[e]
    }
  }

  function exportClaim(c) {
    var e = entryOf(c), date = data.claims.date[c]
    return {
      entry: data.entries.id[e],
      claim: claims.id[c],
      says: claims.says[c],
      said_on: date < 0 ? "" : data.dates[date][0],
      origins: named("actors", model.origins, c),
      relays: named("actors", model.relays, c),
      stance: model.stances[model.stance[c]],
      certainty: data.ids.certainties[model.certainty[c]],
      corroboration: model.aside[c] ? "" : data.ids.corroborations[result.label[e]],
      source: data.names.sources[model.source[c]],
      entry_title: data.entries.title[e],
      address: data.address[2] + data.entries.id[e] + "#c-" + claims.id[c]
    }
  }

  function save(kind) {
    var rows = listed.map(showsClaims() ? exportClaim : exportEntry), text
    if (kind === "csv") {
      var head = rows.length ? Object.keys(rows[0]) : ["id"]
      text = engine.writeCsv(head, rows.map(function (row) {
        return head.map(function (name) { return Array.isArray(row[name]) ? row[name].join(" | ") : row[name] })
      }))
    } else {
      text = JSON.stringify({ dossier: data.dossier, language: data.language, filters: writeState(), known_on: state.known || null, rows: rows }, null, 1)
    }
    var download = make("a"), address = URL.createObjectURL(new Blob([text], { type: kind === "csv" ? "text/csv" : "application/json" }))
    download.href = address
    download.download = data.dossier + "-" + words.file[state.show] + "." + kind
    download.click()
    setTimeout(function () { URL.revokeObjectURL(address) }, 10000)
  }

  /* ------------------------------------------------------------------------------------------------------- start */

  function listen() {
    byId("form").addEventListener("submit", function (event) { event.preventDefault() })
    byId("text").addEventListener("input", function () { change({ q: this.value.trim() ? this.value : "" }, true) })
    ;["from", "to", "known"].forEach(function (name) {
      byId(name).addEventListener("input", function () {
        var changes = {}
        changes[name] = engine.numberDay(this.value) === null ? "" : this.value
        change(changes, true)
      })
    })
    byId("sort").addEventListener("change", function () { change({ sort: this.value }) })
    stage.querySelectorAll('input[name="show"]').forEach(function (radio) {
      radio.addEventListener("change", function () { change({ show: radio.value }) })
    })
    byId("skip").addEventListener("click", function () { byId("results").focus() })
    byId("pager").addEventListener("click", function (event) {
      if (!event.target.dataset.to) return
      state.page = event.target.dataset.to
      keep()
      showRows()
      keepLanguages()
      byId("results").focus()
    })
    stage.querySelectorAll("[data-export]").forEach(function (button) {
      button.addEventListener("click", function () { save(button.dataset.export) })
    })
    window.addEventListener("popstate", function () { lastTyped = false; state = readState(); openChosen(); show() })
  }

  var waited = false

  function start() {
    if ((state.show === "claims" || state.q) && !needClaims() && document.readyState !== "complete" && !waited) {
      waited = true // the claims' script comes next
      return document.addEventListener("DOMContentLoaded", start, { once: true })
    }
    listen()
    openChosen()
    show()
    byId("wait").remove()
    stage.hidden = false
    performance.mark("explore-ready")
    if (document.readyState === "complete") gatherAhead(0)
    else window.addEventListener("load", function () { gatherAhead(0) }, { once: true })
  }

  state = readState()
  if (window.matchMedia("(max-width: 59.99em)").matches) byId("filters").open = false
  start()
})()
