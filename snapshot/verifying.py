"""Verification of a snapshot edition against the article editions that it froze."""

from collections.abc import Iterator

from articles.models import ArticleEdition
from record.freezing import as_frozen
from record.kinds import Read
from record.models import Edition
from snapshot.draft import entry_of
from snapshot.fields import Entry, placements_of


def entry_differences(read: list[Read]) -> Iterator[tuple[Edition, str]]:
    """Yield each difference between the entries of these editions and the published articles."""
    ids = {entry["id"] for each in read for entry in each.part["entries"].values()}
    editions = ArticleEdition.objects.defer("search_text").in_bulk(ids)
    for each in read:
        placed = [placement["key"] for placement in placements_of(each.work)]
        # As frozen, without fields added to cards since, because the article's card may have them now.
        entries = as_frozen(each.edition.content.text)["edition"]["entries"]
        if sorted(placed) != sorted(entries):
            yield each.edition, "its entries are not those of its placements"
        for key, entry in entries.items():
            yield from ((each.edition, words) for words in _entry(key, entry, each.edition, editions))


def _entry(key: str, entry: Entry, edition: Edition, editions: dict[int, ArticleEdition]) -> Iterator[str]:
    name = f"its entry {key} (“{entry['title']}”)"
    frozen = editions.get(entry["id"])
    if frozen is None:
        yield f"{name} names the article edition {entry['id']}, which is not there"
        return
    if entry["digest"] != frozen.content_id:
        yield f"{name} names the digest {entry['digest']}, that of the article edition is {frozen.content_id}"
    now = entry_of(frozen)
    others = [what for what, value in entry.items() if what != "digest" and what in now and now[what] != value]
    others += sorted(Entry.__required_keys__ - {"digest"} - entry.keys())
    if others:
        yield f"{name} differs from the article edition in {', '.join(others)}"
    if frozen.live_from > edition.live_from:
        yield f"{name} was not public when the snapshot went live"
