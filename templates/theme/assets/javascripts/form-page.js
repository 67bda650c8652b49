/*
 * The page of a form: what happens as a person writes. The record is read, checked and written as YAML after every
 * change; what is wrong with a field is said when it is left, and of all fields once they asked for the check.
 *
 * Nothing leaves the page. The draft stays in the browser, where it allows that.
 */
;(function () {
  "use strict"

  var form = document.getElementById("new-record")
  if (!form || !window.regestoFormData) return
  var data = JSON.parse(window.regestoFormData), words = data.words.form, world = data.world
  var model = form.dataset.model, isEntry = model === "Entry", term = form.dataset.kindOfTerm
  var ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
  var TERMS = "regesto-terms:" + data.version + ":" + data.dossier, fresh = recall()
  var judge = new window.regestoShapes.Judge(data), names = new window.regestoState.Names(data)
  document.querySelectorAll("datalist[id^=names-]").forEach(function (list) { names.fill(list.id.replace("names-", ""), list) })
  var fields = new window.regestoState.Fields(form, data, names)
  var clean = window.regestoState.clean, slug = window.regestoState.slug
  var KEY = "regesto-form:" + data.version + ":" + data.dossier + ":" + model
  var HEAD = "# yaml-language-server: $schema=" + (isEntry ? "../../../schema/entry.json" : "../../schema/source.json")
  var plural = new Intl.PluralRules(data.language)
  var idBox = document.getElementById("record-id"), status = document.getElementById("form-status")
  var errors = document.getElementById("form-errors"), output = document.getElementById("form-yaml")
  var touched = new WeakSet(), asked = false, now = { text: "", path: "" }, waiting = 0, canKeep = true

  function byId(id) { return document.getElementById(id) }

  function say(key, values) { return window.regestoShapes.fill(words[key], values) }

  function count(key, n) { return window.regestoShapes.fill(words[key][plural.select(n)] || words[key].other, { n: n }) }

  function make(tag, text, name) {
    var element = document.createElement(tag)
    if (text) element.textContent = text
    if (name) element.className = name
    return element
  }

  /* ------------------------------------------------------------------------------------- what the form writes itself */

  /* Writes into a control that is empty, or that holds what was written here before. */
  function suggest(control, text) {
    if (control.value && control.value !== control.dataset.auto) return
    control.dataset.auto = text
    control.value = text
  }

  function today() {
    var day = new Date(), two = function (number) { return String(number).padStart(2, "0") }
    return day.getFullYear() + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate())
  }

  function firstText(field) {
    var found = world.languages.concat("").map(function (language) {
      var one = field.querySelector('[data-language="' + language + '"]') || (language ? null : field.querySelector("input, textarea"))
      return one ? clean(one.value) : ""
    }).find(Boolean)
    return found || ""
  }

  function inside(box, name) { return box.querySelector('[data-field="' + name + '"]') }

  function suggestAll() {
    suggest(idBox, slug(firstText(inside(form, term ? "name" : "title")), 60))
    form.querySelectorAll(".items [data-model=Claim]").forEach(function (claim) {
      suggest(inside(claim, "id").querySelector("input"), slug(firstText(inside(claim, "says")), 40))
    })
    form.querySelectorAll(".items [data-model=Quantity]").forEach(suggestFigure)
    var review = isEntry && inside(form, "reviewed")
    if (review) {
      suggest(inside(review, "by").querySelector("input"), data.names.editor[0][1])
      suggest(inside(review, "on").querySelector("input"), today())
    }
  }

  function suggestFigure(box) {
    var measure = fields.readControl(inside(box, "measure").querySelector("input")), bound = inside(box, "bound").querySelector("select").value
    if (world.units[measure]) suggest(inside(box, "unit").querySelector("input"), world.units[measure])
    var wanted = judge.shapes.Quantity.figures[bound] || ["value"]
    ;["value", "min", "max"].forEach(function (name) { inside(box, name).hidden = wanted.indexOf(name) < 0 })
  }

  /* ---------------------------------------------------------------------------------------------- words beside fields */

  function sayBeside() {
    form.querySelectorAll("[data-kind=edtf]").forEach(function (field) {
      var text = clean(field.querySelector("input").value), said = field.querySelector(".said"), shown = ""
      try { if (text) shown = window.regestoWords.date(window.regestoEdtf.parse(text), data.language, data.dates) } catch (told) { if (!told.reason) throw told }
      if (said.textContent !== shown) said.textContent = shown
    })
    form.querySelectorAll("input[list]").forEach(function (input) {
      var kind = input.getAttribute("list").replace("names-", ""), text = clean(input.value), id = text && names.find(kind, text)
      var row = input.closest("li"), said = (row && row.matches(".rows-in > li") ? row : input.closest("[data-field]")).querySelector(".said")
      said.textContent = id && (names.has(kind, id) || id === "unnamed") && id !== text ? id : ""
    })
    form.querySelectorAll(".items [data-model=Claim]").forEach(sayChain)
  }

  function sayChain(claim) {
    var row = function (name) {
      return Array.from(inside(claim, name).querySelectorAll("input"), function (one) { return fields.readControl(one) }).filter(Boolean)
    }
    var origins = row("origin").map(function (id) { return names.label("actor", id) }).join(" + ")
    var steps = [origins].concat(row("via").map(function (id) { return names.label("actor", id) }), row("source").map(function (id) { return names.label("source", id) })).filter(Boolean)
    var said = claim.querySelector(".chain-said"), text = steps.length > 1 ? say("chain", { chain: steps.join(" → ") }) : ""
    if (said.textContent !== text) said.textContent = text
  }

  /* ------------------------------------------------------------------------------------------------------- problems */

  function checkId(id) {
    if (!id) return []
    if (!ID.test(id) || id.length > 80) {
      return [judge.problem("file-name", ["id"], judge.say("file-name", { found: id }), { expected: judge.words["file-name-expected"], example: (slug(id, 80) || "a-name") + ".yml" })]
    }
    if (judge.isReserved(id)) {
      return [judge.problem("file-name", ["id"], judge.say("file-name-device", { found: id }), { expected: judge.words["file-name-expected"], example: id + "-1.yml" })]
    }
    if (isEntry && world.entryFiles[id]) return [judge.problem("duplicate-id", ["id"], judge.say("duplicate-id", { id: id, file: world.entryFiles[id] }))]
    if (term && world.ids[term].indexOf(id) >= 0) return [judge.problem("duplicate-id", ["id"], judge.say("duplicate-term", { id: id, file: form.dataset.file }))]
    if (!isEntry && !term && world.ids.source.indexOf(id) >= 0) return [judge.problem("duplicate-id", ["id"], judge.say("duplicate-id", { id: id, file: "sources/" + id + ".yml" }))]
    return []
  }

  function missingId(id) {
    return id ? [] : [judge.problem("missing-field", ["id"], judge.say("empty", { name: "id" }), { expected: judge.words["file-name-expected"] })]
  }

  function tell(problem) {
    var parts = [problem.message]
    if (problem.expected) parts.push(judge.say("expected", { what: problem.expected }))
    if (problem.suggestion) parts.push(judge.say("suggestion", { what: problem.suggestion }))
    if (problem.example && (problem.code === "date" || problem.code === "review-day")) parts.push(judge.say("example", { what: problem.example }))
    return parts.join("; ")
  }

  /* The control that a problem is told beside: of what is missing in a part, the first of what is missing. */
  function findSpot(problem, spots) {
    if (problem.path[0] === "id") return idBox
    var path = problem.at || problem.path
    if (problem.code === "no-evidence") path = path.concat(["evidence"])
    if (problem.code === "figures") path = path.concat(["bound"])
    for (; path.length; path = path.slice(0, -1)) if (spots.has(JSON.stringify(path))) return spots.get(JSON.stringify(path))
    return idBox
  }

  function nameSpot(control) {
    var parts = [], field = control.closest("[data-field], #record-id-field")
    for (var box = field; box && box !== form; box = box.parentElement.closest("[data-field], [data-model]")) {
      var name = box.matches(".item > *") ? box.querySelector("legend") : box === field ? box.querySelector(".name") : null
      if (name) parts.unshift(name.textContent)
    }
    return parts.join(", ")
  }

  function show(problems, spots) {
    var items = [], beside = new Map()
    form.querySelectorAll("[aria-invalid]").forEach(function (one) { one.removeAttribute("aria-invalid") })
    problems.forEach(function (problem) {
      var control = findSpot(problem, spots), isWarning = problem.severity === "warning"
      var text = (isWarning ? words.warning + ": " : "") + tell(problem)
      if (asked) items.push(makeLink(control, text, findTermForm(problem, control)))
      if (!asked && !touched.has(control)) return
      var wrong = control.closest(".field").querySelector(":scope > .wrong") || control.closest(".field").querySelector(".wrong")
      var told = make("span", text, isWarning ? "warned" : ""), way = findTermForm(problem, control)
      if (way) told.append(" ", way)
      beside.set(wrong, (beside.get(wrong) || []).concat(told))
      if (!isWarning) control.setAttribute("aria-invalid", "true")
    })
    form.querySelectorAll(".wrong").forEach(function (one) {
      put(one, beside.get(one) || [])
      one.hidden = !beside.has(one)
    })
    put(errors.querySelector("ul"), items)
    errors.hidden = !items.length
  }

  /* What stands there already stays: a link that is replaced while it is being clicked leads nowhere. */
  function put(place, parts) {
    var made = place.cloneNode(false)
    made.append.apply(made, parts)
    if (!made.isEqualNode(place)) place.replaceChildren.apply(place, Array.from(made.childNodes))
  }

  /* For a name that nothing is like: the way to the form by which it is proposed. The draft waits here meanwhile. */
  function findTermForm(problem, control) {
    if (problem.code !== "unknown-id" || problem.suggestion) return null
    var way = form.querySelector('a[data-term="' + (control.getAttribute("list") || "").replace("names-", "") + '"]')
    return way && way.cloneNode(true)
  }

  function makeLink(control, text, way) {
    var item = make("li"), link = make("a", nameSpot(control))
    link.href = "#" + control.id
    link.addEventListener("click", function (event) {
      event.preventDefault()
      go(byId(control.id))
    })
    item.append(link, ": " + text)
    if (way) item.append(" ", way)
    return item
  }

  function go(control) {
    for (var box = control.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
    control.focus()
    control.scrollIntoView({ block: "center" })
  }

  /* --------------------------------------------------------------------------------------------------------- result */

  function update() {
    suggestAll()
    sayBeside()
    var read = fields.read(), id = clean(idBox.value)
    var problems = missingId(id).concat(checkId(id), judge.judge(model, read.record), window.regestoChecks.check(judge, world, model, read.record, id))
    now.text = term ? window.regestoYaml.writeTerm(judge.shapes, model, read.record, id || "…") : window.regestoYaml.write(judge.shapes, model, read.record, HEAD)
    now.path = term ? form.dataset.file : isEntry ? "entries/" + findFolder(read.record.date) + "/" + (id || "…") + ".yml" : "sources/" + (id || "…") + ".yml"
    output.textContent = now.text
    byId("form-file").textContent = "seeds/" + now.path
    show(problems, read.spots)
    var wrong = problems.filter(function (one) { return one.severity === "error" }).length, warned = problems.length - wrong
    now.term = term && !wrong ? [id].concat(firstText(inside(form, "name")), read.record.aliases || []) : null
    sayFresh()
    var text = [wrong ? count("problems", wrong) : term ? words.none_term : words.none].concat(warned ? [count("warnings", warned)] : []).join(" · ")
    if (status.textContent !== text && (asked || isBegun())) status.textContent = text
    offer()
  }

  /* ------------------------------------------------------------------- names that were proposed in this browser */

  /* Names made with the other forms are known here too, though the dossier has not got them yet. */
  function recall() {
    var kept = {}, found = {}
    try { kept = JSON.parse(localStorage.getItem(TERMS)) || {} } catch (error) { return found }
    Object.keys(data.names).forEach(function (kind) {
      found[kind] = (Array.isArray(kept[kind]) ? kept[kind] : []).filter(function (row) {
        return Array.isArray(row) && row.length > 1 && row.every(function (one) { return typeof one === "string" }) &&
          ID.test(row[0]) && world.ids[kind].indexOf(row[0]) < 0
      })
      if (kind === term) return // the form of a kind asks for the dossier's own names
      world.ids[kind] = world.ids[kind].concat(found[kind].map(function (row) { return row[0] }))
      data.names[kind] = data.names[kind].concat(found[kind])
    })
    return found
  }

  /* Keeps the name of what was taken away from here, so that an entry may use it at once. */
  function remember() {
    if (!now.term) return
    try {
      var kept = JSON.parse(localStorage.getItem(TERMS)) || {}, rows = Array.isArray(kept[term]) ? kept[term] : []
      kept[term] = rows.filter(function (row) { return row[0] !== now.term[0] }).concat([now.term])
      localStorage.setItem(TERMS, JSON.stringify(kept))
    } catch (error) { canKeep = false }
  }

  function sayFresh() {
    var box = byId("form-fresh")
    if (!box) return
    var used = []
    form.querySelectorAll("input[list]").forEach(function (input) {
      var kind = input.getAttribute("list").replace("names-", ""), id = fields.readControl(input)
      var row = (fresh[kind] || []).find(function (one) { return one[0] === id })
      if (row && used.indexOf(row[1]) < 0) used.push(row[1])
    })
    box.hidden = !used.length
    box.textContent = used.length ? say("fresh", { names: used.join(", ") }) : ""
  }

  function isBegun() {
    return Array.from(form.querySelectorAll("input[type=text], textarea")).some(function (one) { return one.value && one.value !== one.dataset.auto })
  }

  function findFolder(date) {
    var edtf = window.regestoChecks.read(date), day = edtf && (edtf.bounds[0] === null ? edtf.bounds[1] : edtf.bounds[0])
    var year = edtf ? window.regestoEdtf.yearOf(day) : -1
    return year >= 0 && year <= 9999 ? String(year).padStart(4, "0") : "undated"
  }

  function later() {
    window.clearTimeout(waiting)
    waiting = window.setTimeout(function () { update(); keep() }, 120)
  }

  /* ------------------------------------------------------------------------------------------------------ taking away */

  function copyText() {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(now.text).catch(copySelected)
    return Promise.resolve(copySelected())
  }

  function copySelected() {
    var range = document.createRange(), selection = window.getSelection()
    range.selectNodeContents(output)
    selection.removeAllRanges()
    selection.addRange(range)
    return document.execCommand("copy")
  }

  /* The address that opens the forge's page for a new file, with the text in it where the address may be that long. */
  function offer() {
    var link = byId("form-open"), forge = data.forge
    if (term && link) {
      link.href = form.dataset.edit
      link.dataset.paste = "pasted_term"
    }
    if (!link || !forge || term) return
    var bare = forge.address + "?" + forge.file + "=" + encodeURIComponent(forge.folder + now.path)
    var whole = forge.text ? bare + "&" + forge.text + "=" + encodeURIComponent(now.text) : bare
    var carries = forge.text && whole.length <= forge.longest
    link.href = carries ? whole : bare
    link.dataset.paste = carries ? "" : forge.text ? "long" : "paste_there"
  }

  function download() {
    var link = make("a"), address = URL.createObjectURL(new Blob([now.text], { type: "text/yaml" }))
    link.href = address
    link.download = term ? term + "-" + (clean(idBox.value) || "new") + ".yml" : now.path.split("/").pop().replace("…", "new")
    remember()
    link.click()
    window.setTimeout(function () { URL.revokeObjectURL(address) }, 1000)
  }

  /* ---------------------------------------------------------------------------------------------------------- drafts */

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify({ id: idBox.value, auto: idBox.dataset.auto || "", fields: fields.save() }))
    } catch (error) {
      if (canKeep) byId("form-draft").textContent = words.lost
      canKeep = false
    }
  }

  function load(draft) {
    if (!draft || typeof draft !== "object") return
    fields.load(draft.fields || {})
    idBox.value = String(draft.id || "")
    idBox.dataset.auto = String(draft.auto || "")
  }

  function restore() {
    var draft = null
    try { draft = JSON.parse(localStorage.getItem(KEY)) } catch (error) { return }
    if (!draft) return
    load(draft)
    if (isBegun()) status.textContent = words.kept
  }

  function startOver() {
    var before = { id: idBox.value, auto: idBox.dataset.auto || "", fields: fields.save() }
    empty()
    var undo = make("button", words.undo, "quiet")
    undo.type = "button"
    undo.addEventListener("click", function () {
      load(before)
      update()
      keep()
      status.textContent = words.restored
      byId("form-reset").focus()
    })
    status.textContent = words.emptied + " "
    status.append(undo)
    keep()
  }

  function empty() {
    form.reset()
    asked = false
    touched = new WeakSet()
    form.querySelectorAll("[data-auto]").forEach(function (one) { one.dataset.auto = "" })
    form.querySelectorAll("[data-kind=parts]").forEach(function (field) {
      if (!field.isConnected) return
      field.querySelector(".items").replaceChildren()
      fields.prepare(field)
    })
    form.querySelectorAll("[data-kind=rows]").forEach(function (field) { fields.loadRows(field, []) })
    update()
    status.textContent = ""
  }

  /* ------------------------------------------------------------------------------------------------------ references */

  function fillFrom(found, item) {
    var state = { title: item.title, author: item.author, issued: item.issued, issued_basis: item.issued ? "stated" : "", url: item.url, language: item.language.slice(0, 2).toLowerCase() }
    if (item.type) state.type = item.type
    var outlet = item.container && names.find("actor", item.container), known = outlet && names.has("actor", outlet)
    if (known) state.outlet = names.label("actor", outlet)
    for (var name in state) if (!state[name] || !state[name].length) delete state[name]
    fields.load(state)
    update()
    keep()
    var said = [say("filled", { format: found.format, title: item.title })]
    if (item.container && !known) said.push(say("outlet_unknown", { name: item.container }))
    byId("paste-said").textContent = said.join(" ")
  }

  function paste() {
    var found = window.regestoReferences.read(byId("paste-text").value), which = byId("paste-which"), choice = byId("paste-choice")
    which.hidden = !found || found.items.length < 2
    if (!found) { byId("paste-said").textContent = words.not_filled; return }
    choice.replaceChildren.apply(choice, found.items.map(function (item, at) { return new Option(item.title || item.key, at) }))
    choice.onchange = function () { fillFrom(found, found.items[choice.value]) }
    fillFrom(found, found.items[0])
  }

  /* ---------------------------------------------------------------------------------------------------------- events */

  form.addEventListener("submit", function (event) { event.preventDefault() })
  form.addEventListener("input", function (event) { if (!event.target.closest("#paste-text, #paste-which")) later() })
  form.addEventListener("focusout", function (event) {
    if (!event.target.matches("input, select, textarea") || touched.has(event.target)) return
    touched.add(event.target)
    later()
  })
  // Enter in a field adds to nothing and sends nothing: in a row of names it opens the next row.
  form.addEventListener("keydown", function (event) {
    if (event.key !== "Enter" || !event.target.matches("input[type=text]")) return
    event.preventDefault()
    var field = event.target.closest("[data-kind=rows]")
    if (field && event.target.value && event.target.closest("li") === field.querySelector(".rows-in").lastElementChild) add(field)
  })
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button")
    if (!button) return
    if (button.hasAttribute("data-add")) add(button.closest("[data-field]"))
    else if (button.hasAttribute("data-remove") || button.hasAttribute("data-remove-row")) drop(button.closest("li"), button)
  })

  function add(field) {
    var added = field.dataset.kind === "parts" ? fields.addItem(field) : fields.addRow(field)
    update()
    added.querySelector("input, textarea, select").focus()
  }

  function drop(item, button) {
    var name = button.getAttribute("aria-label").replace(words.remove.replace("{name}", ""), ""), field = fields.remove(item)
    update()
    keep()
    status.textContent = say("removed", { name: name })
    field.querySelector(":scope > p > [data-add]").focus()
  }

  byId("form-check").addEventListener("click", function () {
    asked = true
    update()
    if (errors.hidden) byId("form-copy").focus()
    else errors.focus()
  })
  byId("form-reset").addEventListener("click", startOver)
  byId("form-download").addEventListener("click", download)
  byId("form-copy").addEventListener("click", function (event) {
    var button = event.currentTarget, word = button.textContent
    remember()
    copyText().then(function () {
      button.textContent = button.dataset.done
      window.setTimeout(function () { button.textContent = word }, 2000)
    })
  })
  if (byId("form-open")) {
    byId("form-open").addEventListener("click", function (event) {
      var paste = event.currentTarget.dataset.paste
      if (!paste) return
      copyText()
      remember()
      byId("form-open-note").textContent = words[paste]
    })
  }
  if (byId("paste-fill")) byId("paste-fill").addEventListener("click", paste)
  window.addEventListener("pagehide", function () { if (isBegun()) keep() })

  restore()
  update()
  form.dataset.ready = ""
})()
