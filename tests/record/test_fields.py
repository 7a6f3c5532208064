"""A list of fields: what it gives, and content frozen before a field was added to it."""

from typing import Annotated, TypedDict

from record.fields import Fields, Formatted, Text
from record.kinds import all_kinds


class Before(TypedDict):
    schema: str
    title: Annotated[str, Text("the title", "The title.", search="title", card=True)]
    body: Annotated[list[str], Formatted("the text", "The text.", search="rest", passage=True)]


class After(Before):
    subtitle: Annotated[str, Text("the subtitle", "The subtitle.", search="lead", card=True, added=True)]


WORK = {"schema": "thing/1", "title": "Ferries", "body": ["<p>One.</p>", "<p>Two.</p>"]}


def test_content_frozen_before_a_field_was_added_reads_as_empty():
    assert Fields(After, "thing/1").complete(WORK) == {**WORK, "subtitle": ""}
    assert Fields(Before, "thing/1").complete(WORK) is WORK


def test_what_content_has_is_not_replaced():
    assert Fields(After, "thing/1").complete({**WORK, "subtitle": "Words"})["subtitle"] == "Words"


def test_words_are_found_in_their_zone_and_passages_by_paragraph():
    fields = Fields(Before, "thing/1")
    assert (fields.words(WORK, "title"), fields.words(WORK, "lead")) == (["Ferries"], [])
    assert fields.passages(WORK) == ["One.", "Two."]


def test_a_field_that_was_added_is_described_and_not_required():
    properties, required = Fields(After, "thing/1").json_schema()
    assert (list(properties), required) == (["title", "body", "subtitle"], ["title", "body"])


def test_a_list_that_gives_other_columns_has_another_version():
    assert Fields(After, "thing/1").version != Fields(Before, "thing/1").version
    assert Fields(Before, "thing/1", number=2).version != Fields(Before, "thing/1").version
    assert Fields(Before, "thing/1").version == Fields(Before, "thing/1").version


def test_every_kind_has_a_version_that_its_column_holds():
    for kind in all_kinds():
        assert 0 < len(kind.columns_version) <= kind.edition_model._meta.get_field("columns_version").max_length
