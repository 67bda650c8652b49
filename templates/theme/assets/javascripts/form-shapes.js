/*
 * What is wrong with a record by itself: the fields it must have and what each takes. It says what `regesto check` says
 * (scripts/regesto/seeds/wording.py), from the shapes that the model gives; a test compares both.
 *
 *   new regestoShapes.Judge(data)   `data` as regesto.forms.data ships it: shapes and words
 *   judge.judge(model, record)      problems {code, path, field, message, expected, found, suggestion, example, severity}
 *
 * A record is what its YAML would be read as: texts, lists and maps.
 */
;(function (global) {
  "use strict"

  var SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]"
  var SPACES = new RegExp(SPACE + "+", "g"), EDGES = new RegExp("^" + SPACE + "+|" + SPACE + "+$", "g")
  var LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/, NUMBER = /^-?[0-9]{1,18}(\.[0-9]{1,9})?$/, INTEGER = /^\s*[+-]?[0-9]+(\.0*)?\s*$/, FLOAT = /^\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$/
  var YES = ["true", "t", "yes", "y", "on", "1"], NO = ["false", "f", "no", "n", "off", "0"]
  var LIKE_ENOUGH = 70, LONGEST = 200, MOST = 50

  function strip(text) { return text.replace(EDGES, "") }

  function isMap(value) { return value !== null && typeof value === "object" && !Array.isArray(value) }

  function fieldName(path) {
    return path.map(function (step) { return typeof step === "number" ? "[" + step + "]" : "." + step }).join("").replace(/^\./, "")
  }

  function has(record, path) {
    for (var i = 0; i < path.length; i++) {
      if (record === null || typeof record !== "object" || !Object.prototype.hasOwnProperty.call(record, path[i])) return false
      record = record[path[i]]
    }
    return true
  }

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (whole, name) { return values && name in values ? values[name] : whole })
  }

  /* How alike two words are, of 100: rapidfuzz's ratio, by the longest common subsequence. */
  function ratio(one, other) {
    var row = new Array(other.length + 1).fill(0)
    for (var i = 0; i < one.length; i++) {
      var diagonal = 0
      for (var j = 0; j < other.length; j++) {
        var above = row[j + 1]
        row[j + 1] = one[i] === other[j] ? diagonal + 1 : Math.max(above, row[j])
        diagonal = above
      }
    }
    var all = one.length + other.length
    return all ? 100 * (1 - (all - 2 * row[other.length]) / all) : 100
  }

  function plain(word) { return Array.from(strip(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, " "))) }

  function nearest(word, known) {
    if (!word || Array.from(word).length > LONGEST) return ""
    var best = "", most = -1, folded = plain(word)
    known.slice().sort().forEach(function (one) {
      var score = ratio(folded, plain(one))
      if (score >= LIKE_ENOUGH && score > most) { best = one; most = score }
    })
    return best
  }

  function Judge(data) {
    this.shapes = data.shapes
    this.reserved = data.reserved
    this.words = data.words.problems
    this.reasons = data.words.edtf
  }

  Judge.prototype.say = function (key, values) { return fill(this.words[key], values) }

  Judge.prototype.show = function (found) {
    var self = this
    if (Array.isArray(found)) return this.say("list", { n: found.length })
    if (isMap(found)) {
      var keys = Object.keys(found).slice(0, 4).map(function (key) { return self.show(key) })
      return this.say("map", { names: keys.join(", ") || this.words["map-empty"] })
    }
    var text = strip(String(found)).replace(SPACES, " ").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd")
    var letters = Array.from(text)
    return letters.length <= 60 ? text : letters.slice(0, 59).join("") + "…"
  }

  Judge.prototype.judge = function (model, record) {
    var found = []
    this.record = record
    this.model(model, record, [], { owner: null, name: "" }, found)
    var meant = found.filter(function (one) { return one.code === "unknown-field" }).map(function (one) {
      return fieldName(one.path.slice(0, -1).concat([one.suggestion]))
    })
    return found.filter(function (one) { return one.code !== "missing-field" || meant.indexOf(one.field) < 0 }).slice(0, MOST)
  }

  Judge.prototype.problem = function (code, path, message, more) {
    return Object.assign({ code: code, path: path, field: fieldName(path), message: message, expected: "", found: "", suggestion: "", example: "", severity: "error" }, more)
  }

  Judge.prototype.example = function (place) {
    var owner = place.owner && this.shapes[place.owner], field = owner && owner.fields.find(function (one) { return one.name === place.name })
    return field ? field.example : ""
  }

  /* Notes a value that a field does not take; one with nothing in it is said to be empty, whatever the field. */
  Judge.prototype.refuse = function (code, message, type, value, path, place, found, more) {
    var shown = path
    while (shown.length && !has(this.record, shown)) shown = shown.slice(0, -1)
    var example = this.example(place)
    if (value === null || value === "") {
      var owner = this.shapes[place.owner], field = owner && owner.fields.find(function (one) { return one.name === place.name })
      message = this.say(field && !field.required ? "empty-optional" : "empty", { name: place.name })
      found.push(this.problem("empty", shown, message, { expected: type.takes, example: example, at: path }))
      return
    }
    more = Object.assign({ expected: type.takes, found: this.show(value), example: example, at: path }, more)
    found.push(this.problem(code, shown, message, more))
  }

  Judge.prototype.model = function (name, record, path, place, found, type) {
    var self = this, shape = this.shapes[name], before = found.length
    if (!isMap(record)) return this.refuse("wrong-type", this.words["wrong-type"], type, record, path, place, found)
    shape.fields.forEach(function (field) {
      var at = path.concat([field.name])
      if (Object.prototype.hasOwnProperty.call(record, field.name)) {
        self.value(field, record[field.name], at, { owner: name, name: field.name }, found)
      } else if (field.required) {
        var message = self.say("missing-field", { model: shape.name, name: field.name })
        found.push(self.problem("missing-field", at, message, { expected: field.takes, example: field.example }))
      }
    })
    var known = shape.fields.map(function (field) { return field.name })
    Object.keys(record).forEach(function (key) {
      if (known.indexOf(key) < 0) self.unknown(key, name, known, path.concat([key]), found)
    })
    if (shape.figures && found.length === before) this.figures(shape, record, path, place, found)
  }

  Judge.prototype.unknown = function (key, model, known, path, found) {
    var near = nearest(key, known), message = this.say("unknown-field", { found: this.show(key), model: this.shapes[model].name })
    found.push(this.problem("unknown-field", path, message, {
      expected: near ? "" : this.say("fields", { names: known.join(", ") }), suggestion: near, example: this.example({ owner: model, name: near }) }))
  }

  Judge.prototype.value = function (type, value, path, place, found) {
    if (type.kind === "list") this.list(type, value, path, place, found)
    else if (type.kind === "part") this.model(type.model, value, path, place, found, type)
    else this[type.kind === "ref" ? "string" : type.kind](type, value, path, place, found)
  }

  Judge.prototype.list = function (type, value, path, place, found) {
    var self = this
    if (type.single && typeof value === "string") value = [value]
    if (!Array.isArray(value)) return this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
    value.forEach(function (item, number) { self.value(type.item, item, path.concat([number]), place, found) })
    if (value.length < (type.min_length || 0)) {
      this.refuse("too-few", this.words["too-few"], type, value, path, place, found,
        { expected: this.say("too-few-expected", { limit: type.min_length, takes: type.takes }) })
    }
  }

  Judge.prototype.string = function (type, value, path, place, found) {
    if (typeof value !== "string") return this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
    var text = strip(value), length = Array.from(text).length, limit = null
    if (length < (type.min_length || 0)) limit = this.say("characters-least", { limit: type.min_length })
    else if (type.max_length && length > type.max_length) limit = this.say("characters-most", { limit: type.max_length })
    if (limit) this.refuse("text-length", this.words["text-length"], type, value, path, place, found, { expected: limit })
    else if (type.pattern && !new RegExp(type.pattern).test(text)) {
      this.refuse("malformed", this.words.malformed, type, value, path, place, found)
    } else if (type.reserved && this.isReserved(text)) {
      this.refuse("malformed", this.say("reserved", { name: text }), type, value, path, place, found, { expected: this.say("reserved-expected", { name: text }) })
    }
  }

  /* Tells whether Windows keeps a file's name for a device. */
  Judge.prototype.isReserved = function (name) { return this.reserved.indexOf(strip(name.split(".")[0]).toLowerCase()) >= 0 }

  Judge.prototype.choice = function (type, value, path, place, found) {
    if (type.choices.indexOf(value) >= 0) return
    this.refuse("unknown-word", this.words["unknown-word"], type, value, path, place, found, {
      expected: this.say("fields", { names: type.choices.join(", ") }), suggestion: typeof value === "string" ? nearest(value, type.choices) : "" })
  }

  Judge.prototype.text = function (type, value, path, place, found) {
    var wrong = this.words["wrong-type"], expected = { expected: this.words["text-expected"] }, self = this
    function isText(one) { return typeof one === "string" && strip(one) !== "" }
    if (!isMap(value)) {
      if (!isText(value)) this.refuse("wrong-type", wrong, type, value, path, place, found, expected)
      return
    }
    var keys = Object.keys(value), bad = keys.find(function (key) { return !LANGUAGE.test(key) })
    if (!keys.length) {
      var parts = this.words["text-empty-map"].split("; expected ")
      this.refuse("wrong-type", parts[0], type, value, path, place, found, { expected: parts[1] || "" })
    } else if (bad !== undefined) {
      this.refuse("malformed", self.say("language", { found: bad }), type, value, path, place, found, { expected: this.words["language-expected"] })
    } else if (!keys.every(function (key) { return isText(value[key]) })) {
      this.refuse("wrong-type", wrong, type, value, path, place, found, expected)
    }
  }

  Judge.prototype.edtf = function (type, value, path, place, found) {
    if (typeof value !== "string") {
      return this.refuse("date", this.words["wrong-type"], type, value, path, place, found, { expected: this.words["date-expected"] })
    }
    try { global.regestoEdtf.parse(value) } catch (told) {
      if (!told.reason) throw told
      var example = /^[[{]/.test(told.example) ? '"' + told.example + '"' : told.example
      this.refuse("date", fill(this.reasons[told.reason], told.values), type, value, path, place, found, { expected: "", example: place.name + ": " + example })
    }
  }

  Judge.prototype.integer = function (type, value, path, place, found) {
    if (typeof value !== "string" || !INTEGER.test(value)) {
      return this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
    }
    var limits = [["ge", "at-least", -1], ["gt", "more-than", 0]]
    for (var i = 0; i < limits.length; i++) {
      var limit = type[limits[i][0]]
      if (limit !== undefined && (Number(value) < limit || (limits[i][2] === 0 && Number(value) <= limit))) {
        return this.refuse("out-of-range", this.words["out-of-range"], type, value, path, place, found, { expected: this.say(limits[i][1], { limit: limit }) })
      }
    }
  }

  /* A number with a point as Python reads it: 55.75, -3, 1e3; not one that has no end. */
  Judge.prototype.number = function (type, value, path, place, found) {
    if (typeof value !== "string" || !FLOAT.test(value) || !isFinite(Number(strip(value)))) {
      return this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
    }
    var number = Number(strip(value)), limit = number < type.ge ? ["at-least", type.ge] : number > type.le ? ["at-most", type.le] : null
    if (limit) this.refuse("out-of-range", this.words["out-of-range"], type, value, path, place, found, { expected: this.say(limit[0], { limit: writeLimit(limit[1]) }) })
  }

  /* Names for every language: a list of texts. The form asks for no lists by language. */
  Judge.prototype.names = function (type, value, path, place, found) {
    var fine = Array.isArray(value) && value.every(function (one) { return typeof one === "string" && strip(one) !== "" })
    if (!fine && !isMap(value)) this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
  }

  Judge.prototype.figure = function (type, value, path, place, found) {
    if (typeof value === "string" && NUMBER.test(value)) return
    this.refuse("malformed", this.words["wrong-type"], type, value, path, place, found, { expected: this.words["number-expected"] })
  }

  Judge.prototype.boolean = function (type, value, path, place, found) {
    var known = typeof value === "string" && YES.concat(NO).indexOf(value.toLowerCase()) >= 0
    if (!known) this.refuse("wrong-type", this.words["wrong-type"], type, value, path, place, found)
  }

  Judge.prototype.figures = function (shape, record, path, place, found) {
    var bound = record.bound, wanted = shape.figures[bound]
    var given = ["value", "min", "max"].filter(function (name) { return name in record }).sort()
    var message = ""
    if (given.join() !== wanted.join()) {
      message = this.say("figures", { bound: bound, wanted: wanted.slice().sort().reverse().join(this.words.and), given: given.join(this.words.and) || this.words.none })
    } else if (bound === "between" && !(Number(record.min) < Number(record.max))) {
      message = this.say("figures-order", { min: writeNumber(record.min), max: writeNumber(record.max) })
    }
    if (message) this.refuse("figures", message, { takes: "" }, record, path, place, found, { expected: "" })
  }

  /* The limit of a number with a point, as Python writes it: 90.0. */
  function writeLimit(limit) { return Number.isInteger(limit) ? limit + ".0" : String(limit) }

  /* A number as Python writes it: 5.50 is 5.5, and 5.0 stays 5.0. */
  function writeNumber(text) {
    var number = String(Number(text))
    return text.indexOf(".") >= 0 && number.indexOf(".") < 0 ? number + ".0" : number
  }

  global.regestoShapes = { Judge: Judge, nearest: nearest, strip: strip, fieldName: fieldName, fill: fill, isMap: isMap }
})(window)
