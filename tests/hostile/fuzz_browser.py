"""What reads texts of readers and contributors in a browser: the search, the explorer, the forms, asked in batches.

One page of one Chromium gets thousands of texts in a call. Whatever the text, nothing is thrown, the answer comes in
time and has its shape; where the same rule is written in Python too, both say the same. The texts are grown as the
others are, from random bytes: a run with the same numbers has the same texts.
"""

from __future__ import annotations

import contextlib
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from browser import ARGUMENTS, need_chromium, serve
from faults import copy_lighthouses
from fuzz_texts import PIECES, ROOT, describe, make_grow, read_samples, size_of
from regesto.pages.i18n import load_words
from regesto.resources import find_templates
from whole_site import run_python

BATCH = 2_000
"""Texts a call."""

SLOWEST = 5_000
"""Milliseconds that one text may take, on a machine that does much else besides."""

SCRIPTS = ROOT / "templates/theme/assets/javascripts"


class Wrong(AssertionError):
    """What a text led to is wrong. `text` is the text."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"{describe(text)}: {why}")
        self.text = text


@dataclass(frozen=True)
class BrowserTarget:
    """What reads a text in a browser.

    `page` is the page of the site it stands on, `before` what makes it ready, `ask` a function of the texts that gives
    for each the error (or null), the milliseconds, and the answer; `judge` says what is wrong with an answer, or "".
    """

    page: str
    before: Callable[[Page], None]
    ask: str
    judge: Callable[[str, Any], str]
    kind: str
    samples: tuple[str, ...] = ()


TRY = """async texts => {
  const answers = []
  for (const text of texts) {
    const start = performance.now()
    let error = null, answer = null
    try { answer = await (ASK)(text) } catch (one) { error = String(one && one.stack || JSON.stringify(one)) }
    answers.push([error, performance.now() - start, answer])
  }
  return answers
}"""

FIND = """async text => {
  const start = await regesto_search.begin(), found = await regesto_search.find(text, 2)
  const words = regesto_search.wordsOf(text.normalize("NFC"))
  words.slice(0, 50).forEach(word => found.mark(word[0]))
  const {docs, size, whole, more} = found
  return {docs, size, whole, more, texts: found.texts.length, all: start.docs, words}
}"""

EXPLORE = """text => {
  const hear = event => thrown.push(String(event.error && event.error.stack))
  window.thrown = window.thrown || (addEventListener("error", hear), [])
  const show = hash => {
    history.replaceState(null, "", location.href.split("#")[0] + "#" + hash)
    dispatchEvent(new PopStateEvent("popstate"))
    return [...document.querySelectorAll("#explore-total, #explore-chips")].map(one => one.textContent).join("|")
  }
  const first = show(text), field = document.getElementById("explore-text")
  const total = Number((/\\d+/.exec(first) || [-1])[0]), rows = document.querySelectorAll("#explore-list > *").length
  const told = field.value
  field.dispatchEvent(new Event("input"))   // now the address is written from what was understood
  const written = location.hash.slice(1), again = show(written), last = location.hash.slice(1)
  if (thrown.length) throw new Error(thrown.splice(0).join("\\n"))
  return {first, again, total, rows, told, written, last}
}"""

DATE = """text => {
  try {
    const edtf = regestoEdtf.parse(text)
    return {text: edtf.text, kind: edtf.kind, bounds: edtf.bounds, padded: edtf.padded}
  } catch (told) {
    if (!told.reason) throw told
    return {reason: told.reason, values: told.values, example: told.example, found: told.found}
  }
}"""

REFERENCE = "text => regestoReferences.read(text)"


def judge_search(text: str, answer: dict) -> str:
    """Docs are of the index and each there once; words are places in the text."""
    docs, words, whole, size = (answer[name] for name in ("docs", "words", "whole", "size"))
    if len(set(docs)) != len(docs) or not all(0 <= doc < answer["all"] for doc in docs):
        return f"docs {docs}"
    if not (0 <= whole <= size <= answer["all"] and len(docs) == answer["texts"] == min(2, size)):
        return f"{len(docs)} docs, {answer['texts']} texts, {whole} of {size} whole"
    if answer["more"] not in (True, False):
        return f"more: {answer['more']}"
    at = 0
    for word, start, end in words:
        if not word or not at <= start < end:
            return f"word {word!r} at {start} to {end}"
        at = start
    return ""


def judge_explorer(text: str, answer: dict) -> str:
    """What was understood of an address is written as one that is understood alike, and is then written the same."""
    if answer["first"] != answer["again"]:
        return f"{answer['first']!r}, and by its own address {answer['written']!r} {answer['again']!r}"
    if answer["total"] < 0 or answer["rows"] > 60 or len(answer["told"]) > 200:
        return str(answer)
    return ""


def judge_date(text: str, answer: dict) -> str:
    """The model says the same of it, but that it spells out what cannot be seen."""
    from regesto.model.edtf import Edtf, EdtfError

    if "reason" in answer:
        reason = _find_reasons()[answer["reason"]]
        answer["reason"] = re.sub(r"\{(\w+)\}", lambda name: str(answer["values"][name[1]]), reason)
        del answer["values"]
    try:
        edtf = Edtf.parse(text)
        own = {"text": edtf.text, "kind": str(edtf.kind), "bounds": [*edtf.bounds], "padded": [*edtf.padded]}
    except EdtfError as error:
        own = {"reason": error.reason, "example": error.example, "found": error.found}
        if not text.isprintable():
            own["found"] = answer.get("found")
    return "" if own == answer else f"{answer}, and in Python {own}"


@cache
def _find_reasons() -> dict[str, str]:
    return load_words("en", [find_templates()]).find("edtf")


def judge_reference(text: str, answer: dict | None) -> str:
    """It is none, or one or more items whose fields are texts."""
    if answer is None:
        return ""
    for item in answer["items"]:
        odd = {key: one for key, one in item.items() if not isinstance(one, list if key == "author" else str)}
        if odd:
            return f"fields {odd}"
    return "" if answer["items"] else "no item"


def load_search(page: Page) -> None:
    """Load what the search box loads when it is first used."""
    page.add_script_tag(url=page.url + "assets/javascripts/regesto-find.js")


def load_forms(page: Page) -> None:
    """Load the scripts of the forms that need no page."""
    for name in ("edtf-mistakes", "edtf", "references"):
        page.add_script_tag(path=str(SCRIPTS / f"form-{name}.js"))


def wait_for_explorer(page: Page) -> None:
    """Wait until the explorer shows its entries."""
    page.wait_for_selector("#explore:not([hidden])")


BROWSER_TARGETS = {
    "search": BrowserTarget("", load_search, FIND, judge_search, "queries"),
    "explorer": BrowserTarget("explore", wait_for_explorer, EXPLORE, judge_explorer, "addresses"),
    "form-dates": BrowserTarget("blank", load_forms, DATE, judge_date, "dates"),
    "form-references": BrowserTarget(
        "blank", load_forms, REFERENCE, judge_reference, "references", read_samples("tests/importing/messy.[bjr]*")
    ),
}
"""What is fuzzed in a browser, by name."""
PIECES["references"] = PIECES["bibtex"] + PIECES["ris"] + PIECES["csl"]


@contextlib.contextmanager
def open_target(target: BrowserTarget, site: Path) -> Iterator[Page]:
    """Open the page of a target; nothing outside of it is reached, and as many addresses are shown as are asked for."""
    with serve(site) as address, sync_playwright() as playwright:
        arguments = [*ARGUMENTS, "--disable-ipc-flooding-protection"]
        browser = playwright.chromium.launch(executable_path=need_chromium(), args=arguments)
        try:
            page = browser.new_page()
            page.set_default_timeout(600_000)
            folders = {"explore": find_explorer(site)}
            page.goto("about:blank" if target.page == "blank" else address + folders.get(target.page, target.page))
            target.before(page)
            yield page
        finally:
            browser.close()


def find_explorer(site: Path) -> str:
    """Return the address of the explorer's page: its name is a word of the site's language."""
    (page,) = [path for path in site.glob("*/index.html") if 'id="explore"' in path.read_text(encoding="utf-8")]
    return f"{page.parent.name}/"


def grow_texts(name: str, cases: int) -> Iterator[list[str]]:
    """Yield so many distinct texts for a target, in batches."""
    target, chance, seen = BROWSER_TARGETS[name], random.Random(name), set()
    grow, size = make_grow(PIECES[target.kind], target.samples), size_of(12)
    while len(seen) < cases:
        batch: list[str] = []
        while len(batch) < BATCH and len(seen) < cases:
            text = grow(chance.randbytes(size))
            if text not in seen:
                seen.add(text)
                batch.append(text)
        yield batch


def ask(page: Page, target: BrowserTarget, texts: list[str]) -> float:
    """Put texts to a target; raise `Wrong` for the first wrong answer; return the slowest's milliseconds."""
    slowest = 0.0
    for text, (error, took, answer) in zip(texts, page.evaluate(TRY.replace("ASK", target.ask), texts), strict=True):
        why = error or target.judge(text, answer) or (f"takes {took:.0f} ms" if took > SLOWEST else "")
        if why:
            raise Wrong(text, why)
        slowest = max(slowest, took)
    return slowest


def fuzz_texts(name: str, batches: Iterator[list[str]], site: Path) -> tuple[int, float, float]:
    """Put batches of texts to a target; return how many texts, the seconds, and the slowest's seconds.

    Raises `Wrong` with a text made as small as leaving out characters makes it.
    """
    target, cases, slowest, start = BROWSER_TARGETS[name], 0, 0.0, time.monotonic()
    with open_target(target, site) as page:
        for batch in batches:
            try:
                slowest = max(slowest, ask(page, target, batch))
            except Wrong as wrong:
                raise shrink(page, target, wrong) from None
            cases += len(batch)
    return cases, time.monotonic() - start, slowest / 1000


def shrink(page: Page, target: BrowserTarget, wrong: Wrong) -> Wrong:
    """Return the same kind of thing for a text from which no single run of characters can be left out."""
    size = len(wrong.text) // 2
    while size:
        for at in range(0, len(wrong.text), size):
            try:
                ask(page, target, [wrong.text[:at] + wrong.text[at + size :]])
            except Wrong as smaller:
                wrong = smaller
                break
        else:
            size //= 2
    return wrong


@contextlib.contextmanager
def built_site(name: str) -> Iterator[Path]:
    """Give the site that a target is asked on, built for the occasion: this repository's, or for the explorer
    one of three entries, which it shows in a moment."""
    with tempfile.TemporaryDirectory(prefix="regesto-fuzz-") as folder:
        site = Path(folder) / "project/site"
        if BROWSER_TARGETS[name].page == "explore":
            copy_lighthouses(site.parent)
            run_python("regesto", "build", "--lenient", cwd=site.parent)
        else:
            run_python("mkdocs", "build", "--quiet", "--site-dir", site, cwd=ROOT)
        yield site
