"""Labels, bullets, volume lines, closing lines: what one line is by itself."""

import pytest

from importing.outlining.bullets import is_rule, read_bullet
from importing.outlining.closing import read_closing, split_closing
from importing.outlining.cutting import cut
from importing.outlining.labels import read_label
from importing.outlining.volumes import read_volume


@pytest.mark.parametrize(
    "label",
    [
        "Executive Summary",
        "KEY TAKEAWAYS",
        "Key takeaways",
        "Bottom Line Up Front",
        "BLUF",
        "Main points",
        "Key Points",
        "Summary",
        "In brief",
    ],
)
@pytest.mark.parametrize("end", ["", ":", " :"])
def test_a_label_is_read_without_its_colon(label, end):
    assert read_label(label + end) == (label, "")


def test_a_label_may_share_its_line_with_the_first_point():
    assert read_label("Executive Summary: The first.") == ("Executive Summary", "The first.")


@pytest.mark.parametrize(
    "text", ["Summary of the talks", "Key Points of Passage", "In brief remarks, Norland agreed", "Bottom"]
)
def test_a_line_that_only_opens_like_a_label_is_none(text):
    assert read_label(text) is None


@pytest.mark.parametrize(
    "mark",
    [
        "- ",
        "– ",
        "— ",
        "• ",
        "* ",
        "‣ ",
        "▪ ",
        "◦ ",
        "· ",
        "\uf0b7 ",
        "\uf0b7\t",
        "•",
        "1. ",
        "12) ",
        "(a) ",
        "a) ",
        "iv. ",
    ],
)
@pytest.mark.parametrize("text", ["2023 was hard.", "– a dash of its own.", "The port.", "“Open” is how."])
def test_only_the_first_mark_is_the_bullet(mark, text):
    assert (mark + text)[read_bullet(mark + text).length :] == text


@pytest.mark.parametrize(
    "text", ["2023 was hard.", "J. Roe", "A. B. Quist", "$5 a ton", "–5 degrees", "I. Trade", "“Open”"]
)
def test_text_without_a_mark_has_no_bullet(text):
    assert read_bullet(text) is None


@pytest.mark.parametrize(("text", "is_one"), [("---", True), ("* * *", True), ("- a", False), ("–", False)])
def test_drawn_lines_are_told_from_bullets(text, is_one):
    assert is_rule(text) is is_one


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Publication: River Monitor Volume: 22 Issue: 103", ("22", "103", "Publication: River Monitor")),
        ("Vol. 22, No. 103", ("22", "103", "")),
        ("River Papers, vol. 3", ("3", "", "River Papers")),
    ],
)
def test_volume_lines(text, found):
    volume = read_volume(text)
    assert (volume.volume, volume.issue, volume.publication) == found


@pytest.mark.parametrize("text", ["Volume of Trade Falls", "Volume 5 of Something", "Trade"])
def test_other_lines_name_no_volume(text):
    assert read_volume(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("See PDF version here.", "pdf"),
        ("Download the PDF", "pdf"),
        ("PDF version", "pdf"),
        ("View PDF", "pdf"),
        ("Read the full PDF: https://x.test/a.pdf", "pdf"),
        ("For more Harbor coverage on Norland, see here.", "coverage"),
        ("For further analysis of Norland, visit our site.", "coverage"),
        ("The PDF era ends", None),
        ("For more than three decades the river has been here.", None),
        ("Trade", None),
    ],
)
def test_closing_lines(text, kind):
    assert read_closing(text) == kind


def test_both_closing_sentences_may_share_a_line():
    text = "See PDF version here. For more Harbor coverage on Norland, see here."
    assert [text[start:end] for start, end in split_closing(text)] == [
        "See PDF version here.",
        "For more Harbor coverage on Norland, see here.",
    ]


def test_markup_is_cut_with_its_words():
    text, markup = "Summary: The port & more.", "<strong>Summary:</strong> The <em>port</em> &amp; more."
    found = cut(text, markup, len("Summary: "))
    assert (found.text, found.html) == ("The port & more.", "The <em>port</em> &amp; more.")


def test_markup_that_tells_other_words_is_given_up():
    assert cut("- The port.", "- The <em>harbor</em>.", 2).html == "The port."
