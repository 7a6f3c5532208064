"""The API's views: each reads a query, finds the data and serializes it."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.models.record import ArticleEdition
from articles.public.filters import ArticleFilter
from articles.public.filters import read_filter as read_article_filter
from record.addresses import find_current, find_numbered, find_parent, replacement_or_gone
from record.models import Edition
from search.results import COUNTED
from snapshot.models.record import SnapshotEdition
from snapshot.public.filters import SnapshotFilter
from snapshot.public.filters import read_filter as read_snapshot_filter
from website.api import articles, examples, links, parameters, serializers, snapshots, taxonomy, taxonomy_serializers
from website.api.descriptions import described
from website.api.requests import named_cursor, read_fields, read_list_request, read_named_cursor
from website.api.responses import Resource
from website.topics import public_topic_ids

ARTICLE_LINE, ARTICLE, SNAPSHOT_LINE, SNAPSHOT, AUTHOR_LINE, AUTHOR = (
    tuple(shape().fields)
    for shape in (
        serializers.ArticleLine, serializers.Article, serializers.SnapshotLine, serializers.Snapshot,
        taxonomy_serializers.AuthorLine, taxonomy_serializers.Author,
    )
)  # fmt: skip
SLUG, NUMBER, PAGING = parameters.SLUG_IN_PATH, parameters.NUMBER_IN_PATH, parameters.PAGING


def answer(request: Request, serializer: type, found: object, **context: object) -> Response:
    """Return the serialized response for `found`."""
    return Response(serializer(found, context={"request": request, **context}).data)


class Editions(Resource):
    """Shared attributes of the views of articles and of snapshots."""

    name: str
    collection: str
    edition: type
    found: object  # the module that finds the data
    list_name: str  # the URL name of the list, for readers and in the API
    whole: type
    listed: type
    whole_fields: tuple[str, ...]
    line_fields: tuple[str, ...]


class OfArticles(Editions):
    name, collection, edition, found = "article", "analysis", ArticleEdition, articles
    whole, listed = serializers.Article, serializers.ArticleList
    list_name, line_fields, whole_fields = "archive", ARTICLE_LINE, ARTICLE
    read_filter = staticmethod(read_article_filter)


class OfSnapshots(Editions):
    name, collection, edition, found = "snapshot", "snapshots", SnapshotEdition, snapshots
    whole, listed = serializers.Snapshot, serializers.SnapshotList
    list_name, line_fields, whole_fields = "snapshots", SNAPSHOT_LINE, SNAPSHOT
    read_filter = staticmethod(read_snapshot_filter)


def list_page(view: Editions, request: Request) -> Response:
    """Return a page of the editions that match the filter."""
    at, asked = request.moment, read_list_request(request.query_params, view.line_fields)
    query = view.read_filter(request.query_params, at)
    results = query.results()
    ids, cursor = results.page(asked.cursor, asked.size)
    here = links.both(request, view.list_name)
    canonical = f"?{query.canonical}" if query.canonical else ""
    return answer(request, view.listed, {
        "url": here["url"] + canonical,
        "page": here["page"] + canonical,
        "total": min(results.total, COUNTED),
        "is_total_exact": results.total <= COUNTED,
        "next": f"{here['url']}?{asked.address_of_next(cursor, query.pairs)}" if cursor else None,
        "results": view.found.thin(ids, at),
    }, kind=view.name, fields=asked.fields)  # fmt: skip


def whole(view: Editions, request: Request, edition: Edition, **context: object) -> Response:
    """Return an edition completely."""
    fields = read_fields(request.query_params, view.whole_fields)
    found = view.found.whole(request, edition, request.moment)
    return answer(request, view.whole, found, kind=view.name, fields=fields, **context)


def current(view: Editions, request: Request, slug: str) -> Response:
    """Return the current edition of the item with this slug."""
    return whole(view, request, find_current(view.edition, view.collection, slug, request.moment))


def numbered(view: Editions, request: Request, slug: str, number: int) -> Response:
    """Return one edition of the item with this slug, current or earlier."""
    edition = find_numbered(view.edition, view.collection, slug, number, request.moment)
    return whole(view, request, edition, is_numbered=True)


def history(view: Editions, request: Request, slug: str) -> Response:
    """Return every edition of the item with this slug."""
    at = request.moment
    parent_id = find_parent(view.edition, view.collection, slug, at)
    title = view.edition.objects.citable(at).filter(parent_id=parent_id).order_by("-number").values_list("title")
    if not title:
        raise replacement_or_gone(view.edition, parent_id, at)
    editions = links.history(view.edition, parent_id, at)
    here = links.both(request, f"{view.name}-history", slug=slug)
    found = {**here, "title": title[0][0], "results": editions}
    return answer(request, serializers.EditionList, found, kind=view.name)


class ArticleList(OfArticles):
    @described(
        "articles", "Articles", "Find articles", serializers.ArticleList, examples.ARTICLES,
        [*parameters.of_filter(ArticleFilter), *PAGING, parameters.chosen(ARTICLE_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Every public article, newest first; the same filter as the archive's pages, feeds and exports have."""
        return list_page(self, request)


class Article(OfArticles):
    @described(
        "article", "Articles", "Read an article", serializers.Article, examples.ARTICLE,
        [SLUG, parameters.chosen(ARTICLE)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """The current edition, whole: body, summary, citations, and every edition there is."""
        return current(self, request, slug)


class ArticleHistory(OfArticles):
    @described(
        "article_editions", "Articles", "List an article's editions", serializers.EditionList,
        examples.editions_of("articles", "analysis", examples.ARTICLE), [SLUG], moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """Every edition that may be read, with what changed in it."""
        return history(self, request, slug)


class ArticleEditionPage(OfArticles):
    @described(
        "article_edition", "Articles", "Read one edition of an article", serializers.Article,
        examples.numbered(examples.ARTICLE), [SLUG, NUMBER, parameters.chosen(ARTICLE)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str, number: int) -> Response:
        """An edition as it was published. It never changes; cite this one."""
        return numbered(self, request, slug, number)


class SnapshotList(OfSnapshots):
    @described(
        "snapshots", "Snapshots", "Find snapshots", serializers.SnapshotList, examples.SNAPSHOTS,
        [*parameters.of_filter(SnapshotFilter), *PAGING, parameters.chosen(SNAPSHOT_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Every public snapshot, newest first. The parameter author is for its compilers."""
        return list_page(self, request)


class Snapshot(OfSnapshots):
    @described(
        "snapshot", "Snapshots", "Read a snapshot", serializers.Snapshot, examples.SNAPSHOT,
        [SLUG, parameters.chosen(SNAPSHOT)], reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """The current edition, whole: introduction, sections, and each article as frozen in it."""
        return current(self, request, slug)


class SnapshotHistory(OfSnapshots):
    @described(
        "snapshot_editions", "Snapshots", "List a snapshot's editions", serializers.EditionList,
        examples.editions_of("snapshots", "snapshots", examples.SNAPSHOT), [SLUG], moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """Every edition that may be read, with what changed in it."""
        return history(self, request, slug)


class SnapshotEditionPage(OfSnapshots):
    @described(
        "snapshot_edition", "Snapshots", "Read one edition of a snapshot", serializers.Snapshot,
        examples.numbered(examples.SNAPSHOT), [SLUG, NUMBER, parameters.chosen(SNAPSHOT)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str, number: int) -> Response:
        """An edition as it was published; articles withdrawn since are their title and the notice."""
        return numbered(self, request, slug, number)


class AuthorList(Resource):
    @described(
        "authors", "Authors", "List authors", serializers.AuthorList, examples.AUTHORS,
        [*PAGING, parameters.chosen(AUTHOR_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Everyone with something public, in order of name."""
        asked = read_list_request(request.query_params, AUTHOR_LINE)
        shown, total, last = taxonomy.author_page(request.moment, read_named_cursor(asked.cursor), asked.size)
        here = links.both(request, "authors")
        return answer(request, serializers.AuthorList, {
            **here,
            "total": total,
            "is_total_exact": True,
            "next": f"{here['url']}?{asked.address_of_next(named_cursor(*last), [])}" if last else None,
            "results": shown,
        }, fields=asked.fields)  # fmt: skip


class Author(Resource):
    @described(
        "author", "Authors", "Read about an author", taxonomy_serializers.Author, examples.AUTHOR,
        [SLUG, parameters.chosen(AUTHOR)], reads=True, moves=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """An author, and where their articles and snapshots are listed."""
        fields = read_fields(request.query_params, AUTHOR)
        found = taxonomy.whole_author(request, slug)
        return answer(request, taxonomy_serializers.Author, found, fields=fields)


class TopicList(Resource):
    @described("topics", "Topics", "Read the tree of topics", serializers.TopicList, examples.TOPICS)
    def get(self, request: Request) -> Response:
        """Every topic with something public, each with those below it."""
        public = public_topic_ids(request.moment)
        found = {**links.both(request, "topics"), "results": taxonomy.top_topics(public)}
        return answer(request, serializers.TopicList, found, public=public)


class Topic(Resource):
    @described("topic", "Topics", "Read about a topic", taxonomy_serializers.Topic, examples.TOPIC, [SLUG], moves=True)
    def get(self, request: Request, slug: str) -> Response:
        """A topic, what is above and below it, and where its articles and snapshots are listed."""
        public = public_topic_ids(request.moment)
        return answer(request, taxonomy_serializers.Topic, taxonomy.whole_topic(slug, public), public=public)
