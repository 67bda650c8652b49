"""Pages rendered by several processes: all of them, in order, whatever happens to a worker."""

import os
import signal

import pytest

from regesto.pages import rendering
from regesto.pages.page import Page

SHEETS = [str(number) for number in range(300)]


def render(sheet):
    return Page(sheet, "section", f"Page {sheet}", "", f"<p>{sheet}</p>")


@pytest.fixture(autouse=True)
def two_workers(monkeypatch):
    monkeypatch.setattr(rendering, "FEW", 10)
    monkeypatch.setattr(rendering, "count_processors", lambda: 2)


def test_all_come_in_order():
    assert list(rendering.render_all(SHEETS, render)) == [render(sheet) for sheet in SHEETS]


def test_what_a_killed_worker_leaves_is_rendered_here(tmp_path):
    here = os.getpid()

    def render_or_die(sheet):
        if sheet == "150" and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return render(sheet)

    assert list(rendering.render_all(SHEETS, render_or_die)) == [render(sheet) for sheet in SHEETS]


def test_an_error_in_a_page_is_the_error_of_the_build():
    def fail(sheet):
        raise ZeroDivisionError(sheet)

    with pytest.raises(ZeroDivisionError):
        list(rendering.render_all(SHEETS, fail))


def test_whoever_stops_early_leaves_no_process_behind():
    pages = rendering.render_all(SHEETS, render)
    next(pages)
    pages.close()
    assert not rendering._work[0]


def test_a_few_are_rendered_without_workers(monkeypatch):
    monkeypatch.setattr(rendering, "ProcessPoolExecutor", None)
    assert list(rendering.render_all(SHEETS[:5], render)) == [render(sheet) for sheet in SHEETS[:5]]
