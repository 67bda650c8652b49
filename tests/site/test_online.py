"""The site on a server, in a real browser: nothing from another host, no complaint, and a search that finds."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from browser import need_chromium, open_page
from test_offline import search

pytestmark = [pytest.mark.slow, pytest.mark.browser]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *args):
        pass


@pytest.fixture
def served(tiny):
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tiny.build())))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_online_nothing_leaves_and_everything_works(served):
    chromium = need_chromium()
    with open_page(chromium) as watched:
        page = watched.page
        for name in ("", "cronologia/", "schede/", "schede/liberta/", "metodo/", "en/", "en/schede/indice/"):
            page.goto(served + name)
            page.wait_for_load_state("networkidle")
        page.goto(served + "schede/vecchia/")
        assert "La libertà dell’accordo" in search(page, "liberta")
        page.keyboard.press("Escape")
        page.locator("form[data-md-component=palette] label:visible").click()
        page.locator(".rg-languages button").hover()
        page.locator(".rg-languages a[hreflang=en]").click()
        page.wait_for_url("**/en/schede/vecchia/")
        assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
        page.goto(served + "schede/antica/")
        page.wait_for_url("**/schede/vecchia/")
        assert watched.outside(served) == []
        assert watched.complaints == []
