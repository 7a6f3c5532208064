"""Words that differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.comparison.words import Mark, excerpt, runs
from tests import strategies

texts = st.lists(
    st.sampled_from(["peace", "talks", "in", "Yerevan", "–", "treaty.", "peace-talks"]) | strategies.words
).map(" ".join)


def marked(before: str, after: str) -> str:
    signs = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "[+{}+]"}
    return "".join(signs[run.mark].format(run.text) for run in runs(before, after))


@given(texts, texts)
def test_the_runs_hold_both_texts(before, after):
    found = runs(before, after)
    assert "".join(run.text for run in found if run.mark is not Mark.ADDED) == before
    assert "".join(run.text for run in found if run.mark is not Mark.REMOVED) == after


@given(texts)
def test_a_text_compared_with_itself_has_no_mark(text):
    assert {run.mark for run in runs(text, text)} <= {Mark.SAME}


def test_a_changed_word_is_marked_alone():
    assert marked("a draft of the treaty", "a text of the treaty") == "a [-draft-][+text+] of the treaty"


def test_neighboring_changes_are_told_as_one():
    assert marked("signed in early May here", "signed in late June here") == "signed in [-early May-][+late June+] here"


@pytest.mark.parametrize(("before", "after"), [("1,400", "1,450"), ("2.5", "2.75"), ("1\u202f400,5", "1\u202f450,5")])
def test_a_changed_figure_is_marked_whole(before, after):
    marked = [run.text for run in runs(f"to {before} users", f"to {after} users") if run.mark is not Mark.SAME]
    assert marked == [before, after]


def test_a_script_without_spaces_is_compared_sign_by_sign():
    assert marked("和平条约草案", "和平条约文本") == "和平条约[-草案-][+文本+]"


def test_an_excerpt_keeps_the_words_beside_a_change():
    long = " ".join(f"word{n}" for n in range(60))
    found = excerpt(runs(f"{long} old {long}", f"{long} new {long}"))
    assert [run.mark for run in found] == [Mark.SAME, Mark.REMOVED, Mark.ADDED, Mark.SAME]
    assert found[0].text.startswith("… ")
    assert found[0].text.endswith("word59 ")
    assert found[-1].text.endswith(" …")
    assert len(found[0].text) < 80


@pytest.mark.slow
def test_two_megabytes_are_compared():
    words = [f"w{n % 50_000}" for n in range(300_000)]
    before, after = " ".join(words), " ".join([*words[:100_000], "new", *words[100_010:]])
    found = runs(before, after)
    assert sum(len(run.text) for run in found if run.mark is Mark.ADDED) < 1_000_000
