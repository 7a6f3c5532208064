"""PDF, card picture and cover of a snapshot's edition."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from outputs.pdf.responses import card_answer, paper_of, pdf_answer
from outputs.source import Source, source_of
from record.addresses import find_current, find_numbered
from snapshot.models.record import SnapshotEdition
from snapshot.public.cover import cover_svg
from snapshot.public.pdf import snapshot_card_data, snapshot_pdf_data
from snapshot.public.withholding import shown_content
from web.cached_answers import cached_by_edition
from web.public_pages import absolute, public_page, stored

COLLECTION = "snapshots"


@stored("paper")
@public_page
@cached_by_edition(SnapshotEdition, "paper")
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return the PDF of a snapshot's current edition, or of the numbered one. `paper` is its size."""
    paper = paper_of(request)
    source = _source(request, slug, number)
    return pdf_answer(request, source, snapshot_pdf_data(source, partial(absolute, request), request.moment), paper)


@stored()
@public_page
@cached_by_edition(SnapshotEdition)
def card(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return the picture for link previews of an edition: PNG, 1200 by 630 pixels."""
    source = _source(request, slug, number)
    return card_answer(request, source, snapshot_card_data(source))


@stored()
@public_page
@cached_by_edition(SnapshotEdition)
def cover(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Return the drawing of an edition without a picture (SVG)."""
    edition = find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment)
    content = shown_content(edition)
    drawn = cover_svg(content["work"], content["edition"]["entries"], edition.content_id)
    return HttpResponse(drawn, content_type="image/svg+xml")


def _source(request: HttpRequest, slug: str, number: int | None) -> Source:
    if number is None:
        edition = find_current(SnapshotEdition, COLLECTION, slug, request.moment)
    else:
        edition = find_numbered(SnapshotEdition, COLLECTION, slug, number, request.moment)
    return source_of(request, edition, shown_content(edition))
