"""All that the checks of “Ready to publish?” ask about a snapshot, loaded once."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from articles.models import Article, ArticleEdition
from editorial import addresses, prose
from snapshot.desk.library import shown_editions
from snapshot.models import Placement, Section, Snapshot


@dataclass
class Entry:
    """One placement, as a reader would see it: texts of this snapshot's own first, then of the edition that would be
    frozen, and of the working copy only where no edition is public by then."""

    placement: Placement
    section: Section
    article: Article
    public: ArticleEdition | None  # the one current at the moment
    editions: list[ArticleEdition]  # thin, by number
    kept: ArticleEdition | None
    shown_before: int | None  # the article edition's number in the snapshot's live edition
    authors: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)  # plain, as shown here
    published_on: date | None = None

    @property
    def about(self) -> str:
        return f"placement:{self.placement.key}"

    @property
    def shown(self) -> ArticleEdition | None:
        """Return the edition that would be frozen."""
        return self.kept or self.public

    @property
    def title(self) -> str:
        """Return the title as shown here."""
        return self.placement.title or (self.shown.card["title"] if self.shown else self.article.title)

    @property
    def is_withdrawn(self) -> bool:
        return self.public is None and any(edition.withdrawn_at for edition in self.editions)

    @property
    def newer_than_shown(self) -> list[ArticleEdition]:
        """Return the editions public by the moment that the snapshot's live edition does not show yet."""
        if self.shown_before is None or self.public is None:
            return []
        return [each for each in self.editions if self.shown_before < each.number <= self.public.number]


@dataclass
class Material:
    """A snapshot, its sections and placements in their order, and the moment it would go live."""

    snapshot: Snapshot
    live_from: datetime
    sections: list[Section]
    entries: list[Entry]
    is_address_taken: bool

    def inside(self, section: Section) -> list[Entry]:
        """Return the placements of a section."""
        return self._by_section[section.pk]

    @cached_property
    def _by_section(self) -> dict[int, list[Entry]]:
        inside = defaultdict(list)
        for entry in self.entries:
            inside[entry.section.pk].append(entry)
        return inside


def material_of(snapshot: Snapshot, live_from: datetime) -> Material:
    """Load a snapshot's working copy with what its placements would show at the moment. At most twelve queries."""
    sections = list(snapshot.sections.all())
    by_pk = {section.pk: section for section in sections}
    placements = list(Placement.objects.filter(section__in=sections))
    placements.sort(key=lambda each: (by_pk[each.section_id].position, each.section_id, each.position, each.pk))
    ids = {placement.article_id for placement in placements}
    editions = _editions(ids)
    public = _public(ids, live_from)
    kept = ArticleEdition.objects.defer("search_text").in_bulk(
        {each.kept_edition_id for each in placements if each.kept_edition_id}
    )
    needed = {each.article_id for each in placements if not (each.kept_edition_id or each.article_id in public)}
    articles = _articles(ids, needed)
    shown = shown_editions(snapshot, live_from)
    entries = []
    for placement in placements:
        pk = placement.article_id
        entry = Entry(
            placement, by_pk[placement.section_id], articles[pk], public.get(pk), editions[pk],
            kept.get(placement.kept_edition_id), shown.get(pk),
        )  # fmt: skip
        _fill(entry)
        entries.append(entry)
    taken = bool(snapshot.slug) and addresses.is_taken("snapshots", snapshot.slug, snapshot.pk)
    return Material(snapshot, live_from, sections, entries, taken)


def _editions(ids: set[int]) -> dict[int, list[ArticleEdition]]:
    found = defaultdict(list)
    columns = ("parent", "number", "kind", "live_from", "live_until", "withdrawn_at")
    for edition in ArticleEdition.objects.filter(parent__in=ids).only(*columns).order_by("number"):
        found[edition.parent_id].append(edition)
    return found


def _public(ids: set[int], at: datetime) -> dict[int, ArticleEdition]:
    rows = ArticleEdition.objects.public(at).filter(parent__in=ids).defer("search_text")
    return {edition.parent_id: edition for edition in rows}


def _articles(ids: set[int], needed: set[int]) -> dict[int, Article]:
    """Return the working copies: thin ones, but with byline and points where nothing else says them."""
    found = Article.objects.only("title", "published_on").in_bulk(ids)
    whole = Article.objects.only("title", "published_on").prefetch_related("bylines__author", "points")
    return found | whole.in_bulk(needed)


def _fill(entry: Entry) -> None:
    card = entry.shown.card if entry.shown else None
    if card:
        entry.authors = [author["name"] for author in card["authors"]]
        points = [point["text"] for point in card["points"]]
        entry.published_on = date.fromisoformat(card["published_on"])
    else:
        entry.authors = [row.author.name for row in entry.article.bylines.all()]
        points = [point.text for point in entry.article.points.all()]
        entry.published_on = entry.article.published_on
    entry.points = [prose.plain(point) for point in entry.placement.summary or points]
