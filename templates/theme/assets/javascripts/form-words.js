/*
 * Dates in words, as scripts/regesto/pages/dates.py and date_sounds.py write them on the pages; the patterns are the same
 * data (templates/i18n/<lang>/dates.yml). A test compares both on every golden case.
 *
 *   regestoWords.date(edtf, language, words)   `edtf` from regestoEdtf.parse; `words` has the months in `months`
 */
;(function (global) {
  "use strict"

  var FEW_DIGITS = 1000, YEAR_SHARED = 1, MONTH_SHARED = 2
  var ROMAN = [[100, "C"], [90, "XC"], [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"]]

  function fill(pattern, values) {
    return pattern.replace(/\{([\w-]+)\}/g, function (_, name) { return values[name] })
  }

  function vowelFirst(text) {
    var number = /^([0-9]+(?:\.[0-9]{3})*)(?!º)/.exec(text)
    if (number) {
      var digits = number[1].replace(/\./g, ""), groups = Math.floor((digits.length - 1) / 3)
      var first = digits.slice(0, (digits.length - 1) % 3 + 1)
      return first[0] === "8" || first === "11" || (first === "1" && groups !== 1)
    }
    if (/^[IVXLC]+(?![\p{L}\p{N}_])/u.test(text)) return /^(?:VIII|XI|LXXX[IVX]*)(?![\p{L}\p{N}_])/u.test(text)
    return "aeiou".indexOf(text.slice(0, 1).toLowerCase() || "-") >= 0
  }

  function roman(number) {
    return ROMAN.map(function (pair) {
      var count = Math.floor(number / pair[0])
      number %= pair[0]
      return pair[1].repeat(count)
    }).join("")
  }

  function Writer(language, words) { this.language = language; this.words = words }

  /* Joins two texts, the last word of the first fitted to the sound of the second. */
  Writer.prototype.join = function (before, after) {
    var trimmed = before.replace(/ +$/, ""), at = trimmed.lastIndexOf(" "), last = trimmed.slice(at + 1)
    var head = at >= 0 ? trimmed.slice(0, at + 1) : ""
    if (this.language !== "it" || !last || !vowelFirst(after)) return before + after
    if (this.words["before-vowel"][last] !== undefined) return head + this.words["before-vowel"][last] + after
    var same = this.words["before-same-vowel"][last]
    if (same !== undefined && after[0].toLowerCase() === last[last.length - 1]) return head + same + " " + after
    return before + after
  }

  Writer.prototype.write = function (edtf) {
    if (edtf.kind === "one-of" || edtf.kind === "all-of") return this.set(edtf.items, edtf.kind)
    return edtf.kind === "interval" ? this.interval(edtf.items[0]) : this.alone(edtf.items[0])
  }

  Writer.prototype.alone = function (date) {
    var phrase = this.name(date, 0), patterns = this.words.alone[mark(date)]
    var pattern = patterns[phrase.form] || patterns[phrase.form.split("-")[0]] || patterns["default"]
    var text = this.fill(pattern, phrase)
    return date.time ? fill(this.words.forms.time, { date: text, time: time(date.time) }) : text
  }

  Writer.prototype.interval = function (span) {
    if (typeof span.end === "string") return this.fill(this.words[span.end + "-end"], this.inside(span.start, 0))
    if (typeof span.start === "string") return this.fill(this.words[span.start + "-start"], this.inside(span.end, 0))
    return same(span.start, span.end) ? this.alone(span.end) : this.span(span, this.words.interval)
  }

  Writer.prototype.span = function (span, pattern) {
    var start = this.decline(this.inside(span.start, shared(span.start, span.end))), end = this.decline(this.inside(span.end, 0))
    var values = {}
    for (var one in start) values["start-" + one] = start[one]
    for (var other in end) values["end-" + other] = end[other]
    return fill(pattern, values)
  }

  Writer.prototype.set = function (items, kind) {
    var self = this
    if (items.length === 1) return items[0].kind ? this.alone(items[0]) : this.range(items[0], kind)
    if (kind === "one-of" && items.length === 2 && neighbours(items[0], items[1])) {
      return this.span({ start: items[0], end: items[1] }, this.words[kind].between)
    }
    var texts = [], left = items.every(function (item) { return item.kind }) ? MONTH_SHARED : 0
    items.slice().reverse().forEach(function (item) {
      if (!item.kind) { texts.push(self.range(item, kind)); return }
      left = left ? Math.min(left, shared(item, items[items.length - 1])) : 0
      texts.push(self.inside(item, texts.length ? left : 0).text)
    })
    var last = texts.shift(), lists = this.words.lists
    return this.join(texts.reverse().join(lists.separator) + " " + lists[kind] + " ", last)
  }

  Writer.prototype.range = function (span, kind) {
    var patterns = this.words[kind]
    if (typeof span.end === "string") return this.fill(patterns.from, this.inside(span.start, 0))
    if (typeof span.start === "string") return this.fill(patterns.until, this.inside(span.end, 0))
    return this.span(span, patterns.between)
  }

  Writer.prototype.decline = function (phrase) {
    var declined = { date: phrase.text }, cases = this.words.cases
    for (var one in cases) {
      var pattern = cases[one][phrase.article], at = pattern.indexOf("{date}")
      declined[one] = this.join(pattern.slice(0, at), phrase.text) + pattern.slice(at + 6)
    }
    return declined
  }

  Writer.prototype.fill = function (pattern, phrase) { return fill(pattern, this.decline(phrase)) }

  Writer.prototype.inside = function (date, left) {
    var phrase = this.name(date, left)
    return { text: fill(this.words.inside[mark(date)], { date: phrase.text }), form: phrase.form, article: phrase.article }
  }

  Writer.prototype.name = function (date, left) {
    if (date.unspecified === "day" || date.unspecified === "month") {
      var whole = this.name(Object.assign({}, date, { unspecified: null }), 0)
      return this.phrase("some-" + date.unspecified + "-of-" + date.kind, "some", this.decline(whole))
    }
    if (date.kind === "century") return this.century(date)
    if (date.kind === "decade") {
      var first = global.regestoEdtf.yearOf(date.earliest), last = global.regestoEdtf.yearOf(date.latest)
      if (first > 0) return this.phrase("decade", "decade", { first: String(first) })
      return this.phrase("decade-bc", "decade-bc", { first: this.year(first), last: this.year(last) })
    }
    var parts = { year: this.year(date.year) }
    if (date.kind === "season") {
      parts.season = this.words.seasons[date.season]
      return this.phrase(left ? "season-only" : "season", String(date.season), parts)
    }
    if (date.kind === "year") return this.phrase("year", "year", parts)
    parts.month = this.words.months[date.kind === "day" ? 0 : 1][date.month - 1]
    if (date.kind === "month") return this.phrase(left ? "month-only" : "month", "month", parts)
    parts.day = date.day === 1 ? this.words["first-day"] : String(date.day)
    return this.phrase(["day", "day-month", "day-only"][left], "day", parts)
  }

  Writer.prototype.phrase = function (form, article, parts) {
    return { text: fill(this.words.forms[form], parts), form: form, article: this.words.articles[article] || "none" }
  }

  Writer.prototype.century = function (date) {
    var first = global.regestoEdtf.yearOf(date.earliest)
    var number = first >= 0 ? Math.floor(first / 100) + 1 : Math.floor((1 - first) / 100)
    var ordinals = this.words.ordinals || { other: "{number}" }
    var form = new Intl.PluralRules(this.language, { type: "ordinal" }).select(number)
    var ordinal = fill(ordinals[form] || ordinals.other, { number: number })
    return this.phrase(first >= 0 ? "century" : "century-bc", "century", { number: String(number), roman: roman(number), ordinal: ordinal })
  }

  Writer.prototype.year = function (year) {
    var number = year < 1 ? 1 - year : year
    var digits = number > 9999 ? new Intl.NumberFormat(this.language).format(number) : String(number)
    var pattern = year < FEW_DIGITS ? this.words.years[year < 1 ? "bc" : "early"] : "{year}"
    return fill(pattern, { year: digits })
  }

  function shared(date, other) {
    if (date.kind !== other.kind || ["day", "month", "season"].indexOf(date.kind) < 0 || date.year !== other.year) return 0
    if (date.unspecified || other.unspecified) return 0
    return date.kind === "day" && date.month === other.month ? MONTH_SHARED : YEAR_SHARED
  }

  function neighbours(date, other) {
    if (!date.kind || date.kind !== other.kind) return false
    var plain = mark(date) === "exact" && mark(other) === "exact" && !date.unspecified && !other.unspecified
    return plain && date.latest + 1 === other.earliest
  }

  function same(date, other) { return JSON.stringify(date) === JSON.stringify(other) }

  function mark(date) {
    if (date.approximate) return date.uncertain ? "both" : "approximate"
    return date.uncertain ? "uncertain" : "exact"
  }

  function time(text) {
    var clock = text.slice(0, 8).replace(/:00$/, ""), zone = text.slice(8)
    if (!zone) return clock
    var parts = zone.slice(1).split(":"), hours = parseInt(parts[0] || "0", 10), minutes = parts[1] || ""
    var shift = zone === "Z" || (hours === 0 && (minutes === "" || minutes === "00")) ? "" : (zone[0] === "-" ? "−" : "+") + hours
    if (shift && minutes && minutes !== "00") shift += ":" + minutes
    return clock + "\u00a0(UTC" + shift + ")"
  }

  global.regestoWords = { date: function (edtf, language, words) { return new Writer(language, words).write(edtf) } }
})(window)
