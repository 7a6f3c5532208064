"""Filling an index with all editions: after a bulk load or a restored dump, to repair it, and in its migration."""

from collections.abc import Callable

from django.db.models import QuerySet

from record.freezing import read
from record.models import Edition
from search import vocabulary
from search.index import Entry, Index

BATCH = 500


def fill(index: Index, editions: QuerySet, entry: Callable[[Edition, dict, dict], Entry]) -> int:
    """Rebuild the index from `editions` only. Return their number."""
    count = 0
    with index.bulk():
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


def _put(index: Index, batch: list[Entry]) -> None:
    index.put(batch)
    vocabulary.learn(word for each in batch for word in vocabulary.words_in(each))
