/*
 * The fields of a form as data: what a person typed (for a draft), and the record that it makes (for checks and YAML).
 *
 *   new regestoState.Fields(form, data, names)
 *     .save() / .load(state)   what stands in every control, by field; a draft from elsewhere loads as far as it fits
 *     .read()                  {record, spots}: the record without what is empty, and the element for every path in it
 *     .addItem(field), .addRow(field), .remove(item)
 */
;(function (global) {
  "use strict"

  var strip = global.regestoShapes.strip
  var SILENT = { stance: "affirms", certainty: "stated" } // left out of the YAML, as they go without saying
  var turn = 0

  function own(box, selector) {
    return Array.from(box.querySelectorAll(selector)).filter(function (one) { return one.parentElement.closest("[data-model]") === box })
  }

  function control(field) { return field.querySelector("input, select, textarea") }

  /* Texts as a file may hold them: none of the invisible characters that the reader refuses (regesto/seeds/yaml.py), no
     halves of letters, no blanks at the ends of lines. */
  function clean(text) {
    text = text.replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    text = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g, "")
    text = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])/g, "\ufffd").replace(/(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd")
    return strip(text.split("\n").map(function (line) { return line.replace(/[ \t]+$/, "") }).join("\n"))
  }

  function Fields(form, data, names) {
    this.form = form
    this.data = data
    this.names = names
    this.parts = {}
    var self = this
    form.querySelectorAll("template[data-part]").forEach(function (one) { self.parts[one.dataset.part] = one })
    this.rename(form, "f-")
    own(form, "[data-kind=parts]").forEach(function (field) { self.prepare(field) })
  }

  /* Gives the ids in a copy of a part a beginning of their own. */
  Fields.prototype.rename = function (box, beginning) {
    box.querySelectorAll("[id^='@'], [for^='@'], [aria-describedby]").forEach(function (one) {
      ;["id", "for", "aria-describedby"].forEach(function (name) {
        if (one.hasAttribute(name)) one.setAttribute(name, one.getAttribute(name).replace(/@/g, beginning))
      })
    })
  }

  /* Of what an entry is made of, one empty part stands there at once. */
  Fields.prototype.prepare = function (field) {
    if (["claims", "actors", "evidence"].indexOf(field.dataset.field) >= 0) this.addItem(field)
  }

  Fields.prototype.addItem = function (field) {
    var item = this.parts[field.dataset.part].content.firstElementChild.cloneNode(true), self = this
    this.rename(item, "p" + ++turn + "-")
    field.querySelector(".items").append(item)
    this.number(field)
    item.querySelectorAll("[data-kind=parts]").forEach(function (one) { self.prepare(one) })
    return item
  }

  Fields.prototype.number = function (field) {
    var words = this.data.words.form
    Array.from(field.querySelector(".items").children).forEach(function (item, at) {
      var name = words.item.replace("{name}", field.dataset.item).replace("{n}", at + 1)
      item.querySelector("legend").textContent = name
      item.querySelector("[data-remove]").setAttribute("aria-label", words.remove.replace("{name}", name))
    })
  }

  Fields.prototype.addRow = function (field) {
    var list = field.querySelector(".rows-in"), row = list.lastElementChild.cloneNode(true), input = row.querySelector("input")
    var id = input.id.replace(/-\d+$/, "") + "-" + (list.children.length + 1) + "00" + ++turn
    input.id = id
    input.value = ""
    input.removeAttribute("aria-invalid")
    row.querySelector("label").htmlFor = id
    row.querySelector(".said").textContent = ""
    list.append(row)
    this.numberRows(field)
    return row
  }

  Fields.prototype.numberRows = function (field) {
    var rows = Array.from(field.querySelectorAll(".rows-in > li")), words = this.data.words.form
    rows.forEach(function (row, at) {
      var label = row.querySelector("label"), button = row.querySelector("button"), name = label.textContent.replace(/ \d+$/, "") + " " + (at + 1)
      label.textContent = name
      if (rows.length > 1 && !button) {
        button = document.createElement("button")
        button.type = "button"
        button.className = "quiet"
        button.dataset.removeRow = ""
        button.textContent = "×"
        row.append(button)
      }
      if (button) {
        button.hidden = rows.length < 2
        button.setAttribute("aria-label", words.remove.replace("{name}", name))
      }
    })
  }

  Fields.prototype.remove = function (item) {
    var field = item.closest("[data-field]")
    if (item.matches(".item")) field = item.parentElement.closest("[data-field]")
    item.remove()
    if (field.dataset.kind === "parts") this.number(field)
    else this.numberRows(field)
    return field
  }

  /* ------------------------------------------------------------------------------------------------------ drafts */

  Fields.prototype.save = function (box) {
    var self = this, state = {}
    own(box || this.form, "[data-field]").forEach(function (field) {
      var kind = field.dataset.kind, name = field.dataset.field
      if (kind === "text") {
        state[name] = {}
        field.querySelectorAll("[data-language]").forEach(function (one) { state[name][one.dataset.language] = one.value })
      } else if (kind === "parts") {
        state[name] = Array.from(field.querySelector(".items").children, function (item) { return self.save(item.querySelector("[data-model]")) })
      } else if (kind === "checks") {
        state[name] = Array.from(field.querySelectorAll("input:checked"), function (one) { return one.value })
      } else if (kind === "rows") {
        state[name] = Array.from(field.querySelectorAll(".rows-in input"), function (one) { return one.value })
      } else if (kind === "part") state[name] = self.save(field)
      else if (kind === "boolean") state[name] = control(field).checked ? "true" : ""
      else state[name] = control(field).value
    })
    return state
  }

  Fields.prototype.load = function (state, box) {
    var self = this
    own(box || this.form, "[data-field]").forEach(function (field) {
      var kind = field.dataset.kind, value = state[field.dataset.field]
      if (value === undefined || value === null) return
      if (kind === "text") {
        field.querySelectorAll("[data-language]").forEach(function (one) { one.value = String(value[one.dataset.language] || "") })
      } else if (kind === "parts") self.loadItems(field, value)
      else if (kind === "checks") {
        field.querySelectorAll("input").forEach(function (one) { one.checked = Array.isArray(value) && value.indexOf(one.value) >= 0 })
      } else if (kind === "rows") self.loadRows(field, value)
      else if (kind === "part") self.load(value, field)
      else if (kind === "boolean") control(field).checked = value === "true"
      else control(field).value = String(value)
    })
  }

  Fields.prototype.loadItems = function (field, values) {
    var self = this
    field.querySelector(".items").replaceChildren()
    if (Array.isArray(values)) values.forEach(function (value) { self.load(value || {}, self.addItem(field).querySelector("[data-model]")) })
  }

  Fields.prototype.loadRows = function (field, values) {
    var self = this, list = field.querySelector(".rows-in")
    while (list.children.length > 1) list.lastElementChild.remove()
    if (!Array.isArray(values) || !values.length) values = [""]
    values.forEach(function (value, at) {
      var row = at ? self.addRow(field) : list.firstElementChild
      row.querySelector("input").value = String(value)
    })
    this.numberRows(field)
  }

  /* ------------------------------------------------------------------------------------------------------ records */

  Fields.prototype.read = function () {
    var spots = new Map()
    return { record: this.readModel(this.form, [], spots, true) || {}, spots: spots }
  }

  Fields.prototype.readModel = function (box, path, spots, always) {
    var record = {}, self = this, given = 0
    own(box, "[data-field]").forEach(function (field) {
      if (field.hidden) return
      var name = field.dataset.field, at = path.concat([name])
      spots.set(JSON.stringify(at), control(field) || field.querySelector("button"))
      var value = self.readField(field, name, at, spots)
      if (value === undefined) return
      record[name] = value
      if (always || !isByItself(field)) given++
    })
    return given ? record : undefined
  }

  /* What the form wrote by itself, or goes without saying, does not make a part that a person began. */
  function isByItself(field) {
    var one = control(field)
    return one && one.dataset.auto !== undefined && one.dataset.auto === one.value
  }

  Fields.prototype.readField = function (field, name, path, spots) {
    var kind = field.dataset.kind, self = this
    if (kind === "text") return this.readText(field)
    if (kind === "part") return this.readModel(field, path, spots, true)
    if (kind === "boolean") return control(field).checked ? "true" : undefined
    if (kind === "parts") {
      var items = []
      Array.from(field.querySelector(".items").children).forEach(function (item) {
        var inner = new Map(), value = self.readModel(item.querySelector("[data-model]"), path.concat([items.length]), inner)
        if (value === undefined) return
        inner.forEach(function (element, key) { spots.set(key, element) })
        items.push(value)
      })
      return items.length ? items : undefined
    }
    if (kind === "checks") {
      var ticked = Array.from(field.querySelectorAll("input:checked"), function (one) { return one.value })
      return ticked.length ? ticked : undefined
    }
    if (kind === "rows") return this.readRows(field, path, spots)
    var value = this.readControl(control(field))
    return value === "" || SILENT[name] === value ? undefined : value
  }

  Fields.prototype.readRows = function (field, path, spots) {
    var values = [], self = this
    field.querySelectorAll(".rows-in input").forEach(function (one) {
      var value = self.readControl(one)
      if (value === "") return
      spots.set(JSON.stringify(path.concat([values.length])), one)
      values.push(value)
    })
    return values.length ? values : undefined
  }

  Fields.prototype.readControl = function (one) {
    var text = clean(one.value), list = one.getAttribute("list")
    return list && text ? this.names.find(list.replace("names-", ""), text) : text
  }

  Fields.prototype.readText = function (field) {
    var languages = this.data.world.languages, texts = {}
    languages.forEach(function (language) {
      var one = field.querySelector('[data-language="' + language + '"]'), text = one ? clean(one.value) : ""
      if (text) texts[language] = text
    })
    var there = Object.keys(texts)
    if (!there.length) return undefined
    return there.length === 1 && there[0] === languages[0] ? texts[there[0]] : texts
  }

  /* --------------------------------------------------------------------------------------------------------- names */

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\u2018\u2019\u02bc]/g, "'").replace(/\s+/g, " ").trim()
  }

  function slug(text, longest) {
    var id = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "")
    if (id.length > longest) id = id.slice(0, longest + 1).replace(/-[^-]*$/, "").slice(0, longest)
    return id.replace(/-+$/, "")
  }

  /* Finds the id of what was typed or chosen: an id, a name, or another name that only one record has. */
  function Names(data) {
    this.names = data.names
    this.known = {}
    this.unnamed = data.words.form.unnamed
    for (var kind in data.names) this.known[kind] = index(data.names[kind])
  }

  function index(rows) {
    var found = new Map(), others = new Map()
    rows.forEach(function (row) {
      row.slice(2).forEach(function (alias) {
        var key = fold(alias)
        others.set(key, others.has(key) && others.get(key) !== row[0] ? "" : row[0])
      })
    })
    others.forEach(function (id, key) { if (id) found.set(key, id) })
    rows.slice().reverse().forEach(function (row) { found.set(fold(row[1]), row[0]) })
    rows.forEach(function (row) { found.set(fold(row[1] + " (" + row[0] + ")"), row[0]) })
    rows.forEach(function (row) { found.set(row[0], row[0]) })
    return found
  }

  /* The id; of a name that nobody has, the id that it would have, so that the nearest one can be named. */
  Names.prototype.find = function (kind, text) {
    if (kind === "actor" && fold(text) === fold(this.unnamed)) return "unnamed"
    return this.known[kind].get(fold(text)) || slug(text, 80) || text
  }

  Names.prototype.has = function (kind, id) { return this.known[kind].get(id) === id }

  Names.prototype.label = function (kind, id) {
    var row = this.names[kind].find(function (one) { return one[0] === id })
    return row ? row[1] : id === "unnamed" ? this.unnamed : id
  }

  /* Fills a list of names; where two have the same, the id tells them apart. */
  Names.prototype.fill = function (kind, list) {
    var seen = {}
    this.names[kind].forEach(function (row) { seen[row[1]] = (seen[row[1]] || 0) + 1 })
    var options = this.names[kind].map(function (row) {
      return new Option(row.slice(1).join(" · "), seen[row[1]] > 1 ? row[1] + " (" + row[0] + ")" : row[1])
    })
    if (kind === "actor") options.push(new Option(this.unnamed, "unnamed"))
    list.append.apply(list, options)
  }

  global.regestoState = { Fields: Fields, Names: Names, slug: slug, clean: clean }
})(window)
