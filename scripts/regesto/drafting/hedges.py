"""Hedging: the conditional by which the press marks what it does not vouch for, modals, and words such as presunto."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from regesto.drafting.annotation import Annotation, Item, Kind
from regesto.drafting.language import Language, Rule
from regesto.drafting.phase import Builder, Found, Names, Scene

_PARTICIPLE = re.compile(
    r"[^\W\d_]+(?:at[oaie]|ut[oaie]|it[oaie]|tt[oaie]|st[oaie]|s[oaie]|lt[oaie]|nt[oaie]|rt[oaie])\Z"
)
_GERUND = re.compile(r"[^\W\d_]+(?:ando|endo)\Z")
_ADVERB = re.compile(r"[^\W\d_]{3,}mente\Z")
# "avrebbe così, a suo dire, spinto": how many items may stand between the auxiliary and its participle.
_FARTHEST = 4


def is_conditional(word: str, language: Language) -> bool:
    """Tell the third person of the conditional, by its ending; crebbe, accrebbe and increbbe are past tenses."""
    endings = tuple(language.settings.get("conditional_endings", ()))
    return len(word) > 6 and word.endswith(endings) and not word.endswith(tuple(language.settings["conditional_not"]))


def is_participle(word: str) -> bool:
    """Tell a past participle by its ending."""
    return len(word) > 4 and _PARTICIPLE.match(word) is not None


def find_conditionals(items: Sequence[Item], language: Language) -> Iterator[Annotation]:
    """Yield the conditional verb groups: `reported` ones, and those of modal verbs (potrebbe), which report nothing."""
    for at, item in enumerate(items):
        if not is_conditional(item.low, language):
            continue
        if "modal-conditional" in item.labels:
            yield Annotation(Kind.MODAL, item.start, item.end, "hedge.modal", "possible")
            continue
        end = _end_of_group(items, at)
        rule = "hedge.conditional-compound" if end != item.end else "hedge.conditional"
        yield Annotation(Kind.CONDITIONAL, item.start, end, rule, "reported", 0.95)


def _end_of_group(items: Sequence[Item], at: int) -> int:
    """Return where the verb group ends: avrebbe colpito, sarebbe stato ucciso, starebbe traendo."""
    labels = items[at].labels
    if not labels & {"conditional-have", "conditional-be", "conditional-stay"}:
        return items[at].end
    form = _GERUND if "conditional-stay" in labels else _PARTICIPLE
    end, step = items[at].end, at + 1
    limit = at + 1 + _FARTHEST
    while step < min(len(items), limit):
        item = items[step]
        if (
            "small" in item.labels
            and form.match(item.low)
            and item.labels.isdisjoint({"preposition", "article", "adverb"})
        ):
            end = item.end
            if item.low in ("stato", "stata", "stati", "state"):
                limit = step + 1 + _FARTHEST
            else:
                return end
        elif not (item.labels & {"adverb", "negation", "pronoun"} or _ADVERB.match(item.low) or item.low == ","):
            return end
        step += 1
    return end


def _hedge(names: Names, rule: Rule, scene: Scene) -> Found | None:
    return Found("unknown" if "not-known" in rule.makes else "hedged")


HEDGE_BUILDERS: dict[str, Builder] = {"hedge": _hedge}
"""How the rules of `hedging.yml` make their values, by the name under `build`."""
