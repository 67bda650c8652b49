"""Texts that try to break out: of the data's script, of the page, of a spreadsheet."""

from __future__ import annotations

import json

import pytest

from browser import need_chromium, open_page, serve
from dossiers import ENTRY, make_dossier, make_edition
from regesto.pages.explorer import CLAIMS_FILE, FILE, collect_claims, collect_explorer, write_explorer
from regesto.pages.typeset import tidy
from whole_site import ROOT, build

HOSTILE = (
    "</script><script>document.title='no'</script>",
    "'; document.title='no'; '",
    "\\'; document.title='no' //",
    "a\u2028b\u2029c\x7f\u0000d",
    '<img src=x onerror="document.title=1">',
    "${document.title='no'}`",
    "\ud83d\ude00 \u202e عربى",
)


@pytest.mark.browser
def test_scripts_hold_texts_to_the_letter_and_run_nothing():
    (claim,) = ENTRY["claims"]
    entries = [{**ENTRY, "title": text, "claims": [{**claim, "says": text}]} for text in HOSTILE]
    edition = make_edition(make_dossier(entries))
    files = write_explorer(edition)
    with open_page(need_chromium()) as watched:
        for name in (FILE, CLAIMS_FILE):
            watched.page.add_script_tag(content=files[name])
        read = "[JSON.parse(regestoExploreData), JSON.parse(regestoExploreClaims), document.title]"
        found = watched.page.evaluate(read)
    assert found[0] == json.loads(json.dumps(collect_explorer(edition)))
    assert found[1] == json.loads(json.dumps(collect_claims(edition)))
    assert found[2] == ""


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_shows_texts_to_the_letter_and_runs_nothing(tmp_path):
    (claim,) = ENTRY["claims"]
    texts = [*HOSTILE[:2], HOSTILE[4], "=1+1"]
    edition = make_edition(make_dossier([{**ENTRY, "title": one, "claims": [{**claim, "says": one}]} for one in texts]))
    build(ROOT, tmp_path / "site")
    for name, script in write_explorer(edition).items():
        (tmp_path / "site" / name).write_text(script, encoding="utf-8")
    with serve(tmp_path / "site") as address, open_page(need_chromium()) as watched:
        page = watched.page
        for show in ("entries", "claims"):
            page.goto("about:blank")
            page.goto(f"{address}esplora/#show={show}&q=%3C")
            page.wait_for_selector("#explore:not([hidden])")
            assert page.locator("#explore-list .title").all_inner_texts() == [tidy(one) for one in texts if "<" in one]
            assert page.locator("#explore-list :is(script, img)").count() == 0
            assert "\u201c<\u201d" in page.locator("#explore-chips").inner_text()
        page.locator("#explore-text").fill("=1")
        with page.expect_download() as download:
            page.locator("[data-export=csv]").click()
        assert ",'=1+1," in download.value.path().read_text(encoding="utf-8-sig")
        assert "Esplora" in page.title()
        assert watched.complaints == []
