"""Verifying the record: every edition and revision read again and held to its digest, its row and its links.

Nothing here is written. Memory does not grow with the archive; a site may be read and worked on meanwhile: what
differs is looked at once more, since an act may have been under way while it was read.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, UniqueConstraint

from editorial import freezing
from editorial.models import Address, Edition, FrozenContent, Revision
from editorial.publishables import PublishableType, all_types

CHUNK = 100  # contents in memory at a time

# What code that expects whole content meets in damaged content.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)

# What else is held to what was published, and says in a sentence each what differs: files made of editions, say.
# An app adds its own in AppConfig.ready: `verifying.further.append(verify)`.
further: list[Callable[[], Iterable[str]]] = []


@dataclass(frozen=True)
class Read:
    """An edition whose content could be read."""

    edition: Edition
    work: dict
    part: dict


@dataclass
class Count:
    """How many were verified."""

    editions: int = 0
    revisions: int = 0


def verify(count: Count) -> Iterator[str]:
    """Yield a sentence for each difference between the record and what was published; count what was looked at."""
    for kind in all_types():
        yield from _editions(kind, count)
    yield from _revisions(count)
    for check in further:
        yield from check()


def _editions(kind: PublishableType, count: Count) -> Iterator[str]:
    before = None
    while chunk := _next(kind, before):
        found = list(_chunk(kind, chunk, before))
        if found:
            before = before and (kind.edition.objects.filter(pk=before.pk).first() or before)
            chunk = _next(kind, before) or chunk
            found = list(_chunk(kind, chunk, before))
        count.editions += len(chunk)
        yield from (f"{_name(kind, edition)}: {words}." for edition, words in found)
        before = chunk[-1]
    yield from (f"{_name(kind, edition)}: {words}." for edition, words in _ends(before))


def _next(kind: PublishableType, before: Edition | None) -> list[Edition]:
    editions = kind.edition.objects.select_related("content").order_by("parent_id", "number")
    if before is not None:
        seen = Q(parent_id=before.parent_id, number__lte=before.number)
        editions = editions.filter(parent_id__gte=before.parent_id).exclude(seen)
    return list(editions[:CHUNK])


def _chunk(kind: PublishableType, chunk: list[Edition], before: Edition | None) -> Iterator[tuple[Edition, str]]:
    parents = {edition.parent_id for edition in chunk}
    claimed = Address.objects.filter(collection=kind.collection, parent_id__in=parents)
    addresses = set(claimed.values_list("slug", "parent_id"))
    read = []
    for edition in chunk:
        yield from _follows(before, edition)
        if (edition.slug, edition.parent_id) not in addresses:
            yield edition, f"its address /{kind.collection}/{edition.slug}/ is not claimed for it"
        damage = list(content_differences(edition.content, {"work", "edition"}))
        yield from ((edition, words) for words in damage)
        content = _readable(edition)
        if content:
            try:
                yield from ((edition, words) for words in _columns(kind, edition, content))
                read.append(Read(edition, content["work"], content["edition"]))
            except UNREADABLE as problem:
                yield edition, _unreadable(problem)
        before = edition
    yield from _beside(kind, read)


def _beside(kind: PublishableType, read: list[Read]) -> list[tuple[Edition, str]]:
    """Return what the kind itself finds of these editions; of one whose content it cannot take, that."""
    try:
        return list(kind.differences(read))
    except UNREADABLE as problem:
        if len(read) == 1:
            return [(read[0].edition, _unreadable(problem))]
        return [found for each in read for found in _beside(kind, [each])]


def _unreadable(problem: Exception) -> str:
    return f"its content lacks what its kind must have ({type(problem).__name__}: {problem})"


def content_differences(content: FrozenContent, parts: set[str]) -> Iterator[str]:
    """Yield what is wrong with a frozen content in itself: its digest, its form, the parts it must have."""
    digest = freezing.digest_of(content.text)
    if digest != content.pk:
        yield f"its text has the digest {digest}, not {content.pk}"
    try:
        data = json.loads(content.text)
        is_canonical = freezing.canonical(data) == content.text
    except UNREADABLE:
        yield "its text is not JSON of ours"
        return
    if not is_canonical:
        yield "its text is not canonical JSON"
    if not isinstance(data, dict) or set(data) != parts:
        yield f"its text has not exactly these parts: {', '.join(sorted(parts))}"


def _readable(edition: Edition) -> dict | None:
    try:
        content = freezing.read(edition.content)
    except ValueError:
        return None
    is_whole = isinstance(content, dict) and {"work", "edition"} <= set(content)
    return content if is_whole else None


def _columns(kind: PublishableType, edition: Edition, content: dict) -> Iterator[str]:
    work, part = content["work"], content["edition"]
    frozen = {name: part[name] for name in ("number", "kind", "note")} | kind.columns(work, part)
    for name, value in frozen.items():
        if getattr(edition, name) != value:
            yield _differs(name, getattr(edition, name), value)


def _follows(before: Edition | None, edition: Edition) -> Iterator[tuple[Edition, str]]:
    """Yield what is wrong where one edition ends and the next of the same begins."""
    if before is None or before.parent_id != edition.parent_id:
        yield from _ends(before)
        if edition.number != 1:
            yield edition, "no edition with the number before it is there"
        return
    if edition.number != before.number + 1:
        yield edition, f"it follows edition {before.number}: one between them is gone"
    if before.live_until != edition.live_from:
        yield before, _differs("live_until", before.live_until, edition.live_from)


def _ends(last: Edition | None) -> Iterator[tuple[Edition, str]]:
    if last is not None and last.live_until is not None:
        yield last, f"it ends at {last.live_until}, and no later edition begins there"


def _revisions(count: Count) -> Iterator[str]:
    last = 0
    while chunk := list(Revision.objects.filter(pk__gt=last).select_related("content").order_by("pk")[:CHUNK]):
        for revision in chunk:
            for words in content_differences(revision.content, {"work"}):
                yield f"{revision} (row {revision.pk}): {words}."
        count.revisions += len(chunk)
        last = chunk[-1].pk


def link_differences(
    read: list[Read], links: Callable[[Read], dict[type[Model], list[Model]]]
) -> Iterator[tuple[Edition, str]]:
    """Yield where the links of these editions are not what `links` makes of each, their copied windows included.

    A link goes by its one unique constraint: the first field names the edition it belongs to, the second what it
    leads to.
    """
    expected: dict[type[Model], dict[int, list[Model]]] = {}
    for each in read:
        for model, rows in links(each).items():
            expected.setdefault(model, {})[each.edition.pk] = rows
    for model, by_edition in expected.items():
        constraint = next(each for each in model._meta.constraints if isinstance(each, UniqueConstraint))
        owner, target = (model._meta.get_field(name).attname for name in constraint.fields)
        found: dict[int, dict[Any, Model]] = {pk: {} for pk in by_edition}
        for row in model._default_manager.filter(**{f"{owner}__in": list(by_edition)}):
            found[getattr(row, owner)][getattr(row, target)] = row
        for each in read:
            wanted = {getattr(row, target): row for row in by_edition[each.edition.pk]}
            yield from ((each.edition, words) for words in _rows(model, target, wanted, found[each.edition.pk]))


def _rows(model: type[Model], target: str, wanted: dict[Any, Model], found: dict[Any, Model]) -> Iterator[str]:
    name = model._meta.verbose_name
    yield from (f"its {name} with {target} {pk} is missing" for pk in wanted if pk not in found)
    yield from (f"it has a {name} too many, with {target} {pk}" for pk in found if pk not in wanted)
    for pk, row in wanted.items():
        for field in model._meta.concrete_fields if pk in found else ():
            is_value, was_value = getattr(found[pk], field.attname), getattr(row, field.attname)
            if not field.primary_key and is_value != was_value:
                yield f"in its {name} with {target} {pk}, {_differs(field.attname, is_value, was_value)}"


def _differs(name: str, is_value: object, was_value: object) -> str:
    return f"{name} is {_short(is_value)} instead of {_short(was_value)}"


def _short(value: object) -> str:
    words = "nothing" if value is None else f"“{value}”"
    return words if len(words) <= 160 else f"{words[:160]}…”"


def _name(kind: PublishableType, edition: Edition) -> str:
    place = f"/{kind.collection}/{edition.slug}/, row {edition.pk}"
    return f"{kind.name} edition {edition.number} of “{edition.title}” ({place})"
