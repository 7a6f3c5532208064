"""JSON Feed 1.1 (jsonfeed.org/version/1.1). What it doesn't define is under `_edition` and `_log`."""

import json

from django.utils.feedgenerator import rfc3339_date

from outputs.feeds.entries import Enclosure, Entry, Feed, Person
from text.prose import one_line, printable

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed: Feed) -> str:
    document = {
        "version": VERSION,
        "title": one_line(feed.title),
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "icon": feed.icon,
        "authors": [_person(feed.house)],
        "language": feed.language,
        **({"_log": {"url": feed.log_url, "head": feed.log_head}} if feed.log_head else {}),
    }
    head = _as_json(document).removesuffix("\n}")
    items = ",\n".join(_written(entry) for entry in feed.entries)
    return head + ',\n "items": [' + (f"\n{items}\n " if items else "") + "]\n}\n"


def _written(entry: Entry) -> str:
    """Return the entry as JSON, at its depth in the document, written once."""
    if "json" not in entry.written:
        # Not textwrap.indent: it would part texts at U+2028 and the like, which JSON does not escape.
        entry.written["json"] = "  " + _as_json(_item(entry)).replace("\n", "\n  ")
    return entry.written["json"]


def _as_json(value: dict) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def _item(entry: Entry) -> dict:
    values = {
        "id": entry.life.id,
        "url": entry.url,
        "external_url": entry.source_url,
        "title": one_line(entry.title),
        "content_html": printable(entry.html),
        "summary": one_line(entry.summary),
        "image": entry.image_url,
        "date_published": rfc3339_date(entry.published_at),
        "date_modified": rfc3339_date(entry.life.updated_at),
        "authors": [_person(each) for each in entry.authors],
        "tags": [one_line(each.label) for each in entry.categories],
        "language": entry.language,
        "attachments": [_attachment(each) for each in entry.enclosures],
        "_edition": {"number": entry.edition, "kind": entry.kind, "note": printable(entry.note)},
    }
    must = ("content_html",)
    return {name: value for name, value in values.items() if value or name in must}


def _attachment(file: Enclosure) -> dict:
    return {"url": file.url, "mime_type": file.media_type, "title": one_line(file.title), "size_in_bytes": file.size}


def _person(person: Person) -> dict:
    return {"name": one_line(person.name), **({"url": person.url} if person.url else {})}
