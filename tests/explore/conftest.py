"""Fixtures: the engine in a Chromium, and the real dossier's site, online and from a disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from browser import need_chromium, share_browser
from regesto.model.dossier import Dossier
from regesto.seeds.dossier import read_dossier

ROOT = Path(__file__).resolve().parents[2]
ENGINE = ROOT / "templates" / "theme" / "assets" / "javascripts" / "explore-engine.js"

ASK = """([data, filters]) => {
  const engine = regestoExplore, model = engine.prepare(data)
  const texts = data.entries.title.map(engine.fold)
  const tables = {topic: "topics", place: "places", materiel: "materiel", status: "statuses", actor: "actors",
    role: "roles", source: "sources", origin: "actors", relay: "actors", stance: "stances", certainty: "certainties",
    corroboration: "corroborations", measure: "measures"}
  const chosen = {}
  for (const facet in filters.chosen) {
    chosen[facet] = filters.chosen[facet].map(id => data.ids[tables[facet]].indexOf(id))
  }
  const found = engine.select(model, {...filters, chosen, words: filters.words.map(engine.fold)}, texts)
  const entries = data.entries.id.filter((id, e) => found.passes[e]), claims = [], counts = {}
  data.entries.id.forEach((id, e) => {
    for (let c = model.claimAt[e]; c < model.claimAt[e + 1]; c++) {
      if (found.claimPasses[c]) claims.push(id + "/" + data.claimIds[c])
    }
  })
  for (const facet in found.counts) {
    counts[facet] = {}
    data.ids[tables[facet]].forEach((id, value) => { counts[facet][id] = found.counts[facet][value] })
  }
  return {entries, claims, counts, total: found.total, claimTotal: found.claimTotal,
    labels: Array.from(found.label, label => label < 0 ? null : data.ids.corroborations[label]),
    origins: Array.from(found.origins)}
}"""
"""Asks the engine in words, so that a test can compare its answer with the reference."""


@pytest.fixture(scope="session")
def dossier() -> Dossier:
    """The dossier of this repository."""
    return read_dossier(ROOT / "seeds").dossier


@pytest.fixture(scope="module")
def evaluate() -> Callable[[str, object], object]:
    """Return a function that evaluates an expression where the engine is loaded."""
    setting = share_browser(need_chromium()).new_context()
    page = setting.new_page()
    page.add_script_tag(path=str(ENGINE))
    yield page.evaluate
    setting.close()


@pytest.fixture
def ask(evaluate) -> Callable[[dict, dict], dict]:
    """Return a function that puts data and filters to the engine."""
    return lambda data, filters: evaluate(ASK, [data, filters])
