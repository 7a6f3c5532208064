"""The proof page of a draft: a PDF of what publishing now would produce, and a check for missing glyphs."""

from datetime import datetime
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from outputs.pdf.compiler import CannotBeSet, MissingGlyphs, as_pdf
from outputs.pdf.faces import missing
from outputs.pdf.responses import file_name, file_response, on_paper, paper_of
from outputs.source import proof_of
from record.findings import Finding
from record.kinds import kind_of
from record.models import Publishable
from web.public_pages import absolute


@never_cache
def proof(request: HttpRequest, draft: Publishable, context: dict) -> HttpResponse:
    """Respond with a newly made PDF that is not stored, or with a page that explains why it cannot be made.

    `context` is the context of every admin page.
    """
    source = proof_of(draft, request.moment)
    sheets = kind_of(draft).pdf_data(source, partial(absolute, request), request.moment)
    try:
        content = as_pdf(source.name, on_paper(sheets, paper_of(request)), request.moment)
    except CannotBeSet as reason:
        return render(
            request, "admin/publishing/no_proof.html", context | {"reason": _error_message(reason)}, status=422
        )
    return file_response(content, "application/pdf", file_name(source, "pdf"))


def glyph_findings(draft: Publishable, at: datetime) -> list[Finding]:
    """Return a notice if no font has some of the characters that publishing now would print."""
    absent = missing(kind_of(draft).pdf_data(proof_of(draft, at), lambda path: path, at))
    if not absent:
        return []
    words = _("%s It will be published with neither a PDF nor a card picture.") % _error_message(MissingGlyphs(absent))
    return [Finding("no-glyphs", words)]


def _error_message(reason: CannotBeSet) -> str:
    if isinstance(reason, MissingGlyphs):
        return _("No installed font has these characters: %s.") % " ".join(reason.characters)
    return str(reason)
