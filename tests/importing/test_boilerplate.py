"""Page furniture goes and is told; headings that count up stay, since they are text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from importing.outline import Outline
from importing.outlining import make_outline
from importing.outlining.canonical import to_text
from tests.importing.invented import bare, document, outlines


def counted(outline: Outline, words: str) -> Outline:
    """Return `outline` with sections that count up."""
    for number, section in enumerate(outline.sections, start=1):
        section.title = f"{words} {number}"
    return outline


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(outlines(), st.sampled_from(["Week", "Part", "Day", "Woche", "Étape", "Неделя", "Chapter 2 –"]))
def test_a_canonical_text_with_sections_that_count_up_comes_back(outline, words):
    outline = counted(outline, words)
    text = to_text(outline)
    read = make_outline(document(text.rstrip("\n")))
    assert (bare(read), to_text(read)) == (bare(outline), text)


ARTICLE = (
    "{title}\nJane Roe\nMay {number}, 2025\n{volume}Key Points:\n- The dredger came on day {number}.\n- It left.\n"
)


@pytest.mark.parametrize("words", ["Week {}", "Reading {}:", "{}. Woche"])
def test_titles_that_count_up_are_titles(words):
    rows = [ARTICLE.format(title=words.format(n), number=n, volume="") for n in range(1, 6)]
    outline = make_outline(
        document("Dredging\n\nA dredger came.\nSelected Analysis on Dredging\nMud\n" + "".join(rows))
    )
    assert [article.title for article in outline.sections[0].articles] == [words.format(n) for n in range(1, 6)]


def test_volumes_and_paragraphs_that_count_up_are_text():
    rows = [ARTICLE.format(title="Mud", number=n, volume=f"Volume: 9 Issue: {n}\n") for n in range(1, 5)]
    text = "Dredging\n\nIn 2021 it sank.\nIn 2022 it sank.\nIn 2023 it sank.\nSelected Analysis\nMud and Sand\n"
    outline = make_outline(document(text + "".join(rows)))
    assert len(outline.intro) == 3
    assert [article.issue for article in outline.sections[0].articles] == ["1", "2", "3", "4"]
    assert "furniture" not in [warning.code for warning in outline.warnings]


@pytest.mark.parametrize("head", ["Dredging Monitor | Page {}", "{} · Dredging Monitor", "Dredging Monitor {}"])
def test_running_heads_that_count_pages_go_and_are_told(head):
    text = "Dredging\n\nA dredger came.\nSelected Analysis on Dredging\nMud\n"
    text += "Mud Rises\nJane Roe\nMay 3, 2025\nKey Points:\n"
    points = [
        f"- The dredger that the board of harbor {n}\n{head.format(n)}\nordered came too late.\n" for n in (1, 2, 3)
    ]
    outline = make_outline(document(text + "".join(points)))
    assert [warning.code for warning in outline.warnings].count("furniture") == 1
    assert [section.title for section in outline.sections] == ["Mud"]
