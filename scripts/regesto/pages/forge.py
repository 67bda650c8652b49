"""Addresses on a forge (GitHub, GitLab, Forgejo and its kin) that open a file for editing, or a new one with a text.

Where the rules come from: GitHub's `new` page takes `filename` and `value`; Gitea's, which is Forgejo's and Codeberg's,
takes the same since 1.15 (go-gitea/gitea, pull request 16556). GitLab's takes `file_name`, and no text that its users
found to work, so the text is copied there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlsplit


class ForgeKind(StrEnum):
    """Forges whose addresses are known. Gitea and Codeberg write theirs as Forgejo does."""

    GITHUB = "github"
    GITLAB = "gitlab"
    FORGEJO = "forgejo"


_HOSTS = {"github.com": ForgeKind.GITHUB, "gitlab.com": ForgeKind.GITLAB, "codeberg.org": ForgeKind.FORGEJO}
_FIRST_NAMES = {
    "github": ForgeKind.GITHUB,
    "gitlab": ForgeKind.GITLAB,
    "forgejo": ForgeKind.FORGEJO,
    "gitea": ForgeKind.FORGEJO,
}
"""By the first name of a host such as gitlab.example.org."""

_EDIT = re.compile(r"(?:-/)?(?:_?edit|blob|src/branch)/(?P<rest>.+?)/?\Z")
_DEFAULT_BRANCH = "main"

LONGEST_ADDRESS = 7000
"""Characters of an address that carries a file's text. Servers refuse longer ones from about 8,000 on."""


@dataclass(frozen=True, slots=True)
class Forge:
    """A repository on a forge. `repository` is its address without a slash at the end, `folder` the way from its root
    to the seeds folder, ending in a slash."""

    kind: ForgeKind
    repository: str
    branch: str = _DEFAULT_BRANCH
    folder: str = "seeds/"

    def edit(self, file: str, line: int | None = None) -> str:
        """Return the address that opens a file of the seeds folder for editing, at `line` where the forge heeds it."""
        way = {ForgeKind.GITHUB: "edit", ForgeKind.GITLAB: "-/edit", ForgeKind.FORGEJO: "_edit"}[self.kind]
        at = f"#L{line}" if line and line > 1 else ""
        return f"{self.repository}/{way}/{quote(self.branch)}/{quote(self.folder + file)}{at}"

    def commit(self, name: str) -> str:
        """Return the address of a commit by its full hash."""
        return f"{self.repository}/{'-/' if self.kind is ForgeKind.GITLAB else ''}commit/{quote(name)}"

    @property
    def new(self) -> dict[str, str]:
        """What a script needs to open a new file: the address, the folder of the seeds, and the names of the parameters
        for the file's path and its text (empty where the forge takes no text)."""
        way = {ForgeKind.GITHUB: "new", ForgeKind.GITLAB: "-/new", ForgeKind.FORGEJO: "_new"}[self.kind]
        is_gitlab = self.kind is ForgeKind.GITLAB
        return {
            "address": f"{self.repository}/{way}/{quote(self.branch)}{'/' if self.kind is ForgeKind.FORGEJO else ''}",
            "folder": self.folder,
            "file": "file_name" if is_gitlab else "filename",
            "text": "" if is_gitlab else "value",
        }


def find_forge(
    repo_url: str | None, edit_uri: str | None, docs_dir: str, seeds: str, kind: str | None = None
) -> Forge | None:
    """Return the forge that `repo_url` of an mkdocs.yml names, or `None` where it is none that is known.

    `edit_uri` is what the mkdocs.yml says, which gives the branch and, before `docs_dir`, the folder that the dossier
    stands in; without it the branch is main. `docs_dir` and `seeds` are as written beside the mkdocs.yml. `kind` names
    the forge of a host that cannot be recognised.
    """
    parts = urlsplit(repo_url or "")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    host = parts.hostname.lower()
    known = ForgeKind(kind) if kind else _HOSTS.get(host) or _FIRST_NAMES.get(host.split(".")[0])
    if known is None:
        return None
    branch, folder = _read_edit_uri(edit_uri or "", repo_url or "", docs_dir)
    return Forge(known, repo_url.rstrip("/").removesuffix(".git"), branch, f"{folder}{seeds.strip('/')}/")


def _read_edit_uri(edit_uri: str, repo_url: str, docs_dir: str) -> tuple[str, str]:
    """Return the branch, and the folder before `docs_dir`, of an address such as `edit/main/docs/`."""
    found = _EDIT.fullmatch(edit_uri.removeprefix(repo_url.rstrip("/")).strip("/"))
    if found is None:
        return _DEFAULT_BRANCH, ""
    rest = found["rest"]
    inside = rest.removesuffix(docs_dir.strip("/")).strip("/") if rest.endswith(docs_dir.strip("/")) else rest
    branch, _, folder = inside.partition("/")
    return branch or _DEFAULT_BRANCH, f"{folder}/" if folder and inside != rest else ""
