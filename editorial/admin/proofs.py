"""The page of a working copy's proof: a PDF as publishing it now would set it, and what its fonts lack."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from editorial.models import Publishable
from editorial.public_pages import absolute
from editorial.publishables import Finding, type_of
from editorial.renditions import proof_of
from editorial.typesetting.answering import file_name, file_response, on_paper, paper_of
from editorial.typesetting.compiling import CannotBeSet, MissingGlyphs, as_pdf
from editorial.typesetting.faces import missing


@never_cache
def proof(request: HttpRequest, copy: Publishable, context: dict) -> HttpResponse:
    """Answer with the proof as a PDF, made anew each time and kept nowhere; with a page that says why it cannot be.

    `context` is what every page of the admin takes.
    """
    source = proof_of(copy, request.moment)
    sheets = type_of(copy).sheets(source, partial(absolute, request), request.moment)
    try:
        content = as_pdf(source.name, on_paper(sheets, paper_of(request)), request.moment)
    except CannotBeSet as reason:
        return render(request, "admin/publishing/no_proof.html", context | {"reason": _told(reason)}, status=422)
    return file_response(content, "application/pdf", file_name(source, "pdf"))


def glyph_findings(copy: Publishable, at: datetime) -> list[Finding]:
    """Return a notice where no font here has some of the characters that publishing now would print."""
    absent = missing(type_of(copy).sheets(proof_of(copy, at), lambda path: path, at))
    if not absent:
        return []
    words = _("%s Published like this, it will have no PDF and no card picture.") % _told(MissingGlyphs(absent))
    return [Finding("no-glyphs", words)]


def _told(reason: CannotBeSet) -> str:
    if isinstance(reason, MissingGlyphs):
        return _("No font here has these characters: %s.") % " ".join(reason.characters)
    return str(reason)
