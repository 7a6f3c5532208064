"""Filling an index with all editions there are: after a bulk load, a restored dump, a doubt, and in its migration."""

from collections.abc import Callable

from django.db.models import QuerySet

from editorial.finding import vocabulary
from editorial.finding.index import Bulk, EditionIndex, Entry
from editorial.freezing import read
from editorial.models import Edition

BATCH = 500


def fill(index: EditionIndex, editions: QuerySet, entry: Callable[[Edition, dict, dict], Entry]) -> int:
    """Index `editions` afresh, and nothing else. Return how many."""
    count = 0
    with Bulk(index):
        index.clear()
        rows = editions.order_by("pk").select_related("content").defer("card", "search_text").iterator(BATCH)
        batch: list[Entry] = []
        for edition in rows:
            content = read(edition.content)
            batch.append(entry(edition, content["work"], content["edition"]))
            if len(batch) == BATCH:
                _put(index, batch)
                count += len(batch)
                batch = []
        _put(index, batch)
    return count + len(batch)


def _put(index: EditionIndex, batch: list[Entry]) -> None:
    index.put(batch)
    vocabulary.learn(word for each in batch for word in vocabulary.words_in(each))
