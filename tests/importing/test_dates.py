"""Date lines: what is clear is read, what is open stays open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importing.outlining.dates import find_date, read_date
from snapshot.public.text_form import write_date


@pytest.mark.parametrize(
    "words",
    [
        "August 12, 2025",
        "12 August 2025",
        "Aug. 12, 2025",
        "12 Aug 2025",
        "2025-08-12",
        "2025/08/12",
        "2025.08.12",
        "Tue, 12 Aug 2025",
        "Tuesday, August 12, 2025",
        "August 12th, 2025",
        "12th of August 2025",
        "12. August 2025",
        "Published on August 12, 2025",
        "Published: August 12, 2025",
        "Date: 12 August 2025",
        "AUGUST 12, 2025",
        "(August 12, 2025)",
        "12-Aug-2025",
        "August 12 2025",
        "August 12,2025",
        "August 12, 2025.",
    ],
)
def test_one_day_in_many_forms_is_one_day(words):
    assert read_date(words).value == date(2025, 8, 12)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("03/04/2025", "date-ambiguous"),
        ("03.04.2025", "date-ambiguous"),
        ("3/4/25", "date-ambiguous"),
        ("12 Aug 25", "date-ambiguous"),
        ("May 2025", "date-incomplete"),
        ("May 3", "date-incomplete"),
        ("3 May", "date-incomplete"),
        ("2025", "date-incomplete"),
        ("Spring 2025", "date-incomplete"),
        ("February 30, 2025", "date-impossible"),
        ("31/31/2025", "date-impossible"),
        ("2025-13-01", "date-impossible"),
        ("May 3–5, 2025", "date-range"),
        ("May 3 – June 2, 2025", "date-range"),
        ("3–5 May 2025", "date-range"),
        ("May–June 2025", "date-range"),
        ("2024–2025", "date-range"),
    ],
)
def test_what_is_not_one_day_is_told_and_not_guessed(words, code):
    found = read_date(words)
    assert (found.value, found.code) == (None, code)
    assert words in found.message


@pytest.mark.parametrize("words", ["13/04/2025", "04/13/2025", "13.04.2025", "13-04-2025"])
def test_a_number_above_twelve_makes_day_and_month_plain(words):
    assert read_date(words).value == date(2025, 4, 13)


def test_two_equal_numbers_leave_no_doubt():
    assert read_date("05/05/2025").value == date(2025, 5, 5)


@pytest.mark.parametrize(
    "words", ["Tue, 12 Aug 2025 10:00:00 +0000", "2025-08-12T10:00:00Z", "August 12, 2025 at 5:30 p.m."]
)
def test_a_time_beside_the_date_is_told(words):
    found = read_date(words)
    assert (found.value, [code for code, _ in found.notes]) == (date(2025, 8, 12), ["not-taken"])


def test_a_weekday_that_does_not_fit_is_told():
    found = read_date("Monday, August 12, 2025")
    assert (found.value, [code for code, _ in found.notes]) == (date(2025, 8, 12), ["date-weekday"])


@pytest.mark.parametrize(
    "words",
    [
        "May Day",
        "Marching 5, 2025",
        "",
        "River 3",
        "Mayor 3, 2025",
        "The port opened on May 3, 2025 and closed.",
        "1, 2",
    ],
)
def test_other_lines_are_no_dates(words):
    assert read_date(words) is None


@pytest.mark.parametrize(
    "words",
    [
        "January 1, 2000 — Jane Roe",
        "Ann Lee, 3 mai 2025",
        "Jo Roe 3 Mai 2025",
        "3 مايو 2025، ليلى",
        "3. Mai 2025 · Jane",
    ],
)
def test_a_short_name_beside_a_date_is_no_word_of_the_date(words):
    assert read_date(words) is None


@pytest.mark.parametrize("words", ["le 3 mai 2025", "Am 3. Mai 2025", "3 DE MAYO DE 2025", "3 de maio de 2025"])
def test_small_words_within_a_date_leave_it_a_date(words):
    assert read_date(words).value == date(2025, 5, 3)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_comes_back_from_its_canonical_form(day):
    assert read_date(write_date(day)).value == day


@given(st.text(max_size=120))
def test_any_line_is_a_date_or_none(words):
    found = read_date(words)
    assert found is None or (found.value is None) == bool(found.code)


def test_a_date_within_a_short_line_is_found():
    words = "Jane Roe | May 3, 2025"
    start, end = find_date(words)
    assert words[start:end] == "May 3, 2025"
