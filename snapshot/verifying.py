"""What must be true of a snapshot edition beside its own row: its links, and the article editions it froze."""

from collections.abc import Iterator

from articles.models import ArticleEdition
from editorial.models import Edition
from editorial.pictures.verifying import frozen_differences
from editorial.verifying import Read, link_differences
from snapshot.drafting import entry_of
from snapshot.linking import links

THIN = ("parent_id", "number", "content_id", "card", "live_from")


def differences(read: list[Read]) -> Iterator[tuple[Edition, str]]:
    """Yield where these editions, or what they froze of articles, are not as published."""
    yield from link_differences(read, lambda each: links(each.edition, each.work, each.part))
    yield from frozen_differences(read)
    ids = {entry["id"] for each in read for entry in each.part["entries"].values()}
    editions = ArticleEdition.objects.only(*THIN).in_bulk(ids)
    for each in read:
        placed = [placement["key"] for section in each.work["sections"] for placement in section["placements"]]
        if sorted(placed) != sorted(each.part["entries"]):
            yield each.edition, "its entries are not those of its placements"
        for key, entry in each.part["entries"].items():
            yield from ((each.edition, words) for words in _entry(key, entry, each.edition, editions))


def _entry(key: str, entry: dict, edition: Edition, editions: dict[int, ArticleEdition]) -> Iterator[str]:
    name = f"its entry {key} (“{entry['title']}”)"
    frozen = editions.get(entry["id"])
    if frozen is None:
        yield f"{name} names the article edition {entry['id']}, which is not there"
        return
    if entry["digest"] != frozen.content_id:
        yield f"{name} names the digest {entry['digest']}, that of the article edition is {frozen.content_id}"
    others = [what for what, value in entry_of(frozen).items() if what != "digest" and entry.get(what) != value]
    if others:
        yield f"{name} differs from the article edition in {', '.join(others)}"
    if frozen.live_from > edition.live_from:
        yield f"{name} was not public when the snapshot went live"
