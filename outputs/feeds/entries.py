"""The content of a feed, independent of subject and format. Texts are plain, URLs absolute."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from record.models import Edition
from record.models.record import EditionRow
from record.prepared import Prepared

NOON = time(12, tzinfo=UTC)  # the one time that falls on the same day nearly everywhere, from UTC−12 to UTC+11


@dataclass(frozen=True)
class Person:
    """An author: the printed name and the URL of the author's page."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    """A category of an entry. `scheme` followed by `term` is the URL of everything in it."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True)
class Life:
    """The id and dates of a publication, from its editions up to the one shown.

    `id` is derived from the digest of the first edition. It never changes, is globally unique, and doesn't depend on
    the host, the address or a database id.
    """

    id: str
    begun_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Enclosure:
    """A file that belongs to an entry."""

    url: str
    media_type: str
    title: str
    size: int  # bytes


@dataclass(frozen=True)
class Entry:
    """One publication in a feed. `html` is the content as sanitized markup; `summary` is one line of plain text."""

    life: Life
    title: str
    url: str
    published_on: date
    language: str
    html: str
    summary: str
    edition: int
    kind: str
    note: str
    authors: tuple[Person, ...] = ()
    categories: tuple[Category, ...] = ()
    source_url: str = ""  # where the full text is
    image_url: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    written: dict[str, str] = field(default_factory=dict, compare=False)  # by form, once it was in a feed

    def with_life(self, life: Life) -> "Entry":
        """Return the entry with this life: the same one, with what is written of it, if nothing changed."""
        return self if self.life == life else replace(self, life=life, written={})

    @property
    def published_at(self) -> datetime:
        """Noon UTC on the publication date, so that every reader sees that day, but never later than it went public."""
        return min(self.life.begun_at, datetime.combine(self.published_on, NOON))


@dataclass(frozen=True)
class Feed:
    """A feed of the list at `page_url`, served at `url`. Both include the filter's canonical query string."""

    title: str
    url: str
    page_url: str
    house: Person
    language: str
    icon: str
    log_url: str  # of the log of editions
    log_head: str  # digest of its last entry; "" if it is empty
    changed_at: datetime  # last public change, used if the feed has no entries
    entries: tuple[Entry, ...] = ()

    @property
    def updated_at(self) -> datetime:
        return max((entry.life.updated_at for entry in self.entries), default=self.changed_at)


_sisters = Prepared(
    lambda edition, ids: (
        edition.objects.filter(parent__in=edition.objects.filter(pk__in=ids).values("parent"))
        .order_by("number")
        .values_list(*EditionRow._fields, "withdrawn_at")
    )
)


def with_lives(edition: type[Edition], ids: list[int]) -> list[tuple[EditionRow, Life]]:
    """Return (row, Life) for those of the editions that are not withdrawn, in this order.

    One query. Counts editions up to each one only; minor changes don't count as updates. Earlier editions count even if
    they were withdrawn.
    """
    sisters: dict[int, list[EditionRow]] = {}
    shown: dict[int, EditionRow] = {}
    for *values, withdrawn_at in _sisters.tuples(edition, ids=ids) if ids else []:
        row = EditionRow._make(values)
        sisters.setdefault(row.parent_id, []).append(row)
        if withdrawn_at is None:
            shown[row.pk] = row
    return [
        (shown[pk], _life([row for row in sisters[shown[pk].parent_id] if row.number <= shown[pk].number]))
        for pk in ids
        if pk in shown
    ]


def _life(editions: list[EditionRow]) -> Life:
    first = editions[0]
    told = [each.live_from for each in editions if each.kind != Edition.Kind.MINOR]
    return Life(id_from(first.content_id), first.live_from, max(told, default=first.live_from))


def id_from(digest: str) -> str:
    """Return the first 122 bits of a SHA-256 as a version 8 (custom) UUID (RFC 9562), as a URN."""
    number = int(digest[:32], 16)
    number = number & ~(0xF << 76) | (8 << 76)
    number = number & ~(0b11 << 62) | (0b10 << 62)
    return uuid.UUID(int=number).urn
