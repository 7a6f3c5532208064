"""Verifies the record: compares every edition and revision with its digest, its row and its links.

Columns and links that code derives from the content are only compared if they come from its current version. Others are
counted as outdated, which is not damage.

Nothing is written. Memory use does not grow with the archive. The site can stay in use: differences are checked a
second time, because an action may have been under way during the first.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError
from django.db.models import Exists, OuterRef, Q

from record import freezing
from record.kinds import Kind, Read, all_kinds
from record.links import differs, link_differences
from record.models import Address, Edition, FrozenContent, Revision
from record.verifying_log import log_differences

CHUNK = 100  # contents in memory at a time
DERIVED = ("card", "search_text", "columns_version")  # Kind.derived_columns

# Exceptions that code for complete content raises when content is damaged.
UNREADABLE = (KeyError, TypeError, ValueError, AttributeError, IndexError)

# Further checks against what was published, such as files made from editions; each yields sentences. Apps add theirs in
# AppConfig.ready: `verifying.further.append(verify)`.
further: list[Callable[[], Iterable[str]]] = []


@dataclass
class Count:
    """The number of editions and revisions verified, and by kind, the ids of editions with outdated columns."""

    editions: int = 0
    revisions: int = 0
    outdated: dict[str, list[int]] = field(default_factory=dict)


def verify(count: Count) -> Iterator[str]:
    """Yield a sentence for each difference between the record and what was published, and update `count`."""
    try:
        for kind in all_kinds():
            yield from _editions(kind, count)
        yield from _revisions(count)
        yield from _without_content()
        yield from log_differences()
    except (DatabaseError, ValueError) as problem:
        yield f"The rest of the record can't be read ({type(problem).__name__}: {problem})."
    for check in further:
        yield from check()


def _editions(kind: Kind, count: Count) -> Iterator[str]:
    before = None
    while chunk := _next(kind, before):
        found = list(_chunk(kind, chunk, before))
        if found:
            before = before and (kind.edition_model.objects.filter(pk=before.pk).first() or before)
            chunk = _next(kind, before) or chunk
            found = list(_chunk(kind, chunk, before))
        count.editions += len(chunk)
        outdated = [edition.pk for edition in chunk if _is_outdated(kind, edition)]
        if outdated:
            count.outdated.setdefault(kind.name, []).extend(outdated)
        yield from (f"{_name(kind, edition)}: {words}." for edition, words in found)
        before = chunk[-1]
    yield from (f"{_name(kind, edition)}: {words}." for edition, words in _ends(before))


def _next(kind: Kind, before: Edition | None) -> list[Edition]:
    editions = kind.edition_model.objects.select_related("content").order_by("parent_id", "number")
    if before is not None:
        seen = Q(parent_id=before.parent_id, number__lte=before.number)
        editions = editions.filter(parent_id__gte=before.parent_id).exclude(seen)
    return list(editions[:CHUNK])


def _chunk(kind: Kind, chunk: list[Edition], before: Edition | None) -> Iterator[tuple[Edition, str]]:
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
        try:
            if content := _readable(edition):
                yield from ((edition, words) for words in _columns(kind, edition, content))
                read.append(Read(edition, content["work"], content["edition"]))
        except UNREADABLE as problem:
            yield edition, _unreadable(problem)
        before = edition
    yield from _beside(kind, read)


def _is_outdated(kind: Kind, edition: Edition) -> bool:
    return edition.columns_version != kind.columns_version


def _beside(kind: Kind, read: list[Read]) -> list[tuple[Edition, str]]:
    """Return the differences in links and references, or one general sentence if the content is unreadable."""
    current = [each for each in read if not _is_outdated(kind, each.edition)]
    try:
        links = [(each.edition, kind.links(each.edition, each.work, each.part)) for each in current]
        return [*link_differences(links), *kind.differences(read)]
    except UNREADABLE as problem:
        if len(read) == 1:
            return [(read[0].edition, _unreadable(problem))]
        return [found for each in read for found in _beside(kind, [each])]


def _unreadable(problem: Exception) -> str:
    return f"its content lacks what its kind must have ({type(problem).__name__}: {problem})"


def content_differences(content: FrozenContent, parts: set[str]) -> Iterator[str]:
    """Yield what is wrong with the content itself: its digest, its form, and missing parts."""
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


def _columns(kind: Kind, edition: Edition, content: dict) -> Iterator[str]:
    work, part = content["work"], content["edition"]
    frozen = {name: part[name] for name in ("number", "kind", "note")} | kind.columns(work, part)
    outdated = DERIVED if _is_outdated(kind, edition) else ()
    for name, value in frozen.items():
        if name not in outdated and getattr(edition, name) != value:
            yield differs(name, getattr(edition, name), value)


def _follows(before: Edition | None, edition: Edition) -> Iterator[tuple[Edition, str]]:
    """Yield what is wrong between one edition and the next of the same parent."""
    if before is None or before.parent_id != edition.parent_id:
        yield from _ends(before)
        if edition.number != 1:
            yield edition, "no edition with the number before it is there"
        return
    if edition.number != before.number + 1:
        yield edition, f"it follows edition {before.number}: one between them is gone"
    if before.live_until != edition.live_from:
        yield before, differs("live_until", before.live_until, edition.live_from)


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


def _without_content() -> Iterator[str]:
    """Yield the editions and revisions whose content row is missing: the checks above join it, so they skip these."""
    there = FrozenContent.objects.filter(pk=OuterRef("content_id"))
    for kind in all_kinds():
        for edition in kind.edition_model.objects.exclude(Exists(there)):
            yield f"{_name(kind, edition)}: its content is gone."
    for revision in Revision.objects.exclude(Exists(there)):
        yield f"{revision} (row {revision.pk}): its content is gone."


def _name(kind: Kind, edition: Edition) -> str:
    place = f"/{kind.collection}/{edition.slug}/, row {edition.pk}"
    return f"{kind.name} edition {edition.number} of “{edition.title}” ({place})"
