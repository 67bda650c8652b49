"""Data moves one way: a module imports from its own layer or one to its left; heavy libraries stay at the edges."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "scripts" / "regesto"

MAY_IMPORT = {
    "model": {"model"},
    "seeds": {"model", "seeds", "resources", "stores"},
    "reading": {"model", "seeds", "reading"},
    "drafting": {"model", "seeds", "reading", "drafting"},
    "starting": {"model", "seeds", "starting", "resources"},
    "importing": {"model", "seeds", "starting", "importing"},
    "views": {"model", "views"},
    "pages": {"model", "views", "pages", "resources", "stores"},
    "search": {"model", "views", "pages", "search"},
    "forms": {"model", "seeds", "views", "pages", "forms"},
    "exports": {"model", "views", "pages", "exports", "stores"},
    "site": {"model", "seeds", "views", "pages", "search", "exports", "forms", "site", "resources", "stores"},
}
"""What each layer may import of the package. The commands and `cli` may import everything: they are not listed."""

MAY_NOT_USE = {
    "model": {"mkdocs", "jinja2", "markupsafe", "yaml", "click", "rich", "babel", "pathlib"},
    "views": {"mkdocs", "jinja2", "markupsafe", "yaml", "click", "rich", "babel", "pathlib"},
    "seeds": {"mkdocs", "jinja2", "markupsafe", "babel"},
    "starting": {"mkdocs", "click", "rich"},
    "pages": {"mkdocs", "click", "rich"},
    "search": {"mkdocs", "jinja2", "yaml", "click", "rich", "babel", "pathlib"},
    "forms": {"mkdocs", "jinja2", "yaml", "click", "rich", "pathlib", "datetime", "time"},
    "exports": {"mkdocs", "jinja2", "yaml", "click", "rich", "babel", "pathlib", "datetime", "time"},
}
"""Libraries that a layer has no business with."""


def find_modules(layer: str) -> list[Path]:
    return sorted((PACKAGE / layer).rglob("*.py"))


def find_imports(path: Path) -> set[str]:
    """Return the dotted names a module imports, wherever in it (inside functions too)."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("layer", sorted(MAY_IMPORT))
def test_imports_go_to_the_left(layer):
    for path in find_modules(layer):
        layers = {name.split(".")[1] for name in find_imports(path) if name.startswith("regesto.")}
        assert layers <= MAY_IMPORT[layer], f"{path.relative_to(PACKAGE)} imports {sorted(layers - MAY_IMPORT[layer])}"


@pytest.mark.parametrize("layer", sorted(MAY_NOT_USE))
def test_libraries_stay_in_their_layers(layer):
    for path in find_modules(layer):
        used = {name.split(".")[0] for name in find_imports(path)}
        assert not used & MAY_NOT_USE[layer], f"{path.relative_to(PACKAGE)} uses {sorted(used & MAY_NOT_USE[layer])}"


def test_every_layer_is_ruled():
    folders = {path.name for path in PACKAGE.iterdir() if path.is_dir() and list(path.glob("*.py"))}
    assert folders - {"commands"} == {layer for layer in MAY_IMPORT if find_modules(layer)}
