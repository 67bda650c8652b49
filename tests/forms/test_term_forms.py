"""A name that no list has: somebody proposes an actor, a place, a topic by form, and uses it in an entry at once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from test_first_entry import DESK, PHONE, REPOSITORY, SMALL, Form

from browser import need_chromium, open_page, serve
from regesto.forms.shape import describe_shapes
from regesto.pages.i18n import load_words
from regesto.resources import find_templates
from regesto.seeds.dossier import read_dossier
from whole_site import ROOT, build, copy_dossier, run_python

MESSAGES = yaml.safe_load(Path(__file__).with_name("term-messages.yml").read_text(encoding="utf-8"))
NAMES = {"actor": "attore", "place": "luogo", "topic": "tema", "materiel": "materiale"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """Return the site of the dossier with a repository on GitHub."""
    folder = tmp_path_factory.mktemp("terms") / "project"
    copy_dossier(folder)
    build(folder, folder / "site", f"repo_url: {REPOSITORY}")
    return folder / "site"


@pytest.fixture
def form(site):
    with serve(site) as address, open_page(need_chromium(), viewport=DESK) as watched:
        watched.page.goto(address)
        yield Form(watched)
        assert watched.complaints == []
        assert watched.failures == []


def open_form(form: Form, language: str, name: str) -> None:
    """Open a form by the address that the others link to."""
    prefix = "en/" if language == "en" else ""
    form.page.goto(f"{form.page.url.split('/', 3)[0]}//{form.page.url.split('/')[2]}/{prefix}contribuire/{name}/")
    form.wait()


def fill(form: Form, values: dict[str, str]) -> None:
    """Fill fields of a form by the ends of their ids."""
    for id, value in values.items():
        control = form.page.locator(f"#{id}" if id == "record-id" else f"#f-{id}")
        if control.evaluate("one => one.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["it", "en"])
def test_every_message(form, language):
    """What each form says when it is empty, and of the mistakes that people make."""
    for kind, steps in MESSAGES.items():
        open_form(form, language, NAMES[kind])
        for step in steps:
            fill(form, step.get("fill", {}))
            assert form.check() == step[language], (kind, step)
            assert form.status() == step["status"][language]


@pytest.mark.browser
@pytest.mark.slow
def test_a_new_actor_and_an_entry_that_names_it(form, tmp_path):
    """The lines pass the check where the page says they belong; the entry's form knows the name at once."""
    page = form.page
    open_form(form, "it", "scheda")
    origin = form.field("origin", form.claim())
    origin.fill("Agenzia di prova")
    beside = form.claim().locator("[data-field=origin] .wrong")
    form.check()
    assert (
        beside.inner_text() == "non esiste l’attore agenzia-di-prova; previsto: un nome da actors.yml Proponi un attore"
    )
    way = beside.get_by_role("link").element_handle()
    form.check()
    assert way.evaluate("one => one.isConnected")  # else it could go while it is being clicked
    way.click()
    page.wait_for_url("**/attore/")

    form.wait()
    fill(form, {"name-it": "Agenzia di prova", "name-en": "Test agency", "kind": "organisation"})
    page.locator("#f-part_of").fill("Corea del Sud")
    page.locator("details.more-fields summary").click()
    page.locator("[data-field=aliases] input").fill("ADP")
    assert form.check() == []
    assert form.status() == "Nessun problema: le righe sono pronte."
    assert page.inner_text("#form-file") == "seeds/actors.yml"
    lines = form.yaml()
    assert lines.rstrip("\n") == (
        "agenzia-di-prova:\n  name:\n    it: Agenzia di prova\n    en: Test agency\n"
        "  kind: organisation\n  part_of: corea-del-sud\n  aliases: [ADP]"
    )
    assert page.locator("#form-open").get_attribute("href") == f"{REPOSITORY}/edit/main/seeds/actors.yml"
    page.evaluate("document.getElementById('form-open').addEventListener('click', event => event.preventDefault())")
    page.click("#form-open")
    assert page.inner_text("#form-open-note").startswith("Il testo è stato copiato.")

    page.get_by_role("link", name="Proponi una scheda").click()
    page.wait_for_url("**/scheda/")
    form.wait()
    assert origin.input_value() == "Agenzia di prova"
    form.check()
    assert not beside.is_visible()
    assert page.inner_text("#form-fresh") == "Nomi nuovi, da proporre insieme alla scheda: Agenzia di prova"

    copy_dossier(tmp_path / "copy")
    actors = tmp_path / "copy/seeds/actors.yml"
    actors.write_text(f"{actors.read_text(encoding='utf-8')}\n{lines}", encoding="utf-8")
    reading = read_dossier(tmp_path / "copy/seeds")
    assert [str(one) for one in reading.errors] == []
    assert reading.dossier.actors["agenzia-di-prova"].part_of == "corea-del-sud"
    said = run_python("regesto", "fmt", "--check", "seeds/actors.yml", cwd=tmp_path / "copy")
    assert "canonical" in said


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "viewport"), [("light", DESK), ("dark", PHONE)], ids=["1280", "390"])
def test_axe_finds_nothing_and_everything_can_be_hit(site, scheme, viewport):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    with serve(site) as address, open_page(need_chromium(), viewport=viewport, color_scheme=scheme) as watched:
        page = watched.page
        page.goto(address)
        for name in NAMES.values():
            open_form(Form(watched), "it", name)
            page.locator("details.more-fields").evaluate_all("all => all.forEach(one => one.open = true)")
            page.click("#form-check")
            page.wait_for_timeout(250)
            assert [one["id"] for one in axe.Axe().run(page).response["violations"]] == [], name
            assert page.evaluate(SMALL) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


@pytest.mark.browser
def test_what_is_wrong_with_a_term_is_said_as_check_says_it(evaluate, tmp_path):
    """Numbers with a point, which entries and sources have not; names cannot be wrong, as a form takes texts only."""
    words = load_words("en", [find_templates()])
    data = {
        "shapes": describe_shapes(words),
        "reserved": [],
        "words": {name: words.find(name) for name in ("problems", "edtf")},
    }
    cases = [
        (
            "PlaceTerm",
            "places.yml",
            "  name: X\n  precision: city\n  reference: x\n  lat: {}\n  lon: {}\n".format(*pair),
        )
        for pair in [(one, "3") for one in ("12", "91", "-90.5", "north", "1e400", '" "', ".5", "[1]", "+4", "5.")]
        + [("1", one) for one in ("180.1", "{a: 1}", "-180", "1e2", "inf")]
    ]
    for kind in ("person", "persn"):
        cases.append(("Actor", "actors.yml", f"  name: X\n  kind: {kind}\n  aliases: [a, b]\n"))
    for model, file, text in cases:
        seeds = tmp_path / "seeds"
        shutil.rmtree(seeds, ignore_errors=True)
        shutil.copytree(ROOT / "tests/fixtures/lighthouses/seeds", seeds)
        path = seeds / file
        path.write_text(f"{path.read_text(encoding='utf-8')}zz:\n{text}", encoding="utf-8")
        told = [
            (one.code, one.field.removeprefix("zz."), one.message, one.expected)
            for one in read_dossier(seeds).problems
            if one.where.file == file and one.code != "unused-term"
        ]
        record = yaml.load(text, Loader=yaml.BaseLoader)
        found = evaluate(
            "([data, model, record]) => new regestoShapes.Judge(data).judge(model, record)", [data, model, record]
        )
        assert [(one["code"], one["field"], one["message"], one["expected"]) for one in found] == told, text
