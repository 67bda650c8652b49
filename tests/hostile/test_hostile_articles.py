"""Articles and drafts that were made to explode, to stall or to escape."""

import io
import os
import shutil
import time
import zipfile
import zlib
from functools import cache

import pytest

from bounded import ROOT, run_bounded, run_here
from regesto.reading import confined
from regesto.reading.decoding import NotText
from regesto.seeds.yaml import read_yaml

LIGHTHOUSES = ROOT / "tests/fixtures/lighthouses/seeds"

TEXT = "Il ministro ha detto martedì 3 settembre 2024 che il faro di Porto Esempio riceverà dodici lampade nuove. "

FRONT_BOMB = "---\na: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9)
)


@cache
def deflate():
    """Return 1.6 GB of blanks, compressed, without ever holding them all."""
    packer = zlib.compressobj(1)
    return b"".join(packer.compress(b" " * 8_000_000) for _ in range(200)) + packer.flush()


def make_pdf(stream, filters=b"/FlateDecode", kids=b"3 0 R"):
    """Return a PDF of one page whose content is a stream that is packed already."""
    parts = [
        b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [%s] /Count 1 >>\nendobj\n" % kids,
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n",
        b"4 0 obj\n<< /Length %d /Filter %s >>\nstream\n%s\nendstream\nendobj\n" % (len(stream), filters, stream),
        b"trailer << /Size 5 /Root 1 0 R >>\n%%EOF\n",
    ]
    return b"%PDF-1.4\n" + b"".join(parts)


def make_zip():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    return target.getvalue()


NESTED = "".join("    " * depth + "* x\n" for depth in range(400))
ENTITIES = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)

ARTICLES = {
    "aliases-in-front.md": lambda: f"{FRONT_BOMB}authors: *j\n---\n{TEXT * 3}".encode(),
    "deep-front.md": lambda: f"---\nauthor: {'[' * 50_000}\n---\n{TEXT * 3}".encode(),
    "nested-lists.md": lambda: f"{TEXT}\n\n{NESTED}".encode(),
    "nested-quotes.md": lambda: f"{'> ' * 3_000}{TEXT}".encode(),
    "deep.html": lambda: f"<html><body><p>{TEXT * 5}</p>{'<div>' * 100_000}{TEXT}".encode(),
    "entities.html": lambda: f"{ENTITIES}]><html><body><p>&j;{TEXT * 5}".encode(),
    "attributes.html": lambda: f"<html><body><p {'a=b ' * 100_000}>{TEXT * 5}".encode(),
    "blanks.pdf": lambda: make_pdf(deflate()),
    "blanks-twice.pdf": lambda: make_pdf(zlib.compress(deflate(), 9), b"[/FlateDecode /FlateDecode]"),
    "itself.pdf": lambda: make_pdf(zlib.compress(b"BT ET"), kids=b"2 0 R"),
    "cut.pdf": lambda: make_pdf(zlib.compress(b"BT ET"))[:90],
    "noise.pdf": lambda: b"%PDF-1.4\n" + os.urandom(200_000),
    "zip.txt": make_zip,
    "zip.pdf": make_zip,
    "noise.txt": lambda: os.urandom(200_000),
    "one-word.txt": lambda: TEXT.encode() + b"a" * 300_000,
    "brackets.txt": lambda: (TEXT + "(" * 20_000 + "«" * 20_000).encode(),
    "too-long.txt": lambda: (TEXT * 20_000).encode(),
}
"""Each is drafted from, or named with a reason: in seconds, and in little memory."""


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    return tmp_path


@pytest.mark.slow
def test_articles_that_explode_are_named_and_the_others_are_drafted(folder):
    """All at once, as in a folder of downloads; a good one among them gets its drafts."""
    (folder / "press").mkdir()
    for name, make in ARTICLES.items():
        (folder / "press" / name).write_bytes(make())
    with (folder / "press/huge.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    (folder / "press/good.txt").write_text(TEXT * 4, encoding="utf-8")
    outcome = run_bounded("draft", "press", "--language", "it", "--published", "2024-09", cwd=folder, seconds=300)
    outcome.check_civil(seconds=240, peak=600)
    assert outcome.code == 1
    assert (folder / "seeds/drafts/good.yml").is_file()
    for name in (*ARTICLES, "huge.txt"):
        stem = name.partition(".")[0]
        assert (folder / f"seeds/drafts/{stem}.yml").is_file() or f"press/{name}: " in outcome.said, name
    for name in (
        "blanks.pdf",
        "blanks-twice.pdf",
        "itself.pdf",
        "zip.txt",
        "huge.txt",
        "too-long.txt",
        "nested-lists.md",
    ):
        assert f"press/{name}: " in outcome.said, name
    for path in (folder / "seeds/drafts").glob("*.yml"):
        assert read_yaml(path.read_bytes(), path.name).problems == [], path.name


def test_a_reader_that_stalls_is_ended(monkeypatch):
    monkeypatch.setattr(confined, "PATIENCE", 1.5)
    stall = ("[" * 400_000).encode()
    start = time.monotonic()
    with pytest.raises(NotText, match="takes more than 30 seconds"):
        confined.read_confined(".md", stall)
    assert time.monotonic() - start < 20
    monkeypatch.setattr(confined, "PATIENCE", 60)
    assert confined.read_confined(".md", b"# Title\n\nText after it.").text == "Title\n\nText after it."


GOOD_DRAFT = "source:\n  title: x\nentries:\n  {id}:\n    title: A title\n    date: 2021-05\n    claims: []\n"

DRAFTS = {
    "an id that leads out": (GOOD_DRAFT.format(id="../../../../escaped"), "cannot be an id"),
    "an absolute id": (GOOD_DRAFT.format(id="/tmp/escaped"), "cannot be an id"),
    "an id with a pattern": (GOOD_DRAFT.format(id="'*'"), "cannot be an id"),
    "a device": (GOOD_DRAFT.format(id="nul"), "cannot be an id"),
    "an entry elsewhere": ("entries:\n  a:\n    add_to: ../../escaped\n    claims: []\n", "add_to is not the id"),
    "aliases": ("entries: &a {}\nsource: *a\n", "anchor"),
    "a tag": ("entries: !!python/name:os.system {}\n", "tag"),
    "depth": ("entries: " + "[" * 10_000, "nested deeper"),
    "a list": ("- a\n- b\n", "not a map"),
    "entries in a list": ("entries: [a]\n", "entries is not a map"),
    "a word for an entry": ("entries:\n  a: b\n", "a draft is a map"),
    "a word for claims": ("entries:\n  a:\n    claims: b\n", "claims is not a list"),
    "no text": (b"\xff\xfe\xff", "UTF-16"),
    "too large": (b"#" * 1_100_000, "at most 1,000,000 are read"),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_a_hostile_draft_is_refused_and_nothing_is_written(folder, name):
    text, says = DRAFTS[name]
    (folder / "seeds/drafts").mkdir()
    (folder / "seeds/drafts/x.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    outcome = run_here("accept", "x", "--by", "editor", "--on", "2026-11-22", cwd=folder)
    outcome.check_civil(seconds=20)
    assert outcome.code == 1
    assert says in outcome.said
    assert "seeds/drafts/x.yml:" in outcome.said
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    (folder / "x.txt").write_text(TEXT * 4, encoding="utf-8")
    again = run_here("draft", "x.txt", "--language", "it", "--published", "2024-09", cwd=folder)
    again.check_civil(seconds=30)
    assert again.code == 1
    assert "left alone" in again.said
    assert (folder / "seeds/drafts/x.yml").read_bytes() == before[folder / "seeds/drafts/x.yml"]


@pytest.mark.parametrize("name", ["../dossier", "/etc/passwd", "x/../../y", "nul"])
def test_accept_takes_no_path_for_a_source(folder, name):
    outcome = run_here("accept", name, "--by", "editor", cwd=folder)
    outcome.check_civil(seconds=10)
    assert outcome.code in (1, 2)
    assert "there is no file of drafts" in outcome.said


def test_no_link_in_the_seeds_is_written_through(folder):
    """Neither drafts nor accepted entries land where a link points to, and a link to / is not copied."""
    outside = folder / "outside"
    outside.mkdir()
    (folder / "seeds/drafts").symlink_to(outside)
    (folder / "x.txt").write_text(TEXT * 4, encoding="utf-8")
    outcome = run_here("draft", "x.txt", "--language", "it", "--published", "2024-09", cwd=folder)
    outcome.check_civil(seconds=30)
    assert "links are not followed" in outcome.said
    assert list(outside.iterdir()) == []
    (folder / "seeds/drafts").unlink()
    (folder / "seeds/drafts").mkdir()
    (folder / "seeds/drafts/x.yml").write_text(GOOD_DRAFT.format(id="new-one"), encoding="utf-8")
    (folder / "seeds/entries/2022").symlink_to("/")
    shutil.rmtree(folder / "seeds/entries/2021")
    (folder / "seeds/entries/2021").symlink_to(outside)
    outcome = run_here("accept", "x", "--by", "editor", "--on", "2026-11-22", cwd=folder)
    outcome.check_civil(seconds=30)
    assert outcome.code == 1
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("link", [False, True])
def test_the_text_of_a_source_stays_in_its_folder(folder, link):
    """Sealing reads no file outside the folder of articles, by a link either."""
    (folder / "secret.txt").write_text("secret", encoding="utf-8")
    (folder / "articles").mkdir()
    if link:
        (folder / "articles/gazette-2021.txt").symlink_to(folder / "secret.txt")
    else:
        (folder / "articles/gazette-2021.txt").write_bytes(b"\xff\xfe")
    outcome = run_here("check", "--articles", "articles", cwd=folder)
    outcome.check_civil(seconds=10)
    assert outcome.code == 1
    assert ("a link out of the folder" if link else "not in UTF-8") in outcome.said
