import re

from hypothesis import given
from hypothesis import strategies as st

from outputs.pdf.runs import LONGEST, UNBROKEN, marked, plain_runs, settable


def text_of(runs: list) -> str:
    return "".join(run if isinstance(run, str) else run["text"] for run in runs)


@given(st.text(max_size=300))
def test_runs_say_what_the_text_says(text):
    assert text_of(plain_runs(text)) == settable(text)


@given(st.text(max_size=80))
def test_a_settable_text_stays_as_it_is(text):
    assert settable(settable(text)) == settable(text)


def test_what_no_pdf_can_hold_is_taken_out_and_every_line_is_one():
    assert settable(" a\x00\ufeffb\r\n c\u2028d\x85e\u202e ") == "ab c d e"


def test_spaces_that_were_meant_stay():
    assert settable("10\u00a0km\u2009x") == "10\u00a0km\u2009x"


def test_long_words_may_be_hyphenated_and_short_ones_not():
    assert plain_runs("A responsibility of both") == [
        "A ", {"text": "responsibility", "style": "h", "href": ""}, " of both"
    ]  # fmt: skip


def test_what_has_no_place_to_break_is_marked():
    long = "x" * UNBROKEN
    assert plain_runs(f"see {long} now")[1] == {"text": long, "style": "u", "href": ""}
    assert plain_runs("one/two-three" * 9)[0] == "one/two-three" * 9


def test_a_paragraph_of_any_length_is_cut_where_it_grows_too_long():
    runs = plain_runs("word and word " * 2000)
    lengths = [len(part) for part in re.split("¶", "".join(_shown(run) for run in runs))]
    assert len(lengths) > 2
    assert max(lengths) <= LONGEST


def test_a_text_without_any_space_is_not_lost():
    assert len(text_of(marked([{"text": "x" * 50_000, "style": "", "href": ""}]))) == 50_000


def _shown(run) -> str:
    return run if isinstance(run, str) else "¶" if run["style"] == "n" else run["text"]
