"""What a build says of seeds that it cannot use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from regesto.seeds.dossier import read_dossier
from regesto.site.reading import NAMED, read_or_abort

LIGHTHOUSES = Path(__file__).parents[1] / "fixtures" / "lighthouses" / "seeds"


def test_of_thousands_of_problems_the_first_errors_are_named(tmp_path):
    seeds = tmp_path / "seeds"
    shutil.copytree(LIGHTHOUSES, seeds)
    many = "".join(f"t{number}: {{name: A topic that nobody uses}}\n" for number in range(2 * NAMED))
    with (seeds / "topics.yml").open("a", encoding="utf-8") as file:
        file.write(many + "wrong: {nome: x}\n")
    errors, warnings = [], []
    with pytest.raises(Abort, match="nothing was built"):
        read_or_abort(read_dossier, seeds, errors.append, warnings.append)
    assert any("nome" in text for text in errors)
    assert len(errors) + len(warnings) <= NAMED + 1
