"""Sealing quotes: to the letter, with positions; and writing seals and fingerprints without losing anything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regesto.model.seal import Seal, SealState, digest, normalise
from regesto.model.source import Fingerprint
from regesto.seeds.dossier import read_dossier
from regesto.seeds.fingerprints import add_fingerprint
from regesto.seeds.reading import read_seeds
from regesto.seeds.result import Reading
from regesto.seeds.sealing import Sealed, seal, write_seals
from regesto.seeds.texts import Articles, ArticleText
from regesto.seeds.yaml import read_yaml

Change = Callable[[str, str, str], Path]
FINGERPRINT = Fingerprint(sha256="a" * 64, characters=1234, words=200, paragraphs=7)


def _seal(folder: Path) -> tuple[Sealed, list[str]]:
    reading = read_seeds(folder / "seeds")
    sealed = seal(reading.draft, Articles(folder / "articles"), reading.places)
    return sealed, write_seals(folder / "seeds", sealed, reading.places)


def _states(reading: Reading) -> list[SealState]:
    return [one.state for entry, claim in reading.draft.claims() for one in reading.draft.sealings(entry, claim)]


def test_seals_say_where_each_quote_stands(lighthouses: Path) -> None:
    sealed, changed = _seal(lighthouses)
    assert sealed.problems == []
    assert changed == ["sources/gazette-2021.yml", "sources/yearbook-1950.yml", "seals.yml"]
    dossier = read_dossier(lighthouses / "seeds", lighthouses / "articles").dossier
    texts = Articles(lighthouses / "articles")
    for entry, claim in dossier.claims():
        for one in dossier.sealings(entry, claim):
            text = texts.find(dossier.sources[claim.source])
            quote = normalise(one.evidence.quote)
            assert one.state is SealState.SEALED
            assert text.paragraphs[one.seal.paragraph][one.seal.start : one.seal.end] == quote
            assert (one.seal.quote, one.seal.text) == (digest(quote), digest(text.normalised))


def test_sealing_twice_changes_nothing(lighthouses: Path) -> None:
    _seal(lighthouses)
    sealed, changed = _seal(lighthouses)
    assert (sealed.new, changed) == (0, [])


def test_without_a_text_its_seals_stay(lighthouses: Path) -> None:
    _seal(lighthouses)
    (lighthouses / "articles/gazette-2021.txt").unlink()
    sealed, changed = _seal(lighthouses)
    assert sealed.without_text == ["gazette-2021"]
    assert changed == []


def test_a_quote_that_was_altered_is_an_error_without_the_text(lighthouses: Path, change: Change) -> None:
    assert set(_states(read_dossier(lighthouses / "seeds"))) == {SealState.UNSEALED}
    _seal(lighthouses)
    seeds = change("seeds/entries/2018/groundings.yml", "quote: at least 12 boats", "quote: at least 21 boats")
    reading = read_dossier(seeds)
    assert [problem.code for problem in reading.problems] == ["altered-quote"]
    assert _states(reading).count(SealState.ALTERED) == 1
    sealed, _ = _seal(lighthouses)
    assert [problem.code for problem in sealed.problems] == ["misquote"]
    assert [problem.code for problem in read_dossier(seeds).problems] == ["altered-quote"], "sealing does not hide it"


def test_a_quote_added_to_a_sealed_claim_is_not_yet_sealed(lighthouses: Path, change: Change) -> None:
    _seal(lighthouses)
    old = "{quote: at least 12 boats ran aground, paragraph: 3}"
    new = f"{old}\n      - {{quote: in the autumn storms, paragraph: 3}}"
    reading = read_dossier(change("seeds/entries/2018/groundings.yml", old, new))
    assert reading.problems == []
    assert _states(reading).count(SealState.UNSEALED) == 1


def test_another_paragraph_is_named(lighthouses: Path, change: Change) -> None:
    change("seeds/entries/2021/lamp-relit.yml", "paragraph: 2", "paragraph: 3")
    sealed, _ = _seal(lighthouses)
    assert "does not stand in paragraph 3, but in paragraph 2" in str(sealed.problems[0])


def test_a_changed_text_is_noticed(lighthouses: Path, change: Change) -> None:
    _seal(lighthouses)
    change("articles/yearbook-1950.txt", "burned coal", "burned wood")
    assert [p.code for p in read_dossier(lighthouses / "seeds", lighthouses / "articles").problems] == ["changed-text"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [(b"\xff\xfe", "not in UTF-8"), (b" \n\n", "empty"), (b"x" * 5_000_001, "larger than 5,000,000 bytes")],
)
def test_a_text_that_cannot_be_read(lighthouses: Path, content: bytes, problem: str) -> None:
    (lighthouses / "articles/yearbook-1950.txt").write_bytes(content)
    sealed, _ = _seal(lighthouses)
    assert [problem in str(one) for one in sealed.problems] == [True]


def test_a_text_behind_a_link_is_not_read(lighthouses: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    text = lighthouses / "articles/yearbook-1950.txt"
    text.unlink()
    text.symlink_to(tmp_path / "secret")
    sealed, _ = _seal(lighthouses)
    assert "link out of the folder" in str(sealed.problems[0])


@pytest.mark.parametrize(
    ("text", "title", "numbers"),
    [
        ("A title\n\nFirst.\n  \nSecond.", "A title", [0, 1, 2]),
        ("«A»  title\nFirst.", '"A" title', [0, 1]),
        ("First.\r\nSecond.", "A title", [1, 2]),
        ("\ufeffFirst.", "A title", [1]),
        ("First.\n\nA title\nThird.", "A title", [1, 2, 3]),
    ],
)
def test_paragraphs_are_lines_and_the_title_is_number_0(text: str, title: str, numbers: list[int]) -> None:
    assert list(ArticleText.parse(text.removeprefix("\ufeff"), title).paragraphs) == numbers


SOURCES = {
    "plain": "title: T # one\n\n# two\nnote: n\n",
    "no last line end": "title: T",
    "Windows": "title: T\r\nnote: n\r\n",
    "byte order mark": "\ufefftitle: T\n",
    "a text at the end": "title: T\nnote: |\n  long\n\n  text\n",
    "a comment at the end": "title: T\n# the end\n",
    "an old one in the middle": "title: T\nfingerprint: # by the command\n  sha256: "
    + "b" * 64
    + " # hash\n  words: 7\n"
    "  # a remark\n  characters: 10\n  paragraphs: '1'\n\n# after\nnote: n\n",
    "an old one in braces": "fingerprint: {words: 7, sha256: '%s', characters: 10, paragraphs: 1} # x\n" % ("b" * 64)
    + "title: T\n",
    "an empty one": "title: T\nfingerprint:\nnote: n\n",
    "an empty one on Windows": "title: T\r\nfingerprint: \r\nnote: n",
}


@pytest.mark.parametrize("text", SOURCES.values(), ids=SOURCES)
def test_a_fingerprint_is_added_and_nothing_is_lost(text: str) -> None:
    result = add_fingerprint(text.encode(), "a.yml", FINGERPRINT)
    wanted = {key: str(value) for key, value in FINGERPRINT}
    before, after = (read_yaml(raw, "a.yml").data for raw in (text.encode(), result))
    assert after == {**before, "fingerprint": wanted}
    for line in text.splitlines():
        comment = line.partition("#")[2]
        assert comment in result.decode()
    assert ("\r\n" in text) == (b"\r\n" in result)
    assert result.count(b"\r\n") in (0, result.count(b"\n"))
    assert add_fingerprint(result, "a.yml", FINGERPRINT) == result


@pytest.mark.parametrize("text", ["{title: T}\n", "title: T\n...\n", "- a\n", "title: [\n"])
def test_a_file_that_cannot_be_edited_safely_is_left_alone(text: str) -> None:
    assert add_fingerprint(text.encode(), "a.yml", FINGERPRINT) is None


@given(st.text())
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_paragraphs_are_whole(text: str, title: str) -> None:
    article = ArticleText.parse(text, title)
    assert "".join(article.normalised.split()) == "".join(normalise(text).split())
    assert all(normalise(paragraph) == paragraph != "" for paragraph in article.paragraphs.values())


def test_a_seal_s_stamp_depends_on_everything_in_it() -> None:
    base = {"quote": "a" * 64, "source": "s", "paragraph": 1, "start": 0, "end": 5, "text": "b" * 64}
    others = [{"quote": "c" * 64}, {"source": "t"}, {"paragraph": 2}, {"start": 1}, {"end": 6}, {"text": "c" * 64}]
    assert len({Seal(**base | other).stamp for other in [{}, *others]}) == 7
