"""The first journey: a person without Python finds the form, is told of each mistake, and gets a file that passes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from browser import Watched, need_chromium, open_page, serve
from regesto.seeds.dossier import read_dossier
from regesto.site.export import export_site
from whole_site import build, copy_dossier, make_once, run_python

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPOSITORY = "https://github.com/team/dossier"
PHONE = {"width": 390, "height": 800}
DESK = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """Return a folder for the sites of this module."""
    return tmp_path_factory.mktemp("forms")


@pytest.fixture(scope="module")
def project(shared) -> Path:
    """Return the dossier with a repository on GitHub, and its site in the folder `site`."""

    def make(folder: Path) -> None:
        copy_dossier(folder)
        build(folder, folder / "site", f"repo_url: {REPOSITORY}")

    return make_once(shared, "project", make)


@pytest.fixture(scope="module")
def site(project) -> Path:
    """Return the project's site."""
    return project / "site"


@pytest.fixture(scope="module")
def stick(shared) -> Path:
    """Return the site of an offline copy, of a project without a repository."""
    copy_dossier(shared / "plain")
    return export_site(shared / "plain" / "mkdocs.yml", shared / "build").folder / "site"


class Form:
    """The form in a browser."""

    def __init__(self, watched: Watched) -> None:
        self.watched, self.page = watched, watched.page

    def wait(self) -> Form:
        """Wait until the form is ready."""
        self.page.wait_for_selector("#new-record[data-ready]")
        return self

    def settle(self) -> None:
        """Wait until the last change was looked at."""
        self.page.wait_for_timeout(250)

    def check(self) -> list[str]:
        """Ask for the check and return what it says of each field."""
        self.settle()
        self.page.click("#form-check")
        return [" ".join(text.split()) for text in self.page.locator("#form-errors li").all_inner_texts()]

    def claim(self, number: int = 1):
        """Return a claim's fields."""
        return self.page.locator("[data-field=claims] > .items > .item").nth(number - 1)

    def field(self, name: str, within=None):
        """Return the controls of a field."""
        return (within or self.page).locator(f"[data-field={name}]").first.locator("input, textarea, select")

    def status(self) -> str:
        """Return the count of what is wrong."""
        self.settle()
        return self.page.inner_text("#form-status")

    def yaml(self) -> str:
        """Return the text of the file."""
        self.settle()
        return self.page.inner_text("#form-yaml")


@pytest.fixture
def form(site):
    """Give the form's page under watch, which begins at the home page."""
    with serve(site) as address, open_page(need_chromium(), viewport=DESK, locale="it-IT") as watched:
        watched.page.goto(address)
        yield Form(watched)
        assert watched.complaints == []
        assert watched.failures == []


def drop(project: Path, folder: Path, path: str, text: str) -> Path:
    """Return a copy of the dossier with a file dropped into its seeds."""
    copy_dossier(folder)
    target = folder / path
    assert not target.exists()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return folder


JOURNEY = yaml.safe_load(Path(__file__).with_name("first-entry.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_first_entry(form, project, tmp_path, language):
    """In each language, with all that the form says."""
    page, said = form.page, JOURNEY[language]
    if language == "en":
        page.goto(f"{page.url}en/")
    page.get_by_role("link", name=said["contribute"]).first.click()
    page.get_by_role("link", name=said["add"]).first.click()
    form.wait()

    # Nothing is said before anything was done; the check of an empty form names everything that is needed.
    assert page.locator(".wrong:visible").count() == 0
    assert form.check() == said["empty"]
    assert page.evaluate("document.activeElement.id") == "form-errors"
    page.locator("#form-errors a").nth(3).click()
    assert page.evaluate("document.activeElement.closest('[data-field]').dataset.field") == "topics"

    # The entry, with the mistakes that people make. Each is told beside its field.
    page.fill("#f-title-it", 'Il ministro: "no" ai razzi #1')
    page.fill("#f-title-en", "The minister: no to rockets")
    page.fill("#f-summary-it", "Il ministro nega che i razzi siano partiti.")
    page.fill("#f-summary-en", "The minister denies that the rockets have left.")
    page.fill("#f-date", said["wrong_date"])
    page.fill("#f-topics-1", "Misili")
    claim = form.claim()
    texts = {"it": "Nessun razzo è partito. 🚀", "en": "No rocket has left. 🚀"}
    for one, text in texts.items():
        form.field("says", claim).and_(page.locator(f"[data-language={one}]")).fill(text)
    form.field("source", claim).fill("fornitura-trupe")
    form.field("origin", claim).fill(said["north_korea"])
    form.field("via", claim).fill("pyongyang")
    form.field("stance", claim).select_option("denies")
    form.field("quote", claim).fill("parola " * 31)
    form.field("paragraph", claim).fill(said["two"])
    assert form.check() == said["wrong"]
    beside = page.locator("[data-field=topics] .wrong")
    assert beside.inner_text() == said["beside"]
    assert page.locator("#f-topics-1").get_attribute("aria-invalid") == "true"
    assert form.status() == said["wrong_status"]

    # Put right, one by one.
    page.fill("#f-date", "2024-09~")
    form.settle()
    assert page.inner_text("#f-date-s") == said["date"]
    page.fill("#f-topics-1", said["missiles"])
    form.field("source", claim).fill("fornitura-truppe")
    form.field("via", claim).fill("Newsweek")
    form.field("quote", claim).fill("circa 12.000")
    form.field("paragraph", claim).fill("2")
    assert form.check() == []
    assert form.status() == said["right_status"]
    assert said["chain"] in claim.locator(".chain-said").inner_text()

    path, text = page.inner_text("#form-file"), form.yaml()
    assert path == f"seeds/entries/2024/{said['id']}.yml"
    assert text.startswith("# yaml-language-server: $schema=../../../schema/entry.json\ntitle:\n")
    assert f"  by: redazione\n  on: {date.today().isoformat()}\n" in text

    # The three ways to take it away.
    with page.expect_download() as waiting:
        page.click("#form-download")
    assert waiting.value.suggested_filename == f"{said['id']}.yml"
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text
    link = urlsplit(page.locator("#form-open").get_attribute("href"))
    assert f"{link.scheme}://{link.netloc}{link.path}" == f"{REPOSITORY}/new/main"
    assert parse_qs(link.query) == {"filename": [path], "value": [text]}
    page.click("#form-copy")
    page.get_by_role("button", name=said["copied"]).wait_for()

    # Dropped into the dossier it passes the check, and the site builds with it.
    folder = drop(project, tmp_path / "copy", path, text)
    run_python("regesto", "check", cwd=folder)
    reading = read_dossier(folder / "seeds")
    assert [str(one) for one in reading.errors] == []
    entry = reading.dossier.entries[said["id"]]
    assert entry.title.choose("it", "it").value == 'Il ministro: "no" ai razzi #1'
    assert entry.claims[0].via == ("newsweek",)
    if language == "it":
        build(folder, folder / "site")
        made = (folder / "site/schede" / said["id"] / "index.html").read_text(encoding="utf-8")
        assert "Nessun razzo è partito." in made


def test_the_draft_stays_until_one_starts_over(form):
    page = form.page
    address = f"{page.url}contribuire/scheda/"
    page.goto(address)
    form.wait()
    page.fill("#f-title-it", "Una bozza")
    form.field("says", form.claim()).nth(0).fill("Qualcosa")
    page.get_by_role("button", name="Aggiungi un’affermazione").click()
    form.field("says", form.claim(2)).nth(0).fill("Altro")
    page.get_by_role("button", name="Aggiungi un tema").click()
    page.locator("[data-field=topics] input").nth(1).fill("Missili")
    before = form.yaml()
    page.reload()
    form.wait()
    assert form.yaml() == before
    assert page.inner_text("#form-status") != ""
    page.get_by_role("button", name="Ricomincia da capo").click()
    assert page.input_value("#f-title-it") == ""
    page.get_by_role("button", name="Annulla").click()
    assert form.yaml() == before
    page.get_by_role("button", name="Ricomincia da capo").click()
    page.reload()
    form.wait()
    assert page.input_value("#f-title-it") == ""
    assert "Una bozza" not in form.yaml()


def test_a_text_too_long_for_an_address_is_copied(form):
    page = form.page
    page.goto(f"{page.url}contribuire/scheda/")
    form.wait()
    page.fill("#f-title-it", "Lunga")
    page.fill("#f-summary-it", "parole di troppo " * 600)
    form.settle()
    link = page.locator("#form-open")
    assert "value=" not in link.get_attribute("href")
    assert "filename=" in link.get_attribute("href")
    page.evaluate("document.getElementById('form-open').addEventListener('click', event => event.preventDefault())")
    link.click()
    assert page.inner_text("#form-open-note").startswith("Il testo è troppo lungo per l’indirizzo.")


@pytest.mark.parametrize("language", ["it", "en"])
def test_a_source_from_a_reference(form, project, tmp_path, language):
    page, said = form.page, JOURNEY[language]["source"]
    page.goto(f"{page.url}{'en/' if language == 'en' else ''}contribuire/fonte/")
    form.wait()
    page.fill("#paste-text", "not a reference")
    page.click("#paste-fill")
    assert page.inner_text("#paste-said") == said["none"]
    assert form.check() == said["empty"]
    reference = (
        "TY  - NEWS\nTI  - Rockets: a case\nAU  - Doe, Jane\nT2  - Newsweek\nDA  - 2024/09/20/\n"
        "UR  - https://example.org/a\nLA  - en\nAB  - Theirs.\nER  - "
    )
    page.fill("#paste-text", reference)
    page.click("#paste-fill")
    assert page.inner_text("#paste-said") == said["filled"]
    assert "Theirs" not in form.yaml()
    assert form.check() == said["left"]
    page.fill(f"#f-rights-{language}", "The publisher’s.")
    page.fill(f"#f-abstract-{language}", "What it says, in our words.")
    page.get_by_role("checkbox", name=said["archived"]).check()
    other = "en" if language == "it" else "it"
    assert form.check() == [one.replace("{other}", other) for one in said["warned"]]
    path, text = page.inner_text("#form-file"), form.yaml()
    assert path == "seeds/sources/rockets-a-case.yml"
    assert read_dossier(drop(project, tmp_path / "copy", path, text) / "seeds").errors == []


@pytest.mark.parametrize("language", ["it", "en"])
def test_from_a_disk_by_keyboard_alone(stick, tmp_path, project, language):
    address = stick.as_uri()
    start = f"{address}/{'en/' if language == 'en' else ''}schede/arrivo-soldati-nordcoreani.html"
    link = {"it": "Proponi una scheda", "en": "Add an entry"}[language]
    with open_page(need_chromium(), viewport=PHONE) as watched:
        page = watched.page
        page.goto(start)
        page.get_by_role("link", name=link).click()
        form = Form(watched).wait()
        assert page.locator("#form-open").count() == 0
        page.focus(f"#f-title-{language}")
        other = "en" if language == "it" else "it"
        for value in ("Una prova: 1e3", "A trial"):
            page.keyboard.insert_text(value)
            page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.id") == "record-id"
        page.fill(f"#f-summary-{other}", "yes")
        page.fill(f"#f-summary-{language}", "no")
        page.fill("#f-date", "[2024-10,2024-11]")
        page.focus("#f-topics-1")
        page.keyboard.insert_text("soldati")
        page.keyboard.press("Enter")
        page.keyboard.insert_text("missili")
        claim = form.claim()
        form.field("says", claim).nth(0).fill("null")
        form.field("says", claim).nth(1).fill("# x")
        form.field("source", claim).fill("fornitura-truppe")
        form.field("origin", claim).fill("unnamed")
        form.field("quote", claim).fill("circa 12.000")
        form.field("paragraph", claim).fill("3")
        form.settle()
        for _ in range(60):
            if page.evaluate("document.activeElement.id") == "form-check":
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        form.settle()
        assert page.evaluate("document.activeElement.id") == "form-copy", page.inner_text("#form-errors")
        path, text = page.inner_text("#form-file"), form.yaml()
        assert watched.outside(address) == []
        assert watched.complaints == []
    assert "topics: [soldati, missili]" in text
    assert read_dossier(drop(project, tmp_path / "copy", path, text) / "seeds").errors == []


def test_without_scripts_there_is_a_template(site, project, tmp_path):
    with serve(site) as address, open_page(need_chromium(), java_script_enabled=False) as watched:
        page = watched.page
        page.goto(f"{address}contribuire/scheda/")
        assert not page.locator("#new-record").is_visible()
        assert page.locator("noscript p.note").inner_text().startswith("Per compilare il modulo serve JavaScript")
        template = page.locator("noscript pre").inner_text()
    assert "# Un titolo con parole nostre. (obbligatorio)" in template
    copy = drop(project, tmp_path / "copy", "seeds/entries/2024/modello.yml", template)
    told = {problem.code for problem in read_dossier(copy / "seeds").problems if "modello" in problem.where.file}
    assert told <= {"unknown-id", "unlike-unit", "missing-translation", "late-statement"}, told


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["1280", "390"])
def test_axe_finds_nothing_and_everything_can_be_hit(site, scheme, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found, small = {}, {}
    with serve(site) as address, open_page(need_chromium(), viewport=viewport, color_scheme=scheme) as watched:
        page = watched.page
        for name in ("contribuire/scheda/", "en/contribuire/fonte/"):
            page.goto(address + name)
            Form(watched).wait()
            page.locator("details.more-fields:visible").evaluate_all("all => all.forEach(one => one.open = true)")
            page.click("#form-check")
            page.wait_for_timeout(300)
            found[name] = [(one["id"], one["nodes"][0]["html"]) for one in axe.Axe().run(page).response["violations"]]
            small[name] = page.evaluate(SMALL)
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert found == {"contribuire/scheda/": [], "en/contribuire/fonte/": []}
    assert small == {"contribuire/scheda/": [], "en/contribuire/fonte/": []}


SMALL = """() => [...document.querySelectorAll(
  "#new-record :is(button, select, textarea, input[type=text], summary, .ticks label, a.button)")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
  .map(one => one.outerHTML.slice(0, 80))"""
"""Gives the controls that are lower than 44 pixels."""


def test_records_of_every_kind_lead_to_the_forge(site):
    pages = {
        "schede/arrivo-soldati-nordcoreani": "entries/2024/arrivo-soldati-nordcoreani.yml",
        "fonti/arsenale-toropets": "sources/arsenale-toropets.yml",
        "attori/nis": "actors.yml#L",
        "luoghi/toropets": "places.yml#L",
        "sistemi/kn-23": "materiel.yml#L",
        "temi/missili": "topics.yml",
        "stime/munizioni-fornite": "measures.yml",
    }
    for page, file in pages.items():
        for edition in ("", "en/"):
            html = (site / edition / page / "index.html").read_text(encoding="utf-8")
            assert f'href="{REPOSITORY}/edit/main/seeds/{file}' in html, page
            assert "contribuire/scheda/" in html
