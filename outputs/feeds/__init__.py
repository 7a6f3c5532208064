"""Feeds: their content, and the Atom and JSON writers."""
