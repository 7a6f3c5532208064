"""The log of editions: a chain of digests by which anybody can prove what was published, and when (docs/json.md).

An edition is listed by the transaction that publishes it. The entry of a scheduled one waits without a number; it is
listed when the edition is public, by the next act or by `run_due`. So the entries are in the order of their moments,
and a listed entry never changes. Every line contains the digest of the line before it.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from record import record_version
from record.freezing import canonical, digest_of
from record.kinds import Kind
from record.models import Edition, LogEntry
from record.terms import refuse

START = "0" * 64  # stands for the digest of the entry before the first
CHUNK = 2000  # lines in memory at a time
BEFORE = '"before":"'  # followed by the digest of the entry before, which is empty while an entry waits


def waiting(kind: Kind, edition: Edition, is_withdrawal: bool = False) -> LogEntry:
    """Return the unsaved entry of an edition, without a number."""
    moment = edition.withdrawn_at if is_withdrawal else edition.live_from
    line = {
        "address": reverse(f"{kind.name}-edition", kwargs={"slug": edition.slug, "number": edition.number}),
        "before": "",
        "digest": edition.content_id,
        "event": "withdrawn" if is_withdrawal else "published",
        "moment": moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "number": edition.number,
    }
    if is_withdrawal:
        unlisted = {"notice": edition.withdrawal_notice, "replaced_by": edition.replaced_by_id}
    else:
        unlisted = {"published_by": edition.published_by, "parent": edition.parent_id}
    return LogEntry(
        kind=kind.name, edition_id=edition.pk, is_withdrawal=is_withdrawal, moment=moment,
        text=canonical(line), unlisted=canonical(unlisted),
    )  # fmt: skip


def add(kind: Kind, editions: Iterable[tuple[Edition, bool]]) -> None:
    """Add an entry for each new edition: listed now if it is public (True), waiting if scheduled (False).

    One statement for one edition, two for many, and one more if other entries are due.
    """
    _save([(waiting(kind, edition), is_public) for edition, is_public in editions])


def add_withdrawals(kind: Kind, editions: Iterable[Edition]) -> None:
    _save([(waiting(kind, edition, is_withdrawal=True), True) for edition in editions])


def move(kind: Kind, edition: Edition) -> None:
    """Give the waiting entry the edition's new moment. Raises Refused if it is listed."""
    entry = waiting(kind, edition)
    if not _waiting(kind, edition).update(moment=entry.moment, text=entry.text):
        _refuse_listed(edition)


def remove(kind: Kind, edition: Edition) -> None:
    """Remove the waiting entry of a scheduled edition. Raises Refused if it is listed."""
    if not _waiting(kind, edition).delete()[0]:
        _refuse_listed(edition)


def is_any_due(at: datetime) -> bool:
    return LogEntry.objects.filter(number=None, moment__lte=at).exists()


def fill(at: datetime) -> None:
    """List the entries due by `at`, ordered by moment, in the caller's transaction."""
    _list(at, [])


def listed_line(entry: LogEntry, before: str) -> str:
    """Return the line of a waiting entry as it is listed after the entry with the digest `before`."""
    return entry.text.replace(BEFORE, f"{BEFORE}{before}", 1)


def head() -> LogEntry | None:
    """Return the last entry, or None if there is none. Cached per record version."""
    return record_version.cached("head of the log", lambda: (_unlisted() or [_last()])[-1])


def head_digest() -> str:
    """Return the digest of the last entry, or "" if there is none. No query unless a scheduled edition is due."""
    digest, waiting = record_version.log_state()
    return digest if waiting is None or waiting > timezone.now() else head().digest


def entry_of(kind: str, edition_id: int) -> LogEntry | None:
    """Return the entry that lists this edition as published, or None if none does."""
    listed = _listed().filter(kind=kind, edition_id=edition_id, is_withdrawal=False).first()
    return listed or next((each for each in _unlisted() if (each.kind, each.edition_id) == (kind, edition_id)), None)


def lines(after: int, until: int) -> Iterator[str]:
    """Yield the lines of the entries with these numbers, `until` included, in parts of the log."""
    unlisted = _unlisted()
    while rows := list(_listed().filter(number__gt=after, number__lte=until).order_by("number")[:CHUNK]):
        yield "".join(f"{row.text}\n" for row in rows)
        after = rows[-1].number
    yield "".join(f"{row.text}\n" for row in unlisted if after < row.number <= until)


def _unlisted() -> list[LogEntry]:
    """Return the entries that are due and not listed yet. No query unless there are any."""
    now, (_digest, waiting) = timezone.now(), record_version.log_state()
    return _numbered(now, []) if waiting is not None and waiting <= now else []


def _listed() -> QuerySet:
    return LogEntry.objects.exclude(number=None)


def _last() -> LogEntry | None:
    return _listed().order_by("-number").first()


def _waiting(kind: Kind, edition: Edition) -> QuerySet:
    return LogEntry.objects.filter(number=None, kind=kind.name, edition_id=edition.pk)


def _save(entries: list[tuple[LogEntry, bool]]) -> None:
    if len(entries) == 1 and entries[0][1] and _insert(entries[0][0]):
        return
    public = [entry for entry, is_public in entries if is_public]
    if public:
        _list(max(entry.moment for entry in public), public)
    LogEntry.objects.bulk_create([entry for entry, _ in entries], batch_size=500)


def _list(at: datetime, new: list[LogEntry]) -> None:
    """Number the entries due by `at`, ordered by moment, and then the new ones, which are not saved."""
    due = _numbered(at, new)
    if due:
        LogEntry.objects.bulk_update(due, ["number", "text", "digest"], batch_size=500)


def _numbered(at: datetime, new: list[LogEntry]) -> list[LogEntry]:
    """Return the entries due by `at` with their numbers, unsaved, and number the new ones after them."""
    last = Subquery(_listed().order_by("-number").values("number")[:1])
    found = list(LogEntry.objects.filter(Q(number=last) | Q(number=None, moment__lte=at)).order_by("moment", "pk"))
    due = [entry for entry in found if entry.number is None]
    number, before = next(((entry.number, entry.digest) for entry in found if entry.number), (0, START))
    for place, entry in enumerate([*due, *new], 1):
        entry.number, entry.text = number + place, listed_line(entry, before)
        entry.digest = before = digest_of(entry.text)
    return due


def _insert(entry: LogEntry) -> bool:
    """Insert the entry after the last one, and return True; or return False if others are due before it.

    One statement: the database numbers and digests it, because it alone knows the last entry.
    """
    first, rest = listed_line(entry, "\n").split("\n")
    digest = "SHA256(line)" if connection.vendor == "sqlite" else "encode(sha256(convert_to(line, 'UTF8')), 'hex')"
    sql = f"""
        INSERT INTO record_logentry
            (number, kind, edition_id, is_withdrawal, moment, text, digest, unlisted)
        SELECT next, %s, %s, %s, %s, line, {digest}, %s
        FROM (
            SELECT COALESCE((SELECT MAX(number) FROM record_logentry), 0) + 1 AS next, %s || COALESCE(
                (SELECT digest FROM record_logentry WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1), %s
            ) || %s AS line
        ) AS new
        WHERE NOT EXISTS (SELECT 1 FROM record_logentry WHERE number IS NULL AND moment <= %s)
    """  # noqa: S608 - no value is in it
    moment = connection.ops.adapt_datetimefield_value(entry.moment)
    values = [entry.kind, entry.edition_id, entry.is_withdrawal, moment, entry.unlisted, first, START, rest, moment]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount == 1


def _refuse_listed(edition: Edition) -> None:
    refuse([_("Edition %d is in the log of editions: it has been public. Check the server’s clock.") % edition.number])
