"""Suggestions from the library: related articles, and those published since the live edition."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from taggit.models import TaggedItem

from articles.models import Article, ArticleEdition, Category
from snapshot.desk.library import rows_of
from snapshot.desk.library_filter import topic_ids
from snapshot.models import Placement, Snapshot, SnapshotEdition
from text.joining import both

MOST = 30
LOOKED_AT = 200  # newest articles considered for each kind of relation; search finds older ones
TAG_WORTH, TOPIC_WORTH, PERIOD_WORTH = 3, 2, 1
FARTHEST = timedelta(days=31)  # a longer period is not used


@dataclass
class Kinship:
    """What an article and a snapshot have in common."""

    tags: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    is_of_the_period: bool = False

    @property
    def score(self) -> int:
        return TAG_WORTH * len(self.tags) + TOPIC_WORTH * len(self.topics) + PERIOD_WORTH * self.is_of_the_period

    @property
    def reason(self) -> str:
        """Return a description of what they share."""
        parts = []
        if self.topics:
            words = ngettext("the topic %s", "the topics %s", len(self.topics))
            parts.append(words % ", ".join(sorted(self.topics)))
        if self.tags:
            words = ngettext("the tag %s", "the tags %s", len(self.tags))
            parts.append(words % ", ".join(f"“{tag}”" for tag in sorted(self.tags)))
        if parts:
            shared = both(parts)
            if self.is_of_the_period:
                return _("Shares %s, published around the same time.") % shared
            return _("Shares %s.") % shared
        return _("Published around the same time.")


def suggested(snapshot: Snapshot, at: datetime, most: int = MOST) -> list[dict]:
    """Return library rows of related articles that are not in the snapshot, each with a `reason`.

    Related by tags, topics (of the snapshot, its coverage line and its articles) or period; the closest first, then the
    newest. Leaves out withdrawn articles.
    """
    placed = set(Placement.objects.filter(section__snapshot=snapshot).values_list("article_id", flat=True))
    found: dict[int, Kinship] = defaultdict(Kinship)
    days: dict[int, date | None] = {}
    for pk, day, name in _by_topic(snapshot, placed):
        found[pk].topics.append(name)
        days[pk] = day
    for pk, day, name in _by_tag(snapshot, placed):
        found[pk].tags.append(name)
        days[pk] = day
    first, last = _period(placed)
    for pk, day in _within(first, last, placed):
        found[pk].is_of_the_period = True
        days[pk] = day
    for pk, kinship in found.items():
        kinship.is_of_the_period = bool(first and days[pk] and first <= days[pk] <= last)
    best = sorted(found, key=lambda pk: (-found[pk].score, -(days[pk] or date.max).toordinal(), -pk))
    rows = rows_of(best[: most * 2], snapshot, at)
    fit = [row for row in rows if row["card"]["status"] != "withdrawn"][:most]
    return [row | {"reason": found[row["card"]["id"]].reason} for row in fit]


def own_topics(snapshot: Snapshot, placed: Collection[int]) -> set[int]:
    """Return the snapshot's topics and the topic of its coverage line; if there are none, its articles' topics."""
    own = set(snapshot.categories.without_tree_fields().values_list("pk", flat=True))
    own |= {snapshot.coverage_id} - {None}
    return own or set(_counted_topics(placed))


def _counted_topics(placed: Collection[int]) -> Counter:
    filed = Article.categories.through.objects.filter(article__in=placed)
    return Counter(filed.values_list("category_id", flat=True))


def _by_topic(snapshot: Snapshot, placed: set[int]) -> list[tuple[int, date | None, str]]:
    wanted = own_topics(snapshot, ()) | set(_counted_topics(placed))
    filed = Article.categories.through.objects.filter(category__in=wanted).exclude(article__in=placed)
    newest = filed.order_by(F("article__published_on").desc(nulls_first=True), "-article_id")[:LOOKED_AT]
    names = dict(Category.objects.without_tree_fields().filter(pk__in=wanted).values_list("pk", "name"))
    rows = newest.values_list("article_id", "article__published_on", "category_id")
    return [(pk, day, names[topic]) for pk, day, topic in rows]


def _by_tag(snapshot: Snapshot, placed: set[int]) -> list[tuple[int, date | None, str]]:
    kind = ContentType.objects.get_for_model(Article)
    tagged = TaggedItem.objects.filter(content_type=kind)
    own = set(snapshot.tags.values_list("name", flat=True))
    names = own | set(tagged.filter(object_id__in=placed).values_list("tag__name", flat=True))
    rows = tagged.filter(tag__name__in=names).exclude(object_id__in=placed).order_by("-object_id")
    pairs = list(rows.values_list("object_id", "tag__name")[:LOOKED_AT])
    days = dict(Article.objects.filter(pk__in={pk for pk, _name in pairs}).values_list("pk", "published_on"))
    return [(pk, days[pk], name) for pk, name in pairs if pk in days]


def _period(placed: set[int]) -> tuple[date | None, date | None]:
    """Return the first and last day of the placed articles, or (None, None) if the span is too long."""
    days = sorted(
        Article.objects.filter(pk__in=placed).exclude(published_on=None).values_list("published_on", flat=True)
    )
    if not days or days[-1] - days[0] > FARTHEST:
        return None, None
    return days[0], days[-1]


def _within(first: date | None, last: date | None, placed: set[int]) -> list[tuple[int, date]]:
    if first is None:
        return []
    rows = Article.objects.filter(published_on__range=(first, last)).exclude(pk__in=placed)
    return list(rows.order_by("-published_on", "-pk").values_list("pk", "published_on")[:LOOKED_AT])


@dataclass(frozen=True)
class NewSince:
    """The number of the snapshot's live edition (None without one), and library rows of articles published since."""

    edition: int | None
    rows: list[dict]


def new_since(snapshot: Snapshot, at: datetime, most: int = MOST) -> NewSince:
    """Return articles on its topics or below, first published since its live edition and not in it."""
    live = SnapshotEdition.objects.public(at).filter(parent=snapshot).only("number", "live_from").first()
    if live is None:
        return NewSince(None, [])
    placed = set(Placement.objects.filter(section__snapshot=snapshot).values_list("article_id", flat=True))
    filed = Article.categories.through.objects.filter(category__in=topic_ids(tuple(own_topics(snapshot, placed))))
    first = ArticleEdition.objects.filter(number=1, live_from__gt=live.live_from, live_from__lte=at)
    fresh = first.exclude(parent__in=placed).filter(parent__in=filed.values("article")).order_by("-live_from", "-pk")
    rows = rows_of(list(fresh.values_list("parent_id", flat=True)[: most * 2]), snapshot, at)
    return NewSince(live.number, [row for row in rows if row["card"]["status"] != "withdrawn"][:most])
