"""The imprint of an edition as readers see it, in the active language: the same lines on page, PDF, text and mail."""

from typing import TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from text.joining import both, comma
from text.licenses import license_name, license_url
from text.prose import one_line


class Part(TypedDict):
    """A piece of a line; `href` is a web address or ""."""

    text: str
    href: str


class Line(TypedDict):
    """A term, and what is said about it: rows of parts."""

    term: str
    rows: list[list[Part]]


def imprint_lines(work: dict, people: list[dict]) -> list[Line]:
    """Return the lines that have something to say. `people` are the frozen authors or compilers of `work`."""
    imprint = work["imprint"]
    kind, said = imprint["type"], imprint["license"]
    described = [row for author in people if len(row := _author(author)) > 1 or author["role"]]
    lines = [
        (_("Type"), [[_part(kind["name"])]] if kind else []),
        (ngettext("Author", "Authors", len(described)), described),
        (_("Funding"), [_funder(each) for each in imprint["funders"]]),
        (_("Disclosure"), _words(imprint["disclosure"])),
        (_("Use of AI"), _words(imprint["ai_statement"])),
        (_("License"), [[_part(license_name(said), license_url(said))]] if said else []),
    ]
    return [{"term": term, "rows": rows} for term, rows in lines if rows]


def imprint_texts(lines: list[Line]) -> list[str]:
    """Return each line as plain text: “Funding: Northgate Fund (https://ror.org/…), grant NF-17”."""
    return [
        _("%(label)s: %(text)s") % {"label": line["term"], "text": "; ".join(_row_text(row) for row in line["rows"])}
        for line in lines
    ]


def _row_text(row: list[Part]) -> str:
    return comma().join(f"{part['text']} ({part['href']})" if part["href"] else part["text"] for part in row)


def _part(text: str, href: str = "") -> Part:
    return {"text": one_line(text), "href": href}


def _words(text: str) -> list[list[Part]]:
    return [[_part(text)]] if text else []


def _author(author: dict) -> list[Part]:
    orcid = author["orcid"]
    parts = [
        _part(comma().join(filter(None, (author["name"], author["role"])))),
        _part(author["affiliation"], author["affiliation_ror"]),
        _part(f"ORCID {orcid}" if orcid else "", f"https://orcid.org/{orcid}"),
    ]
    return [part for part in parts if part["text"]]


def _funder(funder: dict) -> list[Part]:
    grants = funder["grants"]
    words = ngettext("grant %(numbers)s", "grants %(numbers)s", len(grants)) % {"numbers": both(grants)}
    return [_part(funder["name"], funder["identifier"]), *([_part(words)] if grants else [])]
