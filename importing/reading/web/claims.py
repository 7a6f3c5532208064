"""A page's metadata: title, meta tags, JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Mapping
from datetime import date

from importing.reading.cleaning import squeezed

TITLES = ("og:title", "twitter:title", "dc.title", "citation_title")
AUTHORS = ("author", "article:author", "dc.creator", "citation_author", "parsely-author", "sailthru.author")
DATES = ("article:published_time", "datepublished", "date", "dc.date", "citation_publication_date", "parsely-pub-date")
ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?![\d-])")
WORKS = re.compile(r"Article|Report|BlogPosting|NewsArticle|ScholarlyArticle|CreativeWork|WebPage")
LARGEST = 500_000
# int() refuses more than 4,300 digits, and html.unescape doesn't handle that.
ENDLESS_NUMBER = re.compile(r"&#(?:[xX][0-9a-fA-F]{9,}|\d{9,});?")


def claims_of(title: str, metas: list[Mapping[str, str]], scripts: list[str]) -> dict[str, str]:
    """Return the page's metadata: `title`, `authors` (joined by "; ") and `date` (yyyy-mm-dd), each only if present.

    `title` is the title element, `metas` the attributes of its meta tags, `scripts` its JSON-LD.
    """
    said: dict[str, list[str]] = {}
    for meta in metas:
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if meta.get("content"):
            said.setdefault(name.strip().lower(), []).append(meta["content"])
    work = _work(scripts)
    titles = [*_first(said, TITLES), _text(work.get("headline")), title]
    # A profile URL in place of a name (Facebook's article:author).
    people = _names(work) or [name for name in _first(said, AUTHORS) if "://" not in name]
    dates = [*_first(said, DATES), _text(work.get("datePublished"))]
    # A placeholder that a newsletter service fills in when sending: *|MC:SUBJECT|*.
    claims = {
        "title": next((squeezed(text[:2000]) for text in titles if text.strip() and "*|" not in text), ""),
        "authors": "; ".join(dict.fromkeys(filter(None, (squeezed(name[:500]) for name in people[:50])))),
        "date": next(filter(None, map(iso_date, dates)), ""),
    }
    return {key: value for key, value in claims.items() if value}


def iso_date(text: str) -> str:
    """Return the ISO date at the start of `text` as yyyy-mm-dd, or ""."""
    found = ISO_DATE.match(text.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat() if found else ""
    except ValueError:
        return ""


def _first(said: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return next((said[name] for name in names if name in said), [])


def _work(scripts: list[str]) -> dict:
    """Return the JSON-LD object of the article, with its author's `@id` resolved."""
    objects: list[dict] = []
    for script in scripts[:20]:
        if len(script) <= LARGEST:
            try:
                objects += _objects(json.loads(script.strip().removeprefix("<!--").removesuffix("-->"), strict=False))
            except (ValueError, RecursionError):
                continue
    works = [found for found in objects if WORKS.search(str(found.get("@type", ""))[:200])]
    # Every page is a "WebPage"; a work with a headline is the article.
    work = next((found for found in works if found.get("headline")), works[0] if works else {})
    by_id = {str(found["@id"]): found for found in objects if "@id" in found and "name" in found}
    people = work.get("author") or []
    people = people if isinstance(people, list) else [people]
    resolved = [
        by_id.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one for one in people
    ]
    return {**work, "author": resolved}


def _objects(found: object) -> list[dict]:
    objects: list[dict] = []
    waiting = [found]
    while waiting and len(objects) < 1000:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one[:200]
        elif isinstance(one, dict):
            objects.append(one)
            waiting.append(one.get("@graph"))
    return objects


def _names(work: dict) -> list[str]:
    people = work.get("author", [])
    return [name for name in (_text(one.get("name") if isinstance(one, dict) else one) for one in people) if name]


def _text(value: object) -> str:
    return html.unescape(ENDLESS_NUMBER.sub("\ufffd", value)) if isinstance(value, str) else ""
