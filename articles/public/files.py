"""The PDF and the card picture of an article edition."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from articles.models.record import ArticleEdition
from articles.public.pdf import article_card_data, article_pdf_data
from outputs.pdf.responses import card_answer, paper_of, pdf_answer
from outputs.source import source_of
from record.addresses import find_current, find_numbered
from record.freezing import read
from record.models import Edition
from web.cached_answers import cached_by_edition
from web.public_pages import absolute, public_page, stored

COLLECTION = "analysis"


@stored("paper")
@public_page
@cached_by_edition(ArticleEdition, "paper")
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return an article's current edition, or the numbered one, as a PDF. The parameter `paper` is the page size."""
    paper = paper_of(request)
    edition = _find(request, slug, number)
    source = source_of(request, edition, read(edition.content))
    sheets = article_pdf_data(source, partial(absolute, request), request.moment, _corrections(edition, request))
    return pdf_answer(request, source, sheets, paper)


@stored()
@public_page
@cached_by_edition(ArticleEdition)
def card(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Return the preview picture for links to an edition: PNG, 1200 by 630 pixels."""
    edition = _find(request, slug, number)
    source = source_of(request, edition, read(edition.content))
    return card_answer(request, source, article_card_data(source))


def _find(request: HttpRequest, slug: str, number: int | None) -> ArticleEdition:
    if number is None:
        return find_current(ArticleEdition, COLLECTION, slug, request.moment)
    return find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment)


def _corrections(edition: ArticleEdition, request: HttpRequest) -> list[Edition]:
    """Return the corrections up to and including `edition`, newest first, as its page lists them."""
    return list(
        ArticleEdition.objects.citable(request.moment)
        .filter(parent_id=edition.parent_id, kind=Edition.Kind.CORRECTION, number__lte=edition.number)
        .order_by("-number")
        .only("number", "note", "live_from")
    )
