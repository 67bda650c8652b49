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
      start.first = new Map(start.first)
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

  var HALF = 45, DIGIT = new Map()
  for (var code = 33; code < 127; code++) {
    if (!'"\\<&'.includes(String.fromCharCode(code))) DIGIT.set(code, DIGIT.size)
  }

  /** Read numbers of base 45, the least digit first. With `graded`, one digit follows each, and comes after it. */
  function readNumbers(text, graded) {
    var found = [], number = 0, factor = 1
    for (var i = 0; i < text.length; i++) {
      var digit = DIGIT.get(text.charCodeAt(i))
      if (digit >= HALF) { number += (digit - HALF) * factor; factor *= HALF; continue }
      found.push(number + digit * factor)
      number = 0
      factor = 1
      if (graded) found.push(DIGIT.get(text.charCodeAt(++i)))
    }
    return found
  }

  function signed(n) { return n % 2 ? -(n + 1) / 2 : n / 2 }

  function readSteps(text, withSigns) {
    var at = 0
    return readNumbers(text).map(function (step) { return (at += withSigns ? signed(step) : step) })
  }

  /** Words that are written by how much each shares with the one before. */
  function readFront(text) {
    var last = ""
    return text.split(" ").map(function (word) { return (last = last.slice(0, DIGIT.get(word.charCodeAt(0))) + word.slice(1)) })
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
    return load(start.p.names[locate(start.p.starts, group)], readGroups).then(function (part) {
      return readNumbers(part.get(group), true)
    })
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

  function shortest(pairs, most) {
    return pairs.sort(function (a, b) { return a[0].length - b[0].length }).slice(0, most)
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
    if (term.open || !groups.size) take(shortest(near, word.length < 3 ? 8 : 25), groups.size ? 0.5 : 0.9)
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
    var docs = new Map()
    await Promise.all([...term.groups].map(async function (pair) {
      var found = await findingsOf(start, pair[0])
      for (var i = 0, doc = 0; i < found.length; i += 2) {
        doc += found[i]
        docs.set(doc, Math.max(docs.get(doc) || 0, pair[1] * (found[i + 1] + 1)))
      }
    }))
    term.rarity = Math.log(1 + (start.docs - docs.size + 0.5) / (docs.size + 0.5))
    docs.forEach(function (grade, doc) { docs.set(doc, grade * term.rarity) })
    return (term.docs = docs)
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
  var VERIFIED = 60 // docs whose text is read to look for a phrase in it

  async function verify(start, docs, phrases) {
    var texts = await Promise.all(docs.slice(0, VERIFIED).map(function (doc) { return textOf(start, doc) }))
    return docs.slice(0, VERIFIED).filter(function (_, i) {
      return phrases.every(function (phrase) { return says(texts[i], phrase.words) !== phrase.minus })
    })
  }

  /** Find `query`: docs in order, how many of them have all its words, whether there may be more, and what to mark. */
  async function find(query) {
    var start = await begin(), asked = parse(query)
    var words = await joinDesignations(start, asked.words)
    if (words.length === 1 && !asked.filters.length && words[0].open && start.first.has(words[0].word)) {
      var exact = words[0].word.length > 1 && (await look(start, Object.assign({}, words[0], { strict: true }))).size
      if (!exact) {
        var first = readSteps(start.first.get(words[0].word), true)
        return { docs: first, whole: first.length, more: true, terms: words }
      }
    }
    var wanted = words.filter(function (one) { return !one.minus && !start.stop.has(one.word) })
    if (!wanted.length) wanted = words.filter(function (one) { return !one.minus && !asked.phrases.length })
    if (wanted.length > 1) wanted = wanted.filter(function (one) { return !one.open || one.word.length > 1 })
    var unwanted = words.filter(function (one) { return one.minus })
    await Promise.all(wanted.concat(unwanted).map(function (one) { return weigh(start, one) }))

    var sums = new Map(), covered = new Map(), all = wanted.reduce(function (sum, one) { return sum + one.rarity }, 0)
    wanted.forEach(function (one) {
      one.docs.forEach(function (value, doc) {
        sums.set(doc, (sums.get(doc) || 0) + value)
        covered.set(doc, (covered.get(doc) || 0) + one.rarity)
      })
    })
    var sets = await Promise.all(asked.filters.map(filterDocs))
    if (!wanted.length && sets.length) {
      for (var doc = 0; doc < start.docs; doc++) sums.set(doc, 0)
    }
    var docs = [...sums.keys()].filter(function (doc) {
      return sets.every(function (set, i) { return set.has(doc) !== asked.filters[i].minus }) &&
        !unwanted.some(function (one) { return one.docs.has(doc) })
    })
    function has(doc) { return wanted.every(function (one) { return one.docs.has(doc) }) }
    function order(some, value) { return some.sort(function (a, b) { return value(b) - value(a) || a - b }) }
    var whole = order(docs.filter(has), function (doc) { return sums.get(doc) })
    var more = asked.phrases.length > 0 && whole.length > VERIFIED
    if (asked.phrases.length) whole = await verify(start, whole, asked.phrases)
    var near = whole.length >= ENOUGH || asked.phrases.length ? [] : order(docs.filter(function (doc) {
      return !has(doc) && covered.get(doc) >= all * 0.4
    }), function (doc) { return sums.get(doc) * covered.get(doc) }).slice(0, MOST_NEAR)
    return { docs: whole.concat(near), whole: whole.length, more: more, terms: wanted }
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
    var found = await find(query), start = await begin()
    found.mark = await marker(start, found.terms)
    found.kinds = start.kinds
    found.texts = await Promise.all(found.docs.slice(0, most).map(function (doc) { return textOf(start, doc) }))
    return found
  }
  window.regesto_search.begin = begin
  window.regesto_search.wordsOf = wordsOf
})()
