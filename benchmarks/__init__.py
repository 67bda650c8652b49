"""Measurements that anyone can repeat. Not part of the package."""
