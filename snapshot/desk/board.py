"""The board: a snapshot's draft as plain data for the desk."""

from datetime import datetime

from django.db.models import Prefetch

from articles.models import Article, ArticleEdition, Byline, SummaryPoint
from snapshot.desk import details
from snapshot.desk.texts import TEXTS
from snapshot.models import Placement, Section, Snapshot
from text import prose


def board(snapshot: Snapshot, at: datetime) -> dict:
    """Return the whole board: the snapshot's texts, its sections, and each placement with its article's card.

    The number of queries does not grow with the board.
    """
    sections = list(snapshot.sections.all())
    placements = list(Placement.objects.filter(section__in=sections))
    cards = article_cards({placement.article_id for placement in placements}, at)
    by_section: dict[int, list[dict]] = {}
    for placement in placements:
        by_section.setdefault(placement.section_id, []).append(
            placement_data(placement) | {"card": cards[placement.article_id]}
        )
    return {
        "id": snapshot.pk,
        "number": snapshot.act_count,
        "fields": {name: getattr(snapshot, name) for name in TEXTS[Snapshot]} | details.values(snapshot),
        "sections": [section_data(section) | {"placements": by_section.get(section.pk, [])} for section in sections],
    }


def section_data(section: Section) -> dict:
    """Return a section's texts with its key."""
    return {"key": section.key, "title": section.title, "note": section.note}


def placement_data(placement: Placement) -> dict:
    """Return a placement's values with its key: enough to restore it."""
    return {
        "key": placement.key,
        "article": placement.article_id,
        "note": placement.note,
        "title": placement.title,
        "summary": placement.summary,
        "kept_edition": placement.kept_edition_id,
        "kept_reason": placement.kept_reason,
    }


def article_cards(ids: set[int], at: datetime) -> dict[int, dict]:
    """Return the desk's card for each article, by id. Always four queries."""
    articles = Article.objects.filter(pk__in=ids).prefetch_related(
        Prefetch("bylines", Byline.objects.select_related("author"))
    )
    first_points = dict(
        SummaryPoint.objects.filter(article__in=ids).order_by("-position", "-pk").values_list("article_id", "text")
    )
    editions: dict[int, list] = {}
    for row in (
        ArticleEdition.objects.filter(parent__in=ids)
        .order_by("number")
        .values_list("parent_id", "number", "live_from", "live_until", "withdrawn_at")
    ):
        editions.setdefault(row[0], []).append(row[1:])
    return {
        article.pk: _card(article, first_points.get(article.pk, ""), editions.get(article.pk, []), at)
        for article in articles
    }


def _card(article: Article, point: str, editions: list[tuple], at: datetime) -> dict:
    return {
        "id": article.pk,
        "title": article.title,
        "authors": [row.author.name for row in article.bylines.all()],
        "date": article.published_on.isoformat() if article.published_on else None,
        "point": prose.plain(point),
        "stage": article.state,
        **_publication_status(editions, at),
    }


def _publication_status(editions: list[tuple], at: datetime) -> dict:
    begun = [edition for edition in editions if edition[1] <= at]
    if not begun:
        pending = editions[0][1].isoformat() if editions else None
        return {"status": "scheduled" if pending else "unpublished", "edition": None, "live_from": pending}
    number, _live_from, _live_until, withdrawn_at = begun[-1]
    return {"status": "withdrawn" if withdrawn_at else "live", "edition": number, "live_from": None}
