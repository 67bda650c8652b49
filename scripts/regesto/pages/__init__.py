"""Pages as HTML: Jinja templates, words in each language, drawings. Knows views and no MkDocs object."""
