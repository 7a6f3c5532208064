"""Atom's RELAX NG schema (RFC 4287, appendix B) and the rules of its prose that a program can check, as a validator.

Names in comments are the schema's.
"""

import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime

ATOM, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MEDIA_TYPE = re.compile(r".+/.+")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")

# How often an element stands in its parent: (at least, at most); None is any number.
FEED = {
    "author": (0, None), "category": (0, None), "contributor": (0, None), "generator": (0, 1), "icon": (0, 1),
    "id": (1, 1), "link": (0, None), "logo": (0, 1), "rights": (0, 1), "subtitle": (0, 1), "title": (1, 1),
    "updated": (1, 1), "entry": (0, None),
}  # fmt: skip
ENTRY = {
    "author": (0, None), "category": (0, None), "content": (0, 1), "contributor": (0, None), "id": (1, 1),
    "link": (0, None), "published": (0, 1), "rights": (0, 1), "source": (0, 1), "summary": (0, 1), "title": (1, 1),
    "updated": (1, 1),
}  # fmt: skip
PERSON = {"name": (1, 1), "uri": (0, 1), "email": (0, 1)}
ATTRIBUTES = {
    "link": {"href", "rel", "type", "hreflang", "title", "length"},
    "category": {"term", "scheme", "label"},
    "content": {"type", "src"},
    **{name: {"type"} for name in ("title", "summary", "subtitle", "rights")},
    "generator": {"uri", "version"},
}


def faults(document: bytes) -> list[str]:
    """Return what of the schema and the prose the document does not keep to; [] for a valid feed. Raises ParseError."""
    feed = ET.fromstring(document)
    if feed.tag != f"{ATOM}feed":
        return [f"The root is {feed.tag}."]
    found = [*_counted(feed, FEED), *_each(feed), *_links(feed)]
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        found += [*_counted(entry, ENTRY), *_each(entry), *_links(entry), *_entry(entry, feed)]
    same = Counter((_text(entry, "id"), _text(entry, "updated")) for entry in entries)
    found += [f"Twice in the feed with the same atom:updated: {pair}" for pair, times in same.items() if times > 1]
    if not any(link.get("rel") == "self" for link in feed.findall(f"{ATOM}link")):
        found.append("A feed should have a link to itself (4.1.1).")
    return found


def _counted(parent: ET.Element, allowed: dict) -> list[str]:
    names = Counter(child.tag.removeprefix(ATOM) for child in parent if child.tag.startswith(ATOM))
    where = parent.tag.removeprefix(ATOM)
    found = [f"{name} does not belong in {where}" for name in names if name not in allowed]
    for name, (least, most) in allowed.items():
        if names[name] < least or (most is not None and names[name] > most):
            found.append(f"{names[name]} × {name} in {where}")
    return found


def _each(parent: ET.Element) -> list[str]:
    found = []
    for child in [parent, *parent]:
        name = child.tag.removeprefix(ATOM)
        own = {each for each in child.attrib if not each.startswith("{")}  # undefinedAttribute: those of a namespace
        found += [f"{name} has the attribute {each}" for each in own - ATTRIBUTES.get(name, set())]
        language = child.get(f"{XML}lang")
        if language is not None and not LANGUAGE.fullmatch(language):
            found.append(f"{name} is in the language “{language}”")
    for child in parent:
        name = child.tag.removeprefix(ATOM)
        if name in ("title", "summary", "subtitle", "rights"):  # atomTextConstruct
            found += _text_construct(child, {"text", "html", "xhtml"})
        elif name == "content":  # atomInlineTextContent, as far as we use it
            found += _text_construct(child, {"text", "html"})
        elif name in ("published", "updated"):  # atomDateConstruct
            found += _date(child)
        elif name in ("author", "contributor"):  # atomPersonConstruct
            found += _counted(child, PERSON)
            found += [f"{name} has no name"] if not (child.findtext(f"{ATOM}name") or "").strip() else []
            uri = child.findtext(f"{ATOM}uri")
            found += [f"{uri} is no IRI"] if uri is not None and not IRI.fullmatch(uri) else []
        elif name in ("id", "icon", "logo"):  # atomUri
            found += [f"{name} is “{child.text}”"] if not IRI.fullmatch(child.text or "") else []
        elif name == "category":  # term is required, scheme an IRI
            found += ["a category has no term"] if not child.get("term") else []
            scheme = child.get("scheme")
            found += [f"{scheme} is no IRI"] if scheme is not None and not IRI.fullmatch(scheme) else []
        elif name == "link":  # href is required
            found += [f"link to “{child.get('href')}”"] if not IRI.fullmatch(child.get("href", "")) else []
            kind = child.get("type")
            found += [f"type “{kind}”"] if kind is not None and not MEDIA_TYPE.fullmatch(kind) else []
            found += [f"rel “{child.get('rel')}”"] if child.get("rel") == "" else []
    return found


def _text_construct(element: ET.Element, types: set[str]) -> list[str]:
    kind, name = element.get("type", "text"), element.tag.removeprefix(ATOM)
    if kind not in types:
        return [f"{name} of type {kind}"]
    return [f"{name} of type {kind} holds elements"] if kind != "xhtml" and len(element) else []


def _date(element: ET.Element) -> list[str]:
    text = element.text or ""
    try:
        return [] if DATE.fullmatch(text) and datetime.fromisoformat(text).tzinfo else [f"“{text}” is no date"]
    except ValueError:
        return [f"“{text}” is no date"]


def _links(parent: ET.Element) -> list[str]:
    """Hold 4.1.1 and 4.1.2: at most one alternate for each pair of type and language."""
    alternates = Counter(
        (link.get("type"), link.get("hreflang"))
        for link in parent.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    )
    return [f"{times} alternates of {pair}" for pair, times in alternates.items() if times > 1]


def _entry(entry: ET.Element, feed: ET.Element) -> list[str]:
    found, content = [], entry.find(f"{ATOM}content")
    if entry.find(f"{ATOM}author") is None and feed.find(f"{ATOM}author") is None:
        found.append("neither the entry nor the feed has an author")
    alternates = [each for each in entry.findall(f"{ATOM}link") if each.get("rel", "alternate") == "alternate"]
    if content is None and not alternates:
        found.append("an entry without content has no alternate link")
    if content is not None and content.get("src") and entry.find(f"{ATOM}summary") is None:
        found.append("content elsewhere, and no summary")
    if content is not None and not content.get("src") and (content.text or "") == "" and not alternates:
        found.append("an entry says nothing")
    published, updated = _text(entry, "published"), _text(entry, "updated")
    if published and not found and datetime.fromisoformat(published) > datetime.fromisoformat(updated):
        found.append(f"updated ({updated}) before it was published ({published})")
    return found


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""
