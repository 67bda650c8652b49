"""The seeds as they were at a revision of the repository, taken out of git into a folder that is thrown away."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath

import click


def read_range(given: str) -> tuple[str, str | None]:
    """Return the two ends of `BASE..HEAD`; of `BASE` alone, the other end is what is on the disk (`None`)."""
    base, dots, head = given.partition("..")
    return base or "HEAD", (head.lstrip(".") or "HEAD") if dots else None


def take_out(seeds: Path, revision: str, target: Path) -> Path:
    """Write the seeds of `revision` under `target`; return their folder, which is empty where there were none.

    Raises `click.UsageError` where there is no such revision or no repository.
    """
    if _ask(seeds, "rev-parse", "--is-inside-work-tree") is None:
        raise click.UsageError(f"{seeds.as_posix()} is in no git repository, which alone knows how it was.")
    commit = _ask(seeds, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if commit is None:
        raise click.UsageError(
            f"git knows no revision {revision} here. In a shallow clone, fetch the history first: git fetch --unshallow"
        )
    inside = (_ask(seeds, "rev-parse", "--show-prefix") or b"").decode().strip().rstrip("/")
    folder = target / "seeds"
    folder.mkdir(parents=True)
    top = Path((_ask(seeds, "rev-parse", "--show-toplevel") or b"").decode().strip())
    content = _ask(
        top, "archive", "--format=tar", f"{commit.decode().strip()}:{inside}" if inside else commit.decode().strip()
    )
    if content is not None:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            _unpack(archive, folder)
    return folder


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the regular files of an archive, and nothing that would stand outside the folder; links are left out."""
    for member in archive:
        parts = PurePosixPath(member.name).parts
        if member.isfile() and ".." not in parts and not PurePosixPath(member.name).is_absolute():
            path = folder.joinpath(*parts)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.extractfile(member).read())


def _ask(folder: Path, *arguments: str) -> bytes | None:
    """Return what git says, or `None` where it has nothing to say."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False, timeout=120)
    except OSError as error:
        raise click.ClickException(f"git cannot be run: {error.strerror}") from None
    return done.stdout if done.returncode == 0 else None
