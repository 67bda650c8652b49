"""Articles in every format and encoding, and input that is no article: one clear line each, and the rest goes on."""

import io
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from regesto.reading.document import Document, Facts, PartKind, Unread
from regesto.reading.reader import LARGEST, read_articles, read_bytes, read_file
from tests.reading.pdf import make_pdf

TEXT = """Blackout nel centro storico, indagano i vigili

Un guasto alla cabina elettrica ha lasciato al buio l'intero quartiere per sei ore.
Così è più difficile lavorare, dicono i negozianti.
"""


def test_plain_text(tmp_path):
    (tmp_path / "blackout.txt").write_text(TEXT, "utf-8")
    document = read_file(tmp_path / "blackout.txt")
    assert isinstance(document, Document)
    assert (document.name, document.language, document.encoding) == ("blackout", "it", "utf-8")
    assert [part.kind for part in document.parts] == [PartKind.TITLE, PartKind.PARAGRAPH, PartKind.PARAGRAPH]
    assert document.words_of(document.parts[0]) == "Blackout nel centro storico, indagano i vigili"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_detected_and_said(encoding):
    document = read_bytes(TEXT.replace("\n", "\r\n").encode(encoding), "x.txt", ".txt")
    assert document.text == TEXT
    if encoding == "cp1252":
        assert "guessed" in document.notes[0]
        assert document.encoding in {"cp1252", "cp1250", "latin_1"}
    else:
        assert (document.encoding, document.notes) == (encoding, ())


def test_markdown_with_front_matter():
    front = "---\ntitle: Blackout in centro\nauthor: Ada Neri\ndate: 3 maggio 2024\n---\n\n"
    body = "![La cabina](x.png)\n\nUn **guasto** alla [cabina](http://x.it) ha lasciato al buio la via per sei ore.\n"
    document = read_bytes((front + body).encode(), "b.md", ".md")
    assert document.facts == Facts("Blackout in centro", ("Ada Neri",), "2024-05-03", "stated")
    assert "Un guasto alla cabina ha lasciato" in document.text


def test_web_page_keeps_the_article_and_drops_the_frame():
    paragraph = "Un guasto alla cabina elettrica ha lasciato al buio l'intero quartiere per sei ore. " * 4
    source = f"""<!doctype html><html lang=it><head><title>Blackout in centro</title>
    <meta property="og:title" content="Blackout in centro">
    <meta property="article:published_time" content="2024-05-03T10:00:00+02:00"></head>
    <body><nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Blackout in centro</h1>
    <p>{paragraph}</p>
    <p>{paragraph.replace("sei", "sette")}</p></article><footer>Cookie, privacy</footer></body></html>"""
    document = read_bytes(source.encode(), "b.html", ".html")
    assert (document.facts.title, document.facts.published) == ("Blackout in centro", "2024-05-03")
    assert "Un guasto alla cabina" in document.text
    assert "Sport" not in document.text


def test_pdf_lines_become_paragraphs():
    lines = [
        "Blackout nel centro storico",
        "Un guasto alla cabina elettrica ha lasciato al buio l'intero quar-",
        "tiere per sei ore, nel pomeriggio di ieri.",
    ]
    document = read_bytes(make_pdf(lines), "b.pdf", ".pdf")
    assert "l'intero quartiere per sei ore" in document.text


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (document,) = read_articles(["-"])
    assert document.text == TEXT


def test_what_a_person_says_wins():
    document = read_bytes(TEXT.encode(), "b.txt", ".txt", Facts(published="2024-09~", outlet="il-corriere"))
    assert (document.facts.published, document.facts.basis) == ("2024-09~", "given")
    assert document.facts.outlet == "il-corriere"


@pytest.mark.parametrize(
    ("data", "suffix", "reason"),
    [
        (b"", ".txt", "it is empty"),
        (b" \n\n ", ".txt", "it is empty"),
        (bytes(range(256)) * 50, ".txt", "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 500, "", "binary"),
        (b"Ciao a tutti", ".txt", "fewer than"),
        (b"<html><body></body></html>", ".html", "no article was found"),
        (b"%PDF-1.4 rubbish", ".pdf", "PDF"),
        (make_pdf([]), ".pdf", "a scan"),
        (
            "Der Präsident hat gestern in Berlin eine Rede über die Zukunft des Landes gehalten.".encode(),
            ".txt",
            "'de'",
        ),
        (b"x" * (LARGEST + 1), ".txt", "too large"),
    ],
)
def test_bad_input_has_one_clear_line(data, suffix, reason):
    unread = read_bytes(data, "bad", suffix)
    assert isinstance(unread, Unread)
    assert reason in str(unread)
    assert "\n" not in str(unread)


def test_one_bad_file_among_many_stops_nothing(tmp_path):
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(TEXT, "utf-8")
    (tmp_path / "2.txt").write_bytes(b"\x00\x01" * 400)
    (tmp_path / "3.docx").write_bytes(b"PK")
    read = list(read_articles([str(tmp_path), str(tmp_path / "*.txt"), str(tmp_path / "absent.txt")]))
    assert [type(one).__name__ for one in read] == ["Document"] * 2 + ["Unread"] + ["Document"] * 2 + ["Unread"]
    assert "no such file" in str(read[-1])


def test_size_is_looked_at_before_reading(tmp_path):
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(200 * 1024**2)  # sparse: takes no room on the disk
    assert "too large" in str(read_file(tmp_path / "huge.txt"))


@contextmanager
def as_nobody():
    """Root may read everything: be somebody else for a while."""
    me = os.geteuid()
    if me == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(me)


def test_no_permission():
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to others
        Path(folder).chmod(0o755)
        closed = Path(folder, "closed.txt")
        closed.write_text(TEXT, "utf-8")
        closed.chmod(0)
        with as_nobody():
            assert "no permission" in str(read_file(closed))
