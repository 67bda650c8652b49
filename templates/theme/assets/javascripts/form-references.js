/*
 * References in BibTeX, RIS and CSL-JSON, read into the fields of a source. What a manager writes is kept as far as a
 * source has a field for it; a test reads back what Regesto itself exports.
 *
 *   regestoReferences.read(text)   {format, items: [{type, title, author, container, issued, url, language, abstract,
 *                                  note, key}]}, or null for a text that is none of the three
 */
;(function (global) {
  "use strict"

  var MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  var BIBTEX = { article: "article-journal", techreport: "report", report: "report", online: "webpage", electronic: "webpage", www: "webpage", misc: "webpage" }
  var RIS = { NEWS: "article-newspaper", MGZN: "article-magazine", JOUR: "article-journal", RPRT: "report", ELEC: "webpage", BLOG: "webpage", WEB: "webpage", VIDEO: "broadcast", SOUND: "broadcast" }
  var CSL = ["article-newspaper", "article-magazine", "article-journal", "webpage", "report", "broadcast"]
  var ACCENTS = { "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", c: "\u0327", v: "\u030c", u: "\u0306", H: "\u030b", k: "\u0328", r: "\u030a" }
  var LETTERS = { ss: "ß", o: "ø", O: "Ø", l: "ł", L: "Ł", ae: "æ", AE: "Æ", oe: "œ", OE: "Œ", aa: "å", AA: "Å", i: "i", j: "j" }
  var NAMES = { textbackslash: "\\", textasciitilde: "~", textasciicircum: "^", textendash: "–", textemdash: "—" }
  var LONGEST = 2000000

  function two(number) { return String(number).padStart(2, "0") }

  function read(text) {
    text = String(text).slice(0, LONGEST).replace(/^\ufeff/, "").trim()
    if (/^[[{]/.test(text)) return wrap("CSL-JSON", readCsl(text))
    if (/^TY {1,2}-/m.test(text)) return wrap("RIS", readRis(text))
    if (/@\w+\s*[{(]/.test(text)) return wrap("BibTeX", readBibtex(text))
    return null
  }

  function wrap(format, items) { return items.length ? { format: format, items: items } : null }

  function tidy(text) { return String(text).replace(/\s+/g, " ").trim() }

  function make(found) {
    var item = { type: "", title: "", author: [], container: "", issued: "", url: "", language: "", abstract: "", note: "", key: "" }
    for (var name in item) if (found[name]) item[name] = name === "author" ? found[name].map(tidy).filter(Boolean) : tidy(found[name])
    return item
  }

  function writeDate(year, month, day) {
    if (!/^-?[0-9]{1,4}$/.test(String(year))) return ""
    var number = Number(year), text = (number < 0 ? "-" : "") + String(Math.abs(number)).padStart(4, "0")
    if (!(month >= 1 && month <= 12)) return text
    return text + "-" + two(month) + (day >= 1 && day <= 31 ? "-" + two(day) : "")
  }

  /* ------------------------------------------------------------------------------------------------------ CSL-JSON */

  function readCsl(text) {
    var data
    try { data = JSON.parse(text) } catch (error) { return [] }
    return (Array.isArray(data) ? data : data.items || [data]).filter(function (one) { return one && typeof one === "object" && (one.title || one.type) }).map(function (one) {
      return make({ type: CSL.indexOf(one.type) >= 0 ? one.type : "", title: one.title, author: list(one.author).map(nameCsl), container: one["container-title"] || one.publisher,
        issued: dateCsl(one.issued), url: one.URL, language: one.language, abstract: one.abstract, note: one.note, key: one.id && String(one.id) })
    })
  }

  function list(value) { return Array.isArray(value) ? value : [] }

  function nameCsl(one) { return one ? one.literal || [one.given, one["non-dropping-particle"], one.family].filter(Boolean).join(" ") : "" }

  function dateCsl(date) {
    if (!date || typeof date !== "object") return ""
    if (date.literal || date.raw) return String(date.literal || date.raw)
    var ends = list(date["date-parts"]).map(function (parts) { return writeDate(parts[0], Number(parts[1]), Number(parts[2])) }).filter(Boolean)
    if (!ends.length) return ""
    if (ends.length === 1 && date.season && ends[0].length === 4) ends[0] += "-" + (20 + Number(date.season))
    return ends.join("/") + (date.circa && ends.length === 1 ? "~" : "")
  }

  /* ----------------------------------------------------------------------------------------------------------- RIS */

  function readRis(text) {
    var items = [], now = null, last = ""
    text.split(/\r\n|\r|\n/).forEach(function (line) {
      var found = /^([A-Z][A-Z0-9])  ?- ?(.*)$/.exec(line)
      if (!found) {
        if (now && last && line.trim()) now[last].push(now[last].pop() + " " + line.trim())
        return
      }
      if (found[1] === "TY") now = {}
      if (!now) return
      last = found[1]
      if (last === "ER") { items.push(now); now = null; last = ""; return }
      ;(now[last] = now[last] || []).push(found[2])
    })
    if (now) items.push(now)
    return items.map(function (one) {
      var first = function () { for (var i = 0; i < arguments.length; i++) if (one[arguments[i]]) return one[arguments[i]][0].trim(); return "" }
      return make({ type: RIS[first("TY")] || "", title: first("TI", "T1", "CT"), author: [].concat(one.AU || [], one.A1 || []).map(turnName),
        container: first("T2", "JO", "JF", "JA", "PB"), issued: dateRis(first("DA"), first("PY", "Y1")), url: first("UR", "L1"), language: first("LA"),
        abstract: first("AB", "N2"), note: first("N1"), key: first("ID") })
    })
  }

  function dateRis(date, year) {
    var parts = (date || year).split("/")
    if (parts[3]) return parts[3].trim()
    return writeDate(parts[0].trim() || year.split("/")[0], Number(parts[1]), Number(parts[2]))
  }

  /* "Rossi, Anna" is Anna Rossi; a name in one piece, or with a title after it, stays. */
  function turnName(name) {
    var parts = name.split(/,\s*/)
    return parts.length === 2 && parts[1] ? parts[1] + " " + parts[0] : name
  }

  /* -------------------------------------------------------------------------------------------------------- BibTeX */

  function readBibtex(text) {
    var items = [], finder = /@(\w+)\s*[{(]/g, found
    while ((found = finder.exec(text))) {
      var kind = found[1].toLowerCase()
      if (kind === "comment" || kind === "string" || kind === "preamble") continue
      var entry = readEntry(text, finder.lastIndex)
      finder.lastIndex = entry.end
      items.push(describe(kind, entry))
    }
    return items
  }

  function readEntry(text, at) {
    var comma = text.indexOf(",", at), fields = {}, key = comma < 0 ? "" : text.slice(at, comma).trim()
    at = comma < 0 ? text.length : comma + 1
    for (;;) {
      var name = /^[\s,]*([\w-]+)\s*=\s*/.exec(text.slice(at, at + 200))
      if (!name) break
      var value = readBibtexValue(text, at + name[0].length)
      fields[name[1].toLowerCase()] = fields[name[1].toLowerCase()] || value.text
      at = value.end
    }
    return { key: key, fields: fields, end: at }
  }

  /* A value in braces or quotation marks, a number, or the name of a month; pieces joined by # are put together. */
  function readBibtexValue(text, at) {
    var whole = ""
    for (;;) {
      var start = at, depth = 0, mark = text[at]
      if (mark === "{" || mark === '"') {
        for (at++; at < text.length; at++) {
          if (text[at] === "\\") { at++; continue }
          if (text[at] === "{") depth++
          else if (text[at] === "}" && depth) depth--
          else if (!depth && text[at] === (mark === "{" ? "}" : '"')) break
        }
        whole += text.slice(start + 1, at++)
      } else {
        while (at < text.length && !/[\s,})#]/.test(text[at])) at++
        whole += text.slice(start, at)
      }
      var next = /^\s*#\s*/.exec(text.slice(at, at + 50))
      if (!next) return { text: whole, end: at }
      at += next[0].length
    }
  }

  function splitNames(text) {
    var names = [], depth = 0, start = 0
    for (var at = 0; at < text.length; at++) {
      if (text[at] === "\\") { at++; continue }
      if (text[at] === "{") depth++
      if (text[at] === "}") depth--
      var joint = depth === 0 && /^\s+and\s+/i.exec(text.slice(at, at + 12))
      if (joint) { names.push(text.slice(start, at)); start = at + joint[0].length; at = start - 1 }
    }
    return names.concat([text.slice(start)])
  }

  function untex(text) {
    return text.replace(/\\textbackslash(?:\{\}|\s*)|\\text(asciitilde|asciicircum|endash|emdash)(?:\{\}|\s*)/g, function (whole, name) { return "\ue000" + (name ? NAMES["text" + name] : "\\") + "\ue001" })
      .replace(/\\([`'^~"=.])\s*(?:\{\\?([a-zA-Z])\}|\\?([a-zA-Z]))/g, function (_, mark, a, b) { return ((a || b) + ACCENTS[mark]).normalize("NFC") })
      .replace(/\\([cvuHkr])(?:\{([a-zA-Z])\}| ([a-zA-Z]))/g, function (_, mark, a, b) { return ((a || b) + ACCENTS[mark]).normalize("NFC") })
      .replace(/\\(ss|aa|AA|ae|AE|oe|OE|o|O|l|L|i|j)(?![a-zA-Z])(?:\{\}|\s)?/g, function (_, name) { return LETTERS[name] })
      .replace(/\\([%&$#_{}])/g, function (_, mark) { return "\ue000" + mark + "\ue001" })
      .replace(/---/g, "—").replace(/--/g, "–").replace(/(^|[^\ue000])~/g, "$1\u00a0").replace(/(?<!\ue000)[{}]/g, "").replace(/[\ue000\ue001]/g, "")
  }

  function describe(kind, entry) {
    var fields = entry.fields, month = MONTHS.indexOf((fields.month || "").toLowerCase().slice(0, 3)) + 1 || Number(fields.month)
    var date = fields.date ? fields.date.trim() : writeDate((fields.year || "").trim(), month, Number(fields.day))
    var journal = fields.journal || fields.journaltitle, type = BIBTEX[kind] || ""
    return make({ type: type, title: untex(fields.title || ""), author: fields.author ? splitNames(fields.author).map(function (name) { return /^\s*\{/.test(name) ? untex(name) : turnName(untex(name)) }) : [],
      container: untex(journal || fields.institution || fields.organization || fields.howpublished || fields.publisher || ""), issued: date,
      url: (fields.url || "").replace(/\\([_%&#~])/g, "$1"), language: untex(fields.language || fields.langid || ""), abstract: untex(fields.abstract || ""), note: untex(fields.note || ""), key: entry.key })
  }

  global.regestoReferences = { read: read }
})(window)
