"""All corrections, of articles and of snapshots, in one list."""

import re
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from articles.models.record import ArticleEdition
from record.models import Edition
from record.notices import comparison_address
from snapshot.models.record import SnapshotEdition
from web.paging import PAGE, invalid_cursor

CURSOR = re.compile(r"(\d{1,17})\.([as])\.(\d{1,18})", re.ASCII)  # microseconds, kind, id
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# At the same moment, articles come before the snapshots that include their correction.
KINDS: dict[str, type[Edition]] = {"s": SnapshotEdition, "a": ArticleEdition}


def corrections_page(at: datetime, cursor: str | None, size: int = PAGE) -> tuple[list[dict], str]:
    """Return a page of the corrections public at the moment, newest first, and the next cursor ("" on the last).

    Each is the context of correction_card.html. Raises BadRequest if the cursor is not valid. Two queries.
    """
    after = _parse(cursor) if cursor is not None else None
    found = []
    for letter, kind in KINDS.items():
        rows = _corrections(kind, at)
        if after:
            rows = rows.filter(_follows(letter, *after))
        found += [(row.live_from, letter == "a", row.pk, letter, row) for row in rows[: size + 1]]
    found.sort(key=lambda each: each[:3], reverse=True)
    page = found[:size]
    if len(found) <= size:
        return [_card(letter, row) for *_key, letter, row in page], ""
    moment, _rank, pk, letter, _row = page[-1]
    next_cursor = f"{(moment - EPOCH) // timedelta(microseconds=1)}.{letter}.{pk}"
    return [_card(letter, row) for *_key, letter, row in page], next_cursor


def _corrections(kind: type[Edition], at: datetime) -> QuerySet:
    """Return the corrections of items that are still public, without content, newest first."""
    public = kind.objects.public(at).filter(parent_id=OuterRef("parent_id"))
    before = kind.objects.citable(at).filter(parent_id=OuterRef("parent_id"), number=OuterRef("number") - 1)
    return (
        kind.objects.citable(at)
        .filter(Exists(public), kind=Edition.Kind.CORRECTION)
        .annotate(current_slug=Subquery(public.values("slug")[:1]), has_before=Exists(before))
        .only("id", "parent_id", "number", "title", "note", "live_from")
        .order_by(F("live_from").desc(), F("pk").desc())
    )


def _follows(letter: str, moment: datetime, last: str, pk: int) -> Q:
    """Return the condition for corrections after the last one shown, for the kind of this letter."""
    earlier = Q(live_from__lt=moment)
    if letter == last:
        return earlier | Q(live_from=moment, pk__lt=pk)
    return earlier | Q(live_from=moment) if last == "a" else earlier


def _parse(cursor: str) -> tuple[datetime, str, int]:
    found = CURSOR.fullmatch(cursor)
    if found is None:
        raise invalid_cursor()
    try:
        return EPOCH + timedelta(microseconds=int(found[1])), found[2], int(found[3])
    except OverflowError:
        raise invalid_cursor() from None


def _card(letter: str, edition: Edition) -> dict:
    name = "article" if letter == "a" else "snapshot"
    slug, number = edition.current_slug, edition.number
    compared = comparison_address(name, slug, number - 1, number) if edition.has_before else ""
    return {
        "kind": name,
        "title": edition.title,
        "url": reverse(name, kwargs={"slug": slug}),
        "number": number,
        "edition_url": reverse(f"{name}-edition", kwargs={"slug": slug, "number": number}),
        "live_from": edition.live_from,
        "note": edition.note,
        "comparison_url": compared,
    }
