"""What the library's filters offer."""

import pytest

from record import record_version
from snapshot.desk import library_choices
from tests import make

pytestmark = pytest.mark.django_db


def test_only_what_is_in_use_is_offered():
    make.author("Unused")
    make.article("A", authors=[make.author("Ana Petrova", aliases=["Anna Petrowa"])], tags=[make.tag("gas")])
    make.tag("unused")
    make.series("Unused")
    make.article("B", authors=[], series=make.series("Long Read"))
    assert [row["name"] for row in library_choices.authors()] == ["Ana Petrova"]
    assert [row["name"] for row in library_choices.authors("petrowa")] == ["Ana Petrova"]
    assert library_choices.authors("nobody") == []
    assert [row["name"] for row in library_choices.tags()] == ["gas"]
    assert [row["name"] for row in library_choices.series()] == ["Long Read"]


def test_topics_are_offered_as_a_tree_with_those_above():
    region = make.topic("South Caucasus")
    make.topic("Armenia", parent=region)
    make.article("A", topics=[make.topic("Georgia", parent=region)])
    record_version.clear_cache()
    assert [(row["name"], row["depth"]) for row in library_choices.topics()] == [("South Caucasus", 0), ("Georgia", 1)]


def test_the_most_used_tags_are_offered_first():
    rare, common = make.tag("a rare one"), make.tag("common")
    make.article(tags=[rare, common])
    make.article(tags=[common])
    assert [row["name"] for row in library_choices.tags(most=1)] == ["common"]
