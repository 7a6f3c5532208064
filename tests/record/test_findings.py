"""Findings as lines: what is found of many things is said once."""

from record.findings import Finding, lines_of


def undated(title: str, about: str = "", is_error: bool = True) -> Finding:
    return Finding("no-date", f"“{title}” has no date.", is_error, about, title, "%(count)d articles have no date.")


def test_one_finding_says_whose_it_is():
    (line,) = lines_of([undated("Gas", "placement:a")])
    assert (line.message, line.names, line.abouts) == ("“Gas” has no date.", [], ["placement:a"])


def test_several_alike_are_one_line_that_counts_and_names_them():
    (line,) = lines_of([undated("Gas", "placement:a"), undated("Coal", "placement:b")])
    assert line.message == "2 articles have no date."
    assert (line.names, line.abouts) == (["Gas", "Coal"], ["placement:a", "placement:b"])


def test_the_same_article_in_two_places_counts_once():
    (line,) = lines_of([undated("Gas", "placement:a"), undated("Gas", "placement:b")])
    assert (line.message, line.abouts) == ("“Gas” has no date.", ["placement:a", "placement:b"])


def test_what_cannot_be_said_of_many_stays_as_it_is():
    found = [Finding("long-point", f"Point {number} is long.") for number in (1, 2)]
    assert [line.message for line in lines_of(found)] == ["Point 1 is long.", "Point 2 is long."]


def test_errors_come_first_and_are_not_counted_with_notices():
    lines = lines_of([undated("Gas", is_error=False), undated("Coal")])
    assert [line.is_error for line in lines] == [True, False]
