"""A snapshot's edition as a PDF, and its card picture."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from editorial.addresses import find_current, find_numbered
from editorial.public_pages import absolute, public_page
from editorial.renditions import Source, source_of
from editorial.typesetting.answering import card_answer, paper_of, pdf_answer
from snapshot.models.record import SnapshotEdition
from snapshot.public.typeset import snapshot_card_sheet, snapshot_sheets
from snapshot.public.withholding import shown_content

COLLECTION = "snapshots"


@public_page
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give a snapshot's current edition, or the numbered one, as a PDF. `paper` is its size."""
    paper = paper_of(request)
    source = _source(request, slug, number)
    return pdf_answer(request, source, snapshot_sheets(source, partial(absolute, request), request.moment), paper)


@public_page
def card(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give the picture that stands for an edition where a link to it is shown: PNG, 1200 by 630 pixels."""
    source = _source(request, slug, number)
    return card_answer(request, source, snapshot_card_sheet(source))


def _source(request: HttpRequest, slug: str, number: int | None) -> Source:
    if number is None:
        edition = find_current(SnapshotEdition, COLLECTION, slug, request.moment)
    else:
        edition = find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment)
    return source_of(request, edition, shown_content(edition))
