"""Two texts side by side: what was removed, added and moved says so, once for lines that follow each other."""

from record.comparison.sides import Line, beside


def told(before: str, after: str, level: int = 0) -> list[tuple]:
    """Return for each row what stands left and right, each with its fate where that is shown. A letter is a line."""
    pairs = beside(*([Line(letter, letter, "", level) for letter in letters] for letters in (before, after)))
    return [tuple(_told(side) for side in (pair.before, pair.after)) for pair in pairs]


def _told(side) -> str | None:
    if side is None:
        return None
    words = "".join(run.text for run in side.runs)
    return f"{words}: {side.fate}" if side.shows_fate else words


def test_a_line_that_moved_is_at_its_old_place_and_at_its_new_one():
    assert told("abc", "cab") == [(None, "c: moved here"), ("a", "a"), ("b", "b"), ("c: moved away", None)]


def test_lines_that_follow_each_other_say_only_once_that_they_were_removed_or_added():
    assert told("axy", "apq") == [
        ("a", "a"), (None, "p: added"), (None, "q"), ("x: removed", None), ("y", None),
    ]  # fmt: skip


def test_after_an_unchanged_line_it_is_said_again():
    assert told("xay", "a") == [("x: removed", None), ("a", "a"), ("y: removed", None)]


def test_a_heading_says_it_in_any_case():
    assert told("xy", "", level=1) == [("x: removed", None), ("y: removed", None)]


def test_a_reworded_line_is_one_row_whose_words_are_marked():
    [pair] = beside([Line("a", "Ports wait", "", 0)], [Line("a", "Ports close", "", 0)])
    assert pair.is_changed
    assert ([run.text for run in pair.before.runs], [run.text for run in pair.after.runs]) == (
        ["Ports ", "wait"], ["Ports ", "close"],
    )  # fmt: skip


def test_an_unchanged_line_is_no_change():
    [pair] = beside([Line("a", "Ports", "", 0)], [Line("a", "Ports", "", 0)])
    assert not pair.is_changed
    assert not pair.before.shows_fate
