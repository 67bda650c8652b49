/*
 * The checks of a new record against its dossier, as scripts/regesto/seeds/checks makes them, with the same words. They
 * look at whatever is there, so that a person hears of everything at once: `check` waits until a record is valid.
 *
 *   regestoChecks.check(judge, world, model, record, id)   problems, as regestoShapes gives them
 *   `world` is what regesto.forms.data ships of the dossier
 */
;(function (global) {
  "use strict"

  var shapes = global.regestoShapes
  var ID = /^[a-z0-9]+(-[a-z0-9]+)*$/, MOST_WORDS = 30, MOST_PERCENT = 15
  var MUTUAL = ["corroborates", "contradicts"], FACTS = ["author", "outlet", "url", "archive_url", "issued"]

  function check(judge, world, model, record, id) {
    var found = [], add = function (code, path, key, values, more) {
      found.push(judge.problem(code, path, judge.say(key || code, values), more))
    }
    if (shapes.isMap(record)) {
      checkIds(judge, world, model, record, [], add)
      if (model === "Entry") checkEntry(judge, world, record, id, add)
      else if (model === "Source") checkSource(judge, record, add)
      else if (record.part_of === id && id) add("part-of-cycle", ["part_of"], null, { id: id })
      checkLanguages(judge, world, model, record, [], add)
    }
    return found
  }

  /* Calls `visit(type, value, path)` for every value of a record whose type is known. */
  function walk(judge, model, record, path, visit) {
    judge.shapes[model].fields.forEach(function (field) {
      if (record[field.name] !== undefined) walkValue(judge, field, record[field.name], path.concat([field.name]), visit)
    })
  }

  function walkValue(judge, type, value, path, visit) {
    if (type.kind === "list") {
      if (typeof value === "string") walkValue(judge, type.item, value, path, visit)
      else if (value !== null && typeof value === "object") {
        Object.keys(value).forEach(function (key) {
          walkValue(judge, type.item, value[key], path.concat([Array.isArray(value) ? Number(key) : key]), visit)
        })
      }
    } else if (type.kind === "part") {
      if (shapes.isMap(value)) walk(judge, type.model, value, path, visit)
    } else visit(type, value, path)
  }

  function checkIds(judge, world, model, record, path, add) {
    walk(judge, model, record, path, function (type, value, at) {
      if (type.kind !== "ref" || typeof value !== "string") return
      var id = shapes.strip(value)
      if (!ID.test(id) || (type.unnamed && id === "unnamed") || world.ids[type.ref].indexOf(id) >= 0) return
      var near = shapes.nearest(id, world.ids[type.ref])
      add("unknown-id", at, "unknown-id", { kind: world.kinds[type.ref], id: id },
        { expected: near ? "" : judge.say("unknown-id-expected", { file: world.files[type.ref] }), suggestion: near })
    })
  }

  function checkLanguages(judge, world, model, record, path, add) {
    if (world.languages.length < 2) return
    walk(judge, model, record, path, function (type, value, at) {
      if (type.kind !== "text") return
      var there = shapes.isMap(value) ? Object.keys(value) : [world.languages[0]]
      var missing = world.languages.filter(function (one) { return there.indexOf(one) < 0 })
      var isText = shapes.isMap(value) || (typeof value === "string" && shapes.strip(value))
      if (missing.length && isText) add("missing-translation", at, null, { languages: missing.join(", ") }, { severity: "warning" })
    })
  }

  function read(text) {
    if (typeof text !== "string" || !text) return null
    try { return global.regestoEdtf.parse(text) } catch (told) {
      if (told.reason) return null
      throw told
    }
  }

  function isAfter(date, other) { return date.padded[0] !== null && other.padded[1] !== null && date.padded[0] > other.padded[1] }

  function list(value) { return Array.isArray(value) ? value : typeof value === "string" ? [value] : [] }

  function maps(value) { return Array.isArray(value) ? value.map(function (one) { return shapes.isMap(one) ? one : {} }) : [] }

  function examples(judge, model, name) { return judge.example({ owner: model, name: name }) }

  function checkEntry(judge, world, entry, id, add) {
    var claims = maps(entry.claims)
    if (!claims.length) add("no-claim", ["claims"], null, null, { example: examples(judge, "Entry", "claims") })
    claims.forEach(function (claim, place) { checkClaim(judge, world, entry, claim, place, claims, add) })
    checkDates(judge, world, entry, claims, add)
    checkQuotes(judge, world, claims, add)
    maps(entry.relations).forEach(function (one, place) {
      var path = ["relations", place]
      if (id && one.entry === id) add("self-relation", path.concat(["entry"]))
      else if (MUTUAL.indexOf(one.type) >= 0 && world.entryFiles[one.entry]) {
        add("one-sided", path, null, { type: one.type, file: world.entryFiles[one.entry] },
          { example: "relations: [{type: " + one.type + ", entry: " + id + "}]" })
      }
    })
    if (entry.status !== undefined && entry.status !== "reviewed" && entry.status_note === undefined) {
      add("status-note", ["status"], null, { status: entry.status }, { example: examples(judge, "Entry", "status_note") })
    }
  }

  function checkClaim(judge, world, entry, claim, place, claims, add) {
    var path = ["claims", place], origins = list(claim.origin), seen = origins.slice()
    if (!maps(claim.evidence).length) {
      add("no-evidence", path, null, { claim: claim.id || place + 1 }, { example: examples(judge, "Claim", "evidence"), severity: entry.status === "retracted" ? "warning" : "error" })
    }
    var first = claims.findIndex(function (one) { return one.id === claim.id })
    if (claim.id && first < place) add("duplicate-claim", path.concat(["id"]), null, { first: first, claim: claim.id })
    var repeated = origins.find(function (one, at) { return origins.indexOf(one) !== at })
    if (origins.indexOf("unnamed") >= 0 && origins.length > 1) add("mixed-origin", path.concat(["origin"]))
    else if (repeated) add("mixed-origin", path.concat(["origin"]), "repeated-origin", { actor: repeated })
    list(claim.via).forEach(function (actor, step) {
      if (seen.indexOf(actor) >= 0) {
        add("circular-chain", path.concat(["via", step]), origins.indexOf(actor) >= 0 ? "circular-origin" : "circular-chain", { actor: actor })
      }
      seen.push(actor)
    })
    maps(claim.quantities).forEach(function (one, number) {
      var unit = world.units[one.measure]
      if (unit && one.unit && one.unit !== unit) {
        add("unlike-unit", path.concat(["quantities", number, "unit"]), null, { measure: one.measure }, { expected: unit, found: one.unit })
      }
    })
    var said = read(claim.said_on), source = world.sources[claim.source], issued = source && read(source.issued)
    if (said && issued && isAfter(said, issued)) {
      add("late-statement", path.concat(["said_on"]), null, { said: said.text, source: claim.source, issued: issued.text })
    }
  }

  function checkDates(judge, world, entry, claims, add) {
    if (entry.date === undefined && entry.date_note === undefined) {
      add("date-note", [], null, null, { example: "date_note: {it: Il testo non dice quando., en: The text does not say when.}", at: ["date"] })
    }
    var on = shapes.isMap(entry.reviewed) ? read(entry.reviewed.on) : null
    if (on && (on.kind !== "day" || on.items[0].approximate || on.items[0].uncertain)) {
      add("review-day", ["reviewed", "on"], null, null, { expected: judge.words["review-day-expected"], found: on.text, example: "reviewed: {by: redazione, on: 2026-11-21}" })
    }
    var date = read(entry.date), sources = claims.map(function (one) { return world.sources[one.source] })
    var issued = sources.map(function (one) { return one ? read(one.issued) : null })
    if (!date || !claims.length || claims.some(function (one) { return one.stance === "predicts" })) return
    if (issued.every(function (one) { return one && isAfter(date, one) })) {
      var latest = issued.slice().sort(compareDates).pop()
      add("late-entry", ["date"], null, { date: date.text, latest: latest.text }, { expected: judge.words["late-entry-expected"] })
    }
  }

  var KINDS = ["day", "month", "season", "year", "decade", "century", "interval", "one-of", "all-of"]

  function sortKey(date) {
    var ranks = []
    date.items.forEach(function (item) { (item.kind ? [item] : [item.start, item.end]).forEach(function (one) { if (one.kind) ranks.push(KINDS.indexOf(one.kind)) }) })
    return [date.bounds[0] === null ? -Infinity : date.bounds[0], date.bounds[1] === null ? Infinity : date.bounds[1],
      Math.max.apply(null, ranks), KINDS.indexOf(date.kind), date.text]
  }

  function compareDates(one, other) {
    var a = sortKey(one), b = sortKey(other)
    for (var i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1
    return 0
  }

  function countWords(text) { return shapes.strip(text).split(/\s+/).filter(Boolean).length }

  function checkQuotes(judge, world, claims, add) {
    var quoted = {}
    claims.forEach(function (claim, place) {
      maps(claim.evidence).forEach(function (one, number) {
        if (typeof one.quote !== "string") return
        var words = countWords(one.quote), path = ["claims", place, "evidence", number, "quote"]
        if (words > MOST_WORDS) {
          add("long-quote", path, null, null, { expected: judge.words["long-quote-expected"], found: judge.say("long-quote-found", { n: words }) })
        }
        var source = quoted[claim.source] = quoted[claim.source] || { quotes: [] }
        source.quotes.push(normalise(one.quote))
        source.path = path
      })
    })
    Object.keys(quoted).forEach(function (id) {
      var source = world.sources[id]
      if (!source || !source.words) return
      var all = outermost(source.quotes.concat(quoted[id].quotes)).reduce(function (sum, quote) { return sum + countWords(quote) }, 0)
      if (all * 100 > source.words * MOST_PERCENT) {
        var most = Math.floor(source.words * MOST_PERCENT / 100)
        add("overquoted", quoted[id].path, null, null, { expected: judge.say("overquoted-expected", { words: source.words, most: most }), found: judge.say("long-quote-found", { n: all }) })
      }
    })
  }

  /* As seals compare quotes: one sort of quotation marks, single spaces. */
  function normalise(text) { return shapes.strip(text.replace(/[‘’‚‛′]/g, "'").replace(/[«»“”„‟″]/g, '"').replace(/\s+/g, " ")) }

  /* The quotes that are not part of a longer one. */
  function outermost(quotes) {
    var kept = []
    quotes.slice().sort(function (one, other) { return other.length - one.length }).forEach(function (quote) {
      if (!kept.some(function (longer) { return longer.indexOf(quote) >= 0 })) kept.push(quote)
    })
    return kept
  }

  function checkSource(judge, source, add) {
    var unknown = list(source.unknown)
    FACTS.forEach(function (fact) {
      var given = source[fact] !== undefined && !(Array.isArray(source[fact]) && !source[fact].length)
      if (!given && unknown.indexOf(fact) < 0) {
        add("unsaid-fact", ["unknown"], null, { fact: fact }, { example: "unknown: [" + unknown.concat([fact]).join(", ") + "]", at: [fact] })
      }
    })
    unknown.forEach(function (fact, place) {
      var given = source[fact] !== undefined && !(Array.isArray(source[fact]) && !source[fact].length)
      if (FACTS.indexOf(fact) >= 0 && given) add("contradicted-fact", ["unknown", place], null, { fact: fact })
    })
    var basis = source.issued_basis
    if (basis === "inferred" && source.issued_note === undefined) {
      add("date-basis", ["issued_basis"], "inferred-date", null, { example: examples(judge, "Source", "issued_note") })
    } else if (basis !== undefined && (basis === "unknown") !== (source.issued === undefined)) {
      add("date-basis", ["issued_basis"], source.issued === undefined ? "no-date-basis" : "date-basis", { basis: basis })
    }
  }

  global.regestoChecks = { check: check, read: read }
})(window)
