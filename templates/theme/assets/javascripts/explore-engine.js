/*
 * The explorer's engine: which entries and claims pass a set of filters, and how many would pass with each value added.
 * It knows no page. Its rules are also written in Python, and a test holds both against each other: what was known by a
 * day in `scripts/regesto/views/known.py`, corroboration in `views/corroboration.py`, the filters in the tests.
 *
 * A filter's facets stand in groups. Within a group one and the same part of an entry must meet all of them: the claim
 * that a minister makes must be the one that denies, and the actor that supplies the one that is asked for. Values of
 * one facet are alternatives. A facet's own counts leave its own choice out, so they say what choosing more would give.
 *
 * Counting is one pass over the parts: an entry that fails in no group counts for all facets, one that fails in a single
 * group for that group's facets, and then only by parts that fail in no other facet than the one being counted.
 */
;(function (global) {
  "use strict"

  var UNKNOWN = 0xff // marks the parts that are left out, whatever is chosen
  var LABELS = { independent: 0, single: 1, hedged: 2, unnamed: 3, contested: 4 }

  /* Folds a text for comparing: no accents, no case, one kind of apostrophe. */
  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\u2018\u2019\u02bc]/g, "'")
  }

  function starts(counts) {
    var found = new Int32Array(counts.length + 1)
    for (var i = 0; i < counts.length; i++) found[i + 1] = found[i] + counts[i]
    return found
  }

  function lists(pair) { return { at: starts(pair[0]), values: new Int32Array(pair[1]) } }

  function steps(size) {
    var at = new Int32Array(size + 1)
    for (var i = 0; i <= size; i++) at[i] = i
    return at
  }

  /* A column with a single value a part. */
  function single(values) { return { at: steps(values.length), values: new Int32Array(values) } }

  /* Replaces every value by itself and all that it is part of, each once. */
  function widen(column, wholes) {
    var size = column.at.length - 1, at = new Int32Array(size + 1), values = [], seen = new Int32Array(wholes.at.length).fill(-1)
    for (var i = 0; i < size; i++) {
      for (var j = column.at[i]; j < column.at[i + 1]; j++) {
        for (var k = wholes.at[column.values[j]]; k < wholes.at[column.values[j] + 1]; k++) {
          var value = wholes.values[k]
          if (seen[value] !== i) { seen[value] = i; values.push(value) }
        }
      }
      at[i + 1] = values.length
    }
    return { at: at, values: new Int32Array(values) }
  }

  /* Reads the generated data into typed arrays. */
  function prepare(data) {
    var entries = data.entries, claims = data.claims
    var actorWholes = lists(data.wholes.actors)
    var m = {
      size: entries.status.length,
      dated: data.dated,
      claimAt: starts(entries.claims),
      claimSize: claims.source.length,
      first: new Float64Array(entries.status.length),
      last: new Float64Array(entries.status.length),
      sourceKnown: Float64Array.from(data.known, function (day) { return day === null ? Infinity : day }),
      source: new Int32Array(claims.source),
      stance: new Uint8Array(claims.stance),
      certainty: new Uint8Array(claims.certainty),
      aside: new Uint8Array(claims.aside),
      status: new Uint8Array(entries.status),
      origins: lists(claims.origins),
      relays: lists(claims.relays),
      voices: new Int32Array(data.voices),
      unnamed: data.voices.length - 1,
      stances: data.ids.stances,
      hedged: data.ids.certainties.indexOf("hedged"),
      retracted: data.ids.statuses.indexOf("retracted")
    }
    for (var e = 0; e < m.size; e++) {
      var date = entries.date[e] < 0 ? null : data.dates[entries.date[e]]
      m.first[e] = !date || date[2] === null ? -Infinity : date[2]
      m.last[e] = !date || date[3] === null ? Infinity : date[3]
    }
    var perEntry = function (name, column, size) {
      return { parts: column.at, facets: [{ name: name, size: size, column: single(column.values) }] }
    }
    var count = function (table) { return data.ids[table].length }
    m.groups = [
      perEntry("topic", lists(entries.topics), count("topics")),
      perEntry("place", widen(lists(entries.places), lists(data.wholes.places)), count("places")),
      perEntry("materiel", lists(entries.materiel), count("materiel")),
      { parts: steps(m.size), facets: [{ name: "status", size: count("statuses"), column: single(entries.status) }] },
      {
        parts: starts(entries.actors[0]),
        facets: [
          { name: "actor", size: count("actors"), column: widen(single(entries.actors[1]), actorWholes) },
          { name: "role", size: count("roles"), column: single(entries.roles[1]) }
        ]
      },
      {
        parts: m.claimAt,
        facets: [
          { name: "source", size: count("sources"), column: single(claims.source) },
          { name: "origin", size: count("actors"), column: widen(m.origins, actorWholes) },
          { name: "relay", size: count("actors"), column: widen(m.relays, actorWholes) },
          { name: "stance", size: count("stances"), column: single(claims.stance) },
          { name: "certainty", size: count("certainties"), column: single(claims.certainty) },
          { name: "corroboration", size: count("corroborations"), column: null },
          { name: "measure", size: count("measures"), column: lists(claims.measures) }
        ]
      }
    ]
    m.claimGroup = m.groups.length - 1
    m.bare = corroborate(m, null)
    return m
  }

  /*
   * Applies the rule of corroboration to every entry, on the claims known by `day` (null: on all). Returns the label
   * (-1 where nothing of the entry was known), the number of origins, and per claim the label of its matter (none for
   * what an entry only mentions).
   */
  function corroborate(m, day) {
    var label = new Int8Array(m.size), origins = new Int32Array(m.size)
    var seen = new Int32Array(m.voices.length).fill(-1), affirmed = new Int32Array(m.voices.length).fill(-1)
    var denies = m.stances.indexOf("denies"), doubts = m.stances.indexOf("doubts"), affirms = m.stances.indexOf("affirms")
    var at = new Int32Array(m.claimSize + 1), values = new Int32Array(m.claimSize), size = 0
    for (var e = 0; e < m.size; e++) {
      var known = 0, affirming = 0, hedging = 0, objecting = 0
      for (var c = m.claimAt[e]; c < m.claimAt[e + 1]; c++) {
        if (m.aside[c] || (day !== null && !(m.sourceKnown[m.source[c]] <= day))) continue
        known++
        for (var i = m.origins.at[c]; i < m.origins.at[c + 1]; i++) {
          if (m.origins.values[i] === m.unnamed) continue
          var voice = m.voices[m.origins.values[i]]
          if (seen[voice] !== e) { seen[voice] = e; origins[e]++ }
          if (m.stance[c] === denies || m.stance[c] === doubts) objecting++
          else if (m.stance[c] !== affirms || m.certainty[c] === m.hedged) hedging++
          else if (affirmed[voice] !== e) { affirmed[voice] = e; affirming++ }
        }
      }
      label[e] = !known && day !== null ? -1
        : objecting ? LABELS.contested
        : affirming ? (affirming > 1 ? LABELS.independent : LABELS.single)
        : hedging ? LABELS.hedged : LABELS.unnamed
      for (c = m.claimAt[e]; c < m.claimAt[e + 1]; c++) {
        if (!m.aside[c]) values[size++] = label[e]
        at[c + 1] = size
      }
    }
    return { day: day, label: label, origins: origins, column: { at: at, values: values } }
  }

  /* The bits of the facets of a group in which each part fails. */
  function miss(m, group, chosen, day, found) {
    var size = group.parts[m.size], missed = new Uint8Array(size), active = false
    group.facets.forEach(function (facet, f) {
      var choice = chosen[facet.name]
      if (!choice) return
      active = true
      var bit = 1 << f, column = facet.column || found.column, at = column.at, values = column.values
      for (var p = 0; p < size; p++) {
        var meets = false
        for (var i = at[p]; i < at[p + 1] && !meets; i++) meets = choice[values[i]] === 1
        if (!meets) missed[p] |= bit
      }
    })
    if (day !== null && group === m.groups[m.claimGroup]) {
      for (var c = 0; c < size; c++) if (!(m.sourceKnown[m.source[c]] <= day)) missed[c] = UNKNOWN
    }
    return { missed: missed, active: active }
  }

  /*
   * Selects. `filters` has
   *   chosen   by facet a list of chosen values (numbers); absent or empty: all, but for `status`: all but retracted
   *   from, to day numbers or null: an entry passes whose date may overlap them; one without a date does not
   *   known    a day number or null: as known on that day
   *   words    folded words, all of which must stand in the entry's text
   * `texts` are the entries' folded texts. Returns
   *   passes (1 per entry that passes), total, claimPasses (1 per claim that meets the filters on claims, in an entry that passes), claimTotal,
   *   counts (by facet, entries per value), label, origins (see `corroborate`)
   */
  function select(m, filters, texts) {
    var day = filters.known === undefined ? null : filters.known
    var found = day === null ? m.bare : corroborate(m, day)
    var chosen = readChoice(m, filters.chosen || {})
    var fails = failBase(m, filters, texts, found), lone = new Int8Array(m.size)
    var missed = m.groups.map(function (group, g) {
      var one = miss(m, group, chosen, day, found)
      for (var e = 0; one.active && e < m.size; e++) {
        var meets = false
        for (var p = group.parts[e]; p < group.parts[e + 1] && !meets; p++) meets = one.missed[p] === 0
        if (!meets) { fails[e]++; lone[e] = g }
      }
      return one.missed
    })
    var result = { passes: new Uint8Array(m.size), total: 0, label: found.label, origins: found.origins }
    for (var e = 0; e < m.size; e++) if (!fails[e]) { result.passes[e] = 1; result.total++ }
    result.counts = count(m, fails, lone, missed, found)
    passClaims(m, result, missed[m.claimGroup])
    return result
  }

  function readChoice(m, wanted) {
    var chosen = {}
    m.groups.forEach(function (group) {
      group.facets.forEach(function (facet) {
        var values = wanted[facet.name]
        if (!values || !values.length) {
          if (facet.name !== "status") return
          values = []
          for (var s = 0; s < facet.size; s++) if (s !== m.retracted) values.push(s)
        }
        chosen[facet.name] = new Uint8Array(facet.size)
        values.forEach(function (value) { chosen[facet.name][value] = 1 })
      })
    })
    return chosen
  }

  /* Returns 2 for the entries that fail outside the facets, so that they count for none. */
  function failBase(m, filters, texts, found) {
    var fails = new Uint8Array(m.size)
    var dates = filters.from != null || filters.to != null
    var from = filters.from == null ? -Infinity : filters.from, to = filters.to == null ? Infinity : filters.to
    var words = filters.words || []
    for (var e = 0; e < m.size; e++) {
      var fine = found.label[e] >= 0
      if (fine && dates) fine = e < m.dated && m.first[e] <= to && m.last[e] >= from
      for (var w = 0; fine && w < words.length; w++) fine = texts[e].indexOf(words[w]) >= 0
      if (!fine) fails[e] = 2
    }
    return fails
  }

  function count(m, fails, lone, missed, found) {
    var counts = {}
    m.groups.forEach(function (group, g) {
      var many = missed[g]
      group.facets.forEach(function (facet, f) {
        var column = facet.column || found.column, at = column.at, values = column.values
        var tally = new Int32Array(facet.size), seen = new Int32Array(facet.size).fill(-1), others = ~(1 << f)
        for (var e = 0; e < m.size; e++) {
          if (fails[e] > 1 || (fails[e] === 1 && lone[e] !== g)) continue
          for (var p = group.parts[e]; p < group.parts[e + 1]; p++) {
            if (many[p] & others) continue
            for (var i = at[p]; i < at[p + 1]; i++) {
              if (seen[values[i]] !== e) { seen[values[i]] = e; tally[values[i]]++ }
            }
          }
        }
        counts[facet.name] = tally
      })
    })
    return counts
  }

  function passClaims(m, result, missed) {
    result.claimPasses = new Uint8Array(m.claimSize)
    result.claimTotal = 0
    for (var e = 0; e < m.size; e++) {
      if (!result.passes[e]) continue
      for (var c = m.claimAt[e]; c < m.claimAt[e + 1]; c++) {
        if (missed[c] === 0) { result.claimPasses[c] = 1; result.claimTotal++ }
      }
    }
  }

  /* Days of the proleptic Gregorian calendar: 1 is 0001-01-01, as in `model/calendar.py`. Null for what is no day. */
  function numberDay(text) {
    var parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
    if (!parts) return null
    var date = new Date(0)
    date.setUTCFullYear(+parts[1], +parts[2] - 1, +parts[3])
    if (date.getUTCMonth() !== +parts[2] - 1 || date.getUTCDate() !== +parts[3]) return null
    return Math.round(date.getTime() / 86400000) + 719163
  }

  /* A cell that a spreadsheet takes for a formula gets an apostrophe before it, which spreadsheets show as a plain text;
     so does what follows a mark within it that begins a cell where lists are not parted by commas. */
  function cell(value) {
    var text = String(value).replace(/([;|\t\r\n])(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/g, "$1'")
    if (/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) || /^[\t\r\n]/.test(text)) text = "'" + text
    return /[",;\r\n\t]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text
  }

  function writeCsv(head, rows) {
    return "\ufeff" + [head].concat(rows).map(function (row) { return row.map(cell).join(",") }).join("\r\n") + "\r\n"
  }

  global.regestoExplore = {
    prepare: prepare, select: select, corroborate: corroborate, fold: fold, numberDay: numberDay, writeCsv: writeCsv
  }
})(typeof window === "undefined" ? globalThis : window)
