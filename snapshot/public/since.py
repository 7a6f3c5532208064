"""Changes to articles since a snapshot's edition froze them."""

from collections.abc import Iterable
from datetime import datetime

from articles.models.record import ArticleEdition
from record.notices import changes_since


def corrected_since(entries: Iterable[dict], at: datetime) -> dict[int, dict]:
    """Return notices about newer public editions, by the id of the article edition in the entries.

    Leaves out withdrawn articles, which show a withdrawal notice instead. Always one query.
    """
    shown = {entry["id"]: entry for entry in entries if "withdrawn" not in entry}
    newer: dict[int, list[ArticleEdition]] = {}
    editions = ArticleEdition.objects.citable(at).filter(
        parent_id__in={entry["article"] for entry in shown.values()}, number__gt=1
    )
    for each in editions.only("parent_id", "number", "slug", "kind", "note", "live_from"):
        newer.setdefault(each.parent_id, []).append(each)
    told = {
        pk: changes_since("article", entry["number"], newer.get(entry["article"], [])) for pk, entry in shown.items()
    }
    return {pk: each for pk, each in told.items() if each}
