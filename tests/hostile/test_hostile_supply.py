"""What Regesto is made with: every licence is known and approved, the bill of materials is whole, builds repeat."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bounded import ROOT
from regesto.cli import main
from regesto.site.components import Component, find_components, make_bill

LICENCES = yaml.safe_load(Path(__file__).with_name("licences.yml").read_text(encoding="utf-8"))


def read_lock(name):
    return set(re.findall(r"^([a-z0-9.-]+)==", (ROOT / name).read_text(encoding="utf-8"), re.M))


def is_approved(licence):
    """Tell whether all of the terms are approved, or one of those that may be chosen."""
    approved = set(LICENCES["approved"])
    return licence in approved or any(
        all(part.strip(" ()") in approved for part in re.split(r"\bAND\b", choice, flags=re.I))
        for choice in re.split(r"\bOR\b", licence)
    )


def test_every_licence_is_known_and_approved():
    components = find_components(extras=("draft", "dask", "pdf", "test"))
    by_hand = LICENCES["said_by_hand"]
    odd = {one.name: one.licence for one in components if not is_approved(one.licence) and one.name not in by_hand}
    assert odd == {}, "look at their terms, and approve them in tests/hostile/licences.yml, or do without them"
    assert len(components) > 90


def test_what_is_approved_by_hand_for_tests_is_no_need_of_the_package():
    names = {one.name for one in find_components(extras=("draft", "dask", "pdf"))}
    assert names.isdisjoint(LICENCES["tests_only"])


def test_a_licence_that_is_not_approved_would_be_found():
    assert not is_approved("AGPL-3.0-only")
    assert not is_approved("")
    assert not is_approved("MIT AND GPL-3.0-only")
    assert is_approved("MPL-1.1 OR GPL-2.0-only")


def test_every_package_of_the_lock_is_listed():
    """The lock for the site and what its packages say they need are the same set."""
    listed = {one.name for one in find_components()}
    # What only other systems need is in one and not in the other, and so is what makes the package from its sources.
    systems, making = (
        {"colorama", "tzdata", "pywin32"},
        {"editables", "hatchling", "pluggy", "tomlkit", "trove-classifiers"},
    )
    assert read_lock("requirements.lock") - listed <= systems | making


def test_the_command_lists_them():
    result = CliRunner().invoke(main, ["licences"])
    assert result.exit_code == 0
    assert re.search(r"^mkdocs \S+ +BSD-2-Clause$", result.output, re.M)
    assert "igraph" not in result.output


def test_the_bill_is_whole_and_always_the_same():
    components = find_components()
    bill = json.loads(make_bill(components))
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", bill["serialNumber"])
    refs = [one["bom-ref"] for one in bill["components"]] + [bill["metadata"]["component"]["bom-ref"]]
    assert len(refs) == len(set(refs)) == len(components)
    assert {one["ref"] for one in bill["dependencies"]} == set(refs)
    assert all(set(one["dependsOn"]) <= set(refs) for one in bill["dependencies"])
    assert "timestamp" not in str(bill)
    assert make_bill(components) == make_bill(list(components))
    assert make_bill(components) != make_bill([*components, Component("x", "1", "", ())])


def build_wheel(folder, target):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1767225600", "TZ": f"UTC{len(folder.name)}"}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    (wheel,) = target.glob("*.whl")
    return wheel


@pytest.mark.slow
def test_two_wheels_are_the_same_file(tmp_path):
    """Made in two folders, with files of other ages, in other time zones."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False).stdout.decode()
    if not names:
        pytest.skip("NOT A CHECKOUT: no wheels were compared")
    wanted = [name for name in names.split("\0") if name.startswith(("scripts/", "templates/")) or "/" not in name]
    wheels = []
    for number, folder in enumerate(("one", "another-place")):
        for name in filter(None, wanted):
            copy = tmp_path / folder / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((ROOT / name).read_bytes())
            os.utime(copy, (1_600_000_000 + number * 10**7,) * 2)
        wheels.append(build_wheel(tmp_path / folder, tmp_path / f"dist-{number}"))
    assert wheels[0].name == wheels[1].name
    assert wheels[0].read_bytes() == wheels[1].read_bytes()
    with zipfile.ZipFile(wheels[0]) as wheel:
        assert not [name for name in wheel.namelist() if name.startswith("/") or ".." in name]
