"""The kinds of page, one module each: which records get a page, and what goes onto it."""
