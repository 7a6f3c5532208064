"""The matrix of authors against regions or topics, for the results of a filter."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.public.topics import Topic, tree
from search import counts
from search.facet_lists import FacetList, FacetValue
from search.filters import EditionFilter, written
from search.keys import id_of
from search.results import SearchResults
from web.charts.matrix import Matrix, matrix
from web.deferred import Deferred

ROWS, COLUMNS = 8, 6
LEAST = 2  # rows and columns; with fewer, the facets show the same
CORNERS = {
    "region": gettext_lazy("Author / region"),
    "topic": gettext_lazy("Author / topic"),
}  # the facet used for the columns, in order of preference


def authors_by_topic(
    asked: EditionFilter, found: SearchResults, shown: Iterable[FacetList], address: str
) -> Deferred | None:
    """Return the matrix for a filter, or None if it finds too many articles to count, or only one author or topic.

    `shown` are the filter's facets; their values become the rows and columns. Each cell links to the filter with both
    values added. One query.
    """
    few = found.few()
    if not few:
        return None
    values = {facet.name: facet.values for facet in shown}
    writing = [value for value in values.get("author", []) if _is_author_within(asked, value)]
    topics = tree()
    within = {
        name: [value for value in values.get(name, []) if _is_topic_within(asked, topics.get(value.id))]
        for name in CORNERS
    }
    if len(writing) < LEAST or all(len(each) < LEAST for each in within.values()):
        return None
    bearing = counts.editions_of({name: asked.filters[name].source for name in ("author", "topic")}, map(id_of, few))
    rows = _most(writing, bearing["author"], ROWS)
    for facet, corner in CORNERS.items():
        columns = _most(within[facet], bearing["topic"], COLUMNS)
        if len(rows) >= LEAST and len(columns) >= LEAST:
            cells = {
                (r, c): len(bearing["author"][row.id] & bearing["topic"][column.id])
                for r, row in enumerate(rows)
                for c, column in enumerate(columns)
            }
            authors = [("author", row.slug, row.name, _chosen_authors(asked)) for row in rows]
            about = [("topic", column.slug, column.name, _rivals(asked, topics[column.id])) for column in columns]
            return Deferred(_drawn, authors, about, cells, str(corner), reverse(address), asked.pairs)
    return None


def _most(values: list[FacetValue], bearing: Mapping[object, set[int]], most: int) -> list[FacetValue]:
    there = [value for value in values if bearing.get(value.id)]
    return sorted(there, key=lambda value: -len(bearing[value.id]))[:most]


def _is_author_within(asked: EditionFilter, value: FacetValue) -> bool:
    """Return whether the results by this author equal the filter's results with only this author selected."""
    return not asked.values["author"] or (value.is_chosen and not asked.filters["author"].asks_all)


def _is_topic_within(asked: EditionFilter, topic: Topic | None) -> bool:
    """Return whether the topic or one above it is selected, or no topic of its kind is."""
    if topic is None:
        return False
    chosen = {slug for _name, slug in _rivals(asked, topic)}
    return not chosen or any(each.slug in chosen for each in topic.trail())


def _rivals(asked: EditionFilter, topic: Topic) -> list[tuple[str, str]]:
    """Return the selected topics of the topic's kind, which selecting the topic would replace."""
    chosen = asked.filters["topic"].chosen
    return [("topic", slug) for slug, each in sorted(chosen.items()) if each.kind == topic.kind]


def _chosen_authors(asked: EditionFilter) -> list[tuple[str, str]]:
    return [("author", slug) for slug in asked.values["author"]]


def _drawn(
    rows: list[tuple], columns: list[tuple], cells: dict, corner: str, path: str, pairs: list[tuple[str, str]]
) -> Matrix | None:
    """Return the matrix. Rows and columns: parameter, slug, name, and the pairs of the query that it replaces."""

    def url(*heads: tuple) -> str:
        come = [(parameter, slug) for parameter, slug, _name, _replaced in heads]
        gone = {pair for _parameter, _slug, _name, replaced in heads for pair in replaced} - set(come)
        return f"{path}?{written({*pairs} - gone | {*come})}"

    return matrix(
        [(row[2], url(row)) for row in rows],
        [(column[2], url(column)) for column in columns],
        cells,
        lambda r, c: url(rows[r], columns[c]),
        title=_("Who writes on what"),
        corner=corner,
        key="who",
    )
