"""Understands articles by rules that are data, and drafts YAML entries that a person corrects and accepts."""
