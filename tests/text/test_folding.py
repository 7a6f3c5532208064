"""Folded texts that are near each other."""

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from text.folding import are_near

names = st.text("abcde ", max_size=20)


@given(names, names, names, names, st.sampled_from([0.5, 0.8, 0.85, 0.9]))
def test_what_is_ruled_out_early_is_not_near(start, one, other, end, least):
    one, other = start + one[:3] + end, start + other[:3] + end
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    assert are_near(one, other, least) == (one == other or (abs(len(one) - len(other)) <= 12 and ratio >= least))
