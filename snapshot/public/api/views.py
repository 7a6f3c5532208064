"""The API's addresses. Each view is a question, a page of what it finds, and how that is answered."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.models.record import ArticleEdition
from articles.public.filtering import ArticleFilter
from articles.public.filtering import read_filter as read_article_filter
from editorial.addresses import find_current, find_numbered, find_parent, gone
from editorial.finding.results import COUNTED
from snapshot.models.record import SnapshotEdition
from snapshot.public.api import articles, examples, house, linking, parameters, shapes, snapshots
from snapshot.public.api.answering import Resource, only
from snapshot.public.api.asking import named_cursor, read_asked, read_fields, read_named_cursor
from snapshot.public.api.describing import described
from snapshot.public.filtering import SnapshotFilter
from snapshot.public.filtering import read_filter as read_snapshot_filter

ARTICLE_LINE, ARTICLE, SNAPSHOT_LINE, SNAPSHOT, AUTHOR_LINE, AUTHOR = (
    tuple(shape().fields)
    for shape in (
        shapes.ArticleLine, shapes.Article, shapes.SnapshotLine, shapes.Snapshot, shapes.AuthorLine, shapes.Author
    )
)  # fmt: skip
SLUG, NUMBER, PAGING = parameters.SLUG_IN_PATH, parameters.NUMBER_IN_PATH, parameters.PAGING


class Editions(Resource):
    """What the views of articles and of snapshots have in common: of which kind they are."""

    name: str
    collection: str
    edition: type
    kind: object  # the module that makes the answers
    list_name: str  # of the addresses of the list, for readers and in the API
    whole_fields: tuple[str, ...]
    line_fields: tuple[str, ...]


class OfArticles(Editions):
    name, collection, edition, kind = "article", "analysis", ArticleEdition, articles
    list_name, line_fields, whole_fields = "archive", ARTICLE_LINE, ARTICLE
    read_filter = staticmethod(read_article_filter)


class OfSnapshots(Editions):
    name, collection, edition, kind = "snapshot", "snapshots", SnapshotEdition, snapshots
    list_name, line_fields, whole_fields = "snapshots", SNAPSHOT_LINE, SNAPSHOT
    read_filter = staticmethod(read_snapshot_filter)


def list_page(view: Editions, request: Request) -> Response:
    """Answer with a page of the editions that a filter finds."""
    at, asked = request.moment, read_asked(request.query_params, view.line_fields)
    query = view.read_filter(request.query_params, at)
    found = query.found()
    ids, cursor = found.page(asked.cursor, asked.size)
    here = linking.both(request, view.list_name)
    canonical = f"?{query.canonical}" if query.canonical else ""
    return Response({
        "url": here["url"] + canonical,
        "page": here["page"] + canonical,
        "total": min(found.total, COUNTED),
        "is_total_exact": found.total <= COUNTED,
        "next": f"{here['url']}?{asked.address_of_next(cursor, query.pairs)}" if cursor else None,
        "results": [only(asked.fields, line) for line in view.kind.thin(request, ids, at)],
    })  # fmt: skip


def current(view: Editions, request: Request, slug: str) -> Response:
    """Answer with the current edition of what stands under a slug."""
    fields = read_fields(request.query_params, view.whole_fields)
    edition = find_current(view.edition, view.collection, slug, request.moment)
    return Response(only(fields, view.kind.whole(request, edition, request.moment)))


def numbered(view: Editions, request: Request, slug: str, number: int) -> Response:
    """Answer with one edition of what stands, or stood, under a slug."""
    fields = read_fields(request.query_params, view.whole_fields)
    edition = find_numbered(view.edition, view.collection, slug, number, request.moment)
    return Response(only(fields, linking.numbered(view.kind.whole(request, edition, request.moment))))


def history(view: Editions, request: Request, slug: str) -> Response:
    """Answer with every edition of what stands under a slug."""
    at = request.moment
    parent_id = find_parent(view.edition, view.collection, slug, at)
    title = view.edition.objects.citable(at).filter(parent_id=parent_id).order_by("-number").values_list("title")
    if not title:
        raise gone(view.edition, parent_id, at)
    editions = linking.history(request, view.name, view.edition, parent_id, at)
    here = linking.both(request, f"{view.name}-history", slug=slug)
    return Response({**here, "title": title[0][0], "results": editions})


class ArticleList(OfArticles):
    @described(
        "articles", "Articles", "Find articles", shapes.ArticleList, examples.ARTICLES,
        [*parameters.of_filter(ArticleFilter), *PAGING, parameters.chosen(ARTICLE_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Every public article, newest first; the same filter as the archive's pages, feeds and exports have."""
        return list_page(self, request)


class Article(OfArticles):
    @described(
        "article", "Articles", "Read an article", shapes.Article, examples.ARTICLE, [SLUG, parameters.chosen(ARTICLE)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """The current edition, whole: body, summary, citations, and every edition there is."""
        return current(self, request, slug)


class ArticleHistory(OfArticles):
    @described(
        "article_editions", "Articles", "List an article's editions", shapes.EditionList,
        examples.editions_of("articles", "analysis", examples.ARTICLE), [SLUG], moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """Every edition that may be read, with what changed in it."""
        return history(self, request, slug)


class ArticleEditionPage(OfArticles):
    @described(
        "article_edition", "Articles", "Read one edition of an article", shapes.Article,
        examples.numbered(examples.ARTICLE), [SLUG, NUMBER, parameters.chosen(ARTICLE)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str, number: int) -> Response:
        """An edition as it was published. It never changes; cite this one."""
        return numbered(self, request, slug, number)


class SnapshotList(OfSnapshots):
    @described(
        "snapshots", "Snapshots", "Find snapshots", shapes.SnapshotList, examples.SNAPSHOTS,
        [*parameters.of_filter(SnapshotFilter), *PAGING, parameters.chosen(SNAPSHOT_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Every public snapshot, newest first. `author` asks for who compiled it."""
        return list_page(self, request)


class Snapshot(OfSnapshots):
    @described(
        "snapshot", "Snapshots", "Read a snapshot", shapes.Snapshot, examples.SNAPSHOT,
        [SLUG, parameters.chosen(SNAPSHOT)], reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """The current edition, whole: introduction, sections, and each article as frozen in it."""
        return current(self, request, slug)


class SnapshotHistory(OfSnapshots):
    @described(
        "snapshot_editions", "Snapshots", "List a snapshot's editions", shapes.EditionList,
        examples.editions_of("snapshots", "snapshots", examples.SNAPSHOT), [SLUG], moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """Every edition that may be read, with what changed in it."""
        return history(self, request, slug)


class SnapshotEditionPage(OfSnapshots):
    @described(
        "snapshot_edition", "Snapshots", "Read one edition of a snapshot", shapes.Snapshot,
        examples.numbered(examples.SNAPSHOT), [SLUG, NUMBER, parameters.chosen(SNAPSHOT)],
        reads=True, moves=True, withdraws=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str, number: int) -> Response:
        """An edition as it was published; articles withdrawn since are their title and the notice."""
        return numbered(self, request, slug, number)


class AuthorList(Resource):
    @described(
        "authors", "Authors", "List authors", shapes.AuthorList, examples.AUTHORS,
        [*PAGING, parameters.chosen(AUTHOR_LINE)], reads=True,
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Everyone with something public, in order of name."""
        asked = read_asked(request.query_params, AUTHOR_LINE)
        shown, total, last = house.author_page(request.moment, read_named_cursor(asked.cursor), asked.size)
        here = linking.both(request, "authors")
        return Response({
            **here,
            "total": total,
            "is_total_exact": True,
            "next": f"{here['url']}?{asked.address_of_next(named_cursor(*last), [])}" if last else None,
            "results": [only(asked.fields, house.listed_author(request, each)) for each in shown],
        })  # fmt: skip


class Author(Resource):
    @described(
        "author", "Authors", "Read about an author", shapes.Author, examples.AUTHOR,
        [SLUG, parameters.chosen(AUTHOR)], reads=True, moves=True,
    )  # fmt: skip
    def get(self, request: Request, slug: str) -> Response:
        """An author, and where their articles and snapshots are listed."""
        fields = read_fields(request.query_params, AUTHOR)
        return Response(only(fields, house.whole_author(request, slug)))


class TopicList(Resource):
    @described("topics", "Topics", "Read the tree of topics", shapes.TopicList, examples.TOPICS)
    def get(self, request: Request) -> Response:
        """Every topic with something public, each with those below it."""
        return Response({**linking.both(request, "topics"), "results": house.topic_tree(request)})


class Topic(Resource):
    @described("topic", "Topics", "Read about a topic", shapes.Topic, examples.TOPIC, [SLUG], moves=True)
    def get(self, request: Request, slug: str) -> Response:
        """A topic, what is above and below it, and where its articles and snapshots are listed."""
        return Response(house.whole_topic(request, slug))
