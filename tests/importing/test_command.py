"""`regesto import` as it is typed: new files, what is here already, a dry run, and our own exports."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from regesto.cli import main
from regesto.exports.registry import EXPORTS
from regesto.pages.edition import Edition
from regesto.seeds.dossier import read_dossier
from regesto.starting.dossier import NewDossier, make_dossier, write_dossier

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """Return the seeds of a new dossier in Italian and English."""
    write_dossier(tmp_path, make_dossier(NewDossier("Luci", ("it", "en"), datetime.date(2026, 1, 2), "0.1")))
    return tmp_path / "seeds"


def _run(*arguments: object):
    result = CliRunner().invoke(main, ["import", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_messy_file(seeds: Path) -> None:
    file = HERE / "messy.bib"
    dry = _run(file, "--seeds", seeds, "--dry-run")
    assert dry.exit_code == 1
    assert f"Would be written: {seeds.as_posix()}/sources/lamp2021.yml  The Lamp of Port" in dry.output
    assert not (seeds / "sources/lamp2021.yml").exists()
    done = _run(file, "--seeds", seeds)
    assert done.exit_code == 1  # some of it could not be read
    assert f"{file.as_posix()}:20: note: the address javascript:alert(1) is none, and is left out\n" in done.output
    assert f"{file.as_posix()}:21: error: this reference has no title\n" in done.output
    assert "4 sources new, 1 outlet with them; 0 here already; 3 not read\n" in done.output
    text = (seeds / "sources/lamp2021.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schema/source.json\ntype: article-newspaper\n")
    assert "author: [Ada Sample, Fishers and Boats Union, João Chêne]\noutlet: example-gazette\n" in text
    assert "language: en\n" in text
    assert "abstract: Il riassunto è ancora da scrivere.\n" in text
    actors = (seeds / "actors.yml").read_text(encoding="utf-8")
    assert actors.endswith("\njournal-of-piers:\n  name: Journal of Piers\n  kind: outlet\n")
    assert [str(one) for one in read_dossier(seeds).errors] == []
    assert CliRunner().invoke(main, ["fmt", "--check", "--seeds", str(seeds)]).exit_code == 0


def test_what_is_here_already_is_left_out(seeds: Path, tmp_path: Path) -> None:
    _run(HERE / "messy.bib", "--seeds", seeds)
    twins = [
        "@online{x1, title={Other words}, url={http://example.org/lamp?id=7&utm_medium=y}, language={en}}",
        "@article{x2, title={Anders}, journal={J}, doi={10.1234/abc.5}, language={en}}",
        "@misc{x3, title={a PIER}, year={1990}, language={en}}",
        "@misc{x4, title={A pier}, year={1991}, language={en}}",
    ]
    (tmp_path / "twins.bib").write_text("\n".join(twins), encoding="utf-8")
    result = _run(tmp_path / "twins.bib", "--seeds", seeds)
    assert "twins.bib:1: note: “Other words” is here already, as lamp2021; left out" in result.output
    assert "twins.bib:2: note: “Anders” is here already, as pier; left out" in result.output
    assert "twins.bib:3: note: “a PIER” is here already, as pier; left out" in result.output
    assert "1 source new, 0 outlets with them; 3 here already; 0 not read" in result.output


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl", "csv"])
def test_our_own_exports_come_back(form: str, seeds: Path, tmp_path: Path) -> None:
    dossier = read_dossier(ROOT / "seeds").dossier
    edition = Edition(dossier=dossier, language="it", site_name="Prova")
    (export,) = [one for one in EXPORTS if one.name == form]
    name, content = next((name, content) for name, content in export.make(edition) if "sources" in name)
    file = tmp_path / Path(name).name
    file.write_bytes(content)
    result = _run(file, "--seeds", seeds, "--with-abstracts", "--format", form)
    assert result.exit_code == 0, result.output
    made = read_dossier(seeds).draft.sources
    for id, source in dossier.sources.items():
        twin = made[id]
        assert (twin.title, twin.type, twin.author, twin.language) == (
            source.title, source.type, source.author, source.language
        )  # fmt: skip
        if form != "bibtex":  # which has no approximate dates
            assert twin.issued == source.issued
    again = _run(file, "--seeds", seeds, "--with-abstracts", "--format", form)
    assert f"0 sources new, 0 outlets with them; {len(dossier.sources)} here already; 0 not read" in again.output


def test_a_format_that_nobody_knows(seeds: Path, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    result = _run(tmp_path / "a.docx", "--seeds", seeds)
    assert result.exit_code == 2
    assert "What format is a.docx? Say --format bibtex, ris, csl, csv." in result.output


def test_broken_seeds_take_nothing_in(seeds: Path) -> None:
    (seeds / "topics.yml").write_text("a: [\n", encoding="utf-8")
    result = _run(HERE / "messy.ris", "--seeds", seeds)
    assert result.exit_code == 1
    assert "nothing was imported: first correct the seeds" in result.output
