"""What was known by a day: claims, and corroboration, by what had certainly been published by then.

The rule, which the explorer's script applies too (`templates/theme/assets/javascripts/explore-engine.js`; a test holds
both against each other):

1. A claim is known from the last day on which its article may have been published: of "September 2024" from the 30th.
   A claim from an article whose date is unknown, or open, is never known by a day: nobody can tell.
2. An entry is known when some claim on its own matter is. What it only mentions does not make it known.
3. Its corroboration is that of the claims on its own matter known by then, by the same rule as ever.
"""

from __future__ import annotations

from regesto.model.dossier import Dossier
from regesto.model.entry import Claim, Entry
from regesto.views.corroboration import Corroboration, claims_on_own_matter, corroborate


def find_known_from(dossier: Dossier, source: str) -> int | None:
    """Return the first day (a day number, see `model.calendar`) from which what a source says is known, if there is."""
    issued = dossier.sources[source].issued
    return None if issued is None else issued.bounds.latest


def is_known(dossier: Dossier, claim: Claim, day: int) -> bool:
    """Tell whether a claim had certainly been published by `day`."""
    known_from = find_known_from(dossier, claim.source)
    return known_from is not None and known_from <= day


def corroborate_known(dossier: Dossier, entry: Entry, day: int) -> Corroboration | None:
    """Return how an entry was corroborated on `day`; `None` if nothing of what it tells was known by then."""
    claims = [claim for claim in claims_on_own_matter(entry) if is_known(dossier, claim, day)]
    return corroborate(dossier, claims) if claims else None
