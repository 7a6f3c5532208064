"""Live snapshots that show an outdated edition of an article."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from articles.models import ArticleEdition, SelectedIn
from record.models import Edition
from record.notices import notable_edition
from snapshot.models import DeclinedCorrection, Placement

HEAVY = ("card", "search_text")


@dataclass(frozen=True)
class NewerText:
    """An article of which a live snapshot shows an outdated edition.

    `notable` is the edition that the notice is about. `since` lists all editions after `shown`, in order.
    """

    shown: ArticleEdition
    current: ArticleEdition
    notable: ArticleEdition
    since: list[ArticleEdition]

    @property
    def article_id(self) -> int:
        return self.current.parent_id

    @property
    def is_published_again(self) -> bool:
        """Return whether the article was withdrawn in the snapshot, which shows a notice, and is public again."""
        return self.shown.withdrawn_at is not None

    @property
    def newest_notable(self) -> int:
        """Return the number of the newest edition since then that triggers a notice."""
        return max((each.number for each in self.since if each.kind != Edition.Kind.MINOR), default=0)


@dataclass
class OutdatedSnapshot:
    """A live snapshot, as in `SelectedIn`, with its outdated articles."""

    snapshot_id: int
    edition_id: int
    title: str
    number: int
    live_from: datetime
    texts: list[NewerText] = field(default_factory=list)

    @property
    def newest_at(self) -> datetime:
        """Return when the newest edition that it does not show went live."""
        return max(text.notable.live_from for text in self.texts)


def outdated(at: datetime, snapshots: Collection[int] | None = None) -> list[OutdatedSnapshot]:
    """Return the live snapshots that need review at `at`, newest first, optionally only those with ids in `snapshots`.

    A minor edition triggers no notice, and neither does one that the editors declined, until a newer edition that is
    not minor. An article that was withdrawn and is public again always triggers one. Always four queries.
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
        if text is None or pair in seen:  # if a snapshot shows two outdated editions, the older one counts
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
    notable = notable_edition(since) or (since[-1] if since and shown.withdrawn_at else None)
    return NewerText(shown, since[-1], notable, since) if notable else None


def _leave_out_what_was_declined(found: dict[int, OutdatedSnapshot]) -> None:
    """Drop the editions that the editors decided to keep.

    They decide on the corrections page (DeclinedCorrection), or by keeping an older edition when they publish. If the
    desk no longer keeps it, for example after an undo, the next edition would include the newer text, so the decision
    no longer applies.
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
