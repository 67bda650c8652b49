"""A real browser on the site of hostile records: none of them runs, asks for anything, or even tries to.

Once without the Content-Security-Policy, so that nothing hides a payload that would run; once with it, so that a
payload that the policy stops would be seen as a violation. And the policy itself stops what is put there on purpose.
"""

from contextlib import contextmanager

import pytest

from browser import need_chromium, open_page, serve
from hostile_records import RECORDS, ref
from regesto.model.ids import Kind

pytestmark = [pytest.mark.slow, pytest.mark.browser]

MARK = """
window.harmed = []
window.harm = function () { window.harmed.push(String(new Error().stack)); console.error('HARMED') }
for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) window[name] = window.harm
"""

SECTIONS = ["", "cronologia", "cronologia/2024", "schede", "temi", "attori", "luoghi", "sistemi", "stime", "fonti"]
SECTIONS += ["origini", "metodo", "contribuire", "indice", "esplora", "dati", "correzioni", "qualita-delle-prove"]
SECTIONS += ["contribuire/scheda", "contribuire/fonte", "contribuire/attore"]  # the forms, which offer every name
RECORD_PAGES = {
    "temi": Kind.TOPIC,
    "attori": Kind.ACTOR,
    "luoghi": Kind.PLACE,
    "sistemi": Kind.MATERIEL,
    "stime": Kind.MEASURE,
    "fonti": Kind.SOURCE,
    "schede": Kind.ENTRY,
}

LOOK = """() => {
  const odd = []
  for (const one of document.querySelectorAll('*')) {
    for (const { name, value } of one.attributes) {
      if (name.startsWith('on')) odd.push(one.outerHTML.slice(0, 200))
      const leads = /^(href|src|action|data|xlink:href)$/.test(name) && value !== 'data:,'  // the printed page's icon
      if (leads && /^\\s*(javascript|data|vbscript|blob):/i.test(value)) odd.push(one.outerHTML.slice(0, 200))
    }
    if (/^(iframe|object|embed|base|frame|portal|math|video|audio)$/i.test(one.localName)) odd.push(one.outerHTML)
  }
  return { odd, harmed: window.harmed }
}"""
"""What no page may have, in its tree as the browser and our own scripts have made it."""

QUERIES = ["harm", "<script>harm()", "script", '"onerror harm"', "topic:<img", "actor:\"'", "__proto__", "constructor"]
QUERIES += [
    "toString:x",
    "-harm topic:",
    "a*" * 50,
    "\u202eharm",
    '"' * 99,
    "topic:harm -x:",
    "(" * 200,
    "\\",
    "{{7*7}}",
]
"""What a reader might type, or be made to type by a link."""


@contextmanager
def watch(site, **context):
    """Serve the site and open a browser on it in which `harm` is noted; gives a function that visits a page."""
    with serve(site) as root, open_page(need_chromium(), **context) as watched:
        watched.page.context.add_init_script(MARK)
        watched.page.on("dialog", lambda dialog: watched.complaints.append(f"dialog: {dialog.message}"))

        def visit(address):
            watched.page.goto(root + address)
            check(watched)

        yield root, watched, visit


def check(watched):
    """Nothing has run, and nothing in the page could."""
    assert watched.page.evaluate(LOOK) == {"odd": [], "harmed": []}, watched.page.url


def check_quiet(watched, root):
    """Nothing was asked of another host, nothing was complained of: no violation of the policy, no error, no dialog."""
    assert watched.outside(root) == []
    assert watched.complaints == []
    assert watched.failures == []


def list_pages(edition, bypass):
    """Yield every section and one record of each kind; without the policy, also every entry: all of the corpus."""
    yield from (f"{edition}{name}/" if name else edition for name in SECTIONS)
    yield from (f"{edition}{folder}/{ref(kind, 7)}/" for folder, kind in RECORD_PAGES.items())
    yield f"{edition}dati/dossier.html"
    if bypass:
        yield from (f"{edition}schede/{ref(Kind.ENTRY, n)}/" for n in range(RECORDS))


@pytest.mark.parametrize(
    ("edition", "bypass"), [("", True), ("en/", False)], ids=["without the policy", "with the policy"]
)
def test_no_payload_runs_on_any_kind_of_page(hostile_site, edition, bypass):
    with watch(hostile_site, bypass_csp=bypass) as (root, watched, visit):
        for address in list_pages(edition, bypass):
            visit(address)
        check_quiet(watched, root)


def test_no_payload_runs_in_the_search(hostile_site):
    """Results show titles and passages of hostile records, and what was asked."""
    with watch(hostile_site, bypass_csp=True) as (root, watched, visit):
        visit("metodo/")
        page = watched.page
        for query in QUERIES:
            page.locator(".rg-search__input").fill(query)
            page.wait_for_function("q => document.querySelector('[role=listbox]').dataset.asked === q", arg=query)
            check(watched)
        page.locator(".rg-search__input").fill("harm")
        page.wait_for_selector(".rg-search__hit")
        assert page.locator(".rg-search__hit").count() > 5
        assert page.locator(".rg-search__hit script, .rg-search__hit img").count() == 0
        check_quiet(watched, root)


def test_no_payload_runs_in_the_explorer(hostile_site):
    """Its facets, rows and claims are hostile, and so is what stands in its address."""
    with watch(hostile_site, bypass_csp=True) as (root, watched, visit):
        visit("esplora/")
        page = watched.page
        page.wait_for_selector("#explore:not([hidden])")
        for box in page.locator("#explore input[type=checkbox]").all()[:6]:
            box.dispatch_event("click")
            check(watched)
        for query in ("<img src=x onerror=harm()>", "__proto__", "harm"):
            page.locator("#explore-text").fill(query)
            page.wait_for_timeout(300)
            check(watched)
        for part in (
            "#q=<img src=x onerror=harm()>",
            "?q=%3Cscript%3Eharm()%3C/script%3E&topic=__proto__",
            "#show=claims",
        ):
            visit(f"esplora/{part}")
            page.wait_for_selector("#explore:not([hidden])")
            page.wait_for_timeout(300)
            check(watched)
        check_quiet(watched, root)


ON_PURPOSE = {
    "an inline script": ("<script>harm()</script>", "script-src-elem"),
    "a handler": ("<img src=x onerror=harm()>", "script-src-attr"),
    "a script from outside": ("<script src=https://harm.example/a.js></script>", "script-src-elem"),
    "a script in an address": ("<script src='data:text/javascript,harm()'></script>", "script-src-elem"),
    "a frame": ("<iframe srcdoc='<script>parent.harm()</script>'></iframe>", "script-src-elem"),
    "a picture from outside": ("<img src=https://harm.example/p.png>", "img-src"),
    "a style sheet from outside": ("<link rel=stylesheet href=https://harm.example/s.css>", "style-src-elem"),
    "an inline style sheet": ("<style>body { display: none }</style>", "style-src-elem"),
    "an object": ("<object data=https://harm.example/o></object>", "object-src"),
    "another base": ("<base href=https://harm.example/>", "base-uri"),
    "a form": ("<form id=f action=https://harm.example/></form>", "form-action"),
    "a font": ("<link rel=preload as=font crossorigin href=https://harm.example/f.woff2>", "font-src"),
}
"""What is put into a page as if our escaping had failed, and the rule of the policy that must stop it."""


def test_the_policy_stops_what_is_put_there_on_purpose(hostile_site):
    """Each is put into a page, comes to nothing, and is reported as a violation of its rule."""
    address = f"schede/{ref(Kind.ENTRY, 7)}/index.html"
    text = (hostile_site / address).read_text(encoding="utf-8")
    with serve(hostile_site) as root, open_page(need_chromium()) as watched:
        page = watched.page
        page.context.add_init_script(MARK)
        shown = {"content_type": "text/html; charset=utf-8"}
        page.route(root + address, lambda route: route.fulfill(**shown))
        for name, (payload, rule) in ON_PURPOSE.items():
            watched.requests.clear(), watched.complaints.clear(), watched.failures.clear()
            shown["body"] = text.replace('<div class="rg">', f'<div class="rg">{payload}', 1)
            assert shown["body"] != text
            page.goto(root + address)
            if name == "a form":
                page.evaluate("document.getElementById('f').submit()")
            page.wait_for_timeout(150)
            assert page.evaluate("window.harmed") == [], name
            assert any(one.startswith(f"error: CSP {rule}") for one in watched.complaints), (name, watched.complaints)
            # What the browser's scanner asked for ahead, the policy stopped too: nothing reached the network.
            stopped = {one.partition(": ")[0] for one in watched.failures if one.endswith(": csp")}
            assert {one for one in watched.outside(root) if "harm.example" in one} <= stopped, (name, watched.failures)
