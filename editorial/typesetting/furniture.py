"""What every page set shows besides its own text: the house, the edition, the language, the marks of a proof."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime
from urllib.parse import unquote

from django.utils import timezone
from django.utils.dateformat import format as format_date

from editorial.attachments import shown_attachments
from editorial.organization import house_zone, organization
from editorial.pictures.shown import shown_picture
from editorial.public_pages import in_language
from editorial.renditions import Source
from editorial.typesetting.faces import families
from editorial.typesetting.runs import plain_runs, settable

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
    title = titled(source.work["title"] or "Untitled")
    return {
        "house": {
            "name": settable(house.name),
            "short_name": settable(house.short_name or house.name),
            "color": house.brand_color,
        },
        "fonts": families(source.work["language"]),
        "language": language(source.work["language"]),
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
        "attachments": [],
    }


def card_sheet(source: Source, lines: list[str]) -> dict:
    """Return what `card.typ` takes: a picture of 1200 by 630 pixels. `lines` stand at its foot, as many as fit."""
    house, title = organization(), titled(source.work["title"] or "Untitled")
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
        "rtl": in_language(tag)["direction"] == "rtl",
    }


def named(rows: Iterable[dict], absolute: Absolute) -> list[dict]:
    """Return names with addresses ({name, url}) as they are printed, the addresses absolute."""
    return [{"name": settable(row["name"]), "url": absolute(row["url"])} for row in rows]


def day(on: date | None) -> str:
    """Return a date as the pages write it."""
    return format_date(on, "F j, Y") if on else ""


def moment(at: datetime, form: str) -> str:
    """Return a moment in the house's zone, written as `form` (Django's date format) says."""
    return format_date(timezone.localtime(at, house_zone()), form)


def _shortened(title: str) -> str:
    if len(title) <= RUNNING_TITLE:
        return title
    cut = title[:RUNNING_TITLE]
    return (cut.rsplit(" ", 1)[0] if " " in cut[RUNNING_TITLE // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def _edition_line(source: Source) -> str:
    """Return the line that the page has at its head: which edition this is, and since when."""
    since = {"correction": ", corrected ", "update": ", updated "}.get(source.kind)
    return f"Edition {source.number}" + (since + moment(source.live_from, "F j, Y") if since else "")


def _foot(source: Source, at: datetime) -> str:
    if source.is_proof:
        return f"Proof of {moment(at, 'F j, Y, H:i T')}"
    return f"Edition {source.number}  ·  {readable(source.address)}"


def _proof(source: Source) -> dict:
    embargo = f"Embargoed until {moment(source.live_from, 'F j, Y, H:i T')}" if source.live_from else ""
    return {"words": "Proof, not published", "embargo": embargo}


def _colophon(source: Source) -> list[dict]:
    """Return the lines of the permanent record: what it is, and where it can be found and checked."""
    kinds = {"first": "first edition", "update": "update", "correction": "correction", "minor": "minor change"}
    kind = f" ({kinds[source.kind]})" if source.kind in kinds else ""
    doi = source.work["doi"]
    lines = [
        ("Edition", f"{source.number}, {moment(source.live_from, 'F j, Y, H:i T')}{kind}", ""),
        ("Correction" if source.kind == "correction" else "Note", settable(source.note), ""),
        ("Address", readable(source.address), source.address),
        ("DOI", settable(doi), f"https://doi.org/{doi}"),
        ("Digest", source.digest, ""),
    ]
    return [{"term": term, "runs": plain_runs(text), "href": href} for term, text, href in lines if text]


def readable(address: str) -> str:
    """Return an address as it is read, letters of other scripts as they are."""
    return settable(unquote(address, errors="replace")) if "%" in address else address
