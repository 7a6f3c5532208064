"""What every rendition is made from: frozen content, and what is known of the edition that bears it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from editorial.models import Edition
from editorial.public_pages import absolute
from editorial.publishables import type_of


@dataclass(frozen=True)
class Source:
    """An edition's content, or a working copy's as publishing it now would freeze it (a proof).

    `work` and `part` are the two parts of the content; what was withdrawn since is cut out of them already.
    Addresses are absolute. A proof has no number, digest or address, and its `live_from` is its embargo: the moment
    a scheduled edition of it goes live, None where nothing is scheduled.
    """

    name: str  # the registered type's: "article" or "snapshot"
    work: dict
    part: dict
    published_on: date | None  # the day it bears
    number: int = 0
    kind: str = ""
    note: str = ""
    live_from: datetime | None = None
    address: str = ""  # permanent
    current_address: str = ""  # of whatever edition is current
    digest: str = ""

    @property
    def is_proof(self) -> bool:
        return self.number == 0


def source_of(request: HttpRequest, edition: Edition, content: dict) -> Source:
    """Return what renditions of `edition` are made from; `content` is its own, less what was withdrawn since."""
    return source_at(partial(absolute, request), edition, content)


def source_at(absolute: Callable[[str], str], edition: Edition, content: dict) -> Source:
    """Return the same where there is no request: `absolute` gives a path the site's scheme and host.

    Addresses bear the edition's own slug, as it was when it was published: another later leads on from there.
    """
    name = type_of(edition).name
    numbered = {"slug": edition.slug, "number": edition.number}
    current = absolute(reverse(name, kwargs={"slug": edition.slug}))
    return source_with(name, edition, content, absolute(reverse(f"{name}-edition", kwargs=numbered)), current)


def source_with(name: str, edition: Edition, content: dict, address: str, current_address: str) -> Source:
    """Return the same where the addresses are known. `name` is the registered type's."""
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
    )


def proof_of(copy: Model, at: datetime) -> Source:
    """Return what a proof of the working copy `copy` is made from, as publishing it at the moment would freeze it."""
    kind = type_of(copy)
    content = kind.draft(copy, at)
    scheduled = kind.edition.objects.filter(parent=copy, live_from__gt=at).only("live_from").first()
    day = content["edition"].get("published_on") or content["work"]["published_on"]
    return Source(
        name=kind.name,
        work=content["work"],
        part=content["edition"],
        published_on=date.fromisoformat(day) if day else None,
        live_from=scheduled.live_from if scheduled else None,
    )
