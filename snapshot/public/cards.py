"""Queries for snapshots in the record."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import ngettext

from articles.public.archive import THIN
from media.pictures.frozen import FrozenPicture
from media.pictures.shown import shown_picture
from snapshot import fields
from snapshot.models.record import SnapshotEdition, SnapshotEditionCompiler, SnapshotEditionTopic
from text.excerpts import whole_sentences
from text.footnotes import without_marks
from text.joining import both, comma
from web.languages import other
from web.paths import path_to


def public_snapshots(at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the snapshot editions public at the moment, without content, newest first."""
    return SnapshotEdition.objects.public(at).only(*THIN).order_by("-published_on", "-pk")


def on_topics(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    """Return the public snapshots with any of the topics, directly or in their coverage line."""
    links = SnapshotEditionTopic.objects.public(at).filter(topic_id__in=ids)
    return public_snapshots(at).filter(pk__in=links.values("edition_id"))


def compiled_by(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    links = SnapshotEditionCompiler.objects.public(at).filter(author_id__in=ids)
    return public_snapshots(at).filter(pk__in=links.values("edition_id"))


def in_series(ids: Collection[int], at: datetime) -> QuerySet[SnapshotEdition]:
    return public_snapshots(at).filter(series_id__in=ids)


def snapshot_card(edition: SnapshotEdition) -> dict:
    """Return the context of snapshot_card.html for an edition without content."""
    card = fields.card(edition)
    names = card["authors"]
    return {
        "title": card["title"],
        "url": path_to("snapshot", slug=edition.slug),
        "series": card["series"]["name"] if card["series"] else "",
        "published_on": edition.published_on,
        "standfirst": whole_sentences(without_marks(card["standfirst"])),
        "article_count": card["article_count"],
        "sections": card["sections"],
        "authors_line": _line(names),
        "edition_number": edition.number,
        "picture": _decorative(card["picture"]),
        "cover_url": "" if card["picture"] else cover_url(edition),
        "lang": other(edition.language),
    }


def without_shared_series(cards: list[dict]) -> list[dict]:
    """Return the cards of a list, without their series if it is the same for all of them."""
    return cards if len({card["series"] for card in cards}) > 1 else [{**card, "series": ""} for card in cards]


def cover_url(edition: SnapshotEdition) -> str:
    """Return the address of the drawing used as an edition's cover."""
    return path_to("snapshot-edition-cover", slug=edition.slug, number=edition.number)


def _decorative(frozen: FrozenPicture | None) -> dict | None:
    """Return the picture without alternative text: on a card, the title beside it says what it leads to."""
    shown = shown_picture(frozen)
    return {**shown, "alternative_text": ""} if shown else None


def _line(names: list[str]) -> str:
    if len(names) <= 3:
        return both(names)
    more = len(names) - 2
    words = ngettext("%(names)s and %(number)s other", "%(names)s and %(number)s others", more)
    return words % {"names": comma().join(names[:2]), "number": more}
