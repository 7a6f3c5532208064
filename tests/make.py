"""Factories: each takes only the difference from something sensible. And one clock for all: NOON, and `later`."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from itertools import count

from django.utils import timezone
from taggit.models import Tag

from articles.models import Article, ArticleEdition, Byline, Category, Series, SummaryPoint
from media.models import Picture, StoredFile
from people.models import Author, sort_name_for
from record import publishing, record_version
from record.models import Edition
from record.publishing import Terms
from search.models import Spelling
from snapshot.models import Compiler, Placement, Section, Snapshot
from snapshot.publishing import not_public_by, publish_with_articles

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)

_number = count(1)


def later(**span) -> datetime:
    """Return the moment that long after NOON: `later(hours=1)`, `later(seconds=-1)`."""
    return NOON + timedelta(**span)


def author(name: str = "", **differences) -> Author:
    n = next(_number)
    name = name or f"Ada Writer {n}"
    return Author.objects.create(
        **{"name": name, "sort_name": sort_name_for(name), "slug": f"author-{n}", **differences}
    )


def topic(name: str = "", **differences) -> Category:
    n = next(_number)
    return Category.objects.create(**{"name": name or f"Topic {n}", "slug": f"topic-{n}", **differences})


def tag(name: str = "", **differences) -> Tag:
    n = next(_number)
    return Tag.objects.create(**{"name": name or f"tag {n}", "slug": f"tag-{n}", **differences})


def spelling(spellings: str) -> Spelling:
    made = Spelling.objects.create(spellings=spellings)
    record_changed()
    return made


def record_changed() -> None:
    """Let what is held in memory be loaded again, as after any change that the public sees."""
    record_version.raise_version()


def series(name: str = "Strategic Snapshot", **differences) -> Series:
    return Series.objects.get_or_create(name=name, defaults={"slug": f"series-{next(_number)}", **differences})[0]


def picture(**differences) -> Picture:
    """Return a picture of the library, without its files: pages do not ask for them."""
    n = next(_number)
    values = {
        "title": f"Picture {n}", "alternative_text": f"What picture {n} shows", "name": f"picture-{n}.png", "format": "PNG",
        "digest": hashlib.sha256(f"picture {n}".encode()).hexdigest(), "width": 2400, "height": 1600, "widths": [480, 960, 1600],
    }  # fmt: skip
    endings = [f"{w}.{kind}" for w in (480, 960, 1600) for kind in ("avif", "webp")] + ["1600.jpg"]
    return Picture.objects.create(**{**values, "files": dict.fromkeys(endings, "0" * 64), **differences})


def stored_file(**differences) -> StoredFile:
    """Return a stored file, without the file itself."""
    n = next(_number)
    digest = hashlib.sha256(f"file {n}".encode()).hexdigest()
    return StoredFile.objects.create(**{"digest": digest, "name": f"report-{n}.pdf", "size": 1_234_567, **differences})


def attached(thing, title: str = "Full report", file: StoredFile | None = None):
    """Attach a file to an article or a snapshot, after those it has; return the row."""
    return thing.attachments.create(title=title, file=file or stored_file(), position=thing.attachments.count() + 1)


def embedded(thing: Article, address: str = "https://datawrapper.dwcdn.net/abcde/1/", title: str = "Ferries", **fields):
    """Give an article an embed, after those it has; return the row."""
    return thing.embeds.create(address=address, title=title, position=thing.embeds.count() + 1, **fields)


def figured(thing: Article, caption: str = "", shown: Picture | None = None):
    """Give an article a figure, after those it has; return the row."""
    return thing.figures.create(caption=caption, picture=shown or picture(), position=thing.figures.count() + 1)


def article(
    title: str = "", authors=None, points=("First point.", "Second point."), topics=(), tags=(), **differences
) -> Article:
    n = next(_number)
    values = {"title": title or f"Article {n}", "slug": f"article-{n}", "published_on": date(2026, 3, 1), **differences}
    made = Article.objects.create(**values)
    byline = [author()] if authors is None else authors
    Byline.objects.bulk_create(Byline(article=made, author=each, position=n) for n, each in enumerate(byline, 1))
    SummaryPoint.objects.bulk_create(
        SummaryPoint(article=made, text=text, position=n) for n, text in enumerate(points, 1)
    )
    file_under(made, topics, tags)
    return made


def file_under(made, topics, tags) -> None:
    """Give it these topics and tags; it has none yet."""
    if topics:
        made.categories.set(topics)
    if tags:
        made.tags.set(tags)


def snapshot(title: str = "", sections=None, compilers=(), topics=(), tags=(), **differences) -> Snapshot:
    """`sections`: {title: [articles]}; one section of two articles where left out."""
    n = next(_number)
    values = {
        "title": title or f"Snapshot {n}", "slug": f"snapshot-{n}", "series": series(),
        "introduction": "<p>First paragraph.</p><p>Second paragraph.</p>", "selection_heading": "Selected Analysis", **differences,
    }  # fmt: skip
    made = Snapshot.objects.create(**values)
    sections = {"First Section": [article(), article()]} if sections is None else sections
    for position, (name, articles) in enumerate(sections.items(), 1):
        section = Section.objects.create(snapshot=made, title=name, position=position)
        Placement.objects.bulk_create(
            Placement(section=section, article=each, position=place) for place, each in enumerate(articles, 1)
        )
    Compiler.objects.bulk_create(
        Compiler(snapshot=made, author=each, position=n) for n, each in enumerate(compilers, 1)
    )
    file_under(made, topics, tags)
    return made


def articles_of(made: Snapshot) -> list[Article]:
    return list(Article.objects.filter(placements__section__snapshot=made).distinct())


def placements_of(made: Snapshot) -> list[Placement]:
    """Return the snapshot's placements as they stand on its page."""
    return list(Placement.objects.filter(section__snapshot=made).order_by("section__position", "position"))


def placements_of_article(made: Article) -> list[Placement]:
    """Return where the article stands, whatever the snapshot."""
    return list(Placement.objects.filter(article=made).select_related("section__snapshot"))


def many_published(count: int) -> list[Article]:
    """Return `count` articles, each with an edition public since NOON, written by a handful of queries.

    Their editions are copies of one: enough for what counts or lists many, and much sooner there.
    """
    first = published(article(), NOON)
    values = {
        field.attname: getattr(first, field.attname) for field in first._meta.concrete_fields if field.name != "id"
    }
    numbers = [next(_number) for _ in range(count - 1)]
    copies = Article.objects.bulk_create(Article(title=f"Article {n}", slug=f"article-{n}") for n in numbers)
    ArticleEdition.objects.bulk_create(
        ArticleEdition(**{
            **values, "parent_id": each.pk, "slug": each.slug, "title": each.title,
            "card": {**first.card, "title": each.title, "slug": each.slug},
        }) for each in copies
    )  # fmt: skip
    return [first.parent, *copies]


def changed(thing, **differences):
    """Save `differences` (another title where none are given) to the working copy; return it as saved."""
    differences = differences or {"title": f"{thing.title}, changed {next(_number)}"}
    type(thing).objects.filter(pk=thing.pk).update(**differences)
    thing.refresh_from_db()
    return thing


def published(thing, at: datetime | None = None, **terms) -> Edition:
    """Publish an article, or a snapshot with all its articles that are not public; return the edition."""
    if terms.get("kind") == Edition.Kind.CORRECTION:
        terms.setdefault("note", "What was wrong.")
    if isinstance(thing, Snapshot):
        missing = not_public_by(thing, terms.get("live_from") or at or timezone.now())
        return publish_with_articles(thing, missing, None, Terms(**terms), at)
    return publishing.publish(thing, None, Terms(**terms), at)
