"""What the acts of publishing ask of articles."""

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _

from articles import search
from articles.comparing import compare
from articles.figures import figure_findings
from articles.finding import INDEX, entry
from articles.freezing import freeze, thaw
from articles.models import (
    Article,
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionFile,
    ArticleEditionPicture,
    ArticleEditionTag,
    ArticleEditionTopic,
    Category,
    SelectedIn,
)
from articles.models.record import Windowed
from articles.public.typeset import article_sheets
from editorial import prose
from editorial.finding import vocabulary
from editorial.finding.keys import key_of
from editorial.models import Edition
from editorial.pictures.freezing import file_ids, picture_ids
from editorial.pictures.verifying import frozen_differences
from editorial.publishables import Finding, PublishableType
from editorial.verifying import Read, link_differences

LINKS = (
    ArticleEditionAuthor, ArticleEditionTopic, ArticleEditionTag, ArticleEditionPicture, ArticleEditionFile,
)  # fmt: skip


def findings(article: Article, live_from: datetime) -> list[Finding]:
    """Return what stands in the way of publishing the article, and what is merely worth knowing."""
    found = []
    if not article.title.strip():
        found.append(Finding("no-title", _("It has no title."), True, "title"))
    if not article.published_on:
        found.append(Finding("no-date", _("“%s” has no date.") % article.title, True, "published_on"))
    if not article.bylines.exists():
        found.append(Finding("no-author", _("“%s” has no author.") % article.title, about="bylines"))
    if not article.points.exists():
        found.append(Finding("no-summary", _("“%s” has no summary.") % article.title, about="points"))
    if not prose.plain(article.body) and not article.source_url:
        found.append(
            Finding(
                "no-text",
                _("“%s” has neither full text nor a source where it can be read.") % article.title,
                about="body",
            )
        )
    return [*found, *figure_findings(article)]


def card(work: dict) -> dict:
    """Return the small part of an article that lists and snapshots show."""
    return {
        "title": work["title"],
        "slug": work["slug"],
        "published_on": work["published_on"],
        "authors": work["authors"],
        "summary_label": work["summary_label"],
        "points": work["points"],
        "series": work["series"],
        "source_url": work["source_url"],
        "has_body": bool(work["body"]),
        "language": work["language"],
    }


def _columns(work: dict, part: dict) -> dict:
    return {
        "slug": work["slug"],
        "title": work["title"],
        "language": work["language"],
        "original_id": work["translation_of"],
        "published_on": date.fromisoformat(work["published_on"]),
        "series_id": work["series"]["id"] if work["series"] else None,
        "card": card(work),
        "search_text": "\n".join(
            [
                work["title"],
                work["standfirst"],
                *(author["name"] for author in work["authors"]),
                *(prose.plain(point["text"]) for point in work["points"]),
                *(prose.plain(block) for block in work["body"]),
                *(figure["caption"] for figure in work["figures"]),
            ]
        ),
    }


def window(edition: Edition) -> dict:
    """Return the columns that every link copies from its edition."""
    return {name: getattr(edition, name) for name in ("published_on", "live_from", "live_until", "withdrawn_at")}


def links(edition: ArticleEdition, work: dict) -> dict[type[Windowed], list[Windowed]]:
    """Return the links by which a saved edition is found, not saved yet, by their model."""
    shared = {"edition": edition, **window(edition)}
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


def _link(edition: ArticleEdition, work: dict, part: dict) -> None:
    for model, rows in links(edition, work).items():
        model.objects.bulk_create(rows)
    found_by = entry(edition, work, part)
    INDEX.put([found_by])
    vocabulary.learn(vocabulary.words_in(found_by))


def _unlink(edition: ArticleEdition) -> None:
    INDEX.remove(key_of(edition.published_on, edition.pk))


def _move_window(edition: ArticleEdition) -> None:
    for link in LINKS:
        link.objects.filter(edition=edition).update(**window(edition))
    INDEX.move(key_of(edition.published_on, edition.pk), edition.live_from, edition.live_until, edition.withdrawn_at)


def topic_addresses(topics: list[dict]) -> list[tuple[str, str, int]]:
    """Return the addresses of the topics and of all above them: those pages list what is filed below."""
    above = Category.objects.with_tree_fields().filter(pk__in=[topic["id"] for topic in topics])
    ids = {pk for topic in above for pk in topic.tree_path}
    return [("topics", slug, pk) for pk, slug in Category.objects.filter(pk__in=ids).values_list("pk", "slug")]


def series_address(work: dict) -> list[tuple[str, str, int]]:
    """Return the address of the series in which a work appears."""
    return [("series", work["series"]["slug"], work["series"]["id"])] if work["series"] else []


def _houses(work: dict) -> list[tuple[str, str, int]]:
    authors = [("authors", author["slug"], author["id"]) for author in work["authors"]]
    return authors + topic_addresses(work["topics"]) + series_address(work)


def _stands_in(edition: ArticleEdition) -> list[str]:
    rows = SelectedIn.objects.filter(edition=edition, withdrawn_at=None)
    return [_("%(title)s, edition %(number)d") % {"title": row.title, "number": row.number} for row in rows]


def _differences(read: list[Read]) -> Iterator[tuple[Edition, str]]:
    yield from link_differences(read, lambda each: links(each.edition, each.work))
    yield from frozen_differences(read)


ARTICLE = PublishableType(
    name="article",
    collection="analysis",
    copy=Article,
    edition=ArticleEdition,
    freeze=freeze,
    thaw=thaw,
    findings=findings,
    resolve=lambda article, work, live_from: {},
    draft=lambda article, at, work=None: {"work": work or freeze(article), "edition": {}},
    compare=compare,
    columns=_columns,
    link=_link,
    unlink=_unlink,
    move_window=_move_window,
    index=INDEX,
    entry=entry,
    houses=_houses,
    stands_in=_stands_in,
    not_ready_by=lambda edition, live_from: [],
    sheets=article_sheets,
    saved=search.saved,
    house_changed=search.house_changed,
    differences=_differences,
)
