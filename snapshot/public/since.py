"""Changes to articles since a snapshot's edition froze them."""

from collections.abc import Iterable
from datetime import datetime

from articles.models.record import ArticleEdition
from record.notices import changes_since
from record.prepared import Prepared

_newer = Prepared(
    lambda edition, at, articles: (
        edition.objects.citable(at)
        .filter(parent__in=articles, number__gt=1)
        .only("parent_id", "number", "slug", "kind", "note", "live_from")
    )
)


def corrected_since(entries: Iterable[dict], at: datetime) -> dict[int, dict]:
    """Return notices about newer public editions, by the id of the article edition in the entries.

    Leaves out withdrawn articles, which show a withdrawal notice instead. One query.
    """
    shown = {entry["id"]: entry for entry in entries if "withdrawn" not in entry}
    newer: dict[int, list[ArticleEdition]] = {}
    articles = sorted({entry["article"] for entry in shown.values()})
    for each in _newer(ArticleEdition, at=at, articles=articles) if articles else ():
        newer.setdefault(each.parent_id, []).append(each)
    told = {
        pk: changes_since("article", entry["number"], newer.get(entry["article"], [])) for pk, entry in shown.items()
    }
    return {pk: each for pk, each in told.items() if each}
