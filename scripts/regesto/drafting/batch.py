"""Drafts many articles: one after the other, over the cores, or over a cluster, with the same result."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from regesto.drafting.explain import explain_reading
from regesto.drafting.plugins import PLUGINS, Plugin, PluginError
from regesto.drafting.session import Drafted, Drafter
from regesto.model.dossier import Dossier
from regesto.reading.document import Facts, Unread
from regesto.reading.files import STANDARD_INPUT, find_articles
from regesto.reading.reader import read_file

Say = Callable[..., None]

# Articles a worker takes at once: enough to make up for starting it, few enough to show progress.
CHUNK = 16

_drafters: dict[tuple[str, tuple[str, ...]], Drafter] = {}


def run(
    names: Iterable[str],
    seeds: Path,
    dossier: Dossier,
    *,
    facts: Facts | None,
    language: str,
    dry_run: bool,
    explain: bool,
    jobs: int,
    backend: str,
    scheduler: str,
    say: Say,
    plugins: Sequence[str] = (),
) -> int:
    """Draft the articles that `names` mean; return how many could not be read. What is finished stays at Ctrl-C."""
    found = list(find_articles(names))
    drafter = Drafter(seeds, dossier, _start(plugins, say))
    failed = written = 0
    outcomes = _outcomes(found, drafter, facts, language, jobs, backend, scheduler, explain, tuple(plugins))
    try:
        for outcome in _with_progress(outcomes, len(found)):
            if isinstance(outcome, Unread):
                failed += 1
                say(str(outcome), problem=True)
            elif isinstance(outcome, str):
                say(outcome)
            else:
                written += _finish(outcome, drafter, dry_run, say)
        for failure in drafter.failures:
            say(failure, problem=True)
    except KeyboardInterrupt:
        say(f"Stopped; what is finished stays: {written} of {len(found)}.", problem=True)
        raise
    return failed


def _start(names: Sequence[str], say: Say) -> list[Plugin]:
    """Return the plug-ins that are asked for; one that cannot be used is named, and the rest goes on."""
    started = []
    for name in names:
        try:
            plugin = PLUGINS[name]()
        except PluginError as error:
            say(str(error), problem=True)
            continue
        if warning := getattr(plugin, "warning", None):
            say(warning(), problem=True)
        started.append(plugin)
    return started


def _finish(drafted: Drafted, drafter: Drafter, dry_run: bool, say: Say) -> bool:
    drafter.compare(drafted)
    if drafted.asks:
        say(f"{drafted.source}: {drafted.asks}", problem=True)
    if dry_run:
        say(drafted.diff().rstrip() or f"{drafted.source}: nothing would change")
        return False
    changed = drafter.write(drafted)
    kept = f"; {len(drafted.kept)} edited fields kept" if drafted.kept else ""
    say(
        f"{drafted.path.as_posix()}: {drafted.entries} entries{kept}"
        if changed
        else f"{drafted.source}: nothing new{kept}"
    )
    return changed


def _outcomes(
    found: list,
    drafter: Drafter,
    facts: Facts | None,
    language: str,
    jobs: int,
    backend: str,
    scheduler: str,
    explain: bool,
    plugins: tuple[str, ...],
) -> Iterator[Drafted | Unread | str]:
    if explain or (jobs == 1 and backend == "loky"):
        for one in found:
            yield _draft_one(one, drafter, facts, language, explain)
        return
    from joblib import Parallel, delayed

    chunks = [found[at : at + CHUNK] for at in range(0, len(found), CHUNK)]
    with _cluster(backend, scheduler):
        parallel = Parallel(n_jobs=jobs, return_as="generator") if backend == "loky" else Parallel(n_jobs=jobs)
        results = parallel(
            delayed(draft_chunk)(chunk, drafter.seeds, drafter.dossier, facts, language, plugins) for chunk in chunks
        )
        for outcomes, failures in results:
            drafter.failures += [one for one in failures if one not in drafter.failures]
            yield from outcomes


@contextmanager
def _cluster(backend: str, scheduler: str) -> Iterator[None]:
    if backend != "dask":
        yield
        return
    from dask.distributed import Client
    from joblib import parallel_config

    with Client(scheduler or None), parallel_config(backend="dask"):
        yield


def draft_chunk(
    found: list, seeds: Path, dossier: Dossier, facts: Facts | None, language: str, plugins: tuple[str, ...]
) -> tuple[list[Drafted | Unread | str], list[str]]:
    """Draft some articles in a worker; the compiled rules stay there for the next ones.

    Returns what came of each, and a line for each failure of a plug-in.
    """
    key = (str(seeds), plugins)
    if key not in _drafters:
        _drafters[key] = Drafter(seeds, dossier, _start(plugins, _say_nothing))  # the parent has said it
    drafter = _drafters[key]
    drafter.failures.clear()
    return [_draft_one(one, drafter, facts, language, False) for one in found], list(drafter.failures)


def _say_nothing(line: str, *, problem: bool = False) -> None:
    pass


def _draft_one(found, drafter: Drafter, facts: Facts | None, language: str, explain: bool) -> Drafted | Unread | str:
    if isinstance(found, Unread):
        return found
    document = read_file(found if found == STANDARD_INPUT else Path(found), facts, language)
    if isinstance(document, Unread):
        return document
    if explain:
        return explain_reading(drafter.read(document)[0])
    try:
        return drafter.draft(document)
    except ValueError as error:
        return Unread(document.origin, str(error))


def _with_progress(outcomes: Iterable, total: int) -> Iterator:
    """Yield the outcomes, with a bar of how many are done and the time left where the output is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    console = Console(stderr=True)
    if total < 20 or not console.is_terminal:
        yield from outcomes
        return
    with Progress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True) as bar:
        yield from bar.track(outcomes, total=total)
