"""Compares two frozen contents and finds what a reader would say has changed.

`shapes` describes the structure of a content, `identity` matches the rows of one content to those of the other,
`changes` lists the fewest changes from one to the other, `replay` applies them, `words` marks differences in a text,
and `sides` shows the two side by side. Apps name the changes (articles/comparison.py, snapshot/comparing.py).
"""
