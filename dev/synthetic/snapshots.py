"""Snapshots for a synthetic archive, each of recent articles on one region, made by the real publishing function."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from articles.models import ArticleEdition, ArticleEditionTopic, Series
from dev.synthetic.articles import UNTIL, YEARS
from dev.synthetic.taxonomy import SyntheticTaxonomy
from dev.synthetic.text import SyntheticText
from record.models import Edition
from record.publishing import Terms, publish
from snapshot.models import Placement, Section, Snapshot

MOST_ARTICLES, MOST_SECTIONS = 20, 4


def seed_snapshots(
    count: int,
    seed: int,
    house: SyntheticTaxonomy,
    until: date = UNTIL,
    tell: Callable[[int], None] = lambda done: None,
) -> None:
    """Make and publish up to `count` snapshots of articles public at their moments, oldest first."""
    text = SyntheticText(seed + 1)
    series = Series.objects.filter(name="Strategic Snapshot").first()
    days = sorted(until - timedelta(days=text.random.randrange(YEARS * 365)) for _ in range(count))
    for number, day in enumerate(days):
        at = datetime.combine(day, time(12), UTC)
        topic = house.regions.some(text, 1)[0]
        articles = _articles_on(topic["id"], at)
        if articles:
            made = _snapshot(text, f"-{seed}-{number}", topic, series, day)
            _arrange(text, made, articles)
            publish(made, None, Terms(kind=Edition.Kind.FIRST), at)
        tell(number + 1)


def _articles_on(topic: int, at: datetime) -> list[int]:
    """Return the ids of articles public then: the newest on the topic, or on any topic if there are few."""
    links = ArticleEditionTopic.objects.public(at).filter(topic=topic).order_by("-published_on", "-edition")
    found = list(links.values_list("edition__parent", flat=True)[:MOST_ARTICLES])
    if len(found) < MOST_SECTIONS:
        public = ArticleEdition.objects.public(at).order_by("-published_on", "-pk")
        found = list(public.values_list("parent", flat=True)[:MOST_ARTICLES])
    return found


def _snapshot(text: SyntheticText, ending: str, topic: dict, series: Series | None, day: date) -> Snapshot:
    title = text.title(topic["name"])
    made = Snapshot.objects.create(
        series=series,
        title=title,
        slug=f"{topic['slug']}{ending}",
        published_on=day,
        introduction="\n".join(text.paragraphs(120, 240)),
        selection_heading=f"Selected Analysis on {topic['name']}",
        coverage_id=topic["id"],
        coverage_label=f"For more coverage on {topic['name']}, see here.",
        save_count=1,
    )
    made.categories.set([topic["id"]])
    return made


def _arrange(text: SyntheticText, made: Snapshot, articles: list[int]) -> None:
    count = min(len(articles), text.random.randint(2, MOST_SECTIONS))
    sections = Section.objects.bulk_create(
        Section(snapshot=made, key=text.key(), title=" ".join(text.some(3)).title(), position=position)
        for position in range(1, count + 1)
    )
    Placement.objects.bulk_create(
        Placement(section=sections[place % count], article_id=pk, key=text.key(), position=place // count + 1)
        for place, pk in enumerate(articles)
    )
