"""What a feed says, whatever it is of and however it is written. Texts are plain, addresses absolute."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from editorial.models import Edition
from editorial.organization import house_zone

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # an empty feed must bear a moment, too


@dataclass(frozen=True)
class Person:
    """An author: a name as printed, and where more is said."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    """What an entry is filed under. `scheme` followed by `term` leads to what else is."""

    term: str
    scheme: str
    label: str


@dataclass(frozen=True)
class Life:
    """What feeds ask of the editions of one publication up to the one shown.

    `id` is made of the digest of the first edition. That never changes, nor does it depend on the host, the address,
    or a number of the database; and no other site has the same.
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
    """One publication in a feed. `html` is what it says, in sanitized markup; `summary` the same in a plain line."""

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
    source_url: str = ""  # where the text stands that this is the summary of
    image_url: str = ""
    enclosures: tuple[Enclosure, ...] = ()

    @property
    def published_at(self) -> datetime:
        """The moment it went public where that is on the day it bears; else the beginning of that day, or that moment
        where the day was still to come."""
        begun = self.life.begun_at.astimezone(house_zone())
        if begun.date() <= self.published_on:
            return begun
        return datetime.combine(self.published_on, time(), house_zone())


@dataclass(frozen=True)
class Feed:
    """A feed: of `page_url`, at `url`; both with the filter's query, as it is written canonically."""

    title: str
    url: str
    page_url: str
    house: Person
    language: str
    icon: str
    entries: tuple[Entry, ...] = ()

    @property
    def updated_at(self) -> datetime:
        """When the last of its entries was."""
        return max((entry.life.updated_at for entry in self.entries), default=NEVER)


def lives(edition: type[Edition], shown: Collection[Edition]) -> dict[int, Life]:
    """Return the life of each of the editions in `shown`, by its id: up to it, and nothing later. One query.

    A minor change does not count as an update. What became of earlier editions since makes no difference.
    """
    rows = edition.objects.filter(parent_id__in={each.parent_id for each in shown})
    sisters: dict[int, list[Edition]] = {}
    for row in rows.order_by("number").only("parent_id", "number", "kind", "live_from", "content_id"):
        sisters.setdefault(row.parent_id, []).append(row)
    return {each.pk: _life([row for row in sisters[each.parent_id] if row.number <= each.number]) for each in shown}


def _life(editions: list[Edition]) -> Life:
    first = editions[0]
    told = [each.live_from for each in editions if each.kind != Edition.Kind.MINOR]
    return Life(id_from(first.content_id), first.live_from, max(told, default=first.live_from))


def id_from(digest: str) -> str:
    """Return the first 122 bits of a SHA-256 as a UUID of the site's own making (RFC 9562, version 8), as a URN."""
    number = int(digest[:32], 16)
    number = number & ~(0xF << 76) | (8 << 76)
    number = number & ~(0b11 << 62) | (0b10 << 62)
    return uuid.UUID(int=number).urn
