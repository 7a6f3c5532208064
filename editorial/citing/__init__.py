"""Citing what was published: what is cited, the files that reference managers read, and the styles that people read."""
