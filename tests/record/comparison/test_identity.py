"""Which row of a later content is which row of an earlier one."""

import pytest

from record.comparison import identity
from record.comparison.identity import identified, identified_after
from record.comparison.shapes import Rows, Shape

TEXTS = Shape(rows={"body": Rows()})
SECTIONS = Shape(
    rows={
        "sections": Rows(Shape(rows={"placed": Rows(Shape(), key="key", also=("article",), is_shared=True)}), key="key")
    }
)
PORTS, RAIL, GRAIN = (
    "The ports of the coast wait for ships",
    "The railway carries ore inland",
    "Grain goes by the canal",
)


def texts_after(before: list[str], after: list[str]) -> list[str]:
    """Return the names of the later texts; those of the earlier ones are their places."""
    return [
        row.identity for row in identified_after(TEXTS, identified(TEXTS, {"body": before}), {"body": after})["body"]
    ]


def placed_after(before: dict, after: dict) -> list[list[str]]:
    """Return the names of the later placements, by section; each section is given as {key: article}."""

    def content(sections: dict) -> dict:
        listed = [
            {"key": name, "placed": [{"key": key, "article": article} for key, article in placed.items()]}
            for name, placed in sections.items()
        ]
        return {"sections": listed}

    tree = identified_after(SECTIONS, identified(SECTIONS, content(before)), content(after))
    return [[row.identity for row in section.value["placed"]] for section in tree["sections"]]


@pytest.fixture
def are_very_many(monkeypatch):
    monkeypatch.setattr(identity, "MOST_PAIRS", 0)


def test_a_reworded_text_keeps_its_name_and_a_new_one_gets_one():
    assert texts_after([PORTS, RAIL], [f"{PORTS} again", GRAIN]) == ["0", "+1"]


def test_the_more_alike_of_two_texts_is_the_one_that_was_reworded():
    assert texts_after([PORTS], ["The ports of the coast close", f"{PORTS} again"]) == ["+0", "0"]


def test_of_very_many_texts_those_at_one_place_are_paired_if_they_are_alike(are_very_many):
    assert texts_after([PORTS, RAIL], [f"{PORTS} again", GRAIN]) == ["0", "+1"]


def test_of_very_many_texts_one_that_moved_unchanged_keeps_its_name(are_very_many):
    assert texts_after([PORTS, RAIL, GRAIN], [GRAIN, PORTS, RAIL]) == ["2", "0", "1"]


def test_of_very_many_texts_each_of_two_equal_ones_keeps_a_name_of_its_own(are_very_many):
    assert sorted(texts_after([PORTS, RAIL, PORTS], [PORTS, PORTS, RAIL])) == ["0", "1", "2"]


def test_an_article_placed_again_is_first_sought_in_its_own_section():
    before = {"One": {"a": 7}, "Two": {"b": 7}}
    assert placed_after(before, {"One": {}, "Two": {"c": 7}}) == [[], ["b"]]
    assert placed_after(before, {"One": {"c": 7}, "Two": {}}) == [["a"], []]


def test_an_article_placed_again_in_another_section_keeps_its_name():
    assert placed_after({"One": {"a": 7}, "Two": {}}, {"One": {}, "Two": {"c": 7}}) == [[], ["a"]]
