"""Which live snapshots show an older text of an article than the one public now."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import ArticleEdition, SelectedIn
from editorial.models import Edition
from editorial.notices import worth_telling
from snapshot.models import DeclinedCorrection, Placement

HEAVY = ("card", "search_text")


@dataclass(frozen=True)
class NewerText:
    """An article of which a live snapshot shows an older edition than the public one.

    `told` is the edition that the notice is about; `since` are all that came after `shown`, in order.
    """

    shown: ArticleEdition
    current: ArticleEdition
    told: ArticleEdition
    since: list[ArticleEdition]

    @property
    def article_id(self) -> int:
        return self.current.parent_id

    @property
    def is_published_again(self) -> bool:
        """Return whether the snapshot shows a notice in place of what was withdrawn, and is public again."""
        return self.shown.withdrawn_at is not None

    @property
    def newest_notable(self) -> int:
        """Return the number of the newest edition since that brings a notice."""
        return max((each.number for each in self.since if each.kind != Edition.Kind.MINOR), default=0)


@dataclass
class OutdatedSnapshot:
    """A live snapshot, as `SelectedIn` names it, with what it shows in an older text."""

    snapshot_id: int
    edition_id: int
    title: str
    number: int
    live_from: datetime
    texts: list[NewerText] = field(default_factory=list)

    @property
    def newest_at(self) -> datetime:
        """Return when the newest text that it does not show went live."""
        return max(text.told.live_from for text in self.texts)


def outdated(at: datetime, snapshots: Collection[int] | None = None) -> list[OutdatedSnapshot]:
    """Return the live snapshots that want a look at the moment (of `snapshots` alone, where given), newest first.

    A minor change brings no notice, nor does what the editors declined, until a newer edition that is not minor. An
    article that was withdrawn and is public again is told of whatever its kind. Four queries, however many.
    """
    rows = SelectedIn.objects.public(at).filter(edition__live_until__lte=at)
    if snapshots is not None:
        rows = rows.filter(snapshot_id__in=snapshots)
    rows = list(rows.select_related("edition").defer(*(f"edition__{name}" for name in HEAVY)))
    newer = _editions({row.article_id for row in rows}, at)
    found: dict[int, OutdatedSnapshot] = {}
    seen: dict[tuple[int, int], NewerText] = {}
    for row in sorted(rows, key=lambda row: row.edition.number):
        text = _newer_text(row.edition, newer.get(row.article_id, []))
        pair = (row.snapshot_id, row.article_id)
        if text is None or pair in seen:  # of two older texts in one snapshot the oldest counts
            continue
        seen[pair] = text
        snapshot = OutdatedSnapshot(row.snapshot_id, row.snapshot_edition_id, row.title, row.number, row.live_from)
        found.setdefault(row.snapshot_id, snapshot).texts.append(text)
    _leave_out_what_was_declined(found)
    kept = [snapshot for snapshot in found.values() if snapshot.texts]
    return sorted(kept, key=lambda snapshot: (snapshot.newest_at, snapshot.snapshot_id), reverse=True)


def _editions(articles: set[int], at: datetime) -> dict[int, list[ArticleEdition]]:
    editions: dict[int, list[ArticleEdition]] = {}
    for each in ArticleEdition.objects.citable(at).filter(parent__in=articles).defer(*HEAVY).order_by("number"):
        editions.setdefault(each.parent_id, []).append(each)
    current = {
        pk: each for pk, listed in editions.items() for each in listed if not each.live_until or each.live_until > at
    }
    return {pk: editions[pk] for pk in current}


def _newer_text(shown: ArticleEdition, editions: list[ArticleEdition]) -> NewerText | None:
    since = [each for each in editions if each.number > shown.number]
    told = worth_telling(since) or (since[-1] if since and shown.withdrawn_at else None)
    return NewerText(shown, since[-1], told, since) if told else None


def _leave_out_what_was_declined(found: dict[int, OutdatedSnapshot]) -> None:
    """Drop the texts that the editors keep as they are.

    They say so on the page of corrections (DeclinedCorrection), or kept an older text when they published. Where the
    desk does not keep it any more, by an undo for instance, the next edition would take the newer text in: then the
    decision stands no longer.
    """
    articles = {text.article_id for snapshot in found.values() for text in snapshot.texts}
    declined: dict[tuple[int, int], int] = {}
    rows = DeclinedCorrection.objects.filter(snapshot__in=found, edition__parent__in=articles)
    for pk, article, number in rows.values_list("snapshot_id", "edition__parent_id", "edition__number"):
        declined[pk, article] = max(number, declined.get((pk, article), 0))
    kept: dict[tuple[int, int], set[int | None]] = {}
    placed = Placement.objects.filter(section__snapshot__in=found, article__in=articles)
    for pk, article, edition in placed.values_list("section__snapshot_id", "article_id", "kept_edition_id"):
        kept.setdefault((pk, article), set()).add(edition)
    for snapshot in found.values():
        snapshot.texts = [
            text
            for text in snapshot.texts
            if not _is_declined(
                text,
                snapshot,
                declined.get((snapshot.snapshot_id, text.article_id), 0),
                kept.get((snapshot.snapshot_id, text.article_id), set()),
            )
        ]


def _is_declined(text: NewerText, snapshot: OutdatedSnapshot, declined: int, kept: set[int | None]) -> bool:
    if kept == {None} or text.is_published_again:
        return False
    was_known = all(each.live_from <= snapshot.live_from for each in text.since if each.kind != Edition.Kind.MINOR)
    return declined >= text.newest_notable or (was_known and text.shown.pk in kept)
