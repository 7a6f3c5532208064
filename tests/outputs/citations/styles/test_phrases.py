"""How entries are put together, whatever the style."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outputs.citations.styles import STYLES
from outputs.citations.styles.phrases import with_mark, without_period
from tests.outputs.citations.works import in_periodical, report
from tests.strategies import line


@pytest.mark.parametrize("style", STYLES)
@given(title=line, make=st.sampled_from([report, in_periodical]))
def test_the_html_holds_the_words_of_the_plain_text_and_no_markup_but_ours(style, title, make):
    entry = STYLES[style][1](make(title=title))
    assert html.unescape(re.sub(r"</?(?:em|bdi)>", "", entry.html)) == entry.plain
    assert set(re.findall(r"<[^>]*>", entry.html)) <= {"<em>", "</em>", "<bdi>", "</bdi>"}


@pytest.mark.parametrize("style", STYLES)
@given(title=line)
def test_the_address_stands_in_every_entry(style, title):
    assert report().url in STYLES[style][1](report(title=title)).plain


@pytest.mark.parametrize(
    ("text", "mark", "expected"),
    [
        ("No", ".", "No."), ("No.", ".", "No."), ("No?", ".", "No?"), ("“No”", ".", "“No.”"), ("“No?”", ".", "“No?”"),
        ("Editors’", ".", "Editors’."), ("No", ",", "No,"), ("No?", ",", "No?,"), ("“No”", ",", "“No,”"), ("لماذا؟", ".", "لماذا؟"),
    ],
)  # fmt: skip
def test_a_mark_goes_into_quotation_marks_and_is_not_doubled(text, mark, expected):
    assert with_mark(text, mark) == expected


@pytest.mark.parametrize(("text", "expected"), [("They wait.", "They wait"), ("The U.S.", "The U.S."), ("No", "No")])
def test_before_a_comma_a_title_loses_its_period_but_not_an_abbreviations(text, expected):
    assert without_period(text) == expected
