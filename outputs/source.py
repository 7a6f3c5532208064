"""The input of every rendition: frozen content and the facts about its edition."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from record.kinds import kind_of
from record.models import Edition
from record.own_links import linked, own_addresses
from web.public_pages import absolute


@dataclass(frozen=True)
class Source:
    """The content of an edition, or of a draft as publishing it now would freeze it (a proof).

    `work` and `part` are the two parts of the content, without what was withdrawn since. Addresses are absolute. A
    proof has no number, digest or address. Its `live_from` is its embargo: the moment its scheduled edition goes live,
    or None if nothing is scheduled.
    """

    name: str  # of the registered kind: "article" or "snapshot"
    work: dict
    part: dict
    published_on: date | None  # publication date
    number: int = 0
    kind: str = ""
    note: str = ""
    live_from: datetime | None = None
    address: str = ""  # permanent URL
    current_address: str = ""  # URL of the current edition
    digest: str = ""
    edition_id: int = 0

    @property
    def is_proof(self) -> bool:
        return self.number == 0


def source_of(request: HttpRequest, edition: Edition, content: dict) -> Source:
    """Return the source of `edition`. `content` is its content without what was withdrawn since."""
    return source_at(partial(absolute, request), edition, content)


def source_at(absolute: Callable[[str], str], edition: Edition, content: dict) -> Source:
    """Return the source without a request. `absolute` adds the site's scheme and host to a path.

    URLs use the edition's slug as published; if the slug changed later, they redirect.
    """
    name = kind_of(edition).name
    numbered = {"slug": edition.slug, "number": edition.number}
    current = absolute(reverse(name, kwargs={"slug": edition.slug}))
    content = linked(content, own_addresses(content, timezone.now()), absolute)
    return source_with(name, edition, content, absolute(reverse(f"{name}-edition", kwargs=numbered)), current)


def source_with(name: str, edition: Edition, content: dict, address: str, current_address: str) -> Source:
    """Return the source for known addresses. `name` is that of the registered kind."""
    return Source(
        name=name,
        work=content["work"],
        part=content["edition"],
        published_on=edition.published_on,
        number=edition.number,
        kind=edition.kind,
        note=edition.note,
        live_from=edition.live_from,
        address=address,
        current_address=current_address,
        digest=edition.content_id,
        edition_id=edition.pk,
    )


def proof_of(draft: Model, at: datetime) -> Source:
    """Return the proof of `draft`, as publishing it at `at` would freeze it."""
    kind = kind_of(draft)
    content = kind.preview(draft, at)
    content = linked(content, {})  # words: a proof has no address to begin a link with
    scheduled = kind.edition_model.objects.filter(parent=draft, live_from__gt=at).only("live_from").first()
    day = content["edition"].get("published_on") or content["work"]["published_on"]
    return Source(
        name=kind.name,
        work=content["work"],
        part=content["edition"],
        published_on=date.fromisoformat(day) if day else None,
        live_from=scheduled.live_from if scheduled else None,
    )
