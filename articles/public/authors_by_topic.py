"""The matrix of authors against regions or topics, for the results of a filter."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.topics import tree
from search import counts
from search.facet_lists import FacetList, FacetValue
from search.filters import EditionFilter
from search.keys import id_of
from search.results import SearchResults
from web.charts.matrix import Matrix, matrix

ROWS, COLUMNS = 8, 6
LEAST = 2  # rows and columns; with fewer, the facets show the same
CORNERS = {
    "region": gettext_lazy("Author / region"),
    "topic": gettext_lazy("Author / topic"),
}  # the facet used for the columns, in order of preference


def authors_by_topic(
    asked: EditionFilter, found: SearchResults, shown: Iterable[FacetList], address: str
) -> Matrix | None:
    """Return the matrix for a filter, or None if it finds too many articles to count, or only one author or topic.

    `shown` are the filter's facets; their values become the rows and columns. Each cell links to the filter with both
    values added. One query.
    """
    few = found.few()
    if not few:
        return None
    values = {facet.name: facet.values for facet in shown}
    writing = [value for value in values.get("author", []) if _is_author_within(asked, value)]
    written = {name: [value for value in values.get(name, []) if _is_topic_within(asked, value)] for name in CORNERS}
    if len(writing) < LEAST or all(len(topics) < LEAST for topics in written.values()):
        return None
    bearing = counts.editions_of({name: asked.filters[name].source for name in ("author", "topic")}, map(id_of, few))
    rows = _most(writing, bearing["author"], ROWS)
    for facet, corner in CORNERS.items():
        columns = _most(written[facet], bearing["topic"], COLUMNS)
        if len(rows) >= LEAST and len(columns) >= LEAST:
            return _drawn(asked, rows, columns, bearing, str(corner), reverse(address))
    return None


def _most(values: list[FacetValue], bearing: Mapping[object, set[int]], most: int) -> list[FacetValue]:
    there = [value for value in values if bearing.get(value.id)]
    return sorted(there, key=lambda value: -len(bearing[value.id]))[:most]


def _is_author_within(asked: EditionFilter, value: FacetValue) -> bool:
    """Return whether the results by this author equal the filter's results with only this author selected."""
    return not asked.values["author"] or (value.is_chosen and not asked.filters["author"].asks_all)


def _is_topic_within(asked: EditionFilter, value: FacetValue) -> bool:
    """Return whether the topic or one above it is selected, or no topic of its kind is."""
    chosen = {slug for _name, slug in _rivals(asked, value)}
    return value.id in tree() and (not chosen or any(topic.slug in chosen for topic in tree()[value.id].trail()))


def _rivals(asked: EditionFilter, value: FacetValue) -> list[tuple[str, str]]:
    """Return the selected topics of the value's kind, which selecting the value would replace."""
    kind = tree()[value.id].kind if value.id in tree() else None
    return [("topic", slug) for slug, each in sorted(asked.filters["topic"].chosen.items()) if each.kind == kind]


def _drawn(
    asked: EditionFilter, rows: list[FacetValue], columns: list[FacetValue], bearing: Mapping, corner: str, path: str
) -> Matrix | None:
    authors = [("author", slug) for slug in asked.values["author"]]

    def url(author: FacetValue | None, topic: FacetValue | None) -> str:
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
