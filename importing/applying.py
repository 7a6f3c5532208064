"""Apply an import plan to drafts in one transaction, and publish the result."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.fields import frozen_author
from articles.freezing import freeze, freeze_unsaved, thaw
from articles.kind import ARTICLE
from articles.models import Article, Category
from audit.trail import note_all
from importing import works
from importing.matching import ArticleMatch, Plan, Status
from importing.outlining.imprint import role_and_place
from importing.subjects import Subject
from people.models import Author, sort_name_for
from permissions.matrix import Act
from record import addresses, publishing, record_version, revisions
from record.fields import named
from record.models import Publishable
from record.publishing import Pending, Refused, Terms
from record.thawing import Rows
from snapshot.freezing import freeze as freeze_snapshot
from snapshot.freezing import thaw as thaw_snapshot
from snapshot.models import Snapshot, SnapshotEdition
from snapshot.publishing import not_public_by, publish_with_articles
from text import prose
from text.slugs import slug_for


@dataclass
class Applied:
    """What an import created and changed."""

    snapshot: Snapshot
    is_new: bool = False
    is_changed: bool = False
    created: list[Article] = field(default_factory=list)
    changed: list[Article] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    topics: list[Category] = field(default_factory=list)

    @property
    def did_nothing(self) -> bool:
        return not (self.is_new or self.is_changed or self.created or self.changed or self.authors or self.topics)


def import_account() -> AbstractBaseUser:
    """Return the account that command-line imports act as. Nobody can sign in with it."""
    account, is_new = get_user_model().objects.get_or_create(username="import", defaults={"is_active": False})
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def apply(plan: Plan, by: AbstractBaseUser) -> Applied:
    """Create and change the drafts that the plan describes, all or nothing.

    An article with an open question becomes a new one: only an editor can decide to merge it with an existing one.
    """
    applied = Applied(plan.snapshot or Snapshot())
    own = {name: match for name, match in plan.authors.items() if not match.same_as}
    authors = {
        name: match.author or _new_author(name, plan.outline.about.get(name, ""), applied)
        for name, match in own.items()
    }
    authors |= {name: authors[match.same_as] for name, match in plan.authors.items() if match.same_as}
    topics: dict[str, Category] = {}
    free = _free_slugs(plan)
    rows: Rows = {}
    ids = [_article(match, authors, topics, applied, by, free, rows).pk for match in plan.articles]
    _snapshot(plan, ids, topics, applied, by)
    if applied.authors or applied.topics:
        record_version.raise_version()
    touched = [applied.snapshot] if applied.is_new or applied.is_changed else []
    things = [*touched, *applied.created, *applied.changed, *applied.authors, *applied.topics]
    note_all(Act.IMPORT, things, plan.title, by=by)
    return applied


def _new_author(name: str, about: str, applied: Applied) -> Author:
    """Create an author; `about` is the biography in the document, or ""."""

    def is_taken(slug: str) -> bool:
        return Author.objects.filter(slug=slug).exists() or addresses.is_taken("authors", slug, None)

    role, affiliation = role_and_place(name, about)
    author = Author.objects.create(
        name=name,
        sort_name=sort_name_for(name),
        slug=slug_for(name, is_taken, "author"),
        role=role,
        affiliation=affiliation,
        bio=prose.clean_prose(prose.escape(about)) if about else "",
    )
    applied.authors.append(author)
    return author


def _topic(subject: Subject, topics: dict[str, Category], applied: Applied) -> Category:
    if subject.topic:
        return subject.topic

    def is_taken(slug: str) -> bool:
        return Category.objects.filter(slug=slug).exists() or addresses.is_taken("topics", slug, None)

    if subject.key not in topics:
        topics[subject.key] = Category.objects.create(name=subject.name, slug=slug_for(subject.name, is_taken, "topic"))
        applied.topics.append(topics[subject.key])
    return topics[subject.key]


def _free_slugs(plan: Plan) -> set[str]:
    """Return the unused addresses among those that new articles would get, looked up once for all of them."""
    slugs = {slug_for(match.outline.title, otherwise="article") for match in plan.articles if match.article is None}
    known = set(Article.objects.filter(slug__in=slugs).values_list("slug", flat=True))
    return slugs - known - addresses.taken("analysis", dict.fromkeys(slugs, 0))


def _article(
    match: ArticleMatch,
    authors: dict[str, Author],
    topics: dict[str, Category],
    applied: Applied,
    by: AbstractBaseUser,
    free: set[str],
    rows: Rows,
) -> Article:
    if match.status in (Status.SAME, Status.KEPT):
        return match.article
    byline = [frozen_author(authors[name]) for name in match.outline.authors]
    if match.status is Status.CHANGED:
        applied.changed.append(match.article)
        return _thawed(works.article_work(freeze(match.article), match.outline, byline), match.article, by, rows)

    def is_taken(slug: str) -> bool:
        if slug in free:
            free.remove(slug)  # the next article with this title gets another one
            return False
        return Article.objects.filter(slug=slug).exists() or addresses.is_taken("analysis", slug, None)

    article = Article(title=match.outline.title, slug=slug_for(match.outline.title, is_taken, "article"), created_by=by)
    article.summary_label = match.outline.summary_label or ""
    given = [_topic(subject, topics, applied) for subject in match.subjects]
    applied.created.append(article)
    return _thawed(works.article_work(freeze_unsaved(article, given), match.outline, byline), article, by, rows)


def _thawed(work: dict, article: Article, by: AbstractBaseUser, rows: Rows) -> Article:
    is_new = article.pk is None
    if is_new:
        article.updated_by, article.save_count = by, 1
    exact = thaw(work, article, rows).is_exact
    if is_new:
        revisions.keep_revision(article, by, work=work if exact else None, is_first=True)
    else:
        _saved(article, by, work if exact else None)
    return article


def _snapshot(plan: Plan, ids: list[int], topics: dict[str, Category], applied: Applied, by: AbstractBaseUser) -> None:
    snapshot = applied.snapshot
    if snapshot.pk is None:
        applied.is_new = True

        def is_taken(slug: str) -> bool:
            return Snapshot.objects.filter(slug=slug).exists() or addresses.is_taken("snapshots", slug, None)

        snapshot.series, snapshot.title, snapshot.created_by = plan.series, plan.title, by
        snapshot.slug = slug_for(plan.title, is_taken, "snapshot")
        snapshot.save()
        snapshot.categories.set([_topic(subject, topics, applied) for subject in plan.subjects])
    before = freeze_snapshot(snapshot)
    after = works.snapshot_work(
        before, plan.outline, plan.title, [[ids[number] for number in place] for place in plan.places]
    )
    if plan.coverage and plan.coverage.key not in plan.dropped_topics:
        after["coverage"] = named(_topic(plan.coverage, topics, applied))
    if after != before:
        thaw_snapshot(after, snapshot)
        applied.is_changed = not applied.is_new
    if applied.is_new or applied.is_changed:
        _saved(snapshot, by)


def _saved(draft: Publishable, by: AbstractBaseUser, work: dict | None = None) -> None:
    draft.updated_by = by
    draft.state = Publishable.State.DRAFT
    draft.save_count += 1
    draft.save(update_fields=["updated_by", "updated_at", "state", "save_count"])
    revisions.keep_revision(draft, by, work=work)


@transaction.atomic
def publish(plan: Plan, applied: Applied, by: AbstractBaseUser, words: str = "") -> SnapshotEdition | None:
    """Publish the imported snapshot with its new, changed and not yet public articles.

    `words` is the note of the edition. Returns the edition, or None if the public edition has the same content. Raises
    Refused with all reasons.
    """
    reasons = [] if plan.articles else [_("No article was found in the document.")]
    reasons += plan.outline.doubts  # an editor must look at a document that fails the importer's own checks
    reasons += [
        _("“%s” may already be in the library. Choose which article it is.") % match.outline.title
        for match in plan.undecided
    ]
    reasons += [
        _("Two authors are named “%s”. Choose one.") % match.name
        for match in plan.authors.values()
        if len(match.candidates) > 1
        and match.status is Status.UNSURE
        and all(author.name == match.name for author in match.candidates)
    ]
    articles = Article.objects.in_bulk(_placed(applied.snapshot))
    reasons += [_("“%s” has no date.") % article.title for article in articles.values() if not article.published_on]
    last = publishing.newest(ARTICLE, articles)
    reasons += [
        _("“%s” was withdrawn. Publish it again by hand, or remove it from the document.") % article.title
        for article in articles.values()
        if article.pk in last and last[article.pk].withdrawn_at
    ]
    if reasons:
        raise Refused(reasons)
    moment = timezone.now()
    chosen = {article.pk for article in [*applied.created, *applied.changed, *not_public_by(applied.snapshot, moment)]}
    wanted = [
        article
        for pk, article in articles.items()
        if pk in chosen and (pk not in last or publishing.differs(article, moment))
    ]
    if not wanted and not publishing.differs(applied.snapshot, moment):
        return None
    terms = Terms(note=words, pending=Pending.CANCEL)
    edition = publish_with_articles(applied.snapshot, wanted, by, terms, moment)
    note_all(Act.PUBLISH, [applied.snapshot, *wanted], plan.title, by=by)
    return edition


def _placed(snapshot: Snapshot) -> list[int]:
    return list(
        dict.fromkeys(Article.objects.filter(placements__section__snapshot=snapshot).values_list("pk", flat=True))
    )


def apply_and_publish(plan: Plan, by: AbstractBaseUser, words: str = "") -> tuple[Applied, SnapshotEdition | None]:
    """Apply the plan and publish the result, or do neither. Raises Refused with all reasons."""
    with transaction.atomic():
        publishing.one_act_at_a_time()  # before any row is locked, as in every action
        applied = apply(plan, by)
        return applied, publish(plan, applied, by, words)
