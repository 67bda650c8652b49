"""What a copy of a site is made with: the packages, their versions and licences, as a list and as a bill of materials.

The bill is CycloneDX 1.6 in JSON (ECMA-424). It bears no time and no random number: same packages, same bytes.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = "regesto"
BILL = "sbom.cdx.json"
"""The bill's name in an offline copy, beside its pages."""

_SPACE = uuid.UUID("5f0c9a2e-8a0b-5d53-9f0e-3f2b7c1d6a10")
_LICENCE = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Component:
    """An installed package: `licence` as its metadata says, empty where they say nothing; `needs` are names."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package's address in the notation of package URLs."""
        return f"pkg:pypi/{self.name}@{self.version}"


def find_components(roots: Iterable[str] = (ROOT,), extras: Iterable[str] = ()) -> list[Component]:
    """Return the packages that `roots` need, themselves included, sorted; `extras` are of the roots.

    What is not installed is left out: an optional package, or one for another system.
    """
    found: dict[str, Component] = {}
    waiting = [(canonicalize_name(name), tuple(extras)) for name in roots]
    while waiting:
        name, wanted = waiting.pop()
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        needs = {canonicalize_name(one.name): tuple(sorted(one.extras)) for one in _requirements(package, wanted)}
        if name in found and set(needs) <= set(found[name].needs):
            continue
        known = found[name].needs if name in found else ()
        found[name] = Component(name, package.version, read_licence(package), tuple(sorted({*needs, *known})))
        waiting += needs.items()
    return [found[name] for name in sorted(found)]


def _requirements(package: Distribution, extras: tuple[str, ...]) -> Iterator[Requirement]:
    for text in package.requires or ():
        one = Requirement(text)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one


def read_licence(package: Distribution) -> str:
    """Return a package's licence: its SPDX expression, else its classifiers, else the first line of what it says."""
    metadata = package.metadata
    if expression := metadata.get("License-Expression"):
        return expression
    said = (metadata.get("License") or "").strip().splitlines()
    classes = [one.removeprefix(_LICENCE) for one in metadata.get_all("Classifier", []) if one.startswith(_LICENCE)]
    if said and len(said[0]) <= 40 and said[0] != "UNKNOWN":
        return said[0]
    return " OR ".join(classes) or (said[0][:80] if said else "")


def make_bill(components: Iterable[Component]) -> bytes:
    """Return the bill of materials of components; the one named `regesto` is what it is the bill of."""
    components = list(components)
    names = {one.name: one.purl for one in components}
    parts = [_describe(one) for one in components if one.name != ROOT]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": "",
        "version": 1,
        "metadata": {"component": next((_describe(one) for one in components if one.name == ROOT), None)},
        "components": parts,
        "dependencies": [
            {"ref": one.purl, "dependsOn": [names[need] for need in one.needs if need in names]} for one in components
        ],
    }
    if bill["metadata"]["component"] is None:
        del bill["metadata"]
    bill["serialNumber"] = f"urn:uuid:{uuid.uuid5(_SPACE, json.dumps(bill, sort_keys=True))}"
    return json.dumps(bill, indent=2, ensure_ascii=False).encode() + b"\n"


def _describe(one: Component) -> dict[str, object]:
    described: dict[str, object] = {
        "type": "application" if one.name == ROOT else "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
    }
    if one.licence:
        simple = re.fullmatch(r"[A-Za-z0-9.+-]+( (AND|OR|WITH) [A-Za-z0-9.+-]+)*", one.licence)
        as_expression = simple and ("-" in one.licence or one.licence in ("MIT", "ISC", "Unlicense"))
        licence = {"expression": one.licence} if as_expression else {"license": {"name": one.licence}}
        described["licenses"] = [licence]
    return described
