"""The site's own search: what can be found, the index over it, and the scripts that a browser loads to ask it.

The stemmer runs here alone. The browser looks up the forms of words as they stand in the texts.
"""
