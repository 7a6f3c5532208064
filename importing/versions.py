"""An article's draft and the document's version, side by side."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from articles.models import Article
from importing.matching import ArticleMatch
from text import prose
from text.formatting import day

MOST = 3  # candidates shown next to one article


@dataclass(frozen=True)
class Row:
    """One part of an article in both versions, as paragraphs."""

    name: str
    here: list[str]
    there: list[str]

    @property
    def differs(self) -> bool:
        return self.here != self.there


def versions(match: ArticleMatch) -> list[tuple[Article, list[Row]]]:
    """Return the matched draft, or the possible ones, each with its parts next to the document's."""
    known = [match.article] if match.article and match.changes else [] if match.article else match.candidates[:MOST]
    return [(article, _rows(article, match)) for article in known]


def _rows(article: Article, match: ArticleMatch) -> list[Row]:
    outline = match.outline
    names = [byline.author.name for byline in article.bylines.all()]
    points = [prose.plain(point.text) for point in article.points.all()]
    return [
        Row(_("Title"), [article.title], [outline.title]),
        Row(_("Authors"), names, outline.authors),
        Row(_("Date"), _day(article.published_on), _day(outline.date)),
        Row(_("Label"), [article.summary_label], [outline.summary_label or ""]),
        Row(_("Summary"), points, [point.text for point in outline.summary]),
    ]


def _day(on: date | None) -> list[str]:
    return [day(on)] if on else []
