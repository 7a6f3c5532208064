"""All data that the “Ready to publish?” checks need about a snapshot, loaded once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property

from articles.fields import card
from articles.models import Article, ArticleEdition
from record import addresses
from record.findings import Finding
from record.publishing import address_taken
from snapshot.desk.library import shown_editions
from snapshot.models import Placement, Section, Snapshot
from text import prose


@dataclass
class Entry:
    """A placement as readers would see it.

    Texts of this snapshot come first, then those of the edition that would be frozen. The draft's texts are used only
    if no edition is public at that moment.
    """

    placement: Placement
    section: Section
    article: Article
    public: ArticleEdition | None  # the edition current at the moment
    editions: list[ArticleEdition]  # without content, by number
    kept: ArticleEdition | None
    shown_before: int | None  # number of the article edition in the snapshot's live edition
    authors: list[str] = field(default_factory=list)
    points: list[str] = field(default_factory=list)  # plain text, as shown in this snapshot
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
        """Return the title as shown in this snapshot."""
        return self.placement.title or (card(self.shown)["title"] if self.shown else self.article.title)

    @property
    def is_withdrawn(self) -> bool:
        return self.public is None and any(edition.withdrawn_at for edition in self.editions)

    @property
    def newer_than_shown(self) -> list[ArticleEdition]:
        """Return the editions public by the moment that are newer than the one in the snapshot's live edition."""
        if self.shown_before is None or self.public is None:
            return []
        return [each for each in self.editions if self.shown_before < each.number <= self.public.number]


@dataclass
class Material:
    """A snapshot, its sections and placements in order, and the moment of publication."""

    snapshot: Snapshot
    live_from: datetime
    sections: list[Section]
    entries: list[Entry]
    together: Collection[int]  # ids of the articles published with it
    address_findings: list[Finding]  # about the snapshot's address
    taken_by_others: set[str]  # addresses of articles published with it that are already taken

    def inside(self, section: Section) -> list[Entry]:
        return self._by_section[section.pk]

    @property
    def first_of_each_article(self) -> list[Entry]:
        """Return the entries without repeated articles."""
        first: dict[int, Entry] = {}
        for entry in self.entries:
            first.setdefault(entry.article.pk, entry)
        return list(first.values())

    @cached_property
    def _by_section(self) -> dict[int, list[Entry]]:
        inside = defaultdict(list)
        for entry in self.entries:
            inside[entry.section.pk].append(entry)
        return inside


def material_of(snapshot: Snapshot, live_from: datetime, together: Collection[int] = ()) -> Material:
    """Load a snapshot's draft with what its placements would show if published at `live_from`.

    `together` holds the ids of the articles published with it. At most fourteen queries.
    """
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
    own = addresses.taken("snapshots", {snapshot.slug: snapshot.pk})
    found = [replace(address_taken(snapshot.slug), about="snapshot:slug")] if own else []
    slugs = {articles[pk].slug: pk for pk in needed.intersection(together)}
    taken = addresses.taken("analysis", slugs) if slugs else set()
    return Material(snapshot, live_from, sections, entries, together, found, taken)


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
    """Return the drafts: complete for ids in `needed`, otherwise only the columns that lists use."""
    found = Article.objects.only("title", "published_on", "state").in_bulk(ids)
    whole = Article.objects.prefetch_related("bylines__author", "points", "figures", "embeds")
    return found | whole.in_bulk(needed)


def _fill(entry: Entry) -> None:
    shown = card(entry.shown) if entry.shown else None
    if shown:
        entry.authors = [author["name"] for author in shown["authors"]]
        points = [point["text"] for point in shown["points"]]
        entry.published_on = date.fromisoformat(shown["published_on"])
    else:
        entry.authors = [row.author.name for row in entry.article.bylines.all()]
        points = [point.text for point in entry.article.points.all()]
        entry.published_on = entry.article.published_on
    entry.points = [prose.plain(point) for point in entry.placement.summary or points]
