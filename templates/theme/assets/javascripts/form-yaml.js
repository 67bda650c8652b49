/*
 * A record as canonical YAML, as `regesto fmt` leaves it: the fields in the order of the model, lists of ids in one line,
 * texts in quotation marks where they would be read as something else, long ones folded at 120 characters.
 *
 *   regestoYaml.write(shapes, model, record, head)   `head` is the line that names the schema
 */
;(function (global) {
  "use strict"

  var WIDTH = 120
  // What YAML 1.1 and 1.2 read as anything but a text.
  var WORDS = /^(?:null|~|true|false|yes|no|on|off|y|n|t|f)$/i
  var DAY = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ].*)?$/
  var NUMBER = /^[-+]?(?:0[xob][0-9a-f_]+|[0-9][0-9_.,:]*(?:e[-+]?[0-9]+)?|\.[0-9]+(?:e[-+]?[0-9]+)?|\.inf|\.nan)$/i
  var SAFE_START = /^[\p{L}\p{N}«“‘’(¿¡.\/]/u
  var UNSAFE = /: |:$| #|[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/
  var CLEAN = /^[^\s](?:[^\s]| (?=[^\s]))*$/u // single spaces inside, none at the ends, no line ends
  var BREAKING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/

  function isPlain(text, inFlow) {
    if (!text || WORDS.test(text) || NUMBER.test(text) || DAY.test(text)) return false
    if (!SAFE_START.test(text) || UNSAFE.test(text) || /\s$/.test(text) || /^(?:\.\.\.|---)/.test(text)) return false
    return !inFlow || !/[,[\]{}]/.test(text)
  }

  function quote(text) {
    return JSON.stringify(text).replace(/[\u007f-\u009f\u00ad\u2028\u2029\ufeff\ufffe\uffff]/g, function (one) {
      return "\\u" + one.charCodeAt(0).toString(16).padStart(4, "0")
    })
  }

  function scalar(text, inFlow) { return isPlain(text, inFlow) ? text : quote(text) }

  /* A text after `lead` ("key: " or "- "), whose continuation lines stand `indent` spaces in. */
  function writeText(lead, text, indent, quoted) {
    var inline = lead + (quoted ? quote(text) : scalar(text, false))
    var fits = Array.from(inline).length <= WIDTH
    if (fits && text.indexOf("\n") < 0) return [inline]
    var pad = " ".repeat(indent)
    if (CLEAN.test(text) && !BREAKING.test(text)) return [lead + ">-"].concat(foldText(text, WIDTH - indent).map(function (line) { return pad + line }))
    var lines = text.split("\n")
    var literal = text.indexOf("\n") >= 0 && !BREAKING.test(text) && !/^\s/.test(text) && !/\n$/.test(text) &&
      lines.every(function (line) { return !/\s$/.test(line) })
    if (literal) return [lead + "|-"].concat(lines.map(function (line) { return line ? pad + line : "" }))
    return [inline]
  }

  function foldText(text, room) {
    var lines = [], line = ""
    text.split(" ").forEach(function (word) {
      if (line && Array.from(line + " " + word).length > room) { lines.push(line); line = word }
      else line = line ? line + " " + word : word
    })
    return lines.concat([line])
  }

  function writeValue(shapes, type, name, value, indent) {
    var lead = " ".repeat(indent) + name + ":"
    if (Array.isArray(value)) return writeList(shapes, type.item, lead, value, indent)
    if (type.kind === "part") return [lead].concat(writeMap(shapes, type.model, value, indent + 2))
    if (value !== null && typeof value === "object") {
      return Object.keys(value).reduce(function (lines, key) {
        return lines.concat(writeText(" ".repeat(indent + 2) + key + ": ", value[key], indent + 4))
      }, [lead])
    }
    if (["integer", "figure", "number", "boolean"].indexOf(type.kind) >= 0 && /^(?:-?[0-9]+(?:\.[0-9]+)?|true|false)$/.test(value)) return [lead + " " + value]
    if (type.kind === "edtf" && /^[0-9][0-9X?~%.\/-]*$/.test(value) && !/\/$/.test(value)) return [lead + " " + value]
    return writeText(lead + " ", value, indent + 2, name === "quote" || type.kind === "edtf")
  }

  function writeList(shapes, item, lead, values, indent) {
    if (item.kind === "part") {
      return values.reduce(function (lines, one) {
        var block = writeMap(shapes, item.model, one, indent + 4)
        block[0] = " ".repeat(indent + 2) + "- " + block[0].slice(indent + 4)
        return lines.concat(block)
      }, [lead])
    }
    var inline = lead + " [" + values.map(function (one) { return scalar(one, true) }).join(", ") + "]"
    if (Array.from(inline).length <= WIDTH) return [inline]
    return values.reduce(function (lines, one) { return lines.concat(writeText(" ".repeat(indent + 2) + "- ", one, indent + 4)) }, [lead])
  }

  function writeMap(shapes, model, record, indent) {
    var lines = []
    shapes[model].fields.forEach(function (field) {
      var value = record[field.name]
      if (value === undefined) return
      // One origin is written without its list.
      if (field.single && Array.isArray(value) && value.length === 1) value = value[0]
      var type = Array.isArray(value) || field.kind !== "list" ? field : field.item
      lines = lines.concat(writeValue(shapes, type, field.name, value, indent))
    })
    return lines
  }

  function write(shapes, model, record, head) { return [head].concat(writeMap(shapes, model, record, 0)).join("\n") + "\n" }

  /* The lines of a vocabulary's item, under its id, as they stand in the vocabulary's file. */
  function writeTerm(shapes, model, record, id) { return [id + ":"].concat(writeMap(shapes, model, record, 2)).join("\n") + "\n" }

  global.regestoYaml = { write: write, writeTerm: writeTerm }
})(window)
