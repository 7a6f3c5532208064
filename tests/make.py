"""Factories: each takes only the difference from something sensible."""

from datetime import date
from itertools import count

from articles.models import Article, Byline, Category, Series, SummaryPoint
from editorial import publishing
from editorial.publishing import Terms
from people.models import Author, sort_name_for
from snapshot.models import Placement, Section, Snapshot

_number = count(1)


def author(name: str = "", **differences) -> Author:
    n = next(_number)
    name = name or f"Ada Writer {n}"
    return Author.objects.create(**{"name": name, "sort_name": sort_name_for(name), "slug": f"author-{n}", **differences})


def topic(name: str = "", **differences) -> Category:
    n = next(_number)
    return Category.objects.create(**{"name": name or f"Topic {n}", "slug": f"topic-{n}", **differences})


def series(name: str = "Strategic Snapshot") -> Series:
    return Series.objects.get_or_create(name=name, defaults={"slug": f"series-{next(_number)}"})[0]


def article(title: str = "", authors=None, points=("First point.", "Second point."), topics=(), **differences) -> Article:
    n = next(_number)
    values = {"title": title or f"Article {n}", "slug": f"article-{n}", "published_on": date(2026, 3, 1), **differences}
    made = Article.objects.create(**values)
    for position, each in enumerate([author()] if authors is None else authors, 1):
        Byline.objects.create(article=made, author=each, position=position)
    for position, text in enumerate(points, 1):
        SummaryPoint.objects.create(article=made, text=text, position=position)
    made.categories.set(topics)
    return made


def snapshot(title: str = "", sections=None, **differences) -> Snapshot:
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
        for place, each in enumerate(articles, 1):
            Placement.objects.create(section=section, article=each, position=place)
    return made


def articles_of(made: Snapshot) -> list[Article]:
    return list(Article.objects.filter(placements__section__snapshot=made).distinct())


def published(thing, **terms):
    """Publish an article, or a snapshot with all its articles that are not public; return the edition."""
    if isinstance(thing, Snapshot):
        from snapshot.publishing import not_public_by, publish_with_articles

        at = terms.pop("at", None)
        moment = terms.get("live_from") or at
        from django.utils import timezone

        return publish_with_articles(thing, not_public_by(thing, moment or timezone.now()), None, Terms(**terms), at)
    return publishing.publish(thing, None, Terms(**{k: v for k, v in terms.items() if k != "at"}), terms.get("at"))
