"""Responses with typeset files, made on demand, with ETags from their bytes."""

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

from outputs.pdf.cache import CachedRendition, cached_rendition
from outputs.pdf.compiler import CannotBeSet, MissingGlyphs, as_pdf, as_png, maker
from outputs.source import Source
from record.freezing import canonical
from record.organization import organization
from web.languages import other, override_language
from web.public_pages import language_context

log = logging.getLogger(__name__)
NONE = {"pdf": gettext_lazy("This edition has no PDF."), "png": gettext_lazy("This edition has no picture.")}
PAPERS = {"a4": "a4", "letter": "us-letter"}  # from the URL parameter to typst's name


def paper_of(request: HttpRequest) -> str:
    """Return the requested paper size, or else the organization's. Raises BadRequest for an unknown size."""
    paper = request.GET.get("paper", organization().paper)
    if paper not in PAPERS:
        raise BadRequest(_("“paper” must be a4 or letter."))
    return paper


def pdf_answer(request: HttpRequest, source: Source, sheets: dict, paper: str) -> HttpResponse:
    """Return the edition as a PDF made from `sheets`, or a 404 page with the reason if it can't be made."""
    sheets = on_paper(sheets, paper)
    try:
        file = _cached_rendition(source, sheets, "pdf", lambda: as_pdf(source.name, sheets, source.live_from))
    except CannotBeSet as reason:
        return _none(request, source, NONE["pdf"], reason)
    return _with_etag(file_response(file.content, "application/pdf", file_name(source, "pdf")), file)


def card_answer(request: HttpRequest, source: Source, sheet: dict) -> HttpResponse:
    """Return the edition's card picture made from `sheet`, or a 404 page with the reason if it can't be made."""
    try:
        file = _cached_rendition(source, sheet, "png", lambda: as_png("card", sheet))
    except CannotBeSet as reason:
        return _none(request, source, NONE["png"], reason)
    return _with_etag(file_response(file.content, "image/png", file_name(source, "png")), file)


def on_paper(sheets: dict, paper: str) -> dict:
    return {**sheets, "paper": PAPERS[paper]}


def file_name(source: Source, ending: str) -> str:
    return f"{source.work['slug'] or source.name}-{'proof' if source.is_proof else f'edition-{source.number}'}.{ending}"


def file_response(content: bytes, kind: str, name: str) -> HttpResponse:
    """Return a file for display in the browser, with its name in ASCII and in full (RFC 6266, RFC 5987)."""
    response = HttpResponse(content, content_type=kind)
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "-_.") else "_" for char in name)
    full = "" if plain == name else f"; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Disposition"] = f'inline; filename="{plain}"{full}'
    return response


def _with_etag(response: HttpResponse, file: CachedRendition) -> HttpResponse:
    response["ETag"] = f'"{file.sha256}"'
    return response


def _cached_rendition(source: Source, data: dict, ending: str, make: Callable[[], bytes]) -> CachedRendition:
    went_in = {"maker": maker(), "data": data, "at": int(source.live_from.timestamp())}
    key = hashlib.sha256(canonical(went_in).encode()).hexdigest()
    return cached_rendition(key, ending, source.digest, make)


def _none(request: HttpRequest, source: Source, what: Promise, reason: CannotBeSet) -> HttpResponse:
    """Return a 404 with the reason: the edition has no such file until a font or typst changes."""
    if not isinstance(reason, MissingGlyphs):
        log.error("%s: %s", source.address, reason)
    language = source.work["language"]
    with override_language(language):
        context = {
            "heading": str(what).rstrip("."),
            "words": f"{what} {_why(reason)}",
            "title": source.work["title"],
            "lang": other(language),
            "page_url": source.address,
            "text_url": f"{source.address.rstrip('/')}.txt",
            **language_context(language),
        }
        return render(request, "no_file.html", context, status=404)


def _why(reason: CannotBeSet) -> str:
    if isinstance(reason, MissingGlyphs):
        return _("No installed font has these characters: %(characters)s.") % {
            "characters": " ".join(reason.characters)
        }
    return _("These texts can't be turned into a PDF.")
