"""Topics, authors, series and tags by slug, for filters. Rows that aren't public count as missing."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import Exists, Model, OuterRef, QuerySet
from taggit.models import Tag

from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from articles.models.taxonomy import Category, Series, merged_tags
from articles.public.topics import Topic, tree
from people.models import Author
from record.models import Address
from record.prepared import Prepared
from record.record_version import cached
from search.facets import Chosen


def topics(slugs: Iterable[str], public: Collection[int]) -> list[Chosen]:
    """Return the topics with these slugs and all topics below them. `public` are the ids that readers may see."""
    known = {topic.slug: topic for topic in tree().values() if topic.id in public}
    slugs = _moved("topics", slugs, known, lambda pks: _now_under(pks, known.values()))
    return [
        Chosen(slug, known[slug].name, tuple(sorted(known[slug].ids_below())), known[slug].id, known[slug].kind)
        if slug in known
        else Chosen(slug, slug)
        for slug in slugs
    ]


def _now_under(pks: Collection[int], topics: Iterable[Topic]) -> dict[int, str]:
    return {pk: topic.slug for topic in topics for pk in (topic.id, *topic.merged) if pk in pks}


def public_topics(at: datetime, link=ArticleEditionTopic) -> set[int]:
    """Return the ids of the topics of public `link` rows and of all topics above them, cached per record version."""

    def load() -> set[int]:
        rows = with_any(Category.objects.without_tree_fields(), link, "topic_id", at)
        return with_those_above(rows.values_list("pk", flat=True))

    return cached(f"public topics of {link.__name__}", load)


def with_those_above(direct: Iterable[int]) -> set[int]:
    """Return the topics that are in `direct`, are above one of them, or have one of them merged into them."""
    direct = set(direct)
    return {topic.id for topic in tree().values() if topic.ids_below() & direct}


def authors(slugs: Iterable[str], at: datetime, link=ArticleEditionAuthor) -> list[Chosen]:
    """Return the authors with these slugs and those merged into them. Two queries, and one more for former slugs."""
    rows = Author.objects.annotate(is_public=Exists(link.objects.public(at).filter(author_id=OuterRef("pk"))))
    uses = link.objects.public(at)
    return _mergeable(rows, "authors", slugs, merged_authors(), lambda ids: uses.filter(author_id__in=ids))


def merged_authors() -> dict[int, int]:
    """Return the id of each merged author → the id of the author that remains, cached per record version."""
    merged = cached("merged authors", lambda: _merged(Author))
    return {pk: _survivor(pk, merged) for pk in merged}


def series(slugs: Iterable[str], at: datetime, edition=ArticleEdition) -> list[Chosen]:
    """Return the series with these slugs and those merged into them."""
    merged = cached("merged series", lambda: _merged(Series))
    rows = Series.objects.annotate(is_public=Exists(edition.objects.public(at).filter(series_id=OuterRef("pk"))))
    return _mergeable(rows, "series", slugs, merged, lambda ids: edition.objects.public(at).filter(series_id__in=ids))


def tags(slugs: Iterable[str], at: datetime) -> list[Chosen]:
    """Return the tags with these slugs and those merged into them."""
    link = ArticleEditionTag
    rows = Tag.objects.annotate(is_public=Exists(link.objects.public(at).filter(tag_id=OuterRef("pk"))))
    return _mergeable(rows, "tags", slugs, merged_tags(), lambda ids: link.objects.public(at).filter(tag_id__in=ids))


def tag_ids(pk: int) -> list[int]:
    """Return the id of a tag and those of the tags merged into it."""
    return [pk, *(merged for merged, into in merged_tags().items() if into == pk)]


def with_any(rows: QuerySet, link, column: str, at: datetime) -> QuerySet:
    """Return the rows with a public link. Probes an index once per row."""
    return rows.filter(Exists(link.objects.public(at).filter(**{column: OuterRef("pk")})))


def with_public_links(model: type[Model], link, column: str, at: datetime, merged: dict[int, int]) -> list[Model]:
    """Return the rows that have a public link, or into which such a row was merged."""
    direct = with_any(model._default_manager.all(), link, column, at).values_list("pk", flat=True)
    return list(model._default_manager.filter(pk__in={_survivor(pk, merged) for pk in direct}))


def _mergeable(rows: QuerySet, collection: str, slugs: Iterable[str], merged: dict[int, int], uses) -> list[Chosen]:
    typed = list(slugs)
    known = {row.slug: row for row in rows.filter(slug__in=typed)}
    slugs = _moved(collection, typed, known, lambda pks: dict(rows.filter(pk__in=pks).values_list("pk", "slug")))
    known |= {row.slug: row for row in rows.filter(slug__in=[slug for slug in slugs if slug not in known])}
    survivors = {_survivor(row.pk, merged) for row in known.values()}
    others = rows.in_bulk([pk for pk in survivors if pk not in {row.pk for row in known.values()}])
    by_pk = {row.pk: row for row in known.values()} | others
    found = []
    for asked, slug in zip(typed, slugs, strict=True):
        row = by_pk[_survivor(known[slug].pk, merged)] if slug in known else None
        ids = (row.pk, *(pk for pk in merged if _survivor(pk, merged) == row.pk)) if row else ()
        is_public = row is not None and (row.is_public or (len(ids) > 1 and uses(ids).exists()))
        found.append(Chosen(row.slug, row.name, tuple(sorted(ids)), row.pk) if is_public else Chosen(asked, asked))
    return found


def _moved(collection: str, slugs: Iterable[str], known: dict, slugs_of) -> list[str]:
    """Return the slugs, with former slugs replaced by the current slugs that they redirect to."""
    slugs = list(slugs)
    unknown = [slug for slug in slugs if slug not in known]
    if not unknown:
        return slugs
    claims = dict(Address.objects.filter(collection=collection, slug__in=unknown).values_list("slug", "parent_id"))
    now = slugs_of(set(claims.values())) if claims else {}
    return [now.get(claims.get(slug), slug) for slug in slugs]


_merges = Prepared(
    lambda model: model.objects.filter(merged_into__isnull=False).order_by().values_list("pk", "merged_into_id")
)


def _merged(model) -> dict[int, int]:
    return dict(_merges.tuples(model))


def _survivor(pk: int, merged: dict[int, int]) -> int:
    while pk in merged:
        pk = merged[pk]
    return pk
