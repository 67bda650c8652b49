"""Bibliographic records of sources and entries, and the formats that reference managers read."""
