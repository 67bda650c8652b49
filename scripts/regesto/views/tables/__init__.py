"""The dossier as tables: rows and columns made from the model, for every format that wants them."""
