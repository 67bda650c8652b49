"""The history of entries, from real repositories: moved files, other ids, cut-off clones, versions nobody can read."""

import shutil
import subprocess
from pathlib import Path

import pytest

from regesto.model.edtf import Edtf
from regesto.pages.build import Press
from regesto.pages.edition import Edition
from regesto.pages.forge import Forge, ForgeKind
from regesto.seeds.dossier import read_dossier
from regesto.site.history import find_state, parse_log, read_histories

LIGHTHOUSES = Path(__file__).resolve().parents[1] / "fixtures" / "lighthouses" / "seeds"

NAME = "<script>alert(1)</script> \N{RIGHT-TO-LEFT OVERRIDE}"
EMAIL = "hidden@example.org"
ENTRY = "lamp-relit"


class Repository:
    """A dossier in a repository of its own, whose commits are a day apart from 2026-01-01 on."""

    def __init__(self, folder):
        self.folder, self.seeds, self.day = folder, folder / "seeds", 0
        shutil.copytree(LIGHTHOUSES, self.seeds)
        self.git("init", "--quiet")

    def git(self, *arguments):
        self.day += arguments[0] == "commit"
        when = f"2026-01-{self.day:02} 12:00:00 +0000"
        environment = {"GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": when, "PATH": "/usr/bin:/bin"}
        settings = ("-c", f"user.name={NAME}", "-c", f"user.email={EMAIL}", "-c", "commit.gpgSign=false")
        subprocess.run(["git", "-C", self.folder, *settings, *arguments], check=True, env=environment)

    def commit(self, message):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)

    @property
    def file(self):
        (path,) = (self.seeds / "entries").glob(f"*/{ENTRY}.yml")
        return path

    def replace(self, old, new):
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def history(self):
        histories = read_histories(self.seeds)
        try:
            return histories.of(read_dossier(self.seeds).dossier.entries[ENTRY])
        finally:
            histories.close()

    def page(self, kept=None):
        dossier = read_dossier(self.seeds).dossier
        histories = read_histories(self.seeds)
        forge = Forge(ForgeKind.GITHUB, "https://github.com/team/lights")
        edition = Edition(dossier, "en", "Lights", forge=forge, histories=histories, kept=kept)
        found = {one.address: one.page.content for one in Press(edition).bulk()}
        if histories:
            histories.close()
        return found[f"entries/{ENTRY}"]


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "team")


def test_an_entry_tells_when_it_was_added_and_what_changed(repository):
    repository.commit(f"{NAME} \x1b[31m")
    repository.replace("title:", "label: {en: Relit}\ntitle:")
    repository.commit("Shorten")
    added, changed = reversed(repository.history().changes)
    assert (added.day, added.created) == ("2026-01-01", True)
    assert (changed.day, changed.created, changed.difference.fields) == ("2026-01-02", False, ("label",))
    page = repository.page()
    assert "Entry added" in page
    assert "Changed: short title" in page
    assert f"https://github.com/team/lights/commit/{changed.commit}" in page
    assert 'datetime="2026-01-01"' in page
    for hidden in (NAME, "alert(1)", EMAIL, "Shorten"):
        assert hidden not in page


def test_a_file_that_moves_or_gets_another_id_keeps_its_history(repository):
    old = "lamp-lit-once"
    first = repository.file
    renamed = first.with_name(f"{old}.yml")
    first.rename(renamed)
    repository.commit("Under its first name")
    renamed.rename(first)
    repository.replace("aliases: [lamp-lit-again]", f"aliases: [lamp-lit-again, {old}]")
    repository.commit("Under its second")
    created, renaming = reversed(repository.history().changes)
    assert created.created
    assert renaming.difference.fields == ("aliases",)


def test_a_version_that_cannot_be_read_is_a_change_of_which_no_more_is_known(repository):
    sound = repository.file.read_bytes()
    repository.file.write_bytes(b"\xff: [")
    repository.commit("Broken")
    repository.file.write_bytes(sound)
    repository.commit("Mended")
    mended, broken = repository.history().changes
    assert broken.created
    assert mended.difference is None
    assert "Entry changed" in repository.page()


def test_a_clone_whose_past_is_cut_off_says_so(repository, tmp_path):
    repository.commit("First")
    repository.replace("title:", "label: {en: Relit}\ntitle:")
    repository.commit("Second")
    repository.replace("Relit", "Lit anew")
    repository.commit("Third")
    clone = tmp_path / "clone"
    command = ["git", "clone", "--quiet", "--depth", "2", repository.folder.as_uri(), str(clone)]
    subprocess.run(command, check=True)
    repository.folder, repository.seeds = clone, clone / "seeds"
    history = repository.history()
    assert [change.day for change in history.changes] == ["2026-01-03"]
    assert not history.whole
    page = repository.page()
    assert "Older changes are not in this copy." in page
    assert "Entry added" not in page


def test_without_a_repository_there_is_no_history(tmp_path):
    seeds = tmp_path / "seeds"
    shutil.copytree(LIGHTHOUSES, seeds)
    assert read_histories(seeds) is None
    assert find_state(seeds) == ""


def test_without_git_there_is_no_history(repository, monkeypatch, tmp_path):
    repository.commit("First")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_histories(repository.seeds) is None
    assert 'class="history"' not in repository.page()


def test_a_kept_page_is_made_anew_when_its_history_grows(repository, tmp_path):
    kept = tmp_path / "kept.sqlite"
    repository.commit("First")
    before = repository.page(kept)
    repository.file.write_bytes(repository.file.read_bytes() + b"\n# a remark\n")
    repository.commit("Second")
    after = repository.page(kept)
    assert before != after == repository.page()
    assert "The form of the file changed" in after


def test_days_are_those_of_utc_and_moves_are_one_touch():
    zeros, old, new = b"0" * 40, b"a" * 40, b"b" * 40
    log = (
        b"\x01" + b"c" * 40 + b" 1795310826 \0\n"
        b":100644 000000 " + old + b" " + zeros + b" D\0seeds/entries/2023/x.yml\0"
        b":000000 100644 " + zeros + b" " + new + b" A\0seeds/entries/2024/x.yml\0"
    )
    ((touch,),) = parse_log(log).values()
    assert str(Edtf.parse(touch.day)) == "2026-11-22"
    assert (touch.old, touch.new, touch.root) == (old.decode(), new.decode(), True)
