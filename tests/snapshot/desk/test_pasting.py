"""Articles pasted as titles or addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import library_index
from snapshot.desk.pasting import paste
from tests import make
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def indexed(title: str, **differences):
    made = make.article(title, **differences)
    library_index.index([made.pk])
    return made


def matched(line: str) -> tuple[str, list[str]]:
    [match] = paste([line], NOON)
    return match.status, sorted(card["title"] for card in match.cards)


@pytest.mark.parametrize(
    "line", ["Türkiye’s Long Road", "TURKIYE'S LONG ROAD", "  - Türkiye’s Long Road", "3. “Türkiye's Long–Road”"]
)
def test_a_title_is_found_however_it_is_written(line):
    indexed("Türkiye’s Long Road")
    indexed("The Long Road")
    assert matched(line) == ("found", ["Türkiye’s Long Road"])


def test_a_title_that_two_articles_bear_is_the_editors_to_choose():
    indexed("Gas")
    indexed("Gas")
    assert matched("gas") == ("several", ["Gas", "Gas"])


def test_titles_that_hold_the_words_are_candidates():
    indexed("The Long Road to Baku")
    assert matched("long road") == ("several", ["The Long Road to Baku"])


def test_the_title_itself_comes_before_those_that_hold_it():
    for number in range(9):
        indexed(f"Gas in Part {number}")
    indexed("Gas")
    assert matched("Gas") == ("found", ["Gas"])


def test_what_is_not_there_is_not_found():
    indexed("Gas")
    assert matched("Coal") == ("none", [])


@pytest.mark.parametrize(
    "address",
    ["/analysis/long-road/", "https://tank.example/analysis/long-road/", "https://tank.example/analysis/long-road.pdf",
     "/analysis/long-road/editions/2/", "www.tank.example/analysis/long-road/?from=mail"],
)  # fmt: skip
def test_an_address_of_this_site_is_found(address):
    indexed("The Long Road", slug="long-road")
    assert matched(address) == ("found", ["The Long Road"])


def test_an_older_address_is_found():
    article = indexed("The Long Road", slug="old-road")
    make.published(article, at=NOON)
    make.changed(article, slug="new-road")
    assert matched("/analysis/old-road/") == ("found", ["The Long Road"])


@pytest.mark.parametrize(
    "address",
    ["https://journal.example/2026/road/", "http://www.journal.example/2026/road", "journal.example/2026/road/?utm=x",
     "https://journal.example/2026/road/ (see there)"],
)  # fmt: skip
def test_the_address_of_the_source_is_found(address):
    indexed("The Long Road", source_url="https://journal.example/2026/road/")
    assert matched(f"https://{address}" if address.startswith("journal") else address)[0] == "found"


def test_an_address_of_neither_is_not_found():
    indexed("The Long Road", slug="long-road")
    assert matched("https://elsewhere.example/long-road/") == ("none", [])


def test_empty_lines_are_left_out_and_the_others_keep_their_order():
    indexed("One")
    indexed("Two")
    assert [match.line for match in paste(["Two", "", "  ", "—", "One"], NOON)] == ["Two", "One"]


def test_no_more_than_two_hundred_lines_are_read():
    assert len(paste(["gas"] * 300, NOON)) == 200


@pytest.mark.parametrize(
    "line", ["http://[", "https://\0x/", "/analysis/%00%ff/", "//", "x" * 50_000, "\ud800 a", "www."]
)
def test_no_line_is_an_error(line):
    assert all(match.status == "none" for match in paste([line], NOON))


@given(st.lists(st.text(max_size=60), max_size=3))
def test_whatever_is_pasted_is_answered(lines):
    assert len(paste(lines, NOON)) <= len(lines)
