"""Articles as a publishable kind."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Model, Prefetch
from django.utils.translation import gettext as _

from articles import library_index
from articles.checks import article_findings
from articles.comparison import compare
from articles.fields import FIELDS, ArticleCard, ArticleWork, card, card_of
from articles.freezing import UPGRADERS
from articles.models import (
    Article,
    ArticleAttachment,
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionFile,
    ArticleEditionPicture,
    ArticleEditionTag,
    ArticleEditionTopic,
    ArticleEmbed,
    ArticleFigure,
    Byline,
    SelectedIn,
)
from articles.public.margins import page_with_margins
from articles.public.pdf import article_card_data, article_pdf_data
from articles.rehearsal import RENDITIONS
from articles.search_entry import INDEX, texts
from articles.shared_kind import Publication
from media.pictures.frozen import file_ids, picture_ids
from outputs.source import Source
from record.comparison.description import Comparison
from record.fields import Named
from record.findings import Finding
from record.kinds import EditionPart
from record.links import Links, window
from search.word_columns import Texts
from text.margins import Margin


class ArticleKind(Publication[Article, ArticleEdition]):
    name = "article"
    collection = "analysis"
    draft_model = Article
    edition_model = ArticleEdition
    fields = FIELDS
    upgraders = UPGRADERS
    link_models = (
        ArticleEditionAuthor, ArticleEditionTopic, ArticleEditionTag, ArticleEditionPicture, ArticleEditionFile,
    )  # fmt: skip
    joined = ("series", "picture")
    prefetched = (
        Prefetch("bylines", Byline.objects.select_related("author")),
        "categories",
        "points",
        "tags",
    )
    rare = (
        Prefetch("figures", ArticleFigure.objects.select_related("picture")),
        Prefetch("embeds", ArticleEmbed.objects.select_related("picture")),
        Prefetch("attachments", ArticleAttachment.objects.select_related("file")),
    )
    index = INDEX
    renditions = RENDITIONS

    def edition_part(self, draft: Article, work: ArticleWork, live_from: datetime) -> dict:
        return {}

    def preview(self, draft: Article, at: datetime, work: ArticleWork | None = None) -> dict:
        return {"work": work or self.freeze(draft), "edition": {}}

    def page(self, content: dict, at: datetime, margin: Margin) -> tuple[str, dict]:
        return "articles/article_page.html", page_with_margins(content["work"], at, margin)

    def compare(self, before: dict, after: dict) -> Comparison:
        return compare(before, after)

    def findings(self, draft: Article, live_from: datetime) -> list[Finding]:
        return article_findings(draft)

    def containers(self, edition: ArticleEdition) -> list[str]:
        rows = SelectedIn.objects.filter(edition=edition, withdrawn_at=None)
        return [_("%(title)s, edition %(number)d") % {"title": row.title, "number": row.number} for row in rows]

    def card(self, work: ArticleWork, part: EditionPart) -> ArticleCard:
        return card_of(work)

    def shown_card(self, edition: ArticleEdition) -> ArticleCard:
        return card(edition)

    def authors(self, work: ArticleWork) -> list[Named]:
        return work["authors"]

    def topics(self, work: ArticleWork) -> list[Named]:
        return work["topics"]

    def texts(self, work: ArticleWork, part: EditionPart) -> Texts:
        return texts(work)

    def links(self, edition: ArticleEdition, work: ArticleWork, part: EditionPart) -> Links:
        shared = {"edition": edition, **window(edition, ArticleEditionAuthor)}
        return {
            ArticleEditionAuthor: [
                ArticleEditionAuthor(author_id=author["id"], position=position, **shared)
                for position, author in enumerate(work["authors"], 1)
            ],
            ArticleEditionTopic: [ArticleEditionTopic(topic_id=topic["id"], **shared) for topic in work["topics"]],
            ArticleEditionTag: [ArticleEditionTag(tag_id=tag["id"], **shared) for tag in work["tags"]],
            ArticleEditionPicture: [ArticleEditionPicture(picture_id=pk, **shared) for pk in picture_ids(work)],
            ArticleEditionFile: [ArticleEditionFile(file_id=pk, **shared) for pk in file_ids(work)],
        }

    def rebuild_desk_index(self) -> int:
        return library_index.rebuild()

    def on_save(self, draft: Article, work: ArticleWork) -> None:
        library_index.saved(draft, work)

    def on_taxonomy_change(self, row: Model) -> None:
        library_index.taxonomy_changed(row)

    def pdf_data(self, source: Source, absolute: Callable[[str], str], at: datetime) -> dict:
        return article_pdf_data(source, absolute, at)

    def card_data(self, source: Source) -> dict:
        return article_card_data(source)


ARTICLE = ArticleKind()
