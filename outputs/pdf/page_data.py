"""The template data that all documents share: organization, edition, language and proof marks."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import unquote, urljoin

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from media.attachments import shown_attachments
from media.pictures.shown import shown_picture
from outputs.imprint import Line
from outputs.pdf.faces import families
from outputs.pdf.runs import plain_runs, settable
from outputs.source import Source
from record.edition_log import entry_of
from record.models import Edition
from record.organization import organization, site_time_zone
from text.formatting import day, moment
from text.joining import comma
from web.languages import is_rtl, page_language

Absolute = Callable[[str], str]  # turns a path into a URL with scheme and host
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}))?(?:-.*)?", re.I)
RUNNING_TITLE = 90  # characters of the title in the running header
CARD_LINES = 4  # section titles on a card
DESCRIPTION = 600  # characters of the standfirst in the PDF metadata
TITLE_SIZES = ((40, 30), (70, 26), (110, 22), (180, 18), (400, 15))  # (up to this many characters, size in points)


def document_data(source: Source, at: datetime, authors: list[str]) -> dict:
    """Return the data of `base.typ`.

    `authors` go into the PDF metadata; if empty, the organization does. `at` is the current time, which only proofs
    show.
    """
    publisher = organization()
    title = titled(source.work["title"] or _("Untitled"))
    return {
        "house": {
            "name": settable(publisher.name),
            "short_name": settable(publisher.short_name or publisher.name),
            "color": publisher.brand_color,
        },
        "fonts": families(source.work["language"]),
        "language": language(source.work["language"]),
        "ours": language(page_language(source.work["language"])),
        "words": words(len(source.work["attachments"])),
        "title": title,
        "title_size": next((size for most, size in TITLE_SIZES if len(title["text"]) <= most), TITLE_SIZES[-1][1]),
        "running_title": _shortened(title["text"]),
        "series": settable(source.work["series"]["name"]) if source.work["series"] else "",
        "standfirst": plain_runs(source.work["standfirst"]),
        "description": settable(source.work["standfirst"])[:DESCRIPTION] or title["text"],
        "day": [source.published_on.year, source.published_on.month, source.published_on.day]
        if source.published_on
        else None,
        "date": day(source.published_on),
        "edition_line": "" if source.is_proof else _edition_line(source),
        "foot": _foot(source, at),
        "proof": _proof(source) if source.is_proof else None,
        "colophon": [] if source.is_proof else _colophon(source),
        "authors": authors or [settable(publisher.name)],
        "keywords": [settable(each["name"]) for each in (*source.work["topics"], *source.work["tags"])],
        "topics": [],
        "tags": [settable(tag["name"]) for tag in source.work["tags"]],
        "picture": pictured(source.work["picture"]),
        "cover": "",
        "figures": [],
        "embeds": [],
        "attachments": [],
        "imprint": [],
    }


def card_data(source: Source, lines: list[str]) -> dict:
    """Return the data of `card.typ`: a picture of 1200 by 630 pixels. `lines` go at the bottom, as many as fit."""
    house, title = organization(), titled(source.work["title"] or _("Untitled"))
    return {
        "house": {"name": settable(house.name), "color": house.brand_color},
        "fonts": families(source.work["language"]),
        "language": language(source.work["language"]),
        "title": title,
        "series": settable(source.work["series"]["name"]) if source.work["series"] else "",
        "date": day(source.published_on),
        "lines": [line for line in lines if line][:CARD_LINES],
        "picture": cropped(source.work["picture"]),
        "cover": "",
    }


def cropped(frozen: dict | None) -> dict | None:
    """Return a frozen picture for `card.typ`, which cuts it to size around its focus, as pages do."""
    if frozen is None:
        return None
    file = {"digest": frozen["digest"], "ending": _largest(frozen)}
    return {**file, "width": frozen["width"], "height": frozen["height"], "focus": frozen["focus"]}


def _largest(frozen: dict) -> str:
    return f"{frozen['widths'][-1]}.jpg"


def pictured(frozen: dict | None) -> dict | None:
    """Return a frozen picture for `base.typ`. `digest` and `ending` identify its file."""
    shown = shown_picture(frozen)
    if shown is None:
        return None
    under = filter(None, (shown["credit"], shown["license"]))
    return {
        "digest": frozen["digest"],
        "ending": _largest(frozen),
        "is_upright": shown["is_upright"],
        "alternative_text": settable(shown["alternative_text"]),
        "caption": plain_runs(shown["caption"]),
        "credit": plain_runs(", ".join(under)),
    }


def figured(frozen: dict, number: int) -> dict:
    """Return a frozen figure for `base.typ`: its picture and its numbered label."""
    return {**pictured(frozen), "label": settable(_("Figure %(number)s.") % {"number": number})}


def embedded(frozen: dict) -> dict:
    """Return a frozen embed for `base.typ`: its picture, if any, its words, and its address."""
    return {
        "picture": pictured(frozen["picture"]),
        "title": plain_runs(frozen["title"]),
        "source": plain_runs(frozen["source"]),
        "provider": settable(frozen["provider"]),
        "address": frozen["address"],
    }


def attached(source: Source, absolute: Absolute) -> list[dict]:
    """Return the attachments for `base.typ`: title, type, size and URL of each."""
    return [
        {
            "title": settable(each["title"]),
            "kind": f"{each['kind']}, {settable(each['size_words'])}",
            "url": each["url"],
        }
        for each in shown_attachments(source.work["attachments"], absolute)
    ]


def imprinted(lines: list[Line]) -> list[dict]:
    """Return the imprint for `base.typ`: terms with rows of parts."""
    return [
        {
            "term": settable(line["term"]),
            "rows": [[{"text": settable(part["text"]), "href": part["href"]} for part in row] for row in line["rows"]],
        }
        for line in lines
    ]


def titled(text: str) -> dict:
    """Return the text of a title and whether it is written right to left."""
    shown = settable(text)
    strong = (unicodedata.bidirectional(char) for char in shown)
    first = next((direction for direction in strong if direction in ("L", "R", "AL")), "L")
    return {"text": shown, "rtl": first != "L"}


def language(tag: str) -> dict:
    """Return the parts of a BCP 47 language tag: language, script and region, and the writing direction."""
    found = LANGUAGE.fullmatch(tag)
    lang, script, region = found.groups() if found else ("en", None, None)
    return {
        "lang": lang.lower(),
        "script": script.lower() if script else None,
        "region": region.upper() if region else None,
        "rtl": is_rtl(tag),
    }


def named(rows: Iterable[dict], absolute: Absolute) -> list[dict]:
    """Return {name, url} rows as printed, with absolute URLs."""
    return [{"name": settable(row["name"]), "url": absolute(row["url"])} for row in rows]


def words(attachment_count: int) -> dict[str, str]:
    """Return the fixed phrases that the templates print."""
    return {
        "comma": comma(),
        "last": pgettext("before the last of a list", " and "),
        "compiled_by": _("Compiled by"),
        "contents": _("Contents"),
        "topics": _("Topics"),
        "attachments": ngettext("Attachment", "Attachments", attachment_count),
        "withdrawn": _("Withdrawn"),
        "permanent_edition": _("Permanent edition"),
        "imprint": _("About this publication"),
    }


def local_day(at: datetime) -> str:
    """Return the date of a moment in the organization's time zone."""
    return day(timezone.localtime(at, site_time_zone()))


def _shortened(title: str) -> str:
    if len(title) <= RUNNING_TITLE:
        return title
    cut = title[:RUNNING_TITLE]
    return (cut.rsplit(" ", 1)[0] if " " in cut[RUNNING_TITLE // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def _edition_line(source: Source) -> str:
    """Return the line at the top of the page: the edition and its date, as edition_line.html says it."""
    if timezone.localdate(source.live_from, site_time_zone()) == source.published_on:
        kinds = {
            "correction": _("Edition %(number)s, corrected the same day"),
            "update": _("Edition %(number)s, updated the same day"),
        }
    else:
        kinds = {
            "correction": _("Edition %(number)s, corrected %(day)s"),
            "update": _("Edition %(number)s, updated %(day)s"),
        }
    said = kinds.get(source.kind, _("Edition %(number)s"))
    return said % {"number": source.number, "day": local_day(source.live_from)}


def _foot(source: Source, at: datetime) -> str:
    if source.is_proof:
        return _("Proof of %(moment)s") % {"moment": moment(at, site_time_zone())}
    return f"{_('Edition %(number)s') % {'number': source.number}}  ·  {readable(source.address)}"


def _proof(source: Source) -> dict:
    until = moment(source.live_from, site_time_zone()) if source.live_from else ""
    embargo = _("Embargoed until %(moment)s") % {"moment": until} if until else ""
    return {"words": _("Proof, not published"), "embargo": embargo}


def _colophon(source: Source) -> list[dict]:
    """Return the lines about the permanent record: what it is, and where to find and verify it."""
    kind = f" ({Edition.Kind(source.kind).label})" if source.kind in Edition.Kind.values else ""
    doi = source.work["doi"]
    lines = [
        (_("Edition"), f"{source.number}{comma()}{moment(source.live_from, site_time_zone())}{kind}", ""),
        (_("Correction") if source.kind == Edition.Kind.CORRECTION else _("Note"), settable(source.note), ""),
        (_("Address"), readable(source.address), source.address),
        ("DOI", settable(doi), f"https://doi.org/{doi}"),
        (_("Checksum"), source.digest, ""),
        (_("Log entry"), *_log_entry(source)),
    ]
    return [{"term": term, "runs": plain_runs(text), "href": href} for term, text, href in lines if text]


def _log_entry(source: Source) -> tuple[str, str]:
    """Return number and digest of the edition's entry in the log of editions, and the log's URL. One query."""
    entry = entry_of(source.name, source.edition_id)
    return (
        (f"{entry.number}{comma()}{entry.digest}", urljoin(source.address, reverse("edition-log")))
        if entry
        else ("", "")
    )


def readable(address: str) -> str:
    """Return a URL for reading, with letters of other scripts decoded."""
    return settable(unquote(address, errors="replace")) if "%" in address else address
