"""The kinds of thing that can be published. Articles and snapshots register here; editorial knows neither."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from editorial.comparing.telling import Comparison
from editorial.finding.index import EditionIndex, Entry
from editorial.models import Edition, Publishable


@dataclass(frozen=True)
class Finding:
    """Something to know before publishing. An error refuses, a notice only tells. `about` names the place."""

    code: str
    message: str
    is_error: bool = False
    about: str = ""


@dataclass(frozen=True)
class Thawed:
    """What `thaw` could not give back as it was: sentences for the editor, each about one thing referred to."""

    renamed: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        return not (self.renamed or self.merged or self.missing)


@dataclass(frozen=True)
class PublishableType:
    """What the acts of publishing ask of a kind of thing."""

    name: str  # "article"
    collection: str  # the first word of its addresses, "analysis"
    copy: type[Publishable]
    edition: type[Edition]
    freeze: Callable[[Any], dict]
    thaw: Callable[[dict, Any], Thawed]
    findings: Callable[[Any, datetime], list[Finding]]  # before publishing, for the moment it goes live
    resolve: Callable[[Any, dict, datetime], dict]  # what the "edition" part holds besides number, kind and note
    draft: Callable[..., dict]  # (copy, moment, work=its own): the content that publishing then would freeze
    compare: Callable[[dict, dict], Comparison]  # two contents, the earlier first
    columns: Callable[[dict, dict], dict]  # from work and edition part: the edition row's own columns
    link: Callable[[Edition, dict, dict], None]  # write the links by which it is found
    unlink: Callable[[Edition], None]  # take away links that do not go with the row by themselves
    move_window: Callable[[Edition], None]  # copy live_from, live_until, withdrawn_at into the links
    houses: Callable[[dict], list[tuple[str, str, int]]]  # addresses it prints: collection, slug, id
    stands_in: Callable[[Edition], list[str]]  # names of what froze this edition and is or will be public
    not_ready_by: Callable[[Edition, datetime], list[str]]  # why this edition may not begin as early as that
    index: EditionIndex  # by which its editions are found
    entry: Callable[[Edition, dict, dict], Entry]  # from an edition, work and edition part: what it is found by
    sheets: Callable[..., dict]  # (source, absolute, moment): what its page set takes (editorial/typesetting)
    saved: Callable[[Publishable, dict], None] = lambda copy, work: None  # a save is done: bring the index up to date
    house_changed: Callable[[Model], None] = lambda row: None  # house data it may print was renamed: the same
    # what of some editions' links and of what they froze is not as published (editorial/verifying.py)
    differences: Callable[[list[Any]], Iterable[tuple[Edition, str]]] = lambda read: ()
    replaced: Callable[[Any, Any, datetime], None] = lambda copy, by, at: None  # all of a copy was replaced by someone


_types: dict[str, PublishableType] = {}


def register(kind: PublishableType) -> None:
    """Make `kind` known. Called once, from the app's `ready`."""
    _types[kind.name] = kind


def all_types() -> list[PublishableType]:
    """Return every registered type."""
    return list(_types.values())


def type_of(thing: Publishable | Edition) -> PublishableType:
    """Return the type of a working copy or an edition; LookupError where it is of none."""
    for kind in _types.values():
        if isinstance(thing, kind.copy | kind.edition):
            return kind
    raise LookupError(f"{type(thing).__name__} is not registered in editorial/publishables.py.")


def house_changed(row: Model) -> None:
    """Tell every type that an author, topic, series or tag was changed. Called by what saves one."""
    for kind in _types.values():
        kind.house_changed(row)
