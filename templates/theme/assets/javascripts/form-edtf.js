/*
 * EDTF as the model reads it (scripts/regesto/model/edtf.py and edtf_date.py), for the forms: levels 0 and 1, and the
 * sets of level 2. Tests hold both against each other, on the same golden cases and on made-up texts.
 *
 *   regestoEdtf.parse(text)   {text, kind, items, bounds, padded}; throws {reason, values, example, found}. `reason` is
 *                             a key of the words in `edtf` (templates/i18n/<lang>/edtf.yml)
 */
;(function (global) {
  "use strict"

  var LONGEST = 200, LONGEST_YEAR = 12
  var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
  var SEASONS = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 2] }
  var PADDING = { day: 7, month: 30, season: 30 }, PADDING_OF_YEARS = 180
  var FORM = new RegExp("^(?:(-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[0-9]+)" +
    "(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX)" +
    "(?:T([0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}(?::[0-9]{2})?)?))?)?)?([?~%])?)$")
  var TIME = /^(?:(?:[01][0-9]|2[0-3]):(?:[0-5][0-9]:[0-5][0-9]|59:60)(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)$/

  function fail(reason, example, values, found) {
    throw { reason: reason, example: example, values: values || {}, found: found || "" }
  }

  function pad(number, width) { return String(number).padStart(width, "0") }

  function isLeap(year) { return mod(year, 4) === 0 && (mod(year, 100) !== 0 || mod(year, 400) === 0) }

  function mod(a, b) { return ((a % b) + b) % b }

  function countDays(year, month) { return month === 2 && isLeap(year) ? 29 : MONTH_DAYS[month - 1] }

  /* The number of a day; 1 is 0001-01-01. */
  function numberDay(year, month, day) {
    var shifted = year - (month < 3 ? 1 : 0), fromMarch = (month + 9) % 12
    var before = 365 * shifted + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)
    return before + Math.floor((153 * fromMarch + 2) / 5) + day - 306
  }

  function lastDay(year, month) { return numberDay(year, month, countDays(year, month)) }

  /* The astronomical year of the day with that number. */
  function yearOf(number) {
    var year = Math.floor(number / 365.2425) + 1
    while (numberDay(year, 1, 1) > number) year--
    while (numberDay(year + 1, 1, 1) <= number) year++
    return year
  }

  function hasForm(text) { return FORM.test(text) }

  function readDate(text) {
    var found = FORM.exec(text)
    if (!found) return null
    var year = found[1], month = found[2], day = found[3], time = found[4] || "", mark = found[5] || ""
    if (year[0] === "Y") checkLongYear(year, month)
    else if (year === "-0000") fail("year-minus-zero", "-0001")
    if (time) checkTime(text, time, mark, day)
    var date = measure(year, month, day)
    date.time = time
    date.approximate = mark === "~" || mark === "%"
    date.uncertain = mark === "?" || mark === "%"
    return date
  }

  function measure(year, month, day) {
    if (year[year.length - 1] === "X") return measureYears(year, month)
    var number = parseInt(year.replace(/^Y+/, ""), 10)
    if (month === undefined || month === "XX") {
      if (day !== undefined && day !== "XX") fail("day-of-unknown-month", year + "-XX-XX")
      return make("year", number, null, null, null, month ? (day ? "day" : "month") : null, numberDay(number, 1, 1), lastDay(number, 12))
    }
    var code = parseInt(month, 10)
    if (day === undefined && SEASONS[code]) {
      var first = SEASONS[code][0], last = SEASONS[code][1]
      return make("season", number, null, code, null, null, numberDay(number, first, 1), lastDay(number + (last < first ? 1 : 0), last))
    }
    if (code < 1 || code > 12) explainMonth(year, month, day)
    if (day === undefined || day === "XX") {
      return make("month", number, code, null, null, day ? "day" : null, numberDay(number, code, 1), lastDay(number, code))
    }
    var length = countDays(number, code), at = parseInt(day, 10)
    if (at < 1 || at > length) fail("no-day", year + "-" + month + "-" + length, { day: day, month: year + "-" + month, n: length })
    var whole = numberDay(number, code, at)
    return make("day", number, code, null, at, null, whole, whole)
  }

  function measureYears(year, month) {
    if (month !== undefined) fail("month-of-unknown-year", year)
    var century = year[year.length - 2] === "X", width = century ? 100 : 10
    var number = parseInt(year.replace(/X/g, "0"), 10), negative = year[0] === "-"
    if (Object.is(number, -0)) number = 0
    var first = negative ? number - width + 1 : number, last = negative ? number : number + width - 1
    return make(century ? "century" : "decade", number, null, null, null, "year", numberDay(first, 1, 1), lastDay(last, 12))
  }

  function make(kind, year, month, season, day, unspecified, earliest, latest) {
    return { kind: kind, year: year, month: month, season: season, day: day, unspecified: unspecified, earliest: earliest, latest: latest }
  }

  function explainMonth(year, month, day) {
    var code = parseInt(month, 10)
    if (SEASONS[code]) fail("season-with-day", year + "-" + month, { month: month })
    if (day && day !== "XX" && parseInt(day, 10) >= 1 && parseInt(day, 10) <= 12 && code >= 1 && code <= 31) {
      fail("swapped-month", year + "-" + day + "-" + month, { month: month })
    }
    if (code >= 25 && code <= 41) fail("season-level-2", year + "-21", { month: month })
    fail("no-month", year + "-12", { month: month })
  }

  function checkLongYear(year, month) {
    var digits = year.replace(/^[Y-]+/, ""), bare = digits.replace(/^0+/, "")
    var plain = (year.indexOf("-") >= 0 ? "-" : "") + pad(bare, 4)
    if (bare.length < 5) fail("y-short-year", plain === "-0000" ? "0000" : plain)
    if (digits[0] === "0") fail("y-zero", "Y" + plain)
    if (digits.length > LONGEST_YEAR) fail("y-long", "Y-170000002", { n: digits.length })
    if (month !== undefined) fail("y-month", year)
  }

  function checkTime(text, time, mark, day) {
    if (day === "XX") fail("time-needs-date", "2024-09-06T10:30:00")
    if (mark) fail("time-mark", text.split("T")[0] + mark, { mark: mark })
    if (!TIME.test(time)) fail("no-time", "2024-09-06T10:30:00+02:00")
  }

  function read(text) {
    var ends = text.slice(0, 1) + text.slice(-1)
    if (text.length > 0 && (ends === "[]" || ends === "{}")) {
      var members = readMembers(text.slice(1, -1).split(","))
      return members && { kind: ends === "[]" ? "one-of" : "all-of", items: members }
    }
    var slash = text.indexOf("/")
    if (slash >= 0) {
      var start = text.slice(0, slash), end = text.slice(slash + 1)
      var span = end.indexOf("/") >= 0 ? null : readSpan(start, end, "", "/", "")
      return span && { kind: "interval", items: [span] }
    }
    var date = readDate(text)
    return date && { kind: date.kind, items: [date] }
  }

  function readMembers(members) {
    var items = []
    for (var place = 0; place < members.length; place++) {
      var member = members[place], at = member.indexOf(".."), dots = at >= 0
      var start = trim(dots ? member.slice(0, at) : member), end = trim(dots ? member.slice(at + 2) : "")
      var item
      if (!dots) item = readDate(start)
      else {
        item = readSpan(start || "..", end || "..", "[", "..", "]")
        if ((!start && place > 0) || (!end && place < members.length - 1)) fail("set-ends", "[..1948,1950,1960..]")
      }
      if (item === null) return null
      if (item.kind && item.time) fail("set-time", "[2024-10-05,2024-10-06]")
      items.push(item)
    }
    return items
  }

  function trim(text) { return text.replace(/^ +| +$/g, "") }

  function readSpan(start, end, before, between, after) {
    var first = readEnd(start), last = readEnd(end)
    if (first === null || last === null) return null
    if (typeof first === "string" && typeof last === "string") fail("no-end", "2020/..")
    if (first.kind && last.kind && first.earliest > last.latest) {
      fail("wrong-order", before + end + between + start + after, { start: start, end: end })
    }
    return { start: first, end: last }
  }

  function readEnd(text) {
    if (text === "" || text === "..") return text ? "open" : "unknown"
    var date = readDate(text)
    if (date && date.time) fail("interval-time", "2024-10-05/2024-10-06")
    return date
  }

  function join(items, padded) {
    var firsts = [], lasts = []
    items.forEach(function (item) {
      var start = item.kind ? item : item.start, end = item.kind ? item : item.end
      firsts.push(start.kind ? start.earliest - (padded ? padding(start) : 0) : null)
      lasts.push(end.kind ? end.latest + (padded ? padding(end) : 0) : null)
    })
    return [firsts.indexOf(null) >= 0 ? null : Math.min.apply(null, firsts), lasts.indexOf(null) >= 0 ? null : Math.max.apply(null, lasts)]
  }

  function padding(date) { return date.approximate || date.uncertain ? PADDING[date.kind] || PADDING_OF_YEARS : 0 }

  function parse(text) {
    text = String(text)
    var length = Array.from(text).length
    if (length > LONGEST) fail("too-long", "2024-09-06", { n: length })
    text = text.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/g, "")
    var found = read(text)
    if (!found) {
      var told = global.regestoEdtfMistakes.explain(text, hasForm)
      fail(told.reason, isEdtf(told.repaired) ? told.repaired : "2024-09-06", {}, told.found)
    }
    return { text: text.replace(/ /g, ""), kind: found.kind, items: found.items, bounds: join(found.items, false), padded: join(found.items, true) }
  }

  function isEdtf(text) {
    try { return Array.from(text).length <= LONGEST && !!read(text) } catch (told) {
      if (told.reason) return false
      throw told
    }
  }

  global.regestoEdtf = { parse: parse, yearOf: yearOf }
})(window)
