"""A new dossier: the starter's files, rendered for a title and languages. It is whole and builds at once."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from regesto.model.dossier import FORMAT
from regesto.resources import find_templates
from regesto.seeds.formatting import find_kind, format_seed
from regesto.seeds.schema import make_schemas
from regesto.seeds.writing import write_new
from regesto.seeds.yaml import read_yaml
from regesto.starting.scalars import quote, write_scalar
from regesto.starting.slugs import make_id

FILES: tuple[tuple[str, str], ...] = (
    ("README.md", "README.md"),
    ("CONTRIBUTING.md", "CONTRIBUTING.md"),
    ("mkdocs.yml", "mkdocs.yml"),
    ("requirements.txt", "requirements.txt"),
    (".gitignore", "gitignore"),
    (".gitattributes", "gitattributes"),
    (".editorconfig", "editorconfig"),
    (".pre-commit-config.yaml", "pre-commit-config.yaml"),
    ("seeds/dossier.yml", "seeds/dossier.yml"),
    ("seeds/topics.yml", "seeds/topics.yml"),
    ("seeds/actors.yml", "seeds/actors.yml"),
    ("seeds/places.yml", "seeds/places.yml"),
    ("seeds/materiel.yml", "seeds/materiel.yml"),
    ("seeds/measures.yml", "seeds/measures.yml"),
    ("seeds/questions.yml", "seeds/questions.yml"),
    ("seeds/roles.yml", "seeds/roles.yml"),
    ("seeds/sources/example-article.yml", "seeds/source.yml"),
    ("seeds/entries/2001/example.yml", "seeds/entry.yml"),
    ("seeds/articles/README.md", "articles.md"),
    (".github/workflows/check.yml", "github/check.yml"),
    (".github/workflows/site.yml", "github/site.yml"),
    (".github/ISSUE_TEMPLATE/correction.yml", "github/correction.yml"),
    (".github/ISSUE_TEMPLATE/new-source.yml", "github/new-source.yml"),
    (".github/pull_request_template.md", "change.md"),
    ("CODEOWNERS", "CODEOWNERS"),
    (".gitlab-ci.yml", "gitlab/gitlab-ci.yml"),
    (".gitlab/merge_request_templates/default.md", "change.md"),
)
"""Every file that is rendered: where it stands in the dossier, and its template under `starter/`."""

ARTICLE = "seeds/articles/example-article.txt"
"""The text of the invented article, so that sealing its quotes can be tried."""

KEEP = ".gitkeep"
"""The empty file by which git keeps a folder that has nothing in it yet."""


@dataclass(frozen=True, slots=True)
class NewDossier:
    """What is asked of whoever starts a dossier.

    The first language is the default; `today` is the day of the review, `version` that of Regesto. `reviewers` are the
    accounts or teams on a forge, such as @team, that are asked to review every proposal.
    """

    title: str
    languages: tuple[str, ...]
    today: datetime.date
    version: str
    description: str = ""
    editors: str = ""
    reviewers: tuple[str, ...] = ()


def list_languages() -> list[str]:
    """Return the languages that there are words for, in a new dossier and on its site."""
    return sorted(path.stem for path in (find_templates() / "starter/words").glob("*.yml"))


def make_dossier(new: NewDossier) -> dict[str, bytes]:
    """Return every file of a new dossier by its path in it."""
    environment = Environment(
        loader=FileSystemLoader(find_templates() / "starter", encoding="utf-8"),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,  # YAML and Markdown, not HTML: `quote` sees to what is in them
    )
    environment.globals |= _make_globals(new)
    files = {path: environment.get_template(name).render().encode() for path, name in FILES}
    for language in new.languages[1:]:
        text = environment.get_template("mkdocs.edition.yml").render(language=language)
        files[f"mkdocs.{language}.yml"] = text.encode()
    files |= {f"docs/{language}/{KEEP}": b"" for language in new.languages}
    files |= {f"schema/{name}": text.encode() for name, text in make_schemas().items()}
    files[ARTICLE] = _join_lines(_read_words(new.languages[0])["article"]).encode()
    return {path: _tidy(path, content) for path, content in sorted(files.items())}


def _make_globals(new: NewDossier) -> dict[str, object]:
    given = {"description": new.description, "editors": new.editors}

    def words(key: str, language: str = new.languages[0]) -> str:
        return given.get(key) or _read_words(language)[key]

    def say(key: str) -> str:
        return write_scalar({language: words(key, language) for language in new.languages})

    return {
        "title": " ".join(new.title.split()),
        "languages": new.languages,
        "editions": [f"mkdocs.{language}.yml" for language in new.languages[1:]],
        "id": make_id(new.title, fallback="dossier"),
        "format": FORMAT,
        "version": new.version,
        "today": new.today.isoformat(),
        "quote": quote,
        "words": words,
        "reviewers": " ".join(new.reviewers),
        "say": say,
        "text": lambda one: write_scalar(dict.fromkeys(new.languages, one)),
    }


@cache
def _read_words(language: str) -> dict[str, str]:
    path = find_templates() / f"starter/words/{language}.yml"
    return read_yaml(path.read_bytes(), path.name).data


def _join_lines(text: str) -> str:
    """Return a text with each paragraph on one line, as articles are kept."""
    paragraphs = (" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
    return "\n\n".join(filter(None, paragraphs)) + "\n"


def _tidy(path: str, content: bytes) -> bytes:
    name = path.removeprefix("seeds/")
    if name == path or find_kind(name) is None:
        return content
    formatted = format_seed(content, name)
    return formatted.text.encode() if formatted.text is not None else content


def find_obstacles(folder: Path) -> Iterator[str]:
    """Yield why a dossier cannot be made in `folder`; a new folder, an empty one, or one with only `.git` will do."""
    if folder.exists() and not folder.is_dir():
        yield f"{folder.as_posix()} is a file"
    elif folder.is_dir():
        there = sorted(path.name for path in folder.iterdir() if path.name != ".git")
        if there:
            more = f" and {len(there) - 3} more" if len(there) > 3 else ""
            yield f"{folder.as_posix()} is not empty: it holds {', '.join(there[:3])}{more}"


def write_dossier(folder: Path, files: dict[str, bytes]) -> Sequence[Path]:
    """Write the files of a new dossier; return their paths. Raises OSError; a file that is there is never touched."""
    written = []
    for name, content in files.items():
        path = folder / name
        write_new(path, content)
        written.append(path)
    return written
