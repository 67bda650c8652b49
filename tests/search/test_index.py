"""What the files of an index hold: everything that went in, harmless whatever it was."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesto.search.coding import (
    ALPHABET,
    BASE,
    HALF,
    LEVELS,
    fold_sign,
    read_findings,
    read_steps,
    write_data,
    write_findings,
    write_front,
    write_number,
    write_script,
    write_steps,
)
from regesto.search.findable import Field, Findable, FindableKind, Label, Passage, Unit
from regesto.search.index import index_units
from regesto.search.reading import read_page
from regesto.search.store import SearchStore

HOSTILE = '</script><script>alert(1)</script> \u2028 \u2029 " \\ __proto__ constructor \udc80'


def read_numbers(text):
    """Read numbers as `regesto-find.js` does."""
    found, number, factor = [], 0, 1
    for digit in map(ALPHABET.index, text):
        if digit >= HALF:
            number, factor = number + (digit - HALF) * factor, factor * HALF
        else:
            found.append(number + digit * factor)
            number, factor = 0, 1
    return found


def read_script(text):
    return json.loads(re.fullmatch(r'regesto_search\("[a-z0-9-]+",(.*)\)\n', text, re.DOTALL)[1])


def read_front(text):
    """Read words as `regesto-find.js` does."""
    words, last = [], ""
    for word in text.split(" "):
        last = last[: ALPHABET.index(word[0])] + word[1:]
        words.append(last)
    return words


def make_index(*findables):
    units, files = [Unit(f"page/{n}", b"") for n in range(len(findables))], {}

    def write(file):
        files[file.name] = file.make()

    index_units(units, lambda id: [findables[int(id[5:])]], "it", {}, SearchStore(None), write)
    return files


def entry(title, *passages, **more):
    made = tuple(Passage(Field.SUMMARY, text, "it") for text in passages)
    return Findable("schede/x/", FindableKind.ENTRY, title, "it", made, **more)


@given(st.lists(st.integers(0, 2**40)))
def test_numbers_come_back(numbers):
    assert read_numbers("".join(map(write_number, numbers))) == numbers


@given(st.integers())
def test_signs_fold_without_loss(number):
    folded = fold_sign(number)
    assert folded >= 0
    assert (-(folded + 1) // 2 if folded % 2 else folded // 2) == number


def test_the_alphabet_needs_no_escape():
    assert len(ALPHABET) == BASE == 90
    assert json.dumps(ALPHABET) == f'"{ALPHABET}"'
    assert write_steps([3, 3, 90]) == "".join(map(write_number, (3, 0, 87)))


@given(st.sets(st.integers(0, 2**40)))
def test_findings_and_steps_come_back(numbers):
    packed = sorted({number - number % LEVELS + number % 7 for number in numbers})
    assert list(read_findings(write_findings(packed))) == packed
    assert read_steps(write_steps(sorted(numbers))) == sorted(numbers)


@given(st.lists(st.text("abcz\u00e9\U00010400", min_size=1), min_size=1))
def test_words_come_back_from_what_they_share(words):
    assert read_front(write_front(words)) == words


@given(st.recursive(st.text(st.characters()), st.lists))
def test_data_comes_back_from_a_script_and_cannot_end_it(data):
    script = write_script("t0-0", write_data(data))
    assert read_script(script) == data
    assert "<" not in script
    assert "\u2028" not in script
    assert script.encode("utf-8").count(b"\n") == 1


def test_hostile_texts_are_data():
    files = make_index(entry(HOSTILE, HOSTILE, labels=(Label(Field.ALIAS, HOSTILE, "it"),), topics=("__proto__",)))
    for name, text in files.items():
        assert "<" not in text, name
        read_script(text)
        text.encode("utf-8")
    assert read_script(files["t0-0"])[0][2] == HOSTILE


def test_every_word_leads_to_its_doc():
    files = make_index(entry("Missili balistici", "Il deposito di Toropets"), entry("Un deposito", "Missile"))
    words, cuts, more = read_script(files["v0-0"])
    forms = read_front(words)
    groups = {form: form[: len(form) - cut // 2] for form, cut in zip(forms, read_numbers(cuts), strict=True)}
    assert more == "", "all stems are beginnings here"
    assert forms == sorted(forms)
    assert groups["missili"] == groups["missile"]
    names, *found = read_script(files["p0-0"])
    findings = dict(zip(read_front(names), found, strict=True))
    assert [len(findings[groups[word]]) // 2 for word in ("missili", "toropets", "deposito")] == [2, 1, 2]
    assert "di" not in groups, "a stop word is found in titles alone"


def test_an_empty_site_has_an_index():
    files = make_index()
    assert read_script(files["start"])["docs"] == 0


def test_the_same_findables_make_the_same_files():
    findables = [entry("Uno", "due tre"), entry("Quattro", "cinque")]
    assert make_index(*findables) == make_index(*findables)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h1 id='t'>Titolo</h1><p>Uno</p>", [("x/", "Titolo", "Uno")]),
        ("<p>A</p><h2 id='b'>B</h2><p>C <b>d</b>e</p>", [("x/", "Titolo", "A"), ("x/#b", "B", "C de")]),
        ("<h2>Senza id</h2><p>A</p>", [("x/", "Titolo", "Senza id A")]),
        (
            "<p>A<svg><text>no</text></svg><script>no</script><i data-search-exclude>no</i>B</p>",
            [("x/", "Titolo", "AB")],
        ),
        ("<p>A<br>B<img>C</p></div></p><p>&lt;D&gt;", [("x/", "Titolo", "A B C <D>")]),
        ("", [("x/", "Titolo", "")]),
    ],
)
def test_pages_are_cut_at_their_headings(html, found):
    read = read_page("x/", "Titolo", html, "it")
    assert [(one.url, one.title, one.passages[0].text if one.passages else "") for one in read] == found


@given(st.text(alphabet=st.sampled_from("<>/ abh12\"'=!-&;"), max_size=80))
def test_broken_html_is_read_somehow(html):
    assert read_page("x/", "T", html, "it")[0].url == "x/"
