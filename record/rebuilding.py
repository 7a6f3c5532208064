"""Rebuilds what is derived from the content of editions: cards, search texts, links and the search index.

After a change of the code that derives them, older editions keep their old values until this runs. Reading tolerates
that: `Kind.fields.complete` adds missing values to a card.
"""

from collections.abc import Callable, Iterator

from django.db import transaction

from record import freezing, record_version
from record.kinds import Kind, Read, kind_named
from record.links import links_of
from record.models import Edition
from record.publishing import one_act_at_a_time

BATCH = 100  # contents in memory at a time


def rebuild(kind: Kind, is_outdated_only: bool = False) -> int:
    """Rebuild the cards and links of a kind's editions, and return their number.

    It works in batches, and other actions can run in between. With `is_outdated_only`, these editions are also indexed
    again; to index all of them, `kind.rebuild_index` is faster.
    """
    editions = kind.edition_model.objects.order_by("pk").select_related("content")
    if is_outdated_only:
        editions = editions.exclude(columns_version=kind.columns_version)
    count = last = 0
    while True:
        with transaction.atomic():
            one_act_at_a_time()
            batch = list(editions.filter(pk__gt=last)[:BATCH])
            for edition in batch:
                rebuild_edition(kind, edition, with_index=is_outdated_only)
        if not batch:
            break
        count, last = count + len(batch), batch[-1].pk
    if count:
        record_version.raise_version()
    return count


def rebuild_edition(kind: Kind, edition: Edition, with_links: bool = True, with_index: bool = True) -> None:
    """Rebuild one edition whose content is loaded. Without links, an outdated edition stays outdated."""
    content = freezing.read(edition.content)
    work, part = content["work"], content["edition"]
    columns = kind.derived_columns(work, part)
    if not with_links:
        del columns["columns_version"]
    for name, value in columns.items():
        setattr(edition, name, value)
    edition.save(update_fields=columns)
    if with_links:
        for model, rows in kind.links(edition, work, part).items():
            links_of(edition, model).delete()
            model._default_manager.bulk_create(rows)
    if with_index:
        kind.remove_from_index(edition)
        kind.add_to_index([Read(edition, work, part)])


def rebuild_columns(kind_name: str) -> Callable:
    """Return a function for RunPython that rebuilds the derived columns of that kind, but not links and search.

    Use it as the last operation of a migration. It reads content through the migration's own models.
    """

    def forwards(apps, schema_editor) -> None:
        kind = kind_named(kind_name)
        model = apps.get_model(kind.edition_model._meta.label)
        for pk, text in _contents(model):
            content = freezing.parse(text)
            columns = kind.derived_columns(content["work"], content["edition"])
            # Links and search are not rebuilt here, so the version stays and `rebuild_record --outdated` finds it.
            model.objects.filter(pk=pk).update(card=columns["card"], search_text=columns["search_text"])

    return forwards


def _contents(model: type[Edition]) -> Iterator[tuple[int, str]]:
    last = 0
    while batch := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "content__text")[:BATCH]):
        yield from batch
        last = batch[-1][0]
