"""Regesto: a static site generator for research dossiers that says who really says what."""

__version__ = "0.1.0"
