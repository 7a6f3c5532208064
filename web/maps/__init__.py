"""Locator maps from Natural Earth's outlines (public domain), drawn as SVG without a dependency.

outlines.json is made by dev/reduce_outlines.py.
"""
