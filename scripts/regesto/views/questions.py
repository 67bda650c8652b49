"""Ledgers: for a question, who affirms, who denies, who doubts, who predicts."""

from __future__ import annotations

from dataclasses import dataclass

from regesto.model.dossier import Dossier
from regesto.model.entry import Stance
from regesto.model.vocabulary import Question
from regesto.views.corroboration import Corroboration, corroborate_question
from regesto.views.index import Index, Statement


@dataclass(frozen=True, slots=True)
class Ledger:
    """A question with the statements on it: `affirming` holds predictions too, `objecting` denials and doubts."""

    question: Question
    affirming: tuple[Statement, ...]
    objecting: tuple[Statement, ...]
    corroboration: Corroboration


def view_ledger(dossier: Dossier, index: Index, question: str) -> Ledger:
    """Return the ledger of `question` over the entries that stand, in the order in which things were said."""
    standing = {entry.id for entry, _ in dossier.standing_claims()}
    statements = [one for one in index.answers.get(question, ()) if one.entry.id in standing]
    statements.sort(key=lambda one: ((said := dossier.said_on(one.claim)) is None, said and said.sort_key))
    objects = {Stance.DENIES, Stance.DOUBTS}
    return Ledger(
        question=dossier.questions[question],
        affirming=tuple(one for one in statements if one.claim.stance not in objects),
        objecting=tuple(one for one in statements if one.claim.stance in objects),
        corroboration=corroborate_question(dossier, question),
    )
