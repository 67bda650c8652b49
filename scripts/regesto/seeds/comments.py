"""The comments in a YAML file: what stands after a `#` outside every value."""

from __future__ import annotations

import re
from collections import Counter

import yaml

_COMMENT = re.compile(r"(?:^|(?<=\s))#([^\n]*)", re.M)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def count_comments(text: str) -> Counter[str]:
    """Return how often each comment stands in `text`, which is YAML; the spaces around it do not count.

    Raises yaml's `YAMLError` where it is none.
    """
    outside, at = [], 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent):
            start, end = event.start_mark.index, event.end_mark.index
            if event.style in ("|", ">"):  # a comment may stand behind the mark itself
                start = text.index("\n", start) + 1 if "\n" in text[start:end] else start
            outside.append(text[at:start])
            at = end
    outside.append(text[at:])
    return Counter(comment.strip() for part in outside for comment in _COMMENT.findall(part))
