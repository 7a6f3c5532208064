"""Comparing two frozen contents: what a reader would say has changed, and nothing else.

`shapes` says what a content consists of, `identifying` finds each row of one again in the other, `changes` lists the
fewest changes that lead from one to the other, `replaying` carries them out, `words` marks what differs in a text,
and `sides` lays the two out beside each other. What the changes are called is the app's (articles/comparing.py,
snapshot/comparing.py).
"""
