"""The data of a dossier: records, dates, quantities, claims and problems. Knows no files and no HTML."""
