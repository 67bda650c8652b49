"""A dossier's own checks, pages and exports: Python files that its `mkdocs.yml` names, never its seeds.

An extension is code, and runs with the rights of whoever builds the site. `mkdocs.yml` names it, which may name hooks
and plugins too; nothing in the seeds can.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from typing import Any

from mkdocs.exceptions import Abort

from regesto.exports.export import Export
from regesto.pages.sheet import SheetMaker
from regesto.seeds.checks import CHECKS, Check
from regesto.site.defaults import read_user_config


@dataclass(frozen=True, slots=True)
class Extension:
    """What the extensions of a dossier add, in the order of their files."""

    checks: tuple[Check, ...] = ()
    sheets: tuple[SheetMaker, ...] = ()
    exports: tuple[Export, ...] = ()
    files: tuple[Path, ...] = field(default=())


def load_extensions(files: Sequence[str | Path]) -> Extension:
    """Return what the Python files add by their `CHECKS`, `SHEETS` and `EXPORTS`, each a tuple.

    Raises MkDocs' `Abort` where a file cannot be loaded or adds something else.
    """
    modules = [_load(Path(file)) for file in files]
    found = {name: tuple(one for module in modules for one in _read(module, name)) for name in _WANTED}
    codes = {check.code for check in CHECKS}
    for check in found["CHECKS"]:
        if check.code in codes:
            raise Abort(f"An extension adds a check {check.code!r}, and there is one of that name already.")
        codes.add(check.code)
    return Extension(found["CHECKS"], found["SHEETS"], found["EXPORTS"], tuple(Path(file) for file in files))


_WANTED: Mapping[str, tuple[str, Any]] = {
    "CHECKS": ("regesto.seeds.checks.Check", lambda one: isinstance(one, Check)),
    "SHEETS": ("functions from an edition to sheets", callable),
    "EXPORTS": ("regesto.exports.export.Export", lambda one: isinstance(one, Export)),
}
"""The names that are read in an extension, what stands under each, and how that is told."""


def _load(path: Path) -> ModuleType:
    name = f"regesto_extension_{path.stem}_{blake2b(str(path).encode(), digest_size=4).hexdigest()}"
    spec = importlib.util.spec_from_file_location(name, path) if path.suffix == ".py" else None
    if spec is None or spec.loader is None:
        raise Abort(f"The extension {path.name} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever their author wrote
        raise Abort(f"The extension {path.name} cannot be loaded: {type(error).__name__}: {error}") from error
    return module


def _read(module: ModuleType, name: str) -> Sequence[Any]:
    what, is_one = _WANTED[name]
    found = getattr(module, name, ())
    if not isinstance(found, tuple | list) or not all(map(is_one, found)):
        raise Abort(f"The extension {Path(module.__file__ or '').name} has a {name} that is not a tuple of {what}.")
    return found


def find_extensions(config_file: Path) -> list[Path]:
    """Return the files that the option `extensions` in an `mkdocs.yml` names; none where there is no such file."""
    if not config_file.is_file() or b"extensions" not in config_file.read_bytes():
        return []
    plugins = read_user_config(str(config_file)).get("plugins") or []
    options = [one["regesto"] for one in _list_plugins(plugins) if isinstance(one.get("regesto"), Mapping)]
    names = [str(name) for one in options for name in one.get("extensions") or []]
    return [config_file.parent / name for name in names]


def _list_plugins(plugins: Any) -> list[Mapping[str, Any]]:
    if isinstance(plugins, Mapping):
        return [plugins]
    return [one for one in plugins if isinstance(one, Mapping)] if isinstance(plugins, list) else []
