"""The renditions of an article edition that are tried before it is published. The PDF is not: it takes too long."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from articles.mail import article_letter
from articles.models import ArticleEdition
from articles.public.cards import article_card
from articles.public.citations import cited_article
from articles.public.renditions import article_text
from articles.public.views import edition_page
from outputs.citations.files import FORMATS
from outputs.mail import automatic
from outputs.source import Source, source_of
from record.freezing import read
from web.languages import override_language


def _source(request: HttpRequest, edition: ArticleEdition) -> Source:
    return source_of(request, edition, read(edition.content))


def _page(request: HttpRequest, edition: ArticleEdition) -> object:
    return edition_page(request, edition, is_alone=True)


def _text(request: HttpRequest, edition: ArticleEdition) -> str:
    with override_language(edition.language):
        return article_text(edition)


def _letter(request: HttpRequest, edition: ArticleEdition) -> object:
    return article_letter(_source(request, edition), automatic.home())


def _citations(request: HttpRequest, edition: ArticleEdition) -> list[str]:
    cited = cited_article(_source(request, edition))
    return [each.write([cited]) for each in FORMATS.values()]


def _card(request: HttpRequest, edition: ArticleEdition) -> str:
    return render_to_string("components/article_card.html", {"card": article_card(edition)})


RENDITIONS = {
    "page": _page, "plain text": _text, "e-mail": _letter, "citation": _citations, "card in lists": _card,
}  # fmt: skip
