"""The page shell gives the page that the whole theme would give, to the byte, whatever a page holds."""

import pytest

from regesto.pages.page import Heading
from regesto.site.filling import Alternate, fill
from regesto.site.shell import Shell, Shells
from tiny_site import HOSTILE, entry


def read_tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.slow
@pytest.mark.parametrize("config", [{}, {"site_url": "https://example.org/d/"}, {"use_directory_urls": False}])
def test_fast_and_slow_ways_agree(tiny, config):
    tiny.config = config | {"theme": {"name": "material", "features": ["navigation.tabs", "content.action.edit"]}}
    tiny.options = {"edit_base": "https://example.org/edit/"}
    fast = read_tree(tiny.build())
    tiny.options["shell"] = False
    slow = read_tree(tiny.build())
    assert list(fast) == list(slow)
    for name, text in fast.items():
        assert text == slow[name], name
    assert "schede/ostile" in " ".join(fast)


@pytest.mark.slow
def test_nothing_hostile_gets_through(tiny):
    page = (tiny.build() / "schede/ostile/index.html").read_text(encoding="utf-8")
    head = page[: page.index("<article")]
    assert "<script>alert" not in page
    assert "<title>A &amp; &lt;b&gt;" in head
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 4
    assert "\ue000title\ue001 <script>" in page, "what stands in the content is left alone"
    assert not any(mark in head for mark in "\ue000\ue001\ue002\ue003")


def test_a_slot_in_a_text_stays_a_text():
    shell = Shell("<t>\ue000title\ue001</t><c>\ue000content\ue001</c>")
    page = fill(entry("x", "T", "\ue000title\ue001"), "x/")
    assert shell.pour(page).count("\ue000title\ue001") == 1


def test_pages_of_one_shape_share_a_shell():
    asked = []
    shells = Shells(lambda filling: asked.append(filling) or f"{filling.title}|{filling.content}")
    for number in range(20):
        assert shells(fill(entry(f"e{number}", f"N{number}"), f"schede/e{number}/")).startswith(f"N{number}|")
    assert len(asked) == len(shells) == 1
    shells(fill(entry("e", "N", toc=(Heading("a", "A"),)), "schede/e/"))
    shells(fill(entry("e", ""), "schede/e/"))
    assert len(shells) == 3


def test_titles_are_escaped_for_attributes_too():
    page = fill(entry("x", HOSTILE), "x/", alternates=(Alternate("it", "Italiano", "./"),))
    assert not set(page.title) & set("<>\"'")
    assert "&amp;lt;" not in page.title
