"""The way in: a folder of seeds, read and checked."""

from __future__ import annotations

from pathlib import Path

from regesto.seeds.checks import Check, run_checks
from regesto.seeds.reading import read_seeds
from regesto.seeds.result import Reading
from regesto.seeds.texts import Articles


def read_dossier(
    folder: Path, articles: Path | None = None, checks: tuple[Check, ...] = (), kept: Path | None = None
) -> Reading:
    """Read and check the dossier in `folder`.

    `articles` is the folder with the texts of the articles, if at hand: quotes are then checked to the letter. `checks`
    are run after those that every dossier has. `kept` is the file that keeps what the YAML files hold, from one time to
    the next. Never raises for anything that is wrong with the data: that is in the reading's `problems`, in the order
    of files and lines, and its `dossier` is `None` if any of them is an error.
    """
    reading = read_seeds(folder, kept)
    texts = Articles(articles) if articles is not None else None
    found = run_checks(reading, texts, checks)
    found += texts.problems if texts is not None else []
    reading.problems = sorted({*reading.problems, *found}, key=lambda problem: problem.sort_key)
    return reading
