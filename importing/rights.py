"""What an import may change. The importing user's rights apply to every article and snapshot of the plan."""

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from articles.models import Article
from importing.matching import NEW, Plan, Status
from importing.outline import ArticleOutline
from importing.review import ReviewForm
from permissions.matrix import Act
from permissions.rules import may, may_edit, require, sees_all, visible_to
from record.terms import Refused
from snapshot.models import Snapshot


def without_hidden(plan: Plan, user: AbstractBaseUser) -> Plan:
    """Remove matches that the user may not read. For this user they don't exist, so the document's part is new."""
    if sees_all(user):
        return plan
    known = {article for match in plan.articles for article in [match.article, *match.candidates] if article}
    rows = Article.objects.filter(pk__in=[article.pk for article in known])
    seen = set(visible_to(user, rows).values_list("pk", flat=True))
    for match in plan.articles:
        match.candidates = [article for article in match.candidates if article.pk in seen]
        if match.article and match.article.pk not in seen:
            match.article, match.status, match.changes = None, Status.NEW, []
        elif match.status is Status.UNSURE and not match.candidates:
            match.status = Status.NEW
    if plan.snapshot and not visible_to(user, Snapshot.objects.filter(pk=plan.snapshot.pk)).exists():
        plan.snapshot = None
    return plan


def offer_visible(form: ReviewForm, user: AbstractBaseUser) -> ReviewForm:
    """Offer only snapshots that the user may read."""
    offered = form.fields["snapshot"].choices
    rows = Snapshot.objects.filter(pk__in=[key for key, _words in offered if key != NEW])
    seen = set(visible_to(user, rows).values_list("pk", flat=True))
    form.fields["snapshot"].choices = [choice for choice in offered if choice[0] == NEW or choice[0] in seen]
    return form


def require_all(plan: Plan, user: AbstractBaseUser) -> None:
    """Raise PermissionDenied, or Refused with a sentence, unless the user may do everything in the plan."""
    require(user, Act.IMPORT)
    if plan.snapshot:
        require(user, Act.ARRANGE, plan.snapshot)
    for match in plan.articles:
        if match.article is None:
            continue
        if not may(user, Act.READ_DESK, match.article):
            raise PermissionDenied
        if match.status is not Status.CHANGED:
            continue
        if not may_edit(user, match.article):
            raise PermissionDenied
        if _changes_public_facts(match.article, match.outline) and not may(
            user, Act.CHANGE_PUBLIC_FACTS, match.article
        ):
            words = _("“%s” is published. Only a publisher can change its date or authors.")
            raise Refused([words % match.article.title])


def _changes_public_facts(article: Article, outline: ArticleOutline) -> bool:
    if not article.editions.exists():
        return False
    authors = [byline.author.name for byline in article.bylines.select_related("author")]
    return (outline.date is not None and outline.date != article.published_on) or authors != list(outline.authors)
