/*
 * What people write instead of EDTF, and what to write instead: scripts/regesto/model/edtf_mistakes.py, for the forms.
 * Reasons are keys of the words in `edtf`; a test compares both files on every golden case and on made-up texts.
 */
;(function (global) {
  "use strict"

  var ABOUT = "(?:circa|ca?\\b\\.?|verso|intorno al?|about|around|approx\\.?)"
  var MONTHS = "gen|jan|feb|mar|apr|mag|may|giu|jun|lug|jul|ago|aug|set|sep|ott|oct|nov|dic|dec"
  var NUMBERS = [1, 1, 2, 3, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 12, 12]
  var MONTH = "(?<month>" + MONTHS + ")[a-z]*\\.?"
  var DATE = "([0-9]{4}(?:-[0-9]{2}){0,2})"

  function mistake(form, reason, repair) {
    return { form: new RegExp("^(?:" + form + ")$", "is"), reason: reason, repair: repair }
  }

  function two(text) { return String(text).padStart(2, "0") }

  function four(text) { return String(text).padStart(4, "0") }

  function turnDayFirst(found) {
    var day = found[1], month = found[2]
    if (+month > 12 && 12 >= +day) { var other = day; day = month; month = other }
    return found[3] + "-" + two(month) + "-" + two(day)
  }

  function fillParts(found) {
    return (found[1] || "") + four(found[2]) + "-" + two(found[3]) + (found[4] ? "-" + two(found[4]) : "") + (found[5] || "")
  }

  function numberMonth(found) {
    var month = NUMBERS[MONTHS.split("|").indexOf(found.groups.month.toLowerCase())], day = found.groups.day
    return found.groups.year + "-" + two(month) + (day ? "-" + two(+day) : "")
  }

  function countBeforeChrist(found) {
    var before = +found.groups.year - 1
    return before > 0 ? "-" + four(before) : "0000"
  }

  function straighten(text) {
    var slashed = text.replace(/([0-9]{4}) *[–—] *(?=[0-9]{4})|(-[0-9]{2}) *[–—] *(?=[0-9]{4})/g, "$1$2/")
    return slashed.replace(/[‐‑‒–—−]/g, "-")
  }

  var MISTAKES = [
    mistake("", "empty", "2024-09-06"),
    mistake("([0-9]{1,2}) ?[/.\\-] ?([0-9]{1,2}) ?[/.\\-] ?([0-9]{4})", "day-first", turnDayFirst),
    mistake("([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{2})", "day-first-short", function (f) { return "20" + f[3] + "-" + two(f[2]) + "-" + two(f[1]) }),
    mistake("([0-9]{1,2})[/.\\-]([0-9]{4})", "month-first", function (f) { return f[2] + "-" + two(f[1]) }),
    mistake("([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})", "hyphens", function (f) { return f[1] + "-" + two(f[2]) + "-" + two(f[3]) }),
    mistake("([0-9]{4})[/.]([0-9]{1,2})", "hyphen", function (f) { return f[1] + "-" + two(f[2]) }),
    mistake("([0-9]{4}) ?[-–—] ?([0-9]{4})", "years-slash", "$1/$2"),
    mistake(".*[‐‑‒–—−].*", "dash", function (f) { return straighten(f[0]) }),
    mistake("(-?)([0-9]{1,4})-([0-9]{1,2})(?:-([0-9]{1,2}))?([?~%]?)", "digits", fillParts),
    mistake(ABOUT + " ?" + DATE + "|" + DATE + " ?" + ABOUT, "about", function (f) { return (f[1] || f[2]) + "~" }),
    mistake(ABOUT + ".*", "about", "2024-09~"),
    mistake("(?:forse|maybe|perhaps|possibly) " + DATE, "perhaps", "$1?"),
    mistake("(?:dal?|dopo(?: il)?|from|since|after) " + DATE, "from", "$1/.."),
    mistake("(?:fino al?|entro(?: il)?|prima del|until|before|to) " + DATE, "until", "../$1"),
    mistake(DATE + "(?:-|\\.{2,3}|…|/\\.|/…|/(?:open|now|oggi|in corso|\\?))", "from", "$1/.."),
    mistake("\\.\\." + DATE, "until", "../$1"),
    mistake(DATE + "\\.\\." + DATE, "from-to", "$1/$2"),
    mistake("(?:gli |the )?(?:anni|years) '?(?:[0-9]{2})?([0-9])0|(?:the )?[0-9]{3}0'?s", "decade", "201X"),
    mistake("(?<year>[0-9]{1,4}) ?(?:a\\. ?c\\.|ac|b\\.?c\\.?|b\\.?c\\.?e\\.?)", "before-christ", countBeforeChrist),
    mistake("(?:(?<day>[0-9]{1,2})[º°]? )?" + MONTH + ",? (?<year>[0-9]{4})", "month-words", numberMonth),
    mistake(MONTH + " (?<day>[0-9]{1,2}),? (?<year>[0-9]{4})", "month-words", numberMonth),
    mistake("(?:primavera|spring),? ([0-9]{4})", "season-words", "$1-21"),
    mistake("(?:estate|summer),? ([0-9]{4})", "season-words", "$1-22"),
    mistake("(?:autunno|autumn|fall),? ([0-9]{4})", "season-words", "$1-23"),
    mistake("(?:inverno|winter),? ([0-9]{4})", "season-words", "$1-24"),
    mistake("[xu?]{4}(?:-.*)?", "no-century", "20XX"),
    mistake("([0-9]{2,3})([u?*_]{1,2})", "digit-x", function (f) { return f[1] + "X".repeat(f[2].length) }),
    mistake("([0-9]{2,3}x{1,2}|[0-9]{4}-[0-9x]{2}(?:-[0-9x]{2})?)", "digit-capital-x", function (f) {
      return f[0].toUpperCase().replace(/-[0-9]X(?=-|$)|-X[0-9](?=-|$)/g, "-XX")
    }),
    mistake("([0-9X\\-]+)(?:\\?~|~\\?)", "both-marks", "$1%"),
    mistake("([?~%])([0-9X\\-]+)", "mark-first", "$2$1"),
    mistake("([0-9X?~%\\-]*[?~%][0-9X?~%\\-]*)", "marks-inside", function (f) { return f[0].replace(/[?~%]/g, "") + "~" }),
    mistake("([0-9]{4})([0-9]{2})([0-9]{2})", "hyphens", "$1-$2-$3"),
    mistake("(-?)([0-9]{5,})", "long-year", "Y$1$2"),
    mistake("(-?)([0-9]{1,3})", "year-digits", function (f) { return f[1] + four(f[2]) }),
    mistake("y-?[0-9]+(?:e[0-9]+|s[0-9]+).*|-?[0-9]+s[0-9]+", "exponent", "Y-170000002"),
    mistake("y(-?[0-9]+)", "capital-y", "Y$1"),
    mistake("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]{2})(?::?([0-9]{2}))?(?::?([0-9]{2}))?.*", "time-form", function (f) {
      return f[1] + "T" + f[2] + ":" + (f[3] || "00") + ":" + (f[4] || "00")
    }),
    mistake("([0-9]{4})-?w[0-9]+.*", "weeks", "2024-01-29/2024-02-04"),
    mistake(DATE + " ?(?:,|o|oppure|or) ?" + DATE, "one-of", "[$1,$2]"),
    mistake(DATE + " ?(?:e|ed|and|&|\\+) ?" + DATE, "all-of", "{$1,$2}"),
    mistake("(?:unknown|open|sconosciuta|ignota)/.*|.*/(?:unknown|sconosciuta|ignota)", "open-end", "2020/.."),
    mistake("(?=.* )([^ /]*) */ *([^ /]*)", "interval-spaces", "$1/$2"),
  ]

  var IN_SETS = [
    mistake("[\\[{].*/.*", "set-slash", "[1948..1950,1952]"),
    mistake("[\\[{].*|.*[\\]}]", "set-form", "[2024-10,2024-11]"),
  ]

  var JOINTS = /( *(?:\/|,|\.\.|[[\]{}]) *)/, JOINT = /^ *(?:\/|,|\.\.|[[\]{}]) *$/

  function quote(text) {
    var letters = Array.from(text), shown = letters.length <= 40 ? text : letters.slice(0, 39).join("") + "…"
    return "“" + shown + "”"
  }

  function find(text, mistakes) {
    for (var i = 0; i < mistakes.length; i++) {
      var found = mistakes[i].form.exec(text), repair = mistakes[i].repair
      if (!found) continue
      var repaired = typeof repair === "function" ? repair(found) : repair.replace(/\$([1-9])/g, function (_, n) { return found[n] || "" })
      return { reason: mistakes[i].reason, repaired: repaired, found: text ? quote(text) : "" }
    }
    return null
  }

  /* Returns the key of the reason, the text set right or an example, and the part that is meant. */
  function explain(text, isDate) {
    var whole = find(text, MISTAKES)
    if (whole) return whole
    var known = null, repaired = ""
    text.split(JOINTS).forEach(function (piece) {
      var found = !piece || JOINT.test(piece) || isDate(piece) ? null : find(piece, MISTAKES)
      if (found && !known) known = found
      repaired += found ? found.repaired : piece
    })
    if (known) return { reason: known.reason, repaired: repaired, found: known.found }
    return find(text, IN_SETS) || { reason: "no-date", repaired: "2024-09-06", found: quote(text) }
  }

  global.regestoEdtfMistakes = { explain: explain }
})(window)
