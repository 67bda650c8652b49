"""Links from page to page are those that the standard library would make."""

import posixpath

from hypothesis import given, settings
from hypothesis import strategies as st

from regesto.pages.routes import find_way

folders = st.lists(st.sampled_from("abc"), max_size=4).map("/".join)
addresses = st.builds(lambda folder, name: f"{folder}/{name}".lstrip("/"), folders, st.sampled_from(["", "a.html"]))


@settings(deadline=None)  # on a busy machine a single example may take long
@given(start=folders, url=addresses)
def test_a_link_leads_where_the_standard_library_says(start, url):
    way = posixpath.relpath(url or ".", start or ".")
    assert find_way(start, url) == (f"{way}/" if not url or url.endswith("/") else way)
