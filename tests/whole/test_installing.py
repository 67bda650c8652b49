"""Installed from the wheel, in every way a person starts it, and in locales that spoil careless programs."""

from __future__ import annotations

import re
import tomllib

import pytest

from whole_site import ROOT, list_files, run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("start", [["regesto"], ["python", "-m", "regesto"]])
def test_the_command_and_the_module_are_the_same(start, environment, tmp_path):
    command = [environment / start[0], *start[1:]]
    assert run(*command, "--version", cwd=tmp_path, source=None).startswith("regesto, version 0.")
    said = run(*command, "new", "dossier", "made", "--title", "Piers", "--language", "en", cwd=tmp_path, source=None)
    assert "made holds a dossier" in said
    assert "0 errors, 0 warnings" in run(*command, "check", cwd=tmp_path / "made", source=None)


def test_all_that_it_imports_is_in_its_requirements(environment, tmp_path):
    """pipx installs the requirements and nothing else: no command may need more, but for those of the extra `draft`."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=\[ ]", one)[0] for one in settings["dependencies"]}
    code = (
        "import sys, importlib\n"
        "from regesto.cli import COMMANDS\n"
        "from regesto.commands.new.group import KINDS\n"
        "for name, (module, _) in {**COMMANDS, **KINDS}.items():\n"
        "    importlib.import_module(module)\n"
        "import regesto.importing.registry, regesto.starting.dossier, regesto.seeds.migrating, regesto.site.plugin\n"
        "import regesto.site.export, regesto.pages.change_summary\n"
        "from importlib.metadata import packages_distributions as known\n"
        "tops = {name.split('.')[0] for name in sys.modules}\n"
        "dists = known()\n"
        "print(*sorted({dist for top in tops for dist in dists.get(top, [])}))\n"
    )
    used = {
        name.lower().replace("_", "-").replace(".", "-")
        for name in run(environment / "python", "-c", code, cwd=tmp_path, source=None).split()
    }
    extra = {re.split(r"[<>=\[ ]", one)[0] for one in settings["optional-dependencies"]["draft"]}
    assert {"ruamel-yaml", "rispy", "bibtexparser", "click"} <= used
    # Whatever only the extra brings would be missing. Those that others depend on come with them.
    carried = {"charset-normalizer", "markdown", "lxml-html-clean"}
    assert used & (extra - names - carried) == set()


@pytest.mark.parametrize(
    "locale",
    [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}],
)
def test_the_locale_and_the_zone_make_no_difference(locale, environment, tmp_path):
    for name, variables in (("one", {"LC_ALL": "C.UTF-8", "TZ": "UTC"}), ("other", locale)):
        made = ("new", "dossier", name, "--title", "Fari: città", "--language", "it")
        run(environment / "regesto", *made, cwd=tmp_path, source=None, **variables)
        folder = tmp_path / name
        run(environment / "regesto", "fmt", "--check", cwd=folder, source=None, **variables)
        run(environment / "regesto", "seal", "--articles", "seeds/articles", cwd=folder, source=None, **variables)
        run(environment / "regesto", "build", cwd=folder, source=None, **variables)
    one, other = tmp_path / "one", tmp_path / "other"
    skipped = (".cache",)
    files = [name for name in list_files(one) if not name.startswith(skipped)]
    assert files == [name for name in list_files(other) if not name.startswith(skipped)]
    # The day of the review is that of whoever makes the dossier, wherever they are.
    for name in files:
        if name.startswith("seeds/"):
            texts = [(folder / name).read_text(encoding="utf-8") for folder in (one, other)]
            assert re.sub(r"on: [0-9-]+", "", texts[0]) == re.sub(r"on: [0-9-]+", "", texts[1]), name
