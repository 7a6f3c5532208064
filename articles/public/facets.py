"""The facets of the archive: for each, the values that go on from here, and how many articles each leads to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import islice

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from articles.models.house import Category, Series
from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from articles.public.filtering import HouseFilter
from articles.public.topics import tree
from editorial.finding import asking, facets
from editorial.finding.facets import Counts, Source
from editorial.finding.keys import id_of
from editorial.finding.results import Found, of_days
from editorial.languages import known_name
from editorial.record_version import held
from people.models import Author

SHOWN = 60
AT_FIRST = 8
SAMPLE = 500  # of what is too many to count, the newest: for the values it is well to offer
LABELS = {
    "author": _("Author"), "region": _("Region"), "topic": _("Topic"), "tag": _("Tag"), "series": _("Series"),
    "language": _("Language"), "year": _("Year"),
}  # fmt: skip


@dataclass(frozen=True)
class Value:
    """A value of a facet: the query that adds it or takes it away; its count, or None where none is known.

    `id` is that of the house data, or the year or language itself; None where a chosen value is borne by nothing.
    """

    id: object
    name: str
    slug: str
    query: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Facet:
    """A facet: the first values are shown at once, the others on demand."""

    name: str
    label: str | Promise
    values: list[Value]

    @property
    def first(self) -> list[Value]:
        return self.values[:AT_FIRST]

    @property
    def more(self) -> list[Value]:
        return self.values[AT_FIRST:]

    @property
    def is_chosen(self) -> bool:
        return any(value.is_chosen for value in self.values)


def article_sources() -> dict[str, Source]:
    """Return where the facets of articles stand."""
    edition = ArticleEdition._meta.db_table
    return {
        "author": author_source(ArticleEditionAuthor._meta.db_table),
        "topic": topic_source(ArticleEditionTopic._meta.db_table),
        "tag": Source(_joined(ArticleEditionTag._meta.db_table, "tag_id")),
        **edition_sources(edition),
    }


def edition_sources(table: str) -> dict[str, Source]:
    """Return where the facets stand that are columns of the editions themselves."""
    values = {
        "series": ("series_id", "series_id"),
        "language": ("language", "lower(language)"),
        "year": ("published_on", "CAST(substr(CAST(published_on AS text), 1, 4) AS text)"),
    }
    return {
        name: Source(
            f"SELECT {value} AS value, id AS edition FROM edition WHERE {column} IS NOT NULL",  # noqa: S608
            table=table,
            column=column,
        )
        for name, (column, value) in values.items()
    }


def topic_source(link: str) -> Source:
    """Return where topics stand in a table of links: each edition counts for its topics and for all above them."""
    above = {
        pk: tuple(over.id for over in topic.trail()) for topic in tree().values() for pk in (topic.id, *topic.merged)
    }
    pairs = ", ".join(f"({below}, {over})" for below, each in sorted(above.items()) for over in each) or "(0, 0)"
    whole = (
        f"SELECT above.column2 AS value, link.edition_id AS edition "  # noqa: S608 - numbers alone
        f'FROM found JOIN "{link}" AS link ON link.edition_id = found.id '
        f"JOIN (VALUES {pairs}) AS above ON above.column1 = link.topic_id"
    )
    return Source(_joined(link, "topic_id"), is_many=True, above=above, whole=whole)


def author_source(link: str) -> Source:
    """Return where authors stand in a table of links: the merged count for the one in whose place they stand."""
    author = Author._meta.db_table
    merged = held("merged authors ids", lambda: Author.objects.filter(merged_into__isnull=False).exists())
    if not merged:
        return Source(_joined(link, "author_id"))
    # Mergings are followed four deep; deeper ones are counted apart.
    chain = "COALESCE(a4.id, a3.id, a2.id, a1.id)"
    joins = f'JOIN "{author}" a1 ON a1.id = link.author_id ' + " ".join(
        f'LEFT JOIN "{author}" a{n} ON a{n}.id = a{n - 1}.merged_into_id' for n in (2, 3, 4)
    )
    return Source(
        f'SELECT {chain} AS value, link.edition_id AS edition FROM found JOIN "{link}" AS link '  # noqa: S608
        f"ON link.edition_id = found.id {joins}",
        is_many=True,
    )


def _joined(link: str, column: str) -> str:
    return (
        f'SELECT link.{column} AS value, link.edition_id AS edition FROM found JOIN "{link}" AS link '  # noqa: S608
        "ON link.edition_id = found.id"
    )


def facets_of(asked: HouseFilter, found: Found, sources: Mapping[str, Source]) -> list[Facet]:
    """Return the facets of a filter, each counted as if nothing of it were chosen: the others' selection is kept.

    `found` was asked with `others=chosen_facets(asked)`.
    """
    counts, exact = _counted(asked, found, sources)
    names = _names(counts)
    shown = [name for name in LABELS if name in sources or name == "region"]
    return [
        facet
        for name in shown
        if (facet := _facet(asked, name, counts, names, ("topic" if name == "region" else name) in exact)).values
    ]


def chosen_facets(asked: HouseFilter, sources: Iterable[str]) -> list[str]:
    """Return the facets whose values are chosen, so that any of them will do: they are counted without themselves."""
    narrowing = {"author"} if asked.asked.get("author_match") == "all" else set()
    return [name for name in sources if asked.asked.get(name) and name not in narrowing]


def _bases(asked: HouseFilter, sources: Mapping[str, Source]) -> dict[str, list[str]]:
    chosen = chosen_facets(asked, sources)
    rest = [name for name in sources if name not in chosen]
    return {**({"all": rest} if rest else {}), **{name: [name] for name in chosen}}


def _counted(asked: HouseFilter, found: Found, sources: Mapping[str, Source]) -> tuple[Counts, set[str]]:
    """Return the counts, and which facets are counted to the last. One query for all that find few."""
    counts: Counts = {}
    exact: set[str] = set()
    of_few: list[tuple[dict[str, Source], Iterable[int]]] = []
    for base, names in _bases(asked, sources).items():
        wanted = {name: sources[name] for name in names}
        few = found.few(base)
        question = found.question if base == "all" else found.others[base]
        if few is not None:
            of_few.append((wanted, map(id_of, few)))
        elif not question.words and asked.facet_values <= 1 and question.chosen is None:
            counts |= _of_many(found, question, wanted)
        else:
            counts |= facets.count([(wanted, found.newest(SAMPLE, base))])
            continue
        exact |= set(names)
    return counts | facets.count(of_few), exact


def _of_many(found: Found, question: asking.Question, wanted: dict[str, Source]) -> Counts:
    name = f"{found.index.name} {question} {sorted(wanted)}"
    return facets.kept(name, lambda: facets.count_all(wanted, *_everything(found, question)))


def _everything(found: Found, question: asking.Question) -> tuple[str, list]:
    if question.days is None:
        return asking.subquery(found.index, question, found.at)
    editions = of_days(found.edition.objects.public(found.at), *question.days)
    sql, parameters = editions.order_by().values("pk").query.sql_with_params()
    return sql, list(parameters)


def _names(counts: Counts) -> dict[str, dict[int, tuple[str, str]]]:
    """Return how the values are shown, and their slugs: the most frequent of authors and tags; of all that are held."""
    most = {name: [pk for pk, _n in _most(counts.get(name, {}))] for name in ("author", "tag")}
    series = held("all series", lambda: list(Series.objects.filter(merged_into=None)))
    return {
        **_named(most),
        "series": {row.pk: (row.name, row.slug) for row in series},
        "topic": {topic.id: (topic.name, topic.slug) for topic in tree().values()},
    }


def _named(ids: dict[str, list[int]]) -> dict[str, dict[int, tuple[str, str]]]:
    """Return name and slug of authors and tags, by kind and id. One query."""
    rows = [
        model.objects.filter(pk__in=ids[kind]).order_by().values_list(models.Value(kind), "pk", "name", "slug")
        for kind, model in (("author", Author), ("tag", Tag))
    ]
    found: dict[str, dict[int, tuple[str, str]]] = {kind: {} for kind in ids}
    for kind, pk, name, slug in rows[0].union(rows[1], all=True) if any(ids.values()) else ():
        found[kind][pk] = (name, slug)
    return found


def _facet(asked: HouseFilter, name: str, counts: Counts, names: dict, is_exact: bool) -> Facet:
    parameter = "topic" if name == "region" else name
    of = counts.get(parameter, {})
    if name in ("region", "topic"):
        is_region = {topic.id: topic.kind == Category.Kind.REGION for topic in tree().values()}
        of = {pk: n for pk, n in of.items() if is_region.get(pk) == (name == "region")}
    known = names.get(parameter)
    rows = [
        (value, *(known[value] if known is not None else _itself(parameter, value)), number)
        for value, number in _most(of)
        if known is None or value in known
    ]
    chosen = set(asked.asked.get(parameter) or ())
    there = {slug for _id, _name, slug, _number in rows}
    rare = [
        (value if value in of else None, asked.name_of(parameter, slug), slug, of.get(value, 0))
        for slug, value in ((slug, _key_of(asked, parameter, slug)) for slug in chosen - there)
        if parameter != "topic" or (asked.kind_of(slug) == Category.Kind.REGION) == (name == "region")
    ]
    if name == "year":
        rows.sort(key=lambda row: row[2], reverse=True)
    values = [
        Value(pk, label, slug, asked.with_value(parameter, slug), number if is_exact else None, slug in chosen)
        for pk, label, slug, number in [*rare, *rows]
    ]
    return Facet(name, LABELS[name], sorted(values, key=lambda value: not value.is_chosen))


def _key_of(asked: HouseFilter, parameter: str, slug: str) -> object:
    """Return the key under which a chosen value is counted; None where it names nothing public."""
    if parameter == "year":
        return int(slug)
    return slug if parameter == "language" else asked.pk_of(parameter, slug)


def _most(counts: Mapping[object, int]) -> list[tuple[object, int]]:
    """Return the values with most, as they stand first."""
    return list(islice(counts.items(), SHOWN))


def _itself(parameter: str, value: object) -> tuple[str, str]:
    """Return name and slug of a year or a language."""
    slug = f"{value:04}" if parameter == "year" and isinstance(value, int) else str(value)
    return (known_name(slug) if parameter == "language" else slug), slug
