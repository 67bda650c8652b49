"""Fixtures: MkDocs with the plugin, and a tiny site whose pages are made up."""

from importlib.metadata import EntryPoint
from types import SimpleNamespace

import pytest
from mkdocs.config.defaults import MkDocsConfig

from regesto.model.dossier import Dossier
from regesto.site.plugin import RegestoPlugin
from tiny_site import PAGES, FakePress, TinySite, settings


@pytest.fixture(scope="session", autouse=True)
def plugin_is_known():
    """Let MkDocs find the plugin also where the package is not installed."""
    plugins = MkDocsConfig.plugins.installed_plugins
    plugins.setdefault("regesto", EntryPoint("regesto", "regesto.site.plugin:RegestoPlugin", "mkdocs.plugins"))


@pytest.fixture
def fake_pages(monkeypatch):
    """Give the plugin a dossier and pages that are made up; returns the class of the press."""

    class Press(FakePress):
        bulk_pages = PAGES

    dossier = Dossier(settings=settings())
    monkeypatch.setattr(RegestoPlugin, "press", Press)
    monkeypatch.setattr(
        RegestoPlugin, "read", staticmethod(lambda folder: SimpleNamespace(dossier=dossier, problems=[]))
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    return Press


@pytest.fixture
def tiny(tmp_path, fake_pages) -> TinySite:
    """Return a tiny site that is not built yet."""
    return TinySite(tmp_path / "tiny")
