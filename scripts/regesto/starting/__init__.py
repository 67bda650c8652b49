"""Beginnings: a new dossier, and new records in one. Texts are prepared first, and written at the end."""
