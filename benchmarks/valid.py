"""Generated dossiers that a site can be built from: what the checks refuse is left out or put right.

`python -m benchmarks.valid 10000 FOLDER` writes one. The texts are those of `benchmarks.generate`.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

from benchmarks.generate import SEED, Maker


class ValidMaker(Maker):
    """Draws records that pass every check."""

    def claim(self, number: int) -> dict:
        """Return a claim that rests on a quote and is not relayed by its own origin."""
        claim = super().claim(number)
        claim["via"] = [one for one in claim.get("via", ()) if one != claim["origin"]]
        claim.setdefault("evidence", [{"quote": self.text("it", 55).rstrip("."), "paragraph": "1"}])
        return {key: value for key, value in claim.items() if value}

    def terms(self, ids: list[str], **more) -> dict:
        """Return a vocabulary; its places stand apart."""
        made = super().terms(ids, **more)
        if "lat" in more:
            for term in made.values():
                term |= {"lat": f"{self.random.uniform(35, 62):.2f}", "lon": f"{self.random.uniform(5, 140):.2f}"}
        return made

    def source(self, number: int) -> dict:
        """Return an article that appeared after all that the entries tell of."""
        return super().source(number) | {"issued": "2026-01-02", "unknown": ["author", "url", "archive_url"]}


def write_dossier(size: int, folder: Path, languages: tuple[str, ...] = ("it",), seed: int = SEED) -> None:
    """Write a dossier of `size` entries as a folder that MkDocs builds, with one edition a language."""
    records = ValidMaker(size, seed).records()
    for name, data in records.items():
        write_yaml(folder / "seeds" / name, data)
    for language in languages:
        first = language == languages[0]
        docs = folder / "docs" / language
        docs.mkdir(parents=True, exist_ok=True)
        editions = [f"mkdocs.{other}.yml" for other in languages[1:]] if first else []
        settings = {
            "site_name": "Generated",
            "site_url": "https://example.org/",
            "docs_dir": f"docs/{language}",
            "theme": {"name": "material", "language": language},
            "plugins": ["search", {"regesto": {"editions": editions}}],
        }
        write_yaml(folder / ("mkdocs.yml" if first else f"mkdocs.{language}.yml"), settings)


def write_yaml(path: Path, data: dict) -> None:
    """Write a file, and the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(data, Dumper=dumper, allow_unicode=True, sort_keys=False, width=120), encoding="utf-8")


if __name__ == "__main__":
    write_dossier(int(sys.argv[1]), Path(sys.argv[2]))
