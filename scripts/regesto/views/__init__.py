"""Pure views of a dossier: who says what, how many origins, what happened when. Knows no template and no file."""
