"""What every page set shows besides its own text: the house, the edition, the language, the marks of a proof."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import unquote

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from editorial.attachments import shown_attachments
from editorial.enumerating import comma
from editorial.languages import is_rtl, page_language
from editorial.models import Edition
from editorial.organization import house_zone, organization
from editorial.pictures.shown import shown_picture
from editorial.renditions import Source
from editorial.typesetting.faces import families
from editorial.typesetting.runs import plain_runs, settable
from editorial.written import day, moment

Absolute = Callable[[str], str]  # from a path of the site to the address with scheme and host
LANGUAGE = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}))?(?:-.*)?", re.I)
RUNNING_TITLE = 90  # characters of a title that stand in one line above the page
CARD_LINES = 4  # sections named on a card
DESCRIPTION = 600  # characters of the standfirst in the file's own record of itself
TITLE_SIZES = ((40, 30), (70, 26), (110, 22), (180, 18), (400, 15))  # up to so many characters, points


def furniture(source: Source, at: datetime, authors: list[str]) -> dict:
    """Return what `house.typ` takes.

    `authors` are named in the file's own record of itself; without any, the house is. `at` is the present moment,
    which only a proof shows.
    """
    house = organization()
    title = titled(source.work["title"] or _("Untitled"))
    return {
        "house": {
            "name": settable(house.name),
            "short_name": settable(house.short_name or house.name),
            "color": house.brand_color,
        },
        "fonts": families(source.work["language"]),
        "language": language(source.work["language"]),
        "ours": language(page_language(source.work["language"])),
        "words": words(),
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
        "authors": authors or [settable(house.name)],
        "keywords": [settable(each["name"]) for each in (*source.work["topics"], *source.work["tags"])],
        "topics": [],
        "tags": [settable(tag["name"]) for tag in source.work["tags"]],
        "picture": pictured(source.work["picture"]),
        "figures": [],
        "attachments": [],
    }


def card_sheet(source: Source, lines: list[str]) -> dict:
    """Return what `card.typ` takes: a picture of 1200 by 630 pixels. `lines` stand at its foot, as many as fit."""
    house, title = organization(), titled(source.work["title"] or _("Untitled"))
    return {
        "house": {"name": settable(house.name), "color": house.brand_color},
        "fonts": families(source.work["language"]),
        "language": language(source.work["language"]),
        "title": title,
        "series": settable(source.work["series"]["name"]) if source.work["series"] else "",
        "date": day(source.published_on),
        "lines": [line for line in lines if line][:CARD_LINES],
    }


def pictured(frozen: dict | None) -> dict | None:
    """Return what `house.typ` takes of a frozen picture. The file itself is found by `digest` and `ending`."""
    shown = shown_picture(frozen)
    if shown is None:
        return None
    under = filter(None, (shown["credit"], shown["license"]))
    return {
        "digest": frozen["digest"],
        "ending": f"{frozen['widths'][-1]}.jpg",
        "is_upright": shown["is_upright"],
        "alternative_text": settable(shown["alternative_text"]),
        "caption": plain_runs(shown["caption"]),
        "credit": plain_runs(", ".join(under)),
    }


def figured(frozen: dict, number: int) -> dict:
    """Return what `house.typ` takes of a frozen figure: a picture, and the words that number it."""
    return {**pictured(frozen), "label": settable(_("Figure %(number)s.") % {"number": number})}


def attached(source: Source, absolute: Absolute) -> list[dict]:
    """Return what `house.typ` takes of the files attached: title, kind and size, and where each is."""
    return [
        {
            "title": settable(each["title"]),
            "kind": f"{each['kind']}, {settable(each['size_words'])}",
            "url": each["url"],
        }
        for each in shown_attachments(source.work["attachments"], absolute)
    ]


def titled(text: str) -> dict:
    """Return a title that stands for itself: its text, and whether it is written from right to left."""
    shown = settable(text)
    strong = (unicodedata.bidirectional(char) for char in shown)
    first = next((direction for direction in strong if direction in ("L", "R", "AL")), "L")
    return {"text": shown, "rtl": first != "L"}


def language(tag: str) -> dict:
    """Return what a language tag (BCP 47) says: language, script and region, and the direction of writing."""
    found = LANGUAGE.fullmatch(tag)
    lang, script, region = found.groups() if found else ("en", None, None)
    return {
        "lang": lang.lower(),
        "script": script.lower() if script else None,
        "region": region.upper() if region else None,
        "rtl": is_rtl(tag),
    }


def named(rows: Iterable[dict], absolute: Absolute) -> list[dict]:
    """Return names with addresses ({name, url}) as they are printed, the addresses absolute."""
    return [{"name": settable(row["name"]), "url": absolute(row["url"])} for row in rows]


def words() -> dict[str, str]:
    """Return the words that the pages themselves print."""
    return {
        "comma": comma(),
        "last": pgettext("before the last of a list", " and "),
        "compiled_by": _("Compiled by"),
        "contents": _("Contents"),
        "topics": _("Topics"),
        "withdrawn": _("Withdrawn"),
        "permanent_edition": _("Permanent edition"),
    }


def local_day(at: datetime) -> str:
    """Return the day of a moment in the house's zone."""
    return day(timezone.localtime(at, house_zone()))


def _shortened(title: str) -> str:
    if len(title) <= RUNNING_TITLE:
        return title
    cut = title[:RUNNING_TITLE]
    return (cut.rsplit(" ", 1)[0] if " " in cut[RUNNING_TITLE // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def _edition_line(source: Source) -> str:
    """Return the line that the page has at its head: which edition this is, and since when."""
    said = {
        "correction": _("Edition %(number)s, corrected %(day)s"), "update": _("Edition %(number)s, updated %(day)s")
    }.get(source.kind, _("Edition %(number)s"))  # fmt: skip
    return said % {"number": source.number, "day": local_day(source.live_from)}


def _foot(source: Source, at: datetime) -> str:
    if source.is_proof:
        return _("Proof of %(moment)s") % {"moment": moment(at, house_zone())}
    return f"{_('Edition %(number)s') % {'number': source.number}}  ·  {readable(source.address)}"


def _proof(source: Source) -> dict:
    until = moment(source.live_from, house_zone()) if source.live_from else ""
    embargo = _("Embargoed until %(moment)s") % {"moment": until} if until else ""
    return {"words": _("Proof, not published"), "embargo": embargo}


def _colophon(source: Source) -> list[dict]:
    """Return the lines of the permanent record: what it is, and where it can be found and checked."""
    kind = f" ({Edition.Kind(source.kind).label})" if source.kind in Edition.Kind.values else ""
    doi = source.work["doi"]
    lines = [
        (_("Edition"), f"{source.number}{comma()}{moment(source.live_from, house_zone())}{kind}", ""),
        (_("Correction") if source.kind == Edition.Kind.CORRECTION else _("Note"), settable(source.note), ""),
        (_("Address"), readable(source.address), source.address),
        ("DOI", settable(doi), f"https://doi.org/{doi}"),
        (_("Digest"), source.digest, ""),
    ]
    return [{"term": term, "runs": plain_runs(text), "href": href} for term, text, href in lines if text]


def readable(address: str) -> str:
    """Return an address as it is read, letters of other scripts as they are."""
    return settable(unquote(address, errors="replace")) if "%" in address else address
