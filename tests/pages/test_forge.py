"""Addresses on a forge, and that records lead to their file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from regesto.model.ids import Kind
from regesto.pages.edition import Edition
from regesto.pages.forge import Forge, ForgeKind, find_forge
from regesto.pages.writer import Writer
from regesto.seeds.dossier import read_dossier
from regesto.site.reading import find_lines

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parents[1] / "seeds"
CASES = yaml.safe_load((HERE / "forges.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_addresses(case):
    forge = find_forge(case["repo_url"], case.get("edit_uri"), "docs/it", case.get("seeds", "seeds"), case.get("forge"))
    if "edit" not in case:
        assert forge is None
        return
    assert forge.edit("entries/2024/x.yml", 12) == case["edit"]
    assert forge.edit("entries/2024/x.yml") == case["edit"].removesuffix("#L12")
    new = forge.new
    assert (new["address"], new["file"], new["text"]) == (case["new"], case["file"], case["text"])


def test_a_term_leads_to_its_line_and_an_entry_to_its_file():
    reading = read_dossier(SEEDS)
    lines = find_lines(reading)
    forge = Forge(ForgeKind.GITHUB, "https://github.com/team/dossier")
    w = Writer(Edition(reading.dossier, "it", "Prova", forge=forge, lines=lines), "attori/nis")
    text = (SEEDS / "actors.yml").read_text(encoding="utf-8").splitlines()
    for actor in reading.dossier.actors:
        assert text[lines[Kind.ACTOR, actor] - 1].startswith(f"{actor}:")
    assert w.edit_href("actors.yml", "actor", "kim-il-sung").endswith(
        f"/edit/main/seeds/actors.yml#L{text.index('kim-il-sung:') + 1}"
    )
    assert w.edit_href("sources/a.yml") == "https://github.com/team/dossier/edit/main/seeds/sources/a.yml"


def test_the_address_that_the_dossier_gives_wins_and_without_any_there_are_instructions():
    dossier = read_dossier(SEEDS).dossier
    forge = Forge(ForgeKind.GITHUB, "https://github.com/team/dossier")
    own = Edition(dossier, "it", "Prova", edit_base="https://example.org/edit/", forge=forge)
    assert Writer(own, "").edit_href("a&b.yml", "actor", "nis") == "https://example.org/edit/a%26b.yml"
    assert Writer(Edition(dossier, "it", "Prova"), "schede/x").edit_href("entries/x.yml") == "../../contribuire/"
