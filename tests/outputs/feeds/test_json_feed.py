"""JSON Feed that its specification allows, whatever the texts."""

import json

import pytest
from hypothesis import given

from outputs.feeds import json_feed
from tests.json_feed import faults
from tests.outputs.feeds.feeds import entry, feed, feeds
from tests.strategies import examples
from text.prose import one_line, printable

pytestmark = pytest.mark.django_db


def read(made) -> dict:
    return json.loads(json_feed.write(made).encode())


@pytest.mark.slow
@examples(200)
@given(feeds)
def test_whatever_the_texts_the_feed_keeps_to_the_schema_and_every_text_comes_back(made):
    document = read(made)
    assert faults(document) == []
    assert document["title"] == one_line(made.title)
    for item, each in zip(document["items"], made.entries, strict=True):
        assert item["title"] == one_line(each.title)
        assert item["content_html"] == printable(each.html)
        assert item["_edition"]["note"] == printable(each.note)
        assert [person["name"] for person in item.get("authors", [])] == [one_line(one.name) for one in each.authors]
        assert item.get("tags", []) == [one_line(one.label) for one in each.categories]


def test_an_empty_feed_is_a_feed():
    assert faults(read(feed())) == []


def test_the_text_that_an_entry_is_the_summary_of_is_its_external_address():
    [item] = read(feed(entry(source_url="https://journal.example/1/")))["items"]
    assert item["external_url"] == "https://journal.example/1/"


def test_the_schema_finds_what_is_wrong():
    document = read(feed(entry()))
    assert faults({**document, "items": [{**document["items"][0], "date": "today"}]})
    assert faults({**document, "items": document["items"] * 2})
