"""The rules are at least as good as tests/gold/floors.yml says. Floors may rise; they never fall silently."""

import hashlib
from pathlib import Path

import pytest
import yaml

from regesto.drafting.engine import Engine
from regesto.drafting.gold import read_gold
from regesto.drafting.language import load_language
from regesto.drafting.scoring import score
from regesto.drafting.vocabulary import make_vocabulary
from regesto.seeds.reading import read_seeds

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests" / "gold"
FLOORS = yaml.safe_load((GOLD / "floors.yml").read_text("utf-8"))
SHARED = ROOT.parent / "shared"


def articles():
    return sorted(path for path in GOLD.glob("*.yml") if path.name != "floors.yml")


def digest(paths):
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def check(scores, floors):
    below = []
    for kind, limits in floors.items():
        for measure, floor in limits.items():
            reached = getattr(scores[kind], measure)
            if reached < floor:
                below.append(f"{kind} {measure}: {reached:.3f} is below {floor}\n  " + "\n  ".join(scores[kind].misses))
    assert not below, "\n".join(below)


def test_floors_are_of_these_articles():
    assert digest(articles()) == FLOORS["own"]["digest"], "the gold changed: score it again, and pin the new digest"


def test_at_least_eight_articles():
    assert len(articles()) >= 8


def test_own_gold():
    language = load_language("it")
    gold = [article for path in articles() for article in read_gold(path)]
    check(score(gold, Engine(language, make_vocabulary(None, language))), FLOORS["own"]["floors"])


def test_five_articles_of_the_dossier():
    path = SHARED / "gold" / "articles.yml"
    if not path.is_file():
        pytest.skip("the annotated articles are not in this repository: no ../shared/gold")
    assert digest([path]) == FLOORS["shared"]["digest"]
    language = load_language("it")
    vocabulary = make_vocabulary(read_seeds(ROOT / "seeds").draft, language)
    check(score(read_gold(path, SHARED / "articles"), Engine(language, vocabulary)), FLOORS["shared"]["floors"])
