"""A synthetic archive of articles at the desk and in the record, loaded in bulk, for benchmarks and trials.

The works are made as `freeze` would make them, and then processed by the functions that publishing uses, so that the
rows equal those of published articles. Only revisions are missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from taggit.models import TaggedItem

from articles import library_index
from articles.fields import FIELDS
from articles.kind import ARTICLE
from articles.models import Article, ArticleEdition, Byline, SummaryPoint
from articles.search_entry import INDEX, texts
from articles.shared_kind import topic_addresses
from dev.synthetic.copies import copy_articles
from dev.synthetic.taxonomy import SyntheticTaxonomy, make_taxonomy
from dev.synthetic.text import SyntheticText
from record import edition_log
from record.freezing import canonical, digest_of
from record.models import Address, Edition, FrozenContent, Publishable
from search.index import Draft
from text.slugs import slug_for

BATCH = 1_000
MADE = 100_000
YEARS = 15
UNTIL = date(2026, 6, 30)  # fixed: the same seed makes the same archive on any day
DRAFT_EVERY, CORRECTED_EVERY, WITHDRAWN_EVERY = 200, 100, 1_000
PUBLISHED_BY = "Synthetic Archive"


@dataclass
class Made:
    """One article, with the works of its editions (none for an unpublished draft). The last one is also the draft's."""

    article: Article
    works: list[dict]
    is_public: bool
    is_withdrawn: bool = False
    editions: list[ArticleEdition] = field(default_factory=list)


def seed_articles(
    count: int,
    seed: int,
    with_bodies: bool = True,
    until: date = UNTIL,
    tell: Callable[[int], None] = lambda done: None,
) -> SyntheticTaxonomy:
    """Make `count` articles, dated over the fifteen years before `until`. Calls `tell` with the number made so far.

    Beyond MADE, they are copies within the database, in multiples of 100,000. Raises FileExistsError if the archive of
    this seed is already in the database, ValueError if `count` is not possible.
    """
    if count > MADE and (count % MADE or Article.objects.exists()):
        raise ValueError(f"Beyond {MADE:,} articles, ask for a multiple of that, and of an empty database.")
    text = SyntheticText(seed)
    if Article.objects.filter(slug__endswith=f"-{seed}-0").exists():
        raise FileExistsError(f"An archive with the seed {seed} is here already. Choose another seed.")
    with transaction.atomic():
        chosen_from = make_taxonomy(text, seed, count)
    with library_index.INDEX.bulk(), INDEX.bulk():
        made = min(count, MADE)
        for start in range(0, made, BATCH):
            numbers = range(start, min(start + BATCH, made))
            batch = [_article(text, chosen_from, seed, number, with_bodies, until) for number in numbers]
            with transaction.atomic():
                _save_desk(batch)
                _save_record(batch)
                library_index.INDEX.put(Draft(each.article.pk, texts(each.works[-1])) for each in batch)
            tell(numbers.stop)
        if count > MADE:
            copy_articles(count // MADE, tell)
    _claim_house(chosen_from)
    return chosen_from


def _article(
    text: SyntheticText, house: SyntheticTaxonomy, seed: int, number: int, with_bodies: bool, until: date
) -> Made:
    chance = text.random
    topics = {topic["id"]: topic for topic in house.regions.some(text, 1)}
    subject = next(iter(topics.values()))["name"]
    topics |= {topic["id"]: topic for topic in house.themes.some(text, chance.randint(0, 2))}
    title = text.title(subject)
    day = until - timedelta(days=chance.randrange(YEARS * 365))
    work = {
        **FIELDS.empty_work(),
        "title": title,
        "slug": f"{slug_for(title)[:90].rstrip('-')}-{seed}-{number}",
        "standfirst": text.sentence() if chance.random() < 0.5 else "",
        "summary_label": "Executive Summary",
        "source_url": f"https://journal.example/{day.year}/{seed}-{number}/" if chance.random() < 0.5 else "",
        "language": "en",
        "published_on": day.isoformat(),
        "series": house.series.some(text, 1)[0] if chance.random() < 0.5 else None,
        "body": text.paragraphs() if with_bodies else [],
        "authors": house.authors.some(text, 1 if chance.random() < 0.7 else 2),
        "points": [{"key": text.key(), "text": text.sentence(18, 40)} for _ in range(chance.randint(2, 4))],
        "topics": [topics[pk] for pk in sorted(topics)],
        "tags": sorted(house.tags.some(text, chance.randint(0, 3)), key=lambda tag: tag["id"]),
    }
    works = [work]
    if number % CORRECTED_EVERY == CORRECTED_EVERY - 1:
        corrected = {**work["points"][0], "text": text.sentence(18, 40)}
        works.append({**work, "points": [corrected, *work["points"][1:]]})
    is_public = number % DRAFT_EVERY != DRAFT_EVERY // 2
    is_withdrawn = is_public and number % WITHDRAWN_EVERY == WITHDRAWN_EVERY // 3
    return Made(_working_copy(works[-1], is_public and not is_withdrawn), works, is_public, is_withdrawn)


def _working_copy(work: dict, is_as_published: bool) -> Article:
    as_they_are = ("title", "slug", "standfirst", "summary_label", "source_url", "language")
    return Article(
        **{name: work[name] for name in as_they_are},
        published_on=date.fromisoformat(work["published_on"]),
        series_id=work["series"]["id"] if work["series"] else None,
        body="\n".join(work["body"]),
        state=Publishable.State.AS_PUBLISHED if is_as_published else Publishable.State.DRAFT,
        save_count=1,
    )


def _save_desk(made: list[Made]) -> None:
    Article.objects.bulk_create(each.article for each in made)
    parts = [(each.article.pk, each.works[-1]) for each in made]
    Byline.objects.bulk_create(
        Byline(article_id=pk, author_id=author["id"], position=position)
        for pk, work in parts
        for position, author in enumerate(work["authors"], 1)
    )
    SummaryPoint.objects.bulk_create(
        SummaryPoint(article_id=pk, key=point["key"], text=point["text"], position=position)
        for pk, work in parts
        for position, point in enumerate(work["points"], 1)
    )
    filed = Article.categories.through
    filed.objects.bulk_create(
        filed(article_id=pk, category_id=topic["id"]) for pk, work in parts for topic in work["topics"]
    )
    kind = ContentType.objects.get_for_model(Article)
    TaggedItem.objects.bulk_create(
        TaggedItem(content_type=kind, object_id=pk, tag_id=tag["id"]) for pk, work in parts for tag in work["tags"]
    )


def _save_record(made: list[Made]) -> None:
    public = [each for each in made if each.is_public]
    contents, editions = [], []
    for each in public:
        for content, edition in _editions(each):
            contents.append(content)
            editions.append(edition)
            each.editions.append(edition)
    FrozenContent.objects.bulk_create(contents)
    ArticleEdition.objects.bulk_create(editions)
    edition_log.add(ARTICLE, [(edition, True) for edition in editions])
    edition_log.add_withdrawals(ARTICLE, [edition for edition in editions if edition.withdrawn_at])
    rows: dict[type, list] = {}
    for each in public:
        for edition, work in zip(each.editions, each.works, strict=True):
            for model, found in ARTICLE.links(edition, work, {}).items():
                rows.setdefault(model, []).extend(found)
    for model, found in rows.items():
        model.objects.bulk_create(found)
    INDEX.put(
        ARTICLE.search_entry(edition, work, {})
        for each in public
        for edition, work in zip(each.editions, each.works, strict=True)
    )
    Address.objects.bulk_create(
        Address(collection=ARTICLE.collection, slug=each.article.slug, parent_id=each.article.pk) for each in public
    )


def _editions(made: Made) -> Iterator[tuple[FrozenContent, ArticleEdition]]:
    starts = [_morning_of(made.article.published_on + timedelta(days=30 * place)) for place in range(len(made.works))]
    for place, (work, live_from) in enumerate(zip(made.works, starts, strict=True)):
        part = {
            "number": place + 1,
            "kind": str(Edition.Kind.CORRECTION if place else Edition.Kind.FIRST),
            "note": "A figure in the summary was wrong." if place else "",
            **ARTICLE.edition_part(made.article, work, live_from),
        }
        text = canonical({"work": work, "edition": part})
        content = FrozenContent(digest=digest_of(text), text=text)
        yield (
            content,
            ArticleEdition(
                parent=made.article,
                number=part["number"],
                kind=part["kind"],
                note=part["note"],
                content=content,
                published_by=PUBLISHED_BY,
                live_from=live_from,
                live_until=starts[place + 1] if place + 1 < len(starts) else None,
                withdrawn_at=starts[-1] + timedelta(days=60) if made.is_withdrawn else None,
                withdrawal_notice="Withdrawn at the author's wish." if made.is_withdrawn else "",
                **ARTICLE.columns(work, part),
            ),
        )


def _morning_of(day: date) -> datetime:
    return datetime.combine(day, time(8), UTC)


def _claim_house(house: SyntheticTaxonomy) -> None:
    """Claim the slugs that editions print, as publishing does. Slugs already claimed keep their owner."""
    claims = [("authors", author["slug"], author["id"]) for author in house.authors.rows]
    claims += topic_addresses(house.regions.rows + house.themes.rows)
    Address.objects.bulk_create(
        [Address(collection=collection, slug=slug, parent_id=pk) for collection, slug, pk in claims],
        ignore_conflicts=True,
    )
