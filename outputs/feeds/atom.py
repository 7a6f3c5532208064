"""Atom (RFC 4287).

Extends Django's writer with what it lacks: entries with several authors, content in addition to a summary, categories
with scheme and label, a language per entry, and the last entry of the log of editions (`head`, in the namespace that is
the log's address). Django's writer refuses text that XML can't contain; `as_xml` removes
such characters first.
"""

import re
from io import StringIO

from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

from outputs.feeds.entries import Category, Entry, Feed, Person
from text.prose import one_line, printable

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, production 2


class _Atom(Atom1Feed):
    def root_attributes(self) -> dict[str, str]:
        return {"xmlns": self.ns, "xml:lang": self.feed["language"]}

    def latest_post_date(self):
        return self.feed["updated_at"]

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("icon", self.feed["icon"])
        if self.feed["log_head"]:
            handler.addQuickElement("head", self.feed["log_head"], {"xmlns": self.feed["log_url"]})

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for item in self.items:
            handler.ignorableWhitespace(_written(item["entry"]))  # as it is


def _written(entry: Entry) -> str:
    """Return the entry as XML, written once."""
    if "atom" not in entry.written:
        part = StringIO()
        handler = SimplerXMLGenerator(part, "utf-8", short_empty_elements=True)
        handler.startElement("entry", {"xml:lang": entry.language})
        _add_elements(handler, entry)
        handler.endElement("entry")
        entry.written["atom"] = part.getvalue()
    return entry.written["atom"]


def _add_elements(handler: SimplerXMLGenerator, entry: Entry) -> None:
    handler.addQuickElement("id", entry.life.id)
    handler.addQuickElement("title", as_text(entry.title))
    handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": entry.url})
    if entry.source_url:
        handler.addQuickElement("link", "", {"rel": "via", "href": as_text(entry.source_url)})
    for file in entry.enclosures:
        values = {"rel": "enclosure", "type": file.media_type, "href": file.url, "length": str(file.size)}
        handler.addQuickElement("link", "", {**values, "title": as_text(file.title)})
    handler.addQuickElement("published", rfc3339_date(entry.published_at))
    handler.addQuickElement("updated", rfc3339_date(entry.life.updated_at))
    for person in entry.authors:
        _add_person(handler, person)
    for category in entry.categories:
        _add_category(handler, category)
    if entry.summary:
        handler.addQuickElement("summary", as_text(entry.summary))
    handler.addQuickElement("content", as_xml(entry.html), {"type": "html"})


def write(feed: Feed) -> str:
    written = _Atom(
        as_text(feed.title),
        feed.page_url,
        "",
        feed_url=feed.url,
        feed_guid=feed.url,
        author_name=as_text(feed.house.name),
        author_link=feed.house.url,
        language=feed.language,
        icon=feed.icon,
        log_url=feed.log_url,
        log_head=feed.log_head,
        updated_at=feed.updated_at,
    )
    for entry in feed.entries:
        written.add_item(entry.title, entry.url, "", entry=entry)
    return written.writeString("utf-8")


def as_text(text: str) -> str:
    """Return `text` on one line, without characters that XML 1.0 can't contain."""
    return one_line(as_xml(text))


def as_xml(text: str) -> str:
    """Return `text` without characters that XML 1.0 can't contain."""
    return NOT_XML.sub("", printable(text))


def _add_person(handler: SimplerXMLGenerator, person: Person) -> None:
    handler.startElement("author", {})
    handler.addQuickElement("name", as_text(person.name))
    if person.url:
        handler.addQuickElement("uri", person.url)
    handler.endElement("author")


def _add_category(handler: SimplerXMLGenerator, category: Category) -> None:
    values = {"term": category.term, "scheme": category.scheme, "label": category.label}
    handler.addQuickElement("category", "", {name: as_text(value) for name, value in values.items()})
