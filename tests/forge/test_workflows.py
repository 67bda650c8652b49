"""The workflows of this repository and of a new dossier: safe for proposals from anybody, and their commands work.

The steps' own commands run here, in a repository with a proposal in it, with the command of this checkout.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from regesto.starting.dossier import NewDossier, make_dossier, write_dossier
from whole_site import EPOCH, ROOT

PINS = {
    "actions/checkout": ("08c6903cd8c0fde910a37f88322edcfb5dd907a8", "v5.0.0"),
    "actions/setup-python": ("a26af69be951a213d495a4c3e4e4022e16d87065", "v5.6.0"),
    "actions/upload-artifact": ("ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2"),
    "actions/upload-pages-artifact": ("7b1f4a764d45c48632c6b24a0339c27f5614fb0b", "v4.0.0"),
    "actions/deploy-pages": ("d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e", "v4.0.5"),
}
"""Every action that may be used, by the commit of its release."""

USES = re.compile(r"uses: (\S+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$")


def _read(text: str) -> dict:
    return YAML(typ="safe", pure=True).load(text)


def _dossier() -> dict[str, bytes]:
    return make_dossier(NewDossier("Piers", ("en",), datetime.date(2026, 1, 2), "0.1"))


def _workflows() -> dict[str, str]:
    found = {
        f"repository/{path.name}": path.read_text(encoding="utf-8") for path in (ROOT / ".github/workflows").iterdir()
    }
    made = {name: text.decode() for name, text in _dossier().items() if name.startswith(".github/workflows/")}
    return found | {f"dossier/{name.rpartition('/')[2]}": text for name, text in made.items()}


WORKFLOWS = _workflows()
each_workflow = pytest.mark.parametrize("name", sorted(WORKFLOWS))


def test_all_are_there() -> None:
    wanted = [
        "dossier/check.yml",
        "dossier/site.yml",
        "repository/check.yml",
        "repository/site.yml",
        "repository/tests.yml",
    ]
    assert sorted(WORKFLOWS) == wanted


@each_workflow
def test_actions_are_pinned_to_a_known_commit(name: str) -> None:
    lines = [line.strip().removeprefix("- ") for line in WORKFLOWS[name].splitlines() if "uses:" in line]
    assert lines
    for line in lines:
        match = USES.fullmatch(line)
        assert match, line
        assert PINS[match[1]] == (match[2], match[3])


@each_workflow
def test_proposals_get_no_secret_and_nothing_to_write(name: str) -> None:
    workflow = _read(WORKFLOWS[name])
    assert "secrets." not in WORKFLOWS[name]
    assert {"pull_request_target", "workflow_run", "issue_comment"}.isdisjoint(workflow["on"])
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        writes = [what for what, how in job.get("permissions", {}).items() if how == "write"]
        if "pull_request" in workflow["on"]:
            assert writes == []
        elif writes:  # the job that publishes runs no code of the repository
            assert sorted(writes) == ["id-token", "pages"]
            assert [step.get("run") for step in job["steps"]] == [None]
        assert job["timeout-minutes"] <= 60


@each_workflow
def test_no_text_of_a_proposal_gets_into_a_command(name: str) -> None:
    for job in _read(WORKFLOWS[name])["jobs"].values():
        for step in job["steps"]:
            assert "${{" not in step.get("run", "")
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def _git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]
    command = ["git", *who, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, encoding="utf-8").stdout


@pytest.fixture
def proposal(tmp_path: Path) -> Path:
    """Return the repository of a new dossier with a proposal: an entry's claim is taken out."""
    folder = tmp_path / "piers"
    write_dossier(folder, _dossier())
    _git(folder, "init", "-q", "-b", "main")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "A dossier")
    path = folder / "seeds/entries/2001/example.yml"
    text = path.read_text(encoding="utf-8")
    start = text.index("  # A claim that contradicts")
    path.write_text(text[:start] + text[text.index("status:", start) :], encoding="utf-8")
    _git(folder, "commit", "-q", "-a", "-m", "Take out a claim")
    return folder


def _run(script: str, folder: Path, **variables: str) -> tuple[int, str]:
    """Run a script as the forges do: with bash, and an end at the first error."""
    bin = folder.parent / "bin"
    bin.mkdir(exist_ok=True)
    (bin / "regesto").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m regesto "$@"\n', encoding="utf-8")
    (bin / "regesto").chmod(0o755)
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "scripts"),
        "SOURCE_DATE_EPOCH": EPOCH,
        "NO_MKDOCS_2_WARNING": "1",
    }
    environment |= {"PATH": f"{bin}{os.pathsep}{environment['PATH']}"} | variables
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def _steps(text: str) -> dict[str, dict]:
    jobs = _read(text)["jobs"].values()
    return {
        step["name"]: step for job in jobs for step in job["steps"] if "run" in step and "Install" not in step["name"]
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["dossier/check.yml", "repository/check.yml"])
def test_the_check_of_a_proposal(name: str, proposal: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    for step in _steps(WORKFLOWS[name]).values():
        values = {"${{ github.event.pull_request.base.sha }}": _git(proposal, "rev-parse", "HEAD~1").strip()}
        variables = {key: values[value] for key, value in step.get("env", {}).items()}
        code, said = _run(step["run"], proposal, GITHUB_STEP_SUMMARY=str(summary), **variables)
        assert code == 0, said
    told = summary.read_text(encoding="utf-8")
    assert "claim removed: `few-visitors`" in told
    assert "contested (2 origins) → single origin (one origin)" in told
    assert "- `entries/example/`" in told
    assert list((proposal / "build").glob("*.zip"))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["dossier/site.yml", "repository/site.yml"])
def test_the_site_that_is_published(name: str, proposal: Path) -> None:
    for step in _steps(WORKFLOWS[name]).values():
        code, said = _run(step["run"], proposal)
        assert code == 0, said
    assert (proposal / "site/entries/example/index.html").is_file()


def _gitlab() -> dict[str, str]:
    return {
        "repository": (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"),
        "dossier": _dossier()[".gitlab-ci.yml"].decode(),
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["repository", "dossier"])
def test_gitlab(name: str, proposal: Path) -> None:
    jobs = _read(_gitlab()[name])
    base = _git(proposal, "rev-parse", "HEAD~1").strip()
    code, said = _run("\n".join(jobs["seeds"]["script"]), proposal, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 0, said
    assert json.loads((proposal / "code-quality.json").read_text(encoding="utf-8")) == []
    assert "contested" in (proposal / "changes.md").read_text(encoding="utf-8")
    assert jobs["seeds"]["artifacts"]["reports"] == {"codequality": "code-quality.json"}
    code, said = _run("\n".join(jobs["pages"]["script"]), proposal)
    assert code == 0, said
    assert (proposal / "public/index.html").is_file()
    assert "secret" not in _gitlab()[name].casefold()


def test_a_proposal_with_an_error_fails_at_its_line(proposal: Path) -> None:
    path = proposal / "seeds/entries/2001/example.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("port-example", "port-exmaple"), encoding="utf-8")
    code, said = _run(_steps(WORKFLOWS["dossier/check.yml"])["Check the seeds"]["run"], proposal)
    assert code == 1
    assert "::error file=seeds/entries/2001/example.yml,line=9,col=10,title=unknown-id::" in said
    script = _read(_gitlab()["dossier"])["seeds"]["script"]
    (check,) = [line for line in script if "--format gitlab" in line]
    code, said = _run(check, proposal)
    assert code == 1
    assert "did you mean: port-example?" in said
    issues = json.loads((proposal / "code-quality.json").read_text(encoding="utf-8"))
    (issue,) = [one for one in issues if one["severity"] == "major"]
    assert issue["location"] == {"path": "seeds/entries/2001/example.yml", "lines": {"begin": 9}}
    assert issue["check_name"] == "unknown-id"
    assert re.fullmatch("[0-9a-f]{64}", issue["fingerprint"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("nowhere", "git knows no revision nowhere here"),
        ("-- --output=x", "git knows no revision --output=x here"),
        ("HEAD --language fr", "there is no language with words fr; there are: en, it"),
    ],
)
def test_changes_that_cannot_be_told(arguments: str, said: str, proposal: Path) -> None:
    code, told = _run(f"regesto changes {arguments}", proposal)
    assert code == 2
    assert said in told


def test_changes_without_a_repository(tmp_path: Path) -> None:
    write_dossier(tmp_path / "piers", _dossier())
    code, told = _run("GIT_CEILING_DIRECTORIES=$PWD/.. regesto changes HEAD", tmp_path / "piers")
    assert code == 2
    assert "seeds is in no git repository, which alone knows how it was." in told


def test_changes_of_a_dossier_that_is_new(proposal: Path) -> None:
    """Before the first commit of the seeds there was nothing: everything is new."""
    _git(proposal, "rm", "-r", "-q", "--cached", "seeds")
    _git(proposal, "commit", "-q", "-m", "Without seeds")
    code, told = _run("regesto changes HEAD", proposal)
    assert code == 0
    assert "One new entry, 2 claims added." in told


def test_the_hooks_for_other_dossiers_are_commands_that_work(proposal: Path) -> None:
    hooks = {hook["id"]: hook for hook in _read((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
    own = {hook["id"]: hook for hook in _read(_dossier()[".pre-commit-config.yaml"].decode())["repos"][0]["hooks"]}
    assert sorted(hooks) == sorted(own) == ["regesto-check", "regesto-fmt"]
    for id in hooks:
        assert {key: hooks[id].get(key) for key in ("entry", "files", "exclude")} == {
            key: own[id].get(key) for key in ("entry", "files", "exclude")
        }
    changed = proposal / "seeds/topics.yml"
    changed.write_text("example:\n    name: Example\n", encoding="utf-8")
    wanted = [name for name in _git(proposal, "ls-files").splitlines() if _takes(hooks["regesto-fmt"], name)]
    assert "seeds/topics.yml" in wanted
    assert "seeds/articles/README.md" not in wanted
    code, said = _run(f"{hooks['regesto-fmt']['entry']} {' '.join(wanted)}", proposal)
    assert code == 0, said
    assert changed.read_text(encoding="utf-8").endswith("\nexample:\n  name: Example\n")
    code, said = _run(hooks["regesto-check"]["entry"], proposal)
    assert code == 0, said


def _takes(hook: dict, name: str) -> bool:
    return bool(re.search(hook["files"], name)) and not (hook.get("exclude") and re.search(hook["exclude"], name))


def test_templates_for_issues_are_forms_that_github_reads() -> None:
    made = _dossier()
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml")]
    texts += [text.decode() for name, text in made.items() if "ISSUE_TEMPLATE" in name]
    assert len(texts) == 5
    for text in texts:
        form = _read(text)
        assert {"name", "description", "title", "labels", "body"} == set(form)
        for part in form["body"]:
            assert part["type"] in ("input", "textarea")
            assert part["attributes"]["label"]
