"""An article's edition as a PDF, and its card picture."""

from functools import partial

from django.http import HttpRequest, HttpResponse

from articles.models.record import ArticleEdition
from articles.public.typeset import article_card_sheet, article_sheets
from editorial.addresses import find_current, find_numbered
from editorial.freezing import read
from editorial.models import Edition
from editorial.public_pages import absolute, public_page
from editorial.renditions import source_of
from editorial.typesetting.answering import card_answer, paper_of, pdf_answer

COLLECTION = "analysis"


@public_page
def pdf(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give an article's current edition, or the numbered one, as a PDF. `paper` is its size."""
    paper = paper_of(request)
    edition = _find(request, slug, number)
    source = source_of(request, edition, read(edition.content))
    sheets = article_sheets(source, partial(absolute, request), request.moment, _corrections(edition, request))
    return pdf_answer(request, source, sheets, paper)


@public_page
def card(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Give the picture that stands for an edition where a link to it is shown: PNG, 1200 by 630 pixels."""
    edition = _find(request, slug, number)
    source = source_of(request, edition, read(edition.content))
    return card_answer(request, source, article_card_sheet(source))


def _find(request: HttpRequest, slug: str, number: int | None) -> ArticleEdition:
    if number is None:
        return find_current(ArticleEdition, COLLECTION, slug, request.moment)
    return find_numbered(ArticleEdition, COLLECTION, slug, number, request.moment)


def _corrections(edition: ArticleEdition, request: HttpRequest) -> list[Edition]:
    """Return the corrections up to `edition`, newest first, as its page lists them."""
    return list(
        ArticleEdition.objects.citable(request.moment)
        .filter(parent_id=edition.parent_id, kind=Edition.Kind.CORRECTION, number__lte=edition.number)
        .order_by("-number")
        .only("number", "note", "live_from")
    )
