"""Drawings as SVG: pure functions, themed by the classes of the style sheet, readable without a script."""
