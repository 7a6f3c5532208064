"""Match an outline with the archive: which of its articles and authors exist already, the same or changed."""

from dataclasses import dataclass, field
from enum import Enum

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.freezing import freeze
from articles.models import Article, Series
from importing import works
from importing.outline import ArticleOutline, Outline
from importing.pool import Pool
from importing.subjects import Subject, Subjects
from people.models import Author
from record.fields import named
from record.imprint import LABELS, spoken
from search.spellings import Spellings, spellings
from search.stemming import split
from snapshot.freezing import freeze as freeze_snapshot
from snapshot.models import Snapshot
from text import prose
from text.folding import are_near, fold

NEW = "new"
KEEP = "keep:"  # prefix of an article id: keep the draft's text and ignore the document's
NEAR_NAME = 0.88  # similarity from which the editor is asked whether two names are one person
AS = "as:"  # prefix of another spelling of a name in the same document


class Status(Enum):
    """How a part of the document relates to the archive."""

    SAME = "same"
    CHANGED = "changed"
    KEPT = "kept"  # differs from the document and stays as it is
    NEW = "new"
    UNSURE = "unsure"  # the editor must decide; until then it is imported as new and never published


@dataclass
class Decisions:
    """The editor's choices that differ from the defaults. Articles are numbered in document order, from 0."""

    snapshot: str | None = None  # an id or NEW
    articles: dict[int, str] = field(default_factory=dict)  # number → an id, KEEP plus an id, or NEW
    authors: dict[str, str] = field(default_factory=dict)  # printed name → an id, NEW, or AS plus another name
    dropped_topics: set[str] = field(default_factory=set)  # keys of Subjects not to assign


@dataclass
class AuthorMatch:
    """A printed name and its author, or a new author. `candidates` are other possible authors."""

    name: str
    author: Author | None
    candidates: list[Author]
    is_decided: bool = False
    same_as: str = ""  # another name in the document for the same person

    @property
    def status(self) -> Status:
        if self.author:
            return Status.SAME
        return Status.UNSURE if self.candidates and not self.is_decided else Status.NEW


@dataclass
class ArticleMatch:
    """An article of the document. Appears once even if it has several placements."""

    number: int
    outline: ArticleOutline
    status: Status
    article: Article | None = None
    candidates: list[Article] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)
    subjects: list[Subject] = field(default_factory=list)  # topics for a new article


@dataclass
class Plan:
    """What importing the outline would do. Nothing is saved yet."""

    outline: Outline
    title: str
    series: Series | None
    snapshot: Snapshot | None
    articles: list[ArticleMatch]
    places: list[list[int]]  # for each section, indexes into `articles`
    authors: dict[str, AuthorMatch]
    coverage: Subject | None
    subjects: list[Subject]  # topics for the snapshot, if it is new
    dropped_topics: set[str]

    @property
    def undecided(self) -> list[ArticleMatch]:
        return [match for match in self.articles if match.status is Status.UNSURE]

    def with_status(self, status: Status) -> list[ArticleMatch]:
        """Return the articles with that status, in document order."""
        return [match for match in self.articles if match.status is status]


def make_plan(outline: Outline, decisions: Decisions | None = None) -> Plan:
    """Compare the outline with the existing drafts, authors, topics and snapshots."""
    decisions = decisions or Decisions()
    series = Series.objects.filter(name=outline.series).first() if outline.series else None
    title = outline.title.partition(":")[2].strip() if series else outline.title
    articles, places = _distinct(outline)
    authors = _match_authors(outline, decisions)
    subjects = Subjects()
    coverage = subjects.behind(outline.more_coverage)
    matches = _match_articles(articles, authors, decisions)
    for match in matches:
        match.subjects = _given(coverage, subjects.named_in(match.outline.title), decisions)
    return Plan(
        outline,
        title,
        series,
        _match_snapshot(series, title, decisions),
        matches,
        places,
        authors,
        coverage,
        _given(coverage, subjects.named_in(title), decisions),
        decisions.dropped_topics,
    )


def _given(coverage: Subject | None, named: list[Subject], decisions: Decisions) -> list[Subject]:
    every = ([coverage] if coverage else []) + [
        subject for subject in named if not coverage or subject.key != coverage.key
    ]
    return [subject for subject in every if subject.key not in decisions.dropped_topics]


def _distinct(outline: Outline) -> tuple[list[ArticleOutline], list[list[int]]]:
    """Return the document's distinct articles, and for each section the indexes of its articles."""
    articles: list[ArticleOutline] = []
    numbers: dict[tuple, int] = {}
    places = []
    for section in outline.sections:
        here = []
        for article in section.articles:
            key = (article.title, tuple(article.authors), article.date)
            if key not in numbers:
                numbers[key] = len(articles)
                articles.append(article)
            here.append(numbers[key])
        places.append(here)
    return articles, places


def _match_authors(outline: Outline, decisions: Decisions) -> dict[str, AuthorMatch]:
    names = list(
        dict.fromkeys(name for section in outline.sections for article in section.articles for name in article.authors)
    )
    known = list(Author.objects.select_related("merged_into").order_by("pk"))
    by_id = {str(author.pk): author for author in known}
    exact: dict[str, list[Author]] = {}
    for author in known:
        for spelling in dict.fromkeys([author.name, *author.aliases]):
            survivor = author.survivor()
            if survivor not in exact.setdefault(prose.nfc(spelling), []):
                exact[prose.nfc(spelling)].append(survivor)
    folded = [(author, fold(author.name)) for author in known]
    dictionary = spellings()
    spelled: dict[str, list[Author]] = {}
    for spelling, authors in exact.items():
        spelled.setdefault(dictionary.key(spelling), []).extend(authors)
    matches = {}
    for name in names:
        decided = decisions.authors.get(name)
        found = exact.get(prose.nfc(name), []) or _by_dictionary(name, spelled, dictionary)
        plain = fold(name)
        near = [author.survivor() for author, theirs in folded if are_near(theirs, plain, NEAR_NAME)]
        candidates = list(dict.fromkeys(found + near))
        if decided is not None:
            same_as = decided.removeprefix(AS) if decided.startswith(AS) else ""
            matches[name] = AuthorMatch(name, by_id.get(decided), candidates, is_decided=True, same_as=same_as)
        else:
            # With two authors of the same name only the editor can decide.
            matches[name] = AuthorMatch(name, found[0] if len(found) == 1 else None, candidates)
    return matches


def _by_dictionary(name: str, spelled: dict[str, list[Author]], dictionary: Spellings) -> list[Author]:
    """Return the authors whose names differ from `name` only by a spelling variant in the editors' dictionary."""
    key = dictionary.key(name)
    return list(dict.fromkeys(spelled.get(key, []))) if key != fold(name) or len(dictionary.of(split(name))) > 1 else []


def _match_articles(
    articles: list[ArticleOutline], authors: dict[str, AuthorMatch], decisions: Decisions
) -> list[ArticleMatch]:
    pool = Pool(_candidates(articles))
    by_id = {
        str(article.pk): article
        for article in Article.objects.filter(
            pk__in=[choice.removeprefix(KEEP) for choice in decisions.articles.values() if choice != NEW]
        )
    }
    matches = []
    for number, outline in enumerate(articles):
        decided = decisions.articles.get(number)
        found, near = pool.look_up(outline)
        if decided is not None:
            found = by_id.get(decided.removeprefix(KEEP))
        match = ArticleMatch(number, outline, Status.NEW, found, near)
        if found:
            match.changes = changes(found, outline, authors)
            is_kept = decided is not None and decided.startswith(KEEP)
            match.status = Status.SAME if not match.changes else Status.KEPT if is_kept else Status.CHANGED
        elif near and decided is None:
            match.status = Status.UNSURE
        matches.append(match)
    return matches


def _candidates(articles: list[ArticleOutline]) -> list[Article]:
    """Return the drafts that share a title, a date, an address or, if the article has no date, an author."""
    undated = {name for article in articles if not article.date for name in article.authors}
    wanted = (
        Q(title__in=[article.title for article in articles])
        | Q(published_on__in={article.date for article in articles if article.date})
        | Q(source_url__in={article.url for article in articles if article.url})
        | Q(bylines__author__name__in=undated)
    )
    return list(Article.objects.filter(wanted).distinct().prefetch_related("bylines__author").order_by("pk"))


def _match_snapshot(series: Series | None, title: str, decisions: Decisions) -> Snapshot | None:
    if decisions.snapshot is not None:
        return Snapshot.objects.filter(pk=decisions.snapshot).first() if decisions.snapshot != NEW else None
    return Snapshot.objects.filter(series=series, title=title).order_by("pk").first()


def changes(article: Article, outline: ArticleOutline, authors: dict[str, AuthorMatch]) -> list[str]:
    """Return descriptions of what the document changes in `article`, or [] if nothing."""
    before = freeze(article)
    after = works.article_work(before, outline, [_printed(authors, name) for name in outline.authors])
    said = []
    if after["title"] != before["title"]:
        said.append(_("title: “%(old)s” becomes “%(new)s”") % {"old": before["title"], "new": after["title"]})
    if [author["id"] for author in after["authors"]] != [author["id"] for author in before["authors"]]:
        said.append(_("byline: %s") % ", ".join(author["name"] for author in after["authors"]))
    for name, words in (
        ("published_on", _("date: %s")),
        ("summary_label", _("summary label: %s")),
        ("volume", _("volume: %s")),
        ("issue", _("issue: %s")),
        ("source_url", _("source: %s")),
    ):
        if after[name] != before[name]:
            said.append(words % after[name])
    said += [
        _("%(what)s: %(value)s") % {"what": label, "value": spoken(after["imprint"], name)}
        for name, label in LABELS.items()
        if after["imprint"][name] != before["imprint"][name]
    ]
    old = {point["key"]: prose.plain(point["text"]) for point in before["points"]}
    for number, point in enumerate(after["points"], 1):
        if point["key"] not in old:
            said.append(_("point %d is new") % number)
        elif old[point["key"]] != prose.plain(point["text"]):
            said.append(_("point %d is corrected") % number)
    kept = [point["key"] for point in after["points"] if point["key"] in old]
    if len(kept) < len(old):
        said.append(_("%d of its points are removed") % (len(old) - len(kept)))
    if kept != [key for key in old if key in kept]:
        said.append(_("its points are reordered"))
    return said


def _printed(authors: dict[str, AuthorMatch], name: str) -> dict:
    match = authors[authors[name].same_as or name]
    return named(match.author) if match.author else {"id": 0, "name": match.name, "slug": ""}


def snapshot_status(plan: Plan) -> Status:
    """Return whether the snapshot is new, changed or the same."""
    if plan.snapshot is None:
        return Status.NEW
    before = freeze_snapshot(plan.snapshot)
    ids = {match.number: match.article.pk if match.article else -1 - match.number for match in plan.articles}
    after = works.snapshot_work(
        before, plan.outline, plan.title, [[ids[number] for number in place] for place in plan.places]
    )
    covered = plan.coverage and plan.coverage.key not in plan.dropped_topics
    if covered and (
        plan.coverage.topic is None or before["coverage"] is None or before["coverage"]["id"] != plan.coverage.topic.pk
    ):
        return Status.CHANGED
    return Status.SAME if after == before else Status.CHANGED
