"""References of other programs (BibTeX, RIS, CSL-JSON, CSV) as records of sources."""
