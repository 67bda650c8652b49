"""Makes dossiers of any size, the same every time: `python -m benchmarks.generate 10000 FOLDER`.

The texts mean nothing, but they are as long as those of the real dossier (title 70, summary 205, two claims of 85
characters each, a quote of five words in each), with chains, uncertain dates, figures and two languages. Their words
are drawn as words are in texts: few are common and many are rare (Zipf), and each takes endings of its language.
`regesto check` finds no error in them.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import yaml

SEED = 20_240_906
STEMS = 9_000
"""Words before they take endings, each three of its language's; 10,000 entries then have some 30,000 forms."""

ENDINGS = {
    "it": ("o", "a", "i", "e", "are", "ato", "ata", "ati", "zione", "mente"),
    "en": ("", "s", "ed", "ing", "er", "ly", "ness", "ment"),
}
_SMALL = {
    "it": "di il la che e in un per con del della dei da al nel sono ha le gli non una su",
    "en": "the of and to in a that for with on is by as from at it was has are not its",
}
SMALL = {language: words.split() for language, words in _SMALL.items()}
_ONSETS = "b c d f g l m n p r s t v br cr fr gr pr tr st sp ch gn"
ONSETS = _ONSETS.split()
VOWELS = "aeiou"
CODAS = ("", "", "n", "r", "l", "s")
STANCES = ("affirms",) * 8 + ("denies", "doubts", "predicts")
CERTAINTIES = ("stated", "stated", "hedged", "estimated")
FORMS = (
    "{y}-{m:02}-{d:02}",
    "{y}-{m:02}",
    "{y}-{m:02}~",
    "{y}",
    "{y}-{m:02}-{d:02}/{y}-{n:02}",
    "{y}-{m:02}?",
    "[{y}-{m:02},{y}-{n:02}]",
    "{y}-{m:02}/..",
)


class Maker:
    """Draws the words and the records of one dossier of `size` entries."""

    def __init__(self, size: int, seed: int = SEED) -> None:
        self.size, self.random = size, random.Random(seed)
        self.stems = sorted({self._stem() for _ in range(STEMS)})
        self.random.shuffle(self.stems)
        self.weights = [1 / (rank + 8) for rank in range(len(self.stems))]
        self.pool = self.random.choices(self.stems, self.weights, k=200_000)
        names = max(20, size // 50)
        self.topics = [f"topic-{n}" for n in range(12)]
        self.actors = [f"actor-{n}" for n in range(names)]
        self.places = [f"place-{n}" for n in range(names)]
        self.materiel = [f"system-{n}" for n in range(max(10, size // 200))]
        self.sources = [f"source-{n}" for n in range(max(5, size // 10))]

    def _stem(self) -> str:
        pick = self.random.choice
        return "".join(pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(self.random.choice((1, 2, 2, 2, 3))))

    def text(self, language: str, length: int) -> str:
        """Return a sentence of about `length` characters."""
        words: list[str] = []
        size = 0
        while size < length:
            draw = self.random.random()
            if draw < 0.4:
                word = self.random.choice(SMALL[language])
            elif draw < 0.43:
                word = self.name(self.random.randrange(400))
            else:
                stem, endings = self.random.choice(self.pool), ENDINGS[language]
                word = stem + endings[(len(stem) * 5 + ord(stem[0]) + self.random.randrange(3)) % len(endings)]
            words.append(word)
            size += len(word) + 1
        return " ".join(words).capitalize() + "."

    def both(self, length: int) -> dict[str, str]:
        """Return a text in both languages."""
        return {"it": self.text("it", length), "en": self.text("en", length)}

    def name(self, number: int) -> str:
        """Return a proper name, the same for the same number."""
        return self.stems[(number * 37) % len(self.stems)].capitalize() + "ov"

    def terms(self, ids: list[str], **more) -> dict:
        """Return a vocabulary."""
        return {
            id: {
                "name": {"it": f"{self.name(n)} {n}", "en": f"{self.name(n)} {n}"},
                "aliases": [f"{id[:1].upper()}N-{n}"],
                "description": self.both(90),
                **more,
                **(self.point() if "precision" in more else {}),
            }
            for n, id in enumerate(ids)
        }

    def point(self) -> dict[str, str]:
        """Return where a place is: anywhere in Europe or Asia, so that maps have something to lay out."""
        return {"lat": f"{self.random.uniform(35, 62):.2f}", "lon": f"{self.random.uniform(5, 140):.2f}"}

    def date(self) -> str:
        """Return an EDTF date; some are uncertain, approximate, open or one of several."""
        month = self.random.randrange(1, 12)
        form = self.random.choice(FORMS)
        year = 2014 + int(11 * self.random.random() ** 0.6)
        return form.format(y=year, m=month, n=month + 1, d=self.random.randrange(1, 29))

    def claim(self, number: int) -> dict:
        """Return a claim with its chain, sometimes with a quote and a figure."""
        pick = self.random.choice
        claim = {
            "id": f"claim-{number}",
            "says": self.both(85),
            "source": pick(self.sources),
            "origin": pick(self.actors),
            "stance": pick(STANCES),
            "certainty": pick(CERTAINTIES),
        }
        if self.random.random() < 0.5:
            claim["via"] = [pick([one for one in self.actors[:40] if one != claim["origin"]])]
        quote = self.text("it", 26).rstrip(".")
        claim["evidence"] = [{"quote": quote, "paragraph": str(self.random.randrange(1, 20))}]
        if self.random.random() < 0.2:
            figure = str(self.random.randrange(10, 9000))
            claim["quantities"] = [{"measure": "rounds", "bound": "about", "value": figure, "unit": "rounds"}]
        return claim

    def entry(self, number: int) -> dict:
        """Return an entry; now and then it follows an earlier one."""
        pick, draw = self.random.choice, self.random.random
        entry = {
            "title": self.both(68),
            "date": self.date(),
            "summary": self.both(205),
            "topics": self.random.sample(self.topics, 1 + (draw() < 0.6)),
            "places": [pick(self.places)],
            "actors": [{"actor": one, "role": "acts"} for one in self.random.sample(self.actors, 3)],
            "materiel": [pick(self.materiel)] if draw() < 0.5 else [],
            "claims": [self.claim(n) for n in range(self.random.choice((1, 2, 2, 3)))],
            "note": self.both(80) if draw() < 0.5 else None,
            "status": "reviewed",
            "reviewed": {"by": "editor", "on": "2026-11-21"},
        }
        if number and draw() < 0.3:
            entry["relations"] = [{"type": "follows", "entry": f"entry-{self.random.randrange(number)}"}]
        return {key: value for key, value in entry.items() if value not in (None, [])}

    def source(self, number: int) -> dict:
        """Return the record of an article."""
        return {
            "title": self.text("it", 70),
            "outlet": self.random.choice(self.actors),
            "issued": "2026-01-02",  # after all that the entries tell of, as the checks want it
            "unknown": ["author", "url", "archive_url"],
            "issued_basis": "stated",
            "language": "it",
            "rights": "All rights reserved",
            "abstract": self.both(300),
        }

    def records(self) -> dict[str, dict]:
        """Return every file's data by its path under the seeds folder; entries in the order of their numbers."""
        files: dict[str, dict] = {
            "dossier.yml": {
                "id": "generated",
                "title": "Generated",
                "description": self.both(120),
                "version": "1.0",
                "languages": ["it", "en"],
                "editors": {"editor": {"name": "Editor"}},
                "licence": "CC0",
            },
            "topics.yml": self.terms(self.topics),
            "actors.yml": self.terms(self.actors, kind="organisation"),
            "places.yml": self.terms(self.places, precision="city", reference="Generated"),
            "materiel.yml": self.terms(self.materiel),
            "roles.yml": {"acts": {"name": {"it": "agisce", "en": "acts"}}},
            "measures.yml": {
                "rounds": {"name": self.both(20), "unit": "rounds", "unit_name": {"it": "colpi", "en": "rounds"}}
            },
        }
        for number, id in enumerate(self.sources):
            files[f"sources/{id}.yml"] = self.source(number)
        for number in range(self.size):
            entry = self.entry(number)
            files[f"entries/{entry['date'].strip('[')[:4]}/entry-{number}.yml"] = entry
        return files


def make_dossier(size: int, seed: int = SEED):
    """Return a dossier of `size` entries without writing it. Names `Dossier` of `regesto.model`."""
    from regesto.model.dossier import Dossier, Settings
    from regesto.model.entry import Entry
    from regesto.model.source import Source
    from regesto.model.vocabulary import Actor, Materiel, Measure, PlaceTerm, Role, Topic

    files = Maker(size, seed).records()
    made: dict[str, dict] = {"entries": {}, "sources": {}}
    classes = {
        "topics": Topic,
        "actors": Actor,
        "places": PlaceTerm,
        "materiel": Materiel,
        "measures": Measure,
        "roles": Role,
    }
    for name, model in classes.items():
        made[name] = {id: model.model_validate({"id": id, **data}) for id, data in files[f"{name}.yml"].items()}
    for path, data in files.items():
        folder, _, name = path.partition("/")
        id = name.rpartition("/")[2].removesuffix(".yml")
        if folder in ("entries", "sources"):
            made[folder][id] = (Entry if folder == "entries" else Source).model_validate({"id": id, **data})
    return Dossier(settings=Settings.model_validate(files["dossier.yml"]), **made)


def write_dossier(size: int, folder: Path, languages: tuple[str, ...] = ("it",), seed: int = SEED) -> None:
    """Write a dossier of `size` entries as a folder that MkDocs builds, with one edition a language."""
    for name, data in Maker(size, seed).records().items():
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
