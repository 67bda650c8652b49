"""A reader who has not seen the articles can say who claims what, when, on whose word, and who denies it.

These tests know nothing but the published HTML: they go where a reader would go, and read what a reader would read.
"""

from dataclasses import dataclass

import pytest

from html_pages import by_class, resolve, text_of

pytestmark = pytest.mark.slow

SEALED = {"it": "Verificata alla lettera", "en": "Verified to the letter"}


@dataclass(frozen=True)
class Said:
    """A claim as its page shows it. `origin`, `relays` and `article` are the steps of its chain."""

    says: str
    stance: str
    origin: str
    relays: tuple[str, ...]
    article: str
    quotes: tuple[str, ...]
    sealed: int


@dataclass(frozen=True)
class Answer:
    """One line of a question's ledger: who, what, when, and the claim that it leads to."""

    who: str
    what: str
    when: str
    claim: Said


def read_claim(element) -> Said:
    (chain,) = by_class(element, "chain")
    steps = {name: [text_of(step.find("div")) for step in chain if name in step.get("class")] for name in WORDS}
    return Said(
        says=text_of(next(element.iter("h3"))),
        stance=text_of(by_class(element, "badge")[0]),
        origin=", ".join(steps["origin"]),
        relays=tuple(steps["relay"]),
        article=", ".join(steps["article"]),
        quotes=tuple(text_of(quote) for quote in element.iter("blockquote")),
        sealed=sum(text_of(seal).startswith(tuple(SEALED.values())) for seal in by_class(element, "seal")),
    )


WORDS = ("origin", "relay", "article")


def find_claim(pages, page, link) -> Said:
    name, id = resolve(page, link)
    (element,) = [one for one in pages[name].tree.iter("article") if one.get("id") == id]
    return read_claim(element)


def read_ledger(pages, name, question) -> tuple[list[Answer], list[Answer]]:
    """Return who affirms, and who denies or doubts, as the page of the question's topic lists them."""
    page = pages[name]
    (section,) = [one for one in page.tree.iter("section") if one.get("id") == question]
    (ledger,) = by_class(section, "ledger")
    sides = []
    for side in ledger:
        answers = []
        for item in side.iter("li"):
            links = list(item.iter("a"))
            answers.append(
                Answer(
                    who=text_of(item).partition(": ")[0],
                    what=text_of(links[-1]),
                    when=text_of(by_class(item, "note")[0]),
                    claim=find_claim(pages, page, links[-1].get("href")),
                )
            )
        sides.append(answers)
    affirming, objecting = sides
    return affirming, objecting


def test_who_says_that_there_are_north_korean_troops_and_when(pages):
    affirming, objecting = read_ledger(pages, "temi/soldati/index.html", "q-truppe-in-russia")
    assert objecting == []
    (seoul,) = [one for one in affirming if "12.000" in one.what]
    assert seoul.who == "National Intelligence Service"
    assert seoul.when == "ottobre 2024"
    assert seoul.claim.origin == "National Intelligence Service"
    assert "Putin fa la spesa da Kim" in seoul.claim.article
    assert seoul.claim.quotes == ("«circa 12.000»",)
    assert seoul.claim.sealed == 1


def test_who_says_so_in_english(pages):
    affirming, _ = read_ledger(pages, "en/temi/soldati/index.html", "q-truppe-in-russia")
    (seoul,) = [one for one in affirming if "12,000" in one.what]
    assert (seoul.who, seoul.when) == ("National Intelligence Service", "October 2024")
    assert seoul.claim.says == "About 12,000 North Korean soldiers have arrived in Russia."
    assert seoul.claim.sealed == 1
    assert "circa 12.000" in seoul.claim.quotes[0], "the quote stays in the article's language"


def test_where_nobody_is_named_the_page_says_so(pages):
    """Two articles put soldiers beside Russian troops; neither says on whose word."""
    affirming, _ = read_ledger(pages, "temi/soldati/index.html", "q-truppe-in-russia")
    unnamed = [one for one in affirming if one.who == "origine non nominata"]
    assert any("Kursk" in one.what for one in unnamed)
    assert all(one.claim.quotes and one.claim.sealed == len(one.claim.quotes) for one in unnamed)
    assert len({one.claim.article for one in unnamed}) == 2


def test_who_denies_the_arms_trade(pages):
    affirming, denying = read_ledger(pages, "temi/forniture/index.html", "q-commercio-armi")
    (denial,) = denying
    assert denial.who == "Russia, Corea del Nord"
    assert denial.when == "circa settembre 2024"
    assert denial.claim.stance.startswith("smentisce")
    assert "neghino costantemente" in denial.claim.quotes[0]
    assert denial.claim.sealed == len(denial.claim.quotes) == 1
    assert {"Intelligence statunitense", "Wall Street Journal", "Corea del Sud"} <= {one.who for one in affirming}
    assert not {"Russia", "Corea del Nord"} & {one.who for one in affirming}


def test_a_denied_matter_is_called_contested(pages):
    page = pages["temi/forniture/index.html"]
    (section,) = [one for one in page.tree.iter("section") if one.get("id") == "q-commercio-armi"]
    (found,) = by_class(section, "corr")
    assert text_of(found).startswith("contestato")
    assert "Smentiscono: Corea del Nord e Russia" in text_of(found)


def test_through_whom_a_claim_came(pages):
    """Somewhere the chain has three links: who said it, who passed it on, the article that was read."""
    page = pages["attori/newsweek/index.html"]
    claims = [
        find_claim(pages, page, link) for _, link in page.links() if "#c-" in link and resolve(page, link)[0] in pages
    ]
    relayed = [one for one in claims if "Newsweek" in one.relays]
    assert relayed
    assert all(one.origin and one.article for one in relayed)


@pytest.mark.parametrize("edition", ["", "en/"])
def test_every_claim_of_every_entry_shows_whence_it_comes_and_its_sealed_quote(pages, dossier, edition):
    counted = 0
    for id, entry in dossier.entries.items():
        page = pages[f"{edition}schede/{id}/index.html"]
        claims = [read_claim(element) for element in by_class(page.tree, "claim")]
        assert len(claims) == len(entry.claims), id
        for claim in claims:
            assert claim.says, id
            assert claim.origin, f"{id}: {claim.says}"
            assert claim.article, f"{id}: {claim.says}"
            assert claim.quotes, f"{id}: {claim.says}"
            assert claim.sealed == len(claim.quotes), f"{id}: {claim.says}"
            counted += 1
    assert counted > 100


@pytest.mark.parametrize("edition", ["", "en/"])
def test_two_clicks_from_home_to_every_question(pages, dossier, edition):
    """Home, topics, question: nobody needs the search to learn what is contested."""
    home = pages[f"{edition}index.html"]
    first = {resolve(home, link)[0] for _, link in home.links() if resolve(home, link)}
    assert f"{edition}temi/index.html" in first
    topics = pages[f"{edition}temi/index.html"]
    reached = {resolve(topics, link) for _, link in topics.links()}
    for id, question in dossier.questions.items():
        assert (f"{edition}temi/{question.topic}/index.html", f"q-{id}") in reached
