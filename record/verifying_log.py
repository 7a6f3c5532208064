"""Verifies the log of editions: that its chain is unbroken, and that it says of every edition what the record says."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from record.edition_log import START, listed_line, waiting
from record.freezing import digest_of
from record.kinds import Kind, all_kinds, kind_named
from record.links import differs
from record.models import Edition, LogEntry

CHUNK = 1000
READ = ("number", "slug", "content_id", "parent_id", "published_by", "live_from",
        "withdrawn_at", "withdrawal_notice", "replaced_by_id")  # fmt: skip


def log_differences() -> Iterator[str]:
    """Yield a sentence for each difference."""
    yield from _listed()
    yield from _waiting()
    for kind in all_kinds():
        for edition, words in _missing(kind):
            yield f"{kind.name} edition {edition.number} (row {edition.pk}) is not in the log of editions{words}."


def _listed() -> Iterator[str]:
    number, before = 0, START
    while rows := list(LogEntry.objects.filter(number__gt=number).order_by("number")[:CHUNK]):
        editions = _editions(rows)
        for row in rows:
            if row.number != number + 1:
                yield _said(row, f"the entry before it has the number {number}")
            if digest_of(row.text) != row.digest:
                yield _said(row, differs("digest", row.digest, digest_of(row.text)))
            yield from _differences(row, editions, before)
            number, before = row.number, row.digest


def _waiting() -> Iterator[str]:
    """Yield what is wrong with the entries of scheduled editions, unless an action has changed them meanwhile."""
    for row in LogEntry.objects.filter(number=None).iterator():
        found = list(_differences(row, _editions([row]), ""))
        if found and LogEntry.objects.filter(pk=row.pk, number=None, moment=row.moment).exists():
            yield from found


def _differences(row: LogEntry, editions: dict[tuple[str, int], Edition], before: str) -> Iterator[str]:
    """Yield how an entry differs from what its edition says. `before` is the digest of the entry before."""
    edition = editions.get((row.kind, row.edition_id))
    if edition is None or (row.is_withdrawal and edition.withdrawn_at is None):
        yield _said(row, "the edition is not withdrawn" if edition else "its edition is gone")
        return
    expected = waiting(kind_named(row.kind), edition, row.is_withdrawal)
    expected.text = listed_line(expected, before)
    for name in ("moment", "text", "unlisted"):
        if getattr(row, name) != getattr(expected, name):
            yield _said(row, differs(name, getattr(row, name), getattr(expected, name)))


def _editions(rows: list[LogEntry]) -> dict[tuple[str, int], Edition]:
    """Return the editions of these entries, by kind and id."""
    found = {}
    for kind in all_kinds():
        ids = {row.edition_id for row in rows if row.kind == kind.name}
        editions = kind.edition_model.objects.filter(pk__in=ids).only(*READ)
        found |= {(kind.name, edition.pk): edition for edition in editions}
    return found


def _missing(kind: Kind) -> Iterator[tuple[Edition, str]]:
    """Yield the editions without an entry, and the withdrawn ones without an entry about that."""
    entries = LogEntry.objects.filter(kind=kind.name, edition_id=OuterRef("pk"))
    editions: QuerySet = kind.edition_model.objects.only("number").order_by("pk")
    for edition in editions.exclude(Exists(entries.filter(is_withdrawal=False))).iterator():
        yield edition, ""
    withdrawn = editions.exclude(withdrawn_at=None)
    for edition in withdrawn.exclude(Exists(entries.filter(is_withdrawal=True, number__gt=0))).iterator():
        yield edition, " as withdrawn"


def _said(row: LogEntry, words: str) -> str:
    return f"Log of editions, {row}: {words}."
