/* What the search box asks. Parts of the index are loaded as scripts, when they are needed: that works from a disk too.
 *
 * `scripts/regesto/search/files.py` writes the parts and says what is in each. Everything is kept in Maps: a word may be
 * "__proto__".
 */
;(function () {
  "use strict"
  var root = document.querySelector("[data-rg-search]")
  var base = new URL("../../", document.currentScript.src)
  var say = JSON.parse(root.dataset.rgSearch)
  var filters = new Map(Object.entries(say.filters || {}))

  /* ---- parts of the index */

  var waiting = new Map(), loaded = new Map(), version = ""

  window.regesto_search = function (name, data) {
    var done = waiting.get(name)
    waiting.delete(name)
    if (done) done(data)
  }

  function load(name, read) {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise(function (done, fail) {
        var script = document.createElement("script")
        waiting.set(name, done)
        script.src = new URL("search/" + name + ".js" + version, base)
        script.onload = function () { script.remove() }
        script.onerror = function () { loaded.delete(name); script.remove(); fail(new Error(script.src)) }
        document.head.appendChild(script)
      }).then(read || function (data) { return data }))
    }
    return loaded.get(name)
  }

  function begin() {
    return load("start", function (start) {
      version = "?" + start.version
      ;["v", "p"].forEach(function (letter) { start[letter] = parts(letter, start[letter], function (first) { return first }) })
      var at = 0
      start.t = parts("t", start.t.map(function (counts) { return readNumbers(counts) }), function (count) { return (at += count) - count })
      start.letters = new Map(start.letters)
      start.stop = new Set(start.stop.split(" "))
      return start
    })
  }

  /** The parts of one letter: where each begins, and their names, by run and place. */
  function parts(letter, runs, begin) {
    var found = { starts: [], names: [] }
    runs.forEach(function (run, n) {
      run.forEach(function (first, place) {
        found.starts.push(begin(first))
        found.names.push(letter + n + "-" + place)
      })
    })
    return found
  }

  var HALF = 45, DIGIT = new Uint8Array(128)
  for (var code = 33, digit = 0; code < 127; code++) {
    if (!'"\\<&'.includes(String.fromCharCode(code))) DIGIT[code] = digit++
  }

  /** Read numbers of base 45, the least digit first. */
  function readNumbers(text) {
    var found = [], number = 0, factor = 1
    for (var i = 0; i < text.length; i++) {
      var digit = DIGIT[text.charCodeAt(i)]
      if (digit >= HALF) { number += (digit - HALF) * factor; factor *= HALF; continue }
      found.push(number + digit * factor)
      number = 0
      factor = 1
    }
    return found
  }

  /** Put what was found for one group into `scores`, where that is more; return how many docs are new there. */
  function addFindings(text, surely, scores) {
    var doc = 0, step = 0, factor = 1, more = 0
    for (var i = 0; i < text.length; i++) {
      var digit = DIGIT[text.charCodeAt(i)]
      if (digit >= HALF) { step += (digit - HALF) * factor; factor *= HALF; continue }
      doc += step + digit * factor
      step = 0
      factor = 1
      var score = surely * (DIGIT[text.charCodeAt(++i)] + 1) // one digit follows each step: the grade
      if (!scores[doc]) more++
      if (scores[doc] < score) scores[doc] = score
    }
    return more
  }

  function signed(n) { return n % 2 ? -(n + 1) / 2 : n / 2 }

  function readSteps(text, withSigns) {
    var at = 0
    return readNumbers(text).map(function (step) { return (at += withSigns ? signed(step) : step) })
  }

  /** Words that are written by how much each shares with the one before. */
  function readFront(text) {
    var last = ""
    return text.split(" ").map(function (word) { return (last = last.slice(0, DIGIT[word.charCodeAt(0)]) + word.slice(1)) })
  }

  /** Words with their groups. A group is a stem, with its language where that is not the edition's. */
  function readWords(data) {
    var cuts = readNumbers(data[1]), more = data[2].split(" "), at = 0
    return readFront(data[0]).map(function (word, i) {
      return [word, word.slice(0, word.length - (cuts[i] >> 1)) + (cuts[i] & 1 ? more[at++] : "")]
    })
  }

  function readGroups(data) {
    return new Map(readFront(data[0]).map(function (group, i) { return [group, data[i + 1]] }))
  }

  /** The number of the part that holds `key`: the last one that does not begin after it. */
  function locate(starts, key) {
    var low = 0, high = starts.length
    while (high - low > 1) {
      var middle = (low + high) >> 1
      if (starts[middle] <= key) low = middle; else high = middle
    }
    return low
  }

  function loadWords(start, n) { return load(start.v.names[n], readWords) }

  function findingsOf(start, group) {
    return load(start.p.names[locate(start.p.starts, group)], readGroups).then(function (part) { return part.get(group) })
  }

  function textOf(start, doc) {
    var n = locate(start.t.starts, doc)
    return load(start.t.names[n]).then(function (part) { return part[doc - start.t.starts[n]] })
  }

  /* ---- words, as words.py has */

  var WORD = /\d{1,3}(?:[.,'\u2019\u00a0\u202f]\d{3})+(?![\p{L}\p{N}])|\p{L}+-\d+\p{L}?(?![\p{L}\p{N}])|[\p{L}\p{M}\p{N}]+/gu

  function fold(text) { return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "") }

  /** The words of a text in NFC: [folded, start, end]. */
  function wordsOf(text) {
    var found = []
    for (var match of text.matchAll(WORD)) {
      var end = match.index + match[0].length, word = fold(match[0])
      if (!word) continue // an accent that stands on no letter
      found.push([word.replace(/[^\p{L}\p{M}\p{N}]/gu, ""), match.index, end])
      var letters = /^(\p{L}{3,})-?\d/u.exec(word)
      if (letters) found.push([letters[1], match.index, end])
    }
    return found
  }

  function plainWords(text) { return wordsOf(text.normalize("NFC")).map(function (found) { return found[0] }) }

  /* ---- the question */

  function parse(query) {
    var asked = { words: [], phrases: [], filters: [] }
    query = query.normalize("NFC").replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"')
    for (var match of query.matchAll(/(-?)(?:(\p{L}+):)?(?:"([^"]*)"?|([^\s"]+))/gu)) {
      var minus = !!match[1], quoted = match[3] !== undefined, text = quoted ? match[3] : match[4]
      var filter = match[2] && filters.get(fold(match[2]))
      if (filter) { asked.filters.push({ name: filter, text: text, minus: minus }); continue }
      if (match[2]) text = match[2] + " " + text
      var words = plainWords(text), open = !quoted && match.index + match[0].length === query.length
      if (quoted && words.length > 1) asked.phrases.push({ words: words, minus: minus })
      if (quoted && minus && words.length > 1) continue
      words.forEach(function (word, i) {
        asked.words.push({ word: word, minus: minus, strict: quoted, open: open && i === words.length - 1 })
      })
    }
    return asked
  }

  /** Docs to show before a word is whole, those whose title has one that begins so; none where it is a word itself. */
  async function firstOf(start, beginning) {
    var letter = beginning.codePointAt(0)
    if (!start.letters.has(letter)) return []
    var rest = load("b" + letter, function (rows) { return new Map(rows.map(function (row) { return [row[0], row] })) })
    if (beginning.length === 1) return readSteps(start.letters.get(letter), true)
    var row = (await rest).get(beginning)
    return row && !row[2] ? readSteps(row[1], true) : []
  }

  /** Words that begin so, from `most` parts of the index at most, with the groups they belong to. */
  async function beginning(start, prefix, most) {
    var found = []
    for (var n = locate(start.v.starts, prefix); most-- > 0 && n < start.v.starts.length && start.v.starts[n] < prefix + "\uffff"; n++) {
      found = found.concat((await loadWords(start, n)).filter(function (pair) { return pair[0].startsWith(prefix) }))
    }
    return found
  }

  /** Tell whether one slip of the hand lies between two words: a letter too many, too few, wrong, or two swapped. */
  function slipped(a, b) {
    var i = 0
    if (Math.abs(a.length - b.length) > 1) return false
    while (i < a.length && a[i] === b[i]) i++
    if (a.length > b.length) return a.slice(i + 1) === b.slice(i)
    if (a.length < b.length) return a.slice(i) === b.slice(i + 1)
    return a.slice(i + 1) === b.slice(i + 1) ||
      (a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2))
  }

  async function likely(start, term) {
    var word = term.word, starts = start.v.starts, all = starts.map(function (_, n) { return n })
    var first = all.filter(function (n) {
      return (starts[n] < word[0] + "\uffff") && (n + 1 === starts.length || starts[n + 1] >= word[0])
    })
    for (var some of [first, all]) {
      var pairs = (await Promise.all(some.map(function (n) { return loadWords(start, n) }))).flat()
      var found = pairs.filter(function (pair) { return slipped(word, pair[0]) })
      if (!found.length && term.open && word.length > 4) {
        found = pairs.filter(function (pair) {
          return pair[0].length > word.length && [-1, 0, 1].some(function (more) {
            return slipped(word, pair[0].slice(0, word.length + more))
          })
        }).slice(0, 20)
      }
      if (found.length) return found
    }
    return []
  }

  /** The shortest words, at most so many, of the few parts of the index that have most of them. */
  function shortest(start, pairs, most) {
    var some = pairs.sort(function (a, b) { return a[0].length - b[0].length }).slice(0, most), counts = new Map()
    var parts = some.map(function (pair) {
      var part = locate(start.p.starts, pair[1])
      counts.set(part, (counts.get(part) || 0) + 1)
      return part
    })
    var best = [...counts.keys()].sort(function (a, b) { return counts.get(b) - counts.get(a) || a - b }).slice(0, MOST_PARTS)
    return some.filter(function (_, i) { return best.includes(parts[i]) })
  }

  /** The groups that a term may mean, each with how surely: as written, begun, misspelt, bent (nordcoreani, -ane). */
  async function look(start, term) {
    var word = term.word, groups = new Map()
    function take(pairs, factor) {
      pairs.forEach(function (pair) { if (!groups.has(pair[1])) groups.set(pair[1], factor) })
    }
    var near = await beginning(start, word, word.length < 3 ? 1 : 3)
    take(near.filter(function (pair) { return pair[0] === word }), 1)
    if (term.strict) return groups
    if (groups.size && word.length > 5 && !/\d/.test(word)) {
      take((await beginning(start, word.slice(0, -1), 1)).filter(function (pair) {
        return pair[0].length === word.length
      }), 0.8)
    }
    if (term.open || !groups.size) take(shortest(start, near, word.length < 3 ? 8 : 25), groups.size ? 0.5 : 0.9)
    if (!groups.size && word.length > 3 && !/\d/.test(word)) {
      take(await likely(start, term), 0.7)
      for (var cut = word.length - 1; !groups.size && cut >= Math.max(4, word.length - 4); cut--) {
        take((await beginning(start, word.slice(0, cut), 2)).filter(function (pair) {
          return pair[0].length - cut <= 4
        }), 0.5)
      }
    }
    return groups
  }

  /** What each doc is worth for a term: BM25, with all its groups taken for one word. */
  async function weigh(start, term) {
    term.groups = await look(start, term)
    term.scores = new Float64Array(start.docs)
    var found = await Promise.all([...term.groups].map(function (pair) { return findingsOf(start, pair[0]) })), size = 0
    ;[...term.groups.values()].forEach(function (surely, i) { size += addFindings(found[i], surely, term.scores) })
    term.rarity = Math.log(1 + (start.docs - size + 0.5) / (size + 0.5))
  }

  /** "kn 23" is "kn23", if there is such a word. */
  async function joinDesignations(start, words) {
    var joined = []
    for (var i = 0; i < words.length; i++) {
      var one = words[i], next = words[i + 1]
      if (next && !one.strict && !one.minus && !next.minus && /^\p{L}{1,12}$/u.test(one.word) && /^\d{1,4}\p{L}?$/u.test(next.word)) {
        var both = { word: one.word + next.word, open: next.open, minus: false }
        var near = await beginning(start, both.word, 1)
        if (near.some(function (pair) { return both.open || pair[0] === both.word })) { joined.push(both); i++; continue }
      }
      joined.push(one)
    }
    return joined
  }

  async function filterDocs(filter) {
    var rows = await load("f-" + filter.name), text = plainWords(filter.text).join(" ")
    var span = /^(\d+)(?:-|\u2013|\.\.)(\d+)$/.exec(filter.text)
    function among(test) {
      return rows.filter(function (row) { return row[1].split("|").some(test) })
    }
    var found = span
      ? rows.filter(function (row) { return +row[0] >= +span[1] && +row[0] <= +span[2] })
      : among(function (name) { return name === text })
    if (!found.length) found = among(function (name) { return (" " + name).includes(" " + text) })
    return new Set(found.flatMap(function (row) { return readSteps(row[2]) }))
  }

  function says(text, words) {
    return [text[2]].concat(text[4].map(function (one) { return one[2] })).some(function (passage) {
      return (" " + plainWords(passage).join(" ") + " ").includes(" " + words.join(" ") + " ")
    })
  }

  var ENOUGH = 5, MOST_NEAR = 24 // below so many docs with all the words, so many with some of them follow
  var MOST_PARTS = 3 // of the index, loaded for words that only begin as one that is being written
  var VERIFIED = 60 // docs whose text is read to look for a phrase in it

  async function verify(start, docs, phrases) {
    var texts = await Promise.all(docs.map(function (doc) { return textOf(start, doc) }))
    return docs.filter(function (_, i) {
      return phrases.every(function (phrase) { return says(texts[i], phrase.words) !== phrase.minus })
    })
  }

  /** The words to rank by. One that is being written after others counts from its third letter, or if it is whole. */
  async function choose(start, words, asked) {
    var some = words.filter(function (one) { return !one.minus && !start.stop.has(one.word) })
    if (!some.length) some = words.filter(function (one) { return !one.minus && !asked.phrases.length })
    var last = some[some.length - 1]
    if (some.length < 2 || !last.open || last.word.length > 2) return some
    var whole = last.word.length > 1 && (await look(start, Object.assign({}, last, { strict: true }))).size
    return whole ? some : some.slice(0, -1)
  }

  /** Sum up: what each doc is worth, and how much of the question it has; `whole` for those that have every word. */
  function sum(start, wanted) {
    var found = { sums: new Float64Array(start.docs), covered: new Float64Array(start.docs), all: 0 }
    wanted.forEach(function (one) {
      found.all += one.rarity
      for (var doc = 0; doc < start.docs; doc++) {
        if (!one.scores[doc]) continue
        found.sums[doc] += one.scores[doc] * one.rarity
        found.covered[doc] += one.rarity
      }
    })
    return found
  }

  /** Of some docs, the `most` with the greatest values, in order; equals as they stand. */
  function best(docs, values, most) {
    function order(a, b) { return values[b] - values[a] || a - b }
    if (docs.length > most * 4) { // what cannot be among them need not be put in order
      var least = Float64Array.from(docs, function (doc) { return values[doc] }).sort()[docs.length - most]
      docs = docs.filter(function (doc) { return values[doc] >= least })
    }
    return docs.sort(order).slice(0, most)
  }

  /**
   * Find `query`: the first `most` docs in order, how many there are, how many of them have all its words, whether there
   * may be more, and what to mark.
   */
  async function find(query, most) {
    var start = await begin(), asked = parse(query)
    var words = await joinDesignations(start, asked.words), only = words[0]
    if (words.length === 1 && !asked.filters.length && only.open && only.word.length < 4) {
      var first = await firstOf(start, only.word)
      if (only.word.length > 1) loadWords(start, locate(start.v.starts, only.word)) // the next letter will want it
      if (first.length >= (only.word.length < 3 ? 1 : ENOUGH)) {
        return { docs: first.slice(0, most), size: first.length, whole: first.length, more: true, terms: words }
      }
    }
    var wanted = await choose(start, words, asked)
    var unwanted = words.filter(function (one) { return one.minus })
    var sets = Promise.all(asked.filters.map(filterDocs))
    await Promise.all(wanted.concat(unwanted).map(function (one) { return weigh(start, one) }))
    sets = await sets

    var found = sum(start, wanted), whole = [], part = []
    for (var doc = 0; doc < start.docs; doc++) {
      if (wanted.length ? !found.sums[doc] : !sets.length) continue
      if (sets.some(function (set, i) { return set.has(doc) === asked.filters[i].minus })) continue
      if (unwanted.some(function (one) { return one.scores[doc] })) continue
      if (wanted.every(function (one) { return one.scores[doc] })) whole.push(doc)
      else if (found.covered[doc] >= found.all * 0.4) part.push(doc)
    }
    var size = whole.length, more = asked.phrases.length > 0 && size > VERIFIED
    whole = best(whole, found.sums, asked.phrases.length ? VERIFIED : most)
    if (asked.phrases.length) size = (whole = await verify(start, whole, asked.phrases)).length
    if (size < ENOUGH && !asked.phrases.length) {
      part = best(part, found.sums.map(function (value, doc) { return value * found.covered[doc] }), MOST_NEAR)
    } else part = []
    return { docs: whole.concat(part).slice(0, most), size: size + part.length, whole: size, more: more, terms: wanted }
  }

  /** Return a test for what to mark: forms of the words asked for, as far as they are known by now. */
  async function marker(start, terms) {
    var forms = terms.map(function (term) { return new Set([term.word]) })
    await Promise.all(terms.map(async function (term, i) {
      if (!term.groups) return
      for (var n of new Set([term.word, term.word.slice(0, 4)].map(function (word) { return locate(start.v.starts, word) }))) {
        (await loadWords(start, n)).forEach(function (pair) { if (term.groups.has(pair[1])) forms[i].add(pair[0]) })
      }
    }))
    return function (word) {
      return forms.findIndex(function (set, i) { return set.has(word) || (terms[i].open && word.startsWith(terms[i].word)) })
    }
  }

  /** The same, with what is to be shown of the first docs: [url, kind, title, date, passages], and a test for marks. */
  window.regesto_search.find = async function (query, most) {
    var found = await find(query, most), start = await begin()
    found.mark = await marker(start, found.terms)
    found.kinds = start.kinds
    found.texts = await Promise.all(found.docs.map(function (doc) { return textOf(start, doc) }))
    return found
  }
  window.regesto_search.begin = begin
  window.regesto_search.wordsOf = wordsOf
})()
