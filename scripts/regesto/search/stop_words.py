"""Words too common to look for by themselves, folded. In a quoted phrase they count like any other."""

from __future__ import annotations

_ITALIAN = """
a ad agli ai al all alla alle allo anche c che chi ci coi col come con d da dagli dai dal dall dalla dalle dallo degli
dei del dell della delle dello di e ed era erano essere fra gli ha hanno i il in io l la le lei li lo loro lui m ma mi n
ne negli nei nel nell nella nelle nello non o per piu quale quali quanto quanti quante quanta quando que quell quella
quelle quelli quello quei quest questa queste questi questo s se si sia sono sta su sugli sui sul sull sulla sulle sullo
suo sua suoi sue t ti tra un una uno v vi
"""
_ENGLISH = """
a about an and are as at be been but by did do does for from had has have he her his how i in into is it its many much
not of on or s t she so than that the their them there these they this those to was were what when where which who whom
whose why will with would you
"""

STOP_WORDS: dict[str, frozenset[str]] = {"en": frozenset(_ENGLISH.split()), "it": frozenset(_ITALIAN.split())}
"""By language; a language without a list has no stop words."""
