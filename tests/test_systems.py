"""Other systems: consoles that lack characters, line ends, marks and names as Windows and macOS have them.

What can be tried on any system is tried here, in processes with the settings that such a system gives them; what a
module may not do at all is in `test_portable.py`, and names that no system should meet in `hostile/`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.model.ids import RESERVED
from regesto.seeds.dossier import read_dossier
from regesto.seeds.formatting import format_seed
from regesto.seeds.yaml import read_yaml
from regesto.starting.slugs import make_id

ROOT = Path(__file__).resolve().parents[1]
LIGHTHOUSES = ROOT / "tests/fixtures/lighthouses/seeds"

CONSOLES = {
    "Windows, a pipe": {"PYTHONIOENCODING": "cp1252"},
    "Windows, an old console": {"PYTHONIOENCODING": "cp437"},
    "Windows in Japan": {"PYTHONIOENCODING": "cp932"},
    "plain C": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii:strict"},
}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """Return a folder with a dossier in which something is wrong that few consoles can write."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    (path,) = (tmp_path / "seeds/entries/2021").glob("*.yml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title:", "zażółć: 灯台 → Ω\ntitle:", 1), encoding="utf-8", newline="\n")
    return tmp_path


def regesto(folder: Path, *arguments: str, **variables: str) -> tuple[int, bytes]:
    """Run `regesto` in a process of its own; return its exit code and the bytes that it wrote."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "regesto", *arguments],
        cwd=folder,
        env=environment | {"PYTHONPATH": str(ROOT / "scripts"), "NO_MKDOCS_2_WARNING": "1"} | variables,
        capture_output=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("console", CONSOLES)
def test_what_a_console_cannot_write_is_spelt_out(broken, console):
    """Every problem is told whole, in whatever letters there are; nothing ends in an error of encoding."""
    for command in (("check",), ("fmt", "--diff"), ("build",), ("new", "topic", "--name", "no"), ("nonsense",)):
        code, said = regesto(broken, *command, **CONSOLES[console])
        assert b"Traceback" not in said, said[-1500:]
        assert b"UnicodeEncodeError" not in said
        assert code in (0, 1, 2)
        if command == ("check",):
            assert code == 1
            assert b"is not a field of an entry" in said
            letters = "\u017c".encode("cp932" if "Japan" in console else "ascii", "backslashreplace")
            assert b"seeds/entries/2021/lamp-relit.yml" in said
            assert letters in said, said


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("form", ["json", "github", "gitlab"])
def test_what_is_for_programs_is_utf_8_everywhere(broken, console, form):
    _, said = regesto(broken, "check", "--format", form, **CONSOLES[console])
    assert "zażółć" in said.decode("utf-8")
    if form != "github":
        assert json.loads(said)


def change_ends(text: str, end: str, mark: bytes) -> bytes:
    return mark + text.replace("\n", end).encode("utf-8")


SEEDS = sorted(path.relative_to(LIGHTHOUSES).as_posix() for path in LIGHTHOUSES.rglob("*.yml"))


@pytest.mark.parametrize("name", SEEDS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["bare", "marked"])
def test_line_ends_and_marks_of_windows_mean_nothing(name, mark):
    """The same data with CRLF and with a byte order mark; `fmt` takes both away, and writes what it always does."""
    text = (LIGHTHOUSES / name).read_text(encoding="utf-8")
    plain, windows = text.encode("utf-8"), change_ends(text, "\r\n", mark)
    one, other = read_yaml(plain, name), read_yaml(windows, name)
    assert other.problems == one.problems == []
    assert other.data == one.data
    assert other.values == one.values
    assert format_seed(windows, name).text == format_seed(plain, name).text
    assert "\r" not in format_seed(windows, name).text


def test_a_whole_dossier_saved_by_windows_is_the_same(tmp_path):
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    for path in (tmp_path / "seeds").rglob("*.yml"):
        path.write_bytes(change_ends(path.read_text(encoding="utf-8"), "\r\n", b"\xef\xbb\xbf"))
    before, after = read_dossier(LIGHTHOUSES), read_dossier(tmp_path / "seeds")
    assert [str(one) for one in after.problems] == [str(one) for one in before.problems]
    assert after.dossier.entries == before.dossier.entries
    assert after.dossier.sources == before.dossier.sources


@given(st.text(max_size=120))
@settings(max_examples=300, deadline=None)
def test_every_name_that_is_made_is_a_file_on_every_system(title):
    """Ids become names of files: small letters, so that no two differ by case; no device of Windows; not too long."""
    made = make_id(title, fallback="entry")
    assert made
    assert len(made) <= 80
    assert made == made.lower()
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.split(".")[0] not in RESERVED
    assert unicodedata.normalize("NFD", made) == made  # macOS stores names in that form


@pytest.mark.parametrize("device", sorted(RESERVED))
def test_a_title_that_is_a_device_of_windows_gets_another_name(device):
    assert make_id(device.upper(), fallback="entry") not in RESERVED


def test_a_name_in_the_form_of_macos_is_told(tmp_path):
    """A file called `caffè.yml` in either form cannot be an id, and is said so with its name."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    (path,) = (tmp_path / "seeds/entries/2021").glob("*.yml")
    for form in ("NFC", "NFD"):
        twin = path.with_name(unicodedata.normalize(form, "caffè.yml"))
        twin.write_bytes(path.read_bytes())
        told = [one for one in read_dossier(tmp_path / "seeds").problems if "caff" in one.where.file]
        assert told
        assert "cannot be an id" in told[0].message
        twin.unlink()


def test_names_that_differ_by_case_only_are_told(tmp_path):
    """Windows and macOS would keep one of the two."""
    shutil.copytree(LIGHTHOUSES, tmp_path / "seeds")
    (path,) = (tmp_path / "seeds/entries/2021").glob("*.yml")
    twin = path.with_name(path.name.upper().replace(".YML", ".yml"))
    if twin.exists():
        pytest.skip("THIS SYSTEM knows no case in names: two such files cannot be made")
    twin.write_bytes(path.read_bytes())
    told = [str(one) for one in read_dossier(tmp_path / "seeds").errors]
    assert any(twin.stem in one for one in told), told
