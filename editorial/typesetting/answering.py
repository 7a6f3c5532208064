"""Answers that are files set in type: made where they are not kept yet, and told apart by their bytes."""

import hashlib
import logging
from collections.abc import Callable
from urllib.parse import quote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.freezing import canonical
from editorial.languages import other, speaking
from editorial.organization import organization
from editorial.public_pages import about_language
from editorial.renditions import Source
from editorial.typesetting.compiling import CannotBeSet, MissingGlyphs, as_pdf, as_png, maker
from editorial.typesetting.kept import Kept, kept

log = logging.getLogger(__name__)
NONE = {"pdf": gettext_lazy("This edition has no PDF."), "png": gettext_lazy("This edition has no picture.")}
PAPERS = {"a4": "a4", "letter": "us-letter"}  # as our addresses name them, and as typst does


def paper_of(request: HttpRequest) -> str:
    """Return the size of paper asked for, else the house's. Raises BadRequest where there is no such size."""
    paper = request.GET.get("paper", organization().paper)
    if paper not in PAPERS:
        raise BadRequest(_("“paper” is either a4 or letter."))
    return paper


def pdf_answer(request: HttpRequest, source: Source, sheets: dict, paper: str) -> HttpResponse:
    """Return the edition as a PDF file, set from the data `sheets`; a page that says why, where there can be none."""
    sheets = on_paper(sheets, paper)
    try:
        file = _kept(source, sheets, "pdf", lambda: as_pdf(source.name, sheets, source.live_from))
    except CannotBeSet as reason:
        return _none(request, source, NONE["pdf"], reason)
    return _told_apart(file_response(file.content, "application/pdf", file_name(source, "pdf")), file)


def card_answer(request: HttpRequest, source: Source, sheet: dict) -> HttpResponse:
    """Return the edition's card picture, set from the data `sheet`; a page that says why, where there can be none."""
    try:
        file = _kept(source, sheet, "png", lambda: as_png("card", sheet))
    except CannotBeSet as reason:
        return _none(request, source, NONE["png"], reason)
    return _told_apart(file_response(file.content, "image/png", file_name(source, "png")), file)


def on_paper(sheets: dict, paper: str) -> dict:
    """Return the data of a page set with the size of its paper."""
    return {**sheets, "paper": PAPERS[paper]}


def file_name(source: Source, ending: str) -> str:
    """Return the name under which a reader will find the file again."""
    return f"{source.work['slug'] or source.name}-{'proof' if source.is_proof else f'edition-{source.number}'}.{ending}"


def file_response(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file to be shown in the browser, with its name in ASCII and in full (RFC 6266, RFC 5987)."""
    response = HttpResponse(content, content_type=kind)
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-_.") else "_" for char in name)
    full = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Disposition"] = f'inline; filename="{plain}"{full}'
    return response


def _told_apart(response: HttpResponse, file: Kept) -> HttpResponse:
    response["ETag"] = f'"{file.sha256}"'
    return response


def _kept(source: Source, data: dict, ending: str, make: Callable[[], bytes]) -> Kept:
    went_in = {"maker": maker(), "data": data, "at": int(source.live_from.timestamp())}
    key = hashlib.sha256(canonical(went_in).encode()).hexdigest()
    return kept(key, ending, source.digest, make)


def _none(request: HttpRequest, source: Source, what: Promise, reason: CannotBeSet) -> HttpResponse:
    """Answer 404 with the reason: such an edition has no file of this kind until a font or the typesetter changes."""
    if not isinstance(reason, MissingGlyphs):
        log.error("%s: %s", source.address, reason)
    language = source.work["language"]
    with speaking(language):
        context = {
            "heading": str(what).rstrip("."),
            "words": f"{what} {_why(reason)}",
            "title": source.work["title"],
            "lang": other(language),
            "page_url": source.address,
            "text_url": f"{source.address.rstrip('/')}.txt",
            **about_language(language),
        }
        return render(request, "no_file.html", context, status=404)


def _why(reason: CannotBeSet) -> str:
    if isinstance(reason, MissingGlyphs):
        return _("No font here has these characters: %(characters)s.") % {"characters": " ".join(reason.characters)}
    return _("These texts cannot be put in type.")
