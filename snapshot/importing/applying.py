"""Making the desk say what a plan says, in one transaction; and publishing exactly that."""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.freezing import freeze, freeze_unsaved, house, thaw
from articles.models import Article, Category
from editorial import addresses, publishing, record_version, revisions
from editorial.models import Publishable
from editorial.publishing import Pending, Refused, Terms
from editorial.slugs import slug_for
from people.models import Author, sort_name_for
from snapshot.freezing import freeze as freeze_snapshot
from snapshot.freezing import thaw as thaw_snapshot
from snapshot.importing import works
from snapshot.importing.matching import ArticleMatch, Plan, Status
from snapshot.importing.subjects import Subject
from snapshot.models import Snapshot, SnapshotEdition
from snapshot.publishing import not_public_by, publish_with_articles


@dataclass
class Applied:
    """What an import did at the desk."""

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
    """Return the account that imports from the command line act as; nobody can sign in with it."""
    account, is_new = get_user_model().objects.get_or_create(username="import", defaults={"is_active": False})
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def apply(plan: Plan, by: AbstractBaseUser) -> Applied:
    """Make the working copies that the plan describes. All of it, or nothing.

    An article that is undecided is taken as a new one: nothing is merged that an editor did not merge.
    """
    applied = Applied(plan.snapshot or Snapshot())
    own = {name: match for name, match in plan.authors.items() if not match.same_as}
    authors = {name: match.author or _new_author(name, applied) for name, match in own.items()}
    authors |= {name: authors[match.same_as] for name, match in plan.authors.items() if match.same_as}
    topics: dict[str, Category] = {}
    ids = [_article(match, authors, topics, applied, by).pk for match in plan.articles]
    _snapshot(plan, ids, topics, applied, by)
    if applied.authors or applied.topics:
        record_version.raise_version()
    return applied


def _new_author(name: str, applied: Applied) -> Author:
    def is_taken(slug: str) -> bool:
        return Author.objects.filter(slug=slug).exists() or addresses.is_taken("authors", slug, None)

    author = Author.objects.create(name=name, sort_name=sort_name_for(name), slug=slug_for(name, is_taken, "author"))
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


def _article(
    match: ArticleMatch, authors: dict[str, Author], topics: dict[str, Category], applied: Applied, by: AbstractBaseUser
) -> Article:
    if match.status is Status.SAME:
        return match.article
    byline = [house(authors[name]) for name in match.outline.authors]
    if match.status is Status.CHANGED:
        applied.changed.append(match.article)
        return _thawed(works.article_work(freeze(match.article), match.outline, byline), match.article, by)

    def is_taken(slug: str) -> bool:
        return Article.objects.filter(slug=slug).exists() or addresses.is_taken("analysis", slug, None)

    article = Article(title=match.outline.title, slug=slug_for(match.outline.title, is_taken, "article"), created_by=by)
    article.summary_label = match.outline.summary_label or ""
    given = [_topic(subject, topics, applied) for subject in match.subjects]
    applied.created.append(article)
    return _thawed(works.article_work(freeze_unsaved(article, given), match.outline, byline), article, by)


def _thawed(work: dict, article: Article, by: AbstractBaseUser) -> Article:
    exact = thaw(work, article).is_exact
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
        after["coverage"] = house(_topic(plan.coverage, topics, applied))
    if after != before:
        thaw_snapshot(after, snapshot)
        applied.is_changed = not applied.is_new
    if applied.is_new or applied.is_changed:
        _saved(snapshot, by)


def _saved(copy: Publishable, by: AbstractBaseUser, work: dict | None = None) -> None:
    copy.updated_by = by
    copy.state = Publishable.State.DRAFT
    copy.save_count += 1
    copy.save(update_fields=["updated_by", "updated_at", "state", "save_count"])
    revisions.keep_revision(copy, by, work=work)


@transaction.atomic
def publish(plan: Plan, applied: Applied, by: AbstractBaseUser, note: str = "") -> SnapshotEdition | None:
    """Publish what was imported: the snapshot, its new and changed articles and those not public yet.

    Returns the edition, None where the public one says the same already. Raises Refused with all reasons.
    """
    reasons = [] if plan.articles else [_("No article was found in it.")]
    reasons += [
        _("“%s” may be an article that is there already: say which.") % match.outline.title for match in plan.undecided
    ]
    reasons += [
        _("Two authors are called “%s”: say which.") % match.name
        for match in plan.authors.values()
        if len(match.candidates) > 1
        and match.status is Status.UNSURE
        and all(author.name == match.name for author in match.candidates)
    ]
    articles = Article.objects.in_bulk(_placed(applied.snapshot))
    reasons += [_("“%s” has no date.") % article.title for article in articles.values() if not article.published_on]
    reasons += [
        _("“%s” was withdrawn. Publish it again by hand, or take it out of the document.") % article.title
        for article in articles.values()
        if _is_withdrawn(article)
    ]
    if reasons:
        raise Refused(reasons)
    moment = timezone.now()
    chosen = {article.pk for article in [*applied.created, *applied.changed, *not_public_by(applied.snapshot, moment)]}
    wanted = [article for pk, article in articles.items() if pk in chosen and publishing.differs(article, moment)]
    if not wanted and not publishing.differs(applied.snapshot, moment):
        return None
    return publish_with_articles(applied.snapshot, wanted, by, Terms(note=note, pending=Pending.CANCEL), moment)


def _is_withdrawn(article: Article) -> bool:
    last = article.editions.order_by("-number").first()
    return last is not None and last.withdrawn_at is not None


def _placed(snapshot: Snapshot) -> list[int]:
    return list(
        dict.fromkeys(Article.objects.filter(placements__section__snapshot=snapshot).values_list("pk", flat=True))
    )


def apply_and_publish(plan: Plan, by: AbstractBaseUser, note: str = "") -> tuple[Applied, SnapshotEdition | None]:
    """Apply the plan and publish the result, or neither: raises Refused with all reasons."""
    with transaction.atomic():
        publishing.one_act_at_a_time()  # before the first row is locked, as every act does
        applied = apply(plan, by)
        return applied, publish(plan, applied, by, note)
