"""The checks across records: one registry, from which tests and documentation are made too."""

from __future__ import annotations

from regesto.model.problem import Problem, Severity
from regesto.seeds.checks import claims, dates, quotes, records, references, relations
from regesto.seeds.checks.context import Check, Context, Finding
from regesto.seeds.result import Reading
from regesto.seeds.texts import Articles

_WARNING = Severity.WARNING

CHECKS: tuple[Check, ...] = (
    Check("unknown-id", "Every id that a record names exists.", references.find_unknown_ids),
    Check(
        "unused-term",
        "Every vocabulary item and source is used by some record.",
        references.find_unused_terms,
        _WARNING,
    ),
    Check("part-of-cycle", "No actor or place is part of itself.", references.find_part_cycles),
    Check("taken-alias", "An alias is no entry's id and no other alias.", references.find_taken_aliases),
    Check("key-figure", "Key figures are claims with a quantity.", references.find_bad_key_figures),
    Check("late-statement", "What an article reports was said before it appeared.", dates.find_late_statements),
    Check(
        "late-entry", "An entry is not dated after all of its sources, unless they predict.", dates.find_late_entries
    ),
    Check("review-day", "An entry was reviewed on a day.", dates.find_vague_reviews),
    Check("date-note", "An entry without a date says why.", dates.find_unexplained_dates),
    Check("year-folder", "An entry stands in the folder of its first year.", dates.find_wrong_years, _WARNING),
    Check("no-claim", "An entry has at least one claim.", claims.find_empty_entries),
    Check("no-evidence", "A claim quotes the passage it rests on.", claims.find_bare_claims),
    Check("duplicate-claim", "The claims of an entry have ids of their own.", claims.find_repeated_claims),
    Check("mixed-origin", "An origin is unnamed or named, each actor once.", claims.find_mixed_origins),
    Check("circular-chain", "No origin relays itself, and no relay stands twice.", claims.find_circular_chains),
    Check("unlike-unit", "A quantity is given in its measure's unit.", claims.find_unlike_units),
    Check("unanswered-question", "Some claim answers each question.", claims.find_unanswered_questions, _WARNING),
    Check("long-quote", f"A quote has {quotes.MOST_WORDS} words at most.", quotes.find_long_quotes),
    Check(
        "overquoted",
        f"At most {quotes.MOST_PERCENT} % of an article's words are quoted.",
        quotes.find_overquoted_sources,
    ),
    Check("misquote", "A quote stands in its paragraph to the letter.", quotes.find_misquotes, needs_articles=True),
    Check("altered-quote", "A sealed quote is as it was when it was sealed.", quotes.find_altered_quotes),
    Check(
        "changed-text", "An article's text is the one that was read.", quotes.find_changed_texts, needs_articles=True
    ),
    Check("stale-seal", "Every seal belongs to a quote.", quotes.find_stale_seals, _WARNING),
    Check("self-relation", "No entry is related to itself.", relations.find_self_relations),
    Check("one-sided", "Mutual relations are written on both sides.", relations.find_one_sided_relations),
    Check("relation-cycle", "Directed relations do not go in a circle.", relations.find_relation_cycles),
    Check("unsaid-fact", "What is not known of a source is said to be unknown.", records.find_unsaid_facts),
    Check("contradicted-fact", "No fact of a source is given and unknown.", records.find_contradicted_facts),
    Check("date-basis", "A date of publication says how it is known.", records.find_groundless_dates),
    Check("status-note", "A disputed or retracted entry says why.", records.find_unexplained_status),
    Check("fewer-than-expected", "There are as many records as dossier.yml expects.", records.find_missing_records),
    Check("old-format", "The data is in the format of today.", records.find_old_format, _WARNING),
    Check(
        "missing-translation",
        "Texts are in all of the dossier's languages.",
        records.find_missing_translations,
        _WARNING,
    ),
    Check("other-language", "Texts are in no other language.", records.find_other_languages, _WARNING),
)
"""Every check, in the order of their topics. A check not listed here does not exist."""


def run_checks(reading: Reading, articles: Articles | None = None, more: tuple[Check, ...] = ()) -> list[Problem]:
    """Run every check over what was read, and `more`; `articles` are the texts, where they are at hand."""
    context = Context(reading, articles)
    return [problem for check in (*CHECKS, *more) for problem in check.run(context)]


__all__ = ["CHECKS", "Check", "Context", "Finding", "run_checks"]
