"""The sources as references, and the dossier's own citation: read back by what reads them."""

import json
import re

import bibtexparser
import pytest
import yaml

from editions import make_edition
from regesto.model.edtf import Edtf
from regesto.pages.bibliography.formats import escape_tex, write_bibtex, write_csl, write_ris
from regesto.pages.bibliography.item import Item
from regesto.pages.citations import cite_entry
from regesto.pages.plain import one_line
from regesto.pages.writer import Writer

DATES = {
    "2024-09-06": ({"date-parts": [[2024, 9, 6]]}, "2024", "sep", "2024/09/06/"),
    "2024-09~": ({"date-parts": [[2024, 9]], "circa": True}, "2024", "sep", "2024/09//2024-09~"),
    "2024": ({"date-parts": [[2024]]}, "2024", None, "2024///"),
    "2024-22": ({"date-parts": [[2024]], "season": 2}, "2024", None, "2024///"),
    "2024-01/2024-03": ({"date-parts": [[2024, 1], [2024, 3]]}, "2024", "jan", "2024/01//2024-01/2024-03"),
    "201X": ({"literal": "201X"}, None, None, None),
    "[2024-10,2024-11]": ({"literal": "[2024-10,2024-11]"}, "2024", "oct", "2024/10//[2024-10,2024-11]"),
    "2020/..": ({"literal": "2020/.."}, "2020", None, "2020///2020/.."),
}


@pytest.mark.parametrize("text", DATES)
def test_a_date_says_what_is_known(text):
    csl, year, month, ris = DATES[text]
    item = Item("k", "article-newspaper", "T", issued=Edtf.parse(text))
    assert write_csl(item)["issued"] == csl
    fields = bibtexparser.parse_string(write_bibtex(item)).entries[0].fields_dict
    assert (fields["year"].value if year else fields.get("year")) == year
    assert f"month = {month}," in write_bibtex(item) if month else "month" not in write_bibtex(item)
    assert re.findall(r"DA  - (.*)\r", write_ris(item)) == ([ris] if ris else [])


def test_bibtex_reads_back(edition, files):
    library = bibtexparser.parse_string(files["sources.bib"].decode())
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == list(edition.dossier.sources)
    assert len(library.blocks) == len(library.entries)
    for entry, source in zip(library.entries, edition.dossier.sources.values(), strict=True):
        assert entry.fields_dict["title"].value in (
            f"{{{escape_tex(one_line(source.title))}}}",
            escape_tex(one_line(source.title)),
        )


def test_ris_reads_back(edition, files):
    lines = files["sources.ris"].decode().split("\r\n")
    assert all(line == "" or re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert not any("\n" in line or "\r" in line for line in lines)
    assert [line[6:] for line in lines if line.startswith("ID")] == list(edition.dossier.sources)
    kinds = [line[:2] for line in lines if line[:2] in ("TY", "ER")]
    assert kinds == ["TY", "ER"] * len(edition.dossier.sources)


def test_csl_reads_back(edition, files):
    items = json.loads(files["sources.csl.json"])
    assert [item["id"] for item in items] == list(edition.dossier.sources)
    for item, source in zip(items, edition.dossier.sources.values(), strict=True):
        assert item["title"] == one_line(source.title)
        assert item["type"] == source.type.value
        assert [one["literal"] for one in item.get("author", ())] == [one_line(one) for one in source.author]


def test_the_citation_file_is_yaml_with_what_cff_asks_for(edition, files):
    found = yaml.safe_load(files["CITATION.cff"])
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert all(author.keys() == {"name"} for author in found["authors"])
    assert re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", found["date-released"])


@pytest.mark.parametrize(
    ("language", "apa", "chicago"),
    [
        ("it", "Redazione. (2026, 21 novembre). ", "Riveduta il 21 novembre 2026. https://x.example/d/schede/"),
        ("en", "Editors. (2026, November 21). ", "Reviewed 21 November 2026. https://x.example/d/schede/"),
    ],
)
def test_an_entry_is_cited_in_the_language_of_the_page(own, language, apa, chicago):
    edition = make_edition(own, language)
    entry = own.entries["valore-delle-forniture"]
    cited = {one.style: one.text for one in cite_entry(Writer(edition, f"schede/{entry.id}"), entry)}
    assert list(cited) == ["APA", "Chicago", "BibTeX", "CSL-JSON", "RIS"]
    assert cited["APA"].startswith(apa)
    assert chicago in cited["Chicago"]


def test_every_citation_of_an_entry_reads_back(edition):
    for entry in edition.dossier.entries.values():
        w = Writer(edition, f"{edition.routes.section('entries')}/{entry.id}")
        cited = {one.style: one.text for one in cite_entry(w, entry)}
        title = one_line(w.plain(entry.title))
        assert title in cited["APA"]
        assert title in cited["Chicago"]
        (record,) = json.loads(cited["CSL-JSON"])
        assert (record["title"], record["URL"]) == (title, w.permalink())
        library = bibtexparser.parse_string(cited["BibTeX"])
        assert (library.failed_blocks, [one.key for one in library.entries]) == ([], [entry.id])
        assert cited["RIS"].count("\n") == len(re.findall(r"(?m)^[A-Z][A-Z0-9]  - ", cited["RIS"])) - 1
