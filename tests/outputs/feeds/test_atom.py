"""Atom that RFC 4287 allows, whatever the texts; and what is written is read back."""

import xml.etree.ElementTree as ET

import feedparser
import pytest
from hypothesis import given

from outputs.feeds import atom
from outputs.feeds.entries import Category, Person
from tests import rfc4287
from tests.make import later
from tests.outputs.feeds.feeds import entry, feed, feeds, life
from tests.strategies import examples

pytestmark = pytest.mark.slow


def written(made) -> bytes:
    return atom.write(made).encode()


def texts(document: bytes, name: str) -> list[str]:
    return [each.text or "" for each in ET.fromstring(document).iter(f"{rfc4287.ATOM}{name}")]


@pytest.mark.usefixtures("db")
class TestWriting:
    @examples(200)
    @given(feeds)
    def test_whatever_the_texts_the_feed_keeps_to_the_schema_and_every_text_comes_back(self, made):
        document = written(made)
        assert rfc4287.faults(document) == []
        assert texts(document, "title") == [atom.as_text(made.title), *(atom.as_text(e.title) for e in made.entries)]
        assert texts(document, "content") == [line_ends(atom.as_xml(each.html)) for each in made.entries]
        people = [made.house, *(person for each in made.entries for person in each.authors)]
        assert texts(document, "name") == [atom.as_text(person.name) for person in people]
        labels = [each.get("label") for each in ET.fromstring(document).iter(f"{rfc4287.ATOM}category")]
        assert labels == [atom.as_text(one.label) for each in made.entries for one in each.categories]

    def test_feedparser_reads_title_content_authors_categories_and_moments(self):
        one = entry(
            title="Fish & <b>ships</b> ]]>",
            html="<ul><li>Salt &amp; <em>ice</em></li></ul>",
            authors=(Person("Ada", "https://example.org/authors/ada/"), Person("Ben")),
            categories=(Category("ports", "https://example.org/topics/", "Ports"),),
            language="hy",
            life=life(7, later(days=3)),
        )
        read = feedparser.parse(written(feed(one)))
        assert not read.bozo
        [found] = read.entries
        assert found.title == "Fish & <b>ships</b> ]]>"
        assert found.content[0].value == "<ul><li>Salt &amp; <em>ice</em></li></ul>"
        assert found.content[0].type == "text/html"
        assert [person.name for person in found.authors] == ["Ada", "Ben"]
        assert found.authors[0].href == "https://example.org/authors/ada/"
        assert [(tag.term, tag.scheme, tag.label) for tag in found.tags] == [
            ("ports", "https://example.org/topics/", "Ports")
        ]
        assert (found.id, found.updated) == (one.life.id, "2026-05-04T12:00:00+00:00")
        assert found.title_detail.language == "hy"
        assert read.feed.links[1].href == "https://example.org/analysis/feed.atom"

    def test_an_empty_feed_is_a_feed(self):
        assert rfc4287.faults(written(feed())) == []

    def test_the_feed_is_as_new_as_its_last_update(self):
        document = written(feed(entry(), entry(life=life(1, later(days=9)))))
        assert texts(document, "updated")[0] == later(days=9).isoformat()


def line_ends(text: str) -> str:
    """XML reads every line end as a line feed (2.11)."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("broken", [
    b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><updated>2026-01-01T00:00:00Z</updated></feed>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:y</id><id>urn:x:y</id><title>x</title><updated>2026-01-01T00:00:00Z</updated></feed>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:y</id><title>x</title><updated>yesterday</updated></feed>",
    b"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:x:y</id><title>x</title><updated>2026-01-01T00:00:00Z</updated><pubDate/></feed>",
])  # fmt: skip
def test_the_validator_finds_what_is_wrong(broken):
    assert rfc4287.faults(broken)
