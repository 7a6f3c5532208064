"""Who writes on what: the authors of what a filter finds against its regions, or its topics."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.facets import Facet, Value
from articles.public.filtering import HouseFilter
from articles.public.topics import tree
from editorial.drawing.matrix import Matrix, matrix
from editorial.finding import facets
from editorial.finding.facets import Source
from editorial.finding.keys import id_of
from editorial.finding.results import Found

ROWS, COLUMNS = 8, 6
LEAST = 2  # of each: below, the facets say as much
CORNERS = {
    "region": gettext_lazy("Author / region"),
    "topic": gettext_lazy("Author / topic"),
}  # the facet of the columns, in this order


def authors_by_topic(
    asked: HouseFilter, found: Found, shown: Iterable[Facet], sources: Mapping[str, Source], address: str
) -> Matrix | None:
    """Return the matrix of a filter; None where it finds too many to count, or all is of one author or one topic.

    `shown`: the filter's facets, whose values rows and columns are. Each cell leads to the filter with both. One query.
    """
    few = found.few()
    values = {facet.name: facet.values for facet in shown}
    writing = [value for value in values.get("author", []) if _is_author_within(asked, value)]
    written = {name: [value for value in values.get(name, []) if _is_topic_within(asked, value)] for name in CORNERS}
    if not few or len(writing) < LEAST or all(len(topics) < LEAST for topics in written.values()):
        return None
    bearing = facets.editions_of({name: sources[name] for name in ("author", "topic")}, map(id_of, few))
    rows = _most(writing, bearing["author"], ROWS)
    for facet, corner in CORNERS.items():
        columns = _most(written[facet], bearing["topic"], COLUMNS)
        if len(rows) >= LEAST and len(columns) >= LEAST:
            return _drawn(asked, rows, columns, bearing, str(corner), reverse(address))
    return None


def _most(values: list[Value], bearing: Mapping[object, set[int]], most: int) -> list[Value]:
    """Return the values that most of the editions bear, the most frequent first."""
    there = [value for value in values if bearing.get(value.id)]
    return sorted(there, key=lambda value: -len(bearing[value.id]))[:most]


def _is_author_within(asked: HouseFilter, value: Value) -> bool:
    """Return whether all by this author among what is found is what the filter finds with this author alone."""
    return not asked.asked["author"] or (value.is_chosen and asked.asked["author_match"] != "all")


def _is_topic_within(asked: HouseFilter, value: Value) -> bool:
    """Return whether the topic is chosen, or below one that is; topics of another kind narrow it and stay."""
    chosen = {slug for _name, slug in _rivals(asked, value)}
    return value.id in tree() and (not chosen or any(topic.slug in chosen for topic in tree()[value.id].trail()))


def _rivals(asked: HouseFilter, value: Value) -> list[tuple[str, str]]:
    """Return the chosen topics of the value's kind, in whose place it would be chosen."""
    kind = tree()[value.id].kind if value.id in tree() else None
    return [("topic", slug) for slug in asked.asked["topic"] if asked.kind_of(slug) == kind]


def _drawn(
    asked: HouseFilter, rows: list[Value], columns: list[Value], bearing: Mapping, corner: str, path: str
) -> Matrix | None:
    authors = [("author", slug) for slug in asked.asked["author"]]

    def url(author: Value | None, topic: Value | None) -> str:
        gone = [*(authors if author else []), *(_rivals(asked, topic) if topic else [])]
        come = [("author", author.slug)] if author else []
        come += [("topic", topic.slug)] if topic else []
        return f"{path}?{asked.changed(set(gone) - set(come), come)}"

    cells = {
        (r, c): len(bearing["author"][row.id] & bearing["topic"][column.id])
        for r, row in enumerate(rows)
        for c, column in enumerate(columns)
    }
    return matrix(
        [(row.name, url(row, None)) for row in rows],
        [(column.name, url(None, column)) for column in columns],
        cells,
        lambda r, c: url(rows[r], columns[c]),
        title=_("Who writes on what"),
        corner=str(corner),
        key="who",
    )
