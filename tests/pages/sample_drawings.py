"""Invented drawings for the sample site."""


def sample_context(words):
    return {"drawings": {}, "year_rows": [], "marks": []}
