"""House data as filters choose it: by slug, known to the public or not told from what does not exist."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from taggit.models import Tag

from articles.models.house import Category, Series
from articles.models.record import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from articles.public.topics import Topic, tree
from editorial.models import Address
from editorial.record_version import held
from people.models import Author


@dataclass(frozen=True)
class Chosen:
    """A value of a filter: the slug it has now, the name it is shown by, the ids that count as it, its own id.

    Where it names nothing public it has no ids, and its slug for a name.
    """

    slug: str
    name: str
    ids: tuple[int, ...] = ()
    pk: int | None = None
    kind: str = ""


def topics(slugs: Iterable[str], public: Collection[int]) -> list[Chosen]:
    """Return the topics with these slugs, with all below them. `public` are the ids of those that readers may see."""
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


def public_topics(at: datetime) -> set[int]:
    """Return the ids of the topics with a public article, and of all above them, held per record version."""

    def load() -> set[int]:
        rows = with_any(Category.objects.without_tree_fields(), ArticleEditionTopic, "topic_id", at)
        return with_those_above(rows.values_list("pk", flat=True))

    return held("public topics of articles", load)


def with_those_above(direct: Iterable[int]) -> set[int]:
    """Return the topics in the tree that are, or hold, or took in by merging, one of `direct`."""
    direct = set(direct)
    return {topic.id for topic in tree().values() if topic.ids_below() & direct}


def authors(slugs: Iterable[str], at: datetime, link=ArticleEditionAuthor) -> list[Chosen]:
    """Return the authors with these slugs, with those merged into them. Two queries, one more for old slugs."""
    merged = held("merged authors", lambda: _merged(Author))
    rows = Author.objects.annotate(is_public=Exists(link.objects.public(at).filter(author_id=OuterRef("pk"))))
    return _mergeable(rows, "authors", slugs, merged, lambda ids: link.objects.public(at).filter(author_id__in=ids))


def series(slugs: Iterable[str], at: datetime, edition=ArticleEdition) -> list[Chosen]:
    """Return the series with these slugs, with those merged into them."""
    merged = held("merged series", lambda: _merged(Series))
    rows = Series.objects.annotate(is_public=Exists(edition.objects.public(at).filter(series_id=OuterRef("pk"))))
    return _mergeable(rows, "series", slugs, merged, lambda ids: edition.objects.public(at).filter(series_id__in=ids))


def tags(slugs: Iterable[str], at: datetime) -> list[Chosen]:
    """Return the tags with these slugs. One query."""
    rows = with_any(Tag.objects.all(), ArticleEditionTag, "tag_id", at).filter(slug__in=list(slugs))
    known = {row.slug: row for row in rows}
    return [
        Chosen(slug, known[slug].name, (known[slug].pk,), known[slug].pk) if slug in known else Chosen(slug, slug)
        for slug in slugs
    ]


def with_any(rows: QuerySet, link, column: str, at: datetime) -> QuerySet:
    """Return those of the rows that a public link points at: an index is probed once for each row."""
    return rows.filter(Exists(link.objects.public(at).filter(**{column: OuterRef("pk")})))


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
    """Return the slugs, those that were claimed before and are no row's now replaced by the ones they lead to."""
    slugs = list(slugs)
    unknown = [slug for slug in slugs if slug not in known]
    if not unknown:
        return slugs
    claims = dict(Address.objects.filter(collection=collection, slug__in=unknown).values_list("slug", "parent_id"))
    now = slugs_of(set(claims.values())) if claims else {}
    return [now.get(claims.get(slug), slug) for slug in slugs]


def _merged(model) -> dict[int, int]:
    return dict(model.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))


def _survivor(pk: int, merged: dict[int, int]) -> int:
    while pk in merged:
        pk = merged[pk]
    return pk
