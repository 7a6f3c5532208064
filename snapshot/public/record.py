"""Finding snapshots in the record."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from articles.public.archive import THIN
from editorial.enumerating import both, comma
from editorial.languages import other
from editorial.record_version import held
from snapshot.models.record import HomePage, SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic


def public_snapshots(at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the snapshot editions public at the moment, thin, newest first."""
    return SnapshotEdition.objects.public(at).only(*THIN).order_by("-published_on", "-pk")


def on_topics(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the public snapshots filed under any of the topics, or leading to one of them for more coverage."""
    links = SnapshotEditionTopic.objects.public(at).filter(topic_id__in=ids)
    return public_snapshots(at).filter(pk__in=links.values("edition_id"))


def compiled_by(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the public snapshots that any of the authors compiled."""
    links = SnapshotEditionCompiler.objects.public(at).filter(author_id__in=ids)
    return public_snapshots(at).filter(pk__in=links.values("edition_id"))


def in_series(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the public snapshots in any of the series."""
    return public_snapshots(at).filter(series_id__in=ids)


def lead_and_recent(at: datetime, most: int) -> tuple[SnapshotEdition | None, list[SnapshotEdition]]:
    """Return the snapshot that leads the home page, and up to `most` recent others."""
    recent = list(public_snapshots(at)[: most + 1])
    chosen = held("lead snapshot", lambda: HomePage.objects.values_list("lead_id", flat=True).first())
    lead = public_snapshots(at).filter(parent_id=chosen).first() if chosen else None
    lead = lead or next((edition for edition in recent if edition.card["article_count"]), None)
    return lead, [edition for edition in recent if lead is None or edition.pk != lead.pk][:most]


def snapshot_card(edition: SnapshotEdition) -> dict:
    """Return what the component snapshot_card.html takes, from a thin row."""
    card = edition.card
    names = card["authors"]
    return {
        "title": card["title"],
        "url": reverse("snapshot", kwargs={"slug": edition.slug}),
        "series": card["series"]["name"] if card["series"] else "",
        "published_on": edition.published_on,
        "standfirst": card["standfirst"],
        "article_count": card["article_count"],
        "sections": card["sections"],
        "authors_line": _line(names),
        "edition_number": edition.number,
        "lang": other(edition.language),
    }


def _line(names: list[str]) -> str:
    if len(names) <= 3:
        return both(names)
    more = len(names) - 2
    words = ngettext("%(names)s and %(number)s other", "%(names)s and %(number)s others", more)
    return words % {"names": comma().join(names[:2]), "number": more}
