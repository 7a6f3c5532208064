"""Publishing a snapshot together with its articles."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from articles.models import Article, ArticleEdition
from record import publishing
from record.publishing import Pending, Terms
from snapshot.desk.findings import required_findings
from snapshot.models import Placement, Snapshot, SnapshotEdition


def publish_with_articles(
    snapshot: Snapshot,
    articles: Collection[Article],
    by: AbstractBaseUser | None,
    terms: Terms | None = None,
    at: datetime | None = None,
) -> SnapshotEdition:
    """Publish `articles` and the snapshot that contains them in one act: all or none. Raises Refused with every reason.

    Each article goes live with the snapshot. If an article's edition is scheduled for later, it is moved forward.
    """
    terms = terms or Terms()
    with transaction.atomic():
        publishing.one_act_at_a_time()
        at = at or timezone.now()
        live_from = max(terms.live_from or at, at)
        known = set(ArticleEdition.objects.filter(parent__in=articles).values_list("parent_id", flat=True))
        together = [
            (article, Terms(live_from, terms.kind, terms.note if article.pk in known else "", Pending.CANCEL))
            for article in articles
        ]
        try:
            editions = publishing.publish_all(together, by, at, is_named=True) if together else []
        except publishing.Refused as refused:
            own = required_findings(snapshot, live_from, {article.pk for article in articles})
            reasons = [*refused.reasons, *(finding.message for finding in own if finding.is_error)]
            raise publishing.Refused(list(dict.fromkeys(reasons))) from None
        # An article published twice within one clock tick goes live slightly later, and so does the snapshot.
        latest = max([live_from, *(edition.live_from for edition in editions)])
        return publishing.publish(snapshot, by, replace(terms, live_from=latest), at)


def not_public_by(snapshot: Snapshot, live_from: datetime) -> list[Article]:
    """Return the snapshot's articles that will not be public at the moment, in its order."""
    placements = _placements(snapshot).filter(kept_edition=None)
    public = set(
        ArticleEdition.objects.public(live_from)
        .filter(parent__in=placements.values("article"))
        .values_list("parent_id", flat=True)
    )
    missing = [placement.article for placement in placements if placement.article_id not in public]
    return list(dict.fromkeys(missing))


def published_with(snapshot: Snapshot, at: datetime) -> list[Article]:
    """Return the articles that are published with the snapshot by default.

    These are the ones that are not public by the moment, except withdrawn ones, which are not republished by default.
    """
    missing = not_public_by(snapshot, at)
    editions = ArticleEdition.objects.filter(parent__in=missing).order_by("number")
    withdrawn_at = dict(editions.values_list("parent_id", "withdrawn_at"))
    return [article for article in missing if withdrawn_at.get(article.pk) is None]


def _placements(snapshot: Snapshot):
    return (
        Placement.objects.filter(section__snapshot=snapshot)
        .select_related("article")
        .order_by("section__position", "position")
    )
