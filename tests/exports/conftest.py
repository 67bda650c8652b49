"""Fixtures: editions of the dossier of lighthouses, plain and with hostile texts, and of this repository's own."""

import pytest

from editions import LIGHTHOUSES, ROOT, make_edition
from hostile import HOSTILE, poison
from regesto.model.dossier import Dossier
from regesto.seeds.dossier import read_dossier


@pytest.fixture(scope="session")
def lighthouses() -> Dossier:
    return read_dossier(LIGHTHOUSES).dossier


@pytest.fixture(scope="session")
def own() -> Dossier:
    return read_dossier(ROOT / "seeds").dossier


@pytest.fixture(scope="session", params=["lighthouses", "own", *HOSTILE])
def edition(request, lighthouses, own):
    """Return every edition that an export must do right by: plain ones, and one for each hostile text."""
    if request.param in HOSTILE:
        return make_edition(poison(lighthouses, HOSTILE[request.param]))
    return make_edition(own if request.param == "own" else lighthouses)


@pytest.fixture(scope="session")
def files(edition) -> dict[str, bytes]:
    """Return every file of an edition by its path under the folder of the data."""
    folder = edition.routes.section("data") + "/"
    return {one.path.removeprefix(folder): one.content for one in edition.downloads}
