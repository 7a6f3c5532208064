"""A snapshot's draft as publishing would freeze it, including unfinished articles, for previews and proofs."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.fields import ArticleCard, card_of, current_card
from articles.freezing import freeze as freeze_article
from articles.freezing import freeze_unsaved
from articles.models import Article, ArticleEdition
from record.organization import site_time_zone
from snapshot.fields import Entry, FrozenPlacement, SnapshotWork, placements_of
from snapshot.freezing import freeze
from snapshot.models import Snapshot


def draft(snapshot: Snapshot, at: datetime, work: SnapshotWork | None = None) -> dict:
    """Return the content ("work" and "edition") that publishing then would freeze; `work` replaces the draft's.

    Each article appears as readers would see it: its public or kept edition. If there is none, it appears as its draft,
    with id and number 0 and no digest.
    """
    work = work or freeze(snapshot)
    return {
        "work": work,
        "edition": {"published_on": publication_date(snapshot, work, at), "entries": entries_of(work, at)},
    }


def entries_of(work: SnapshotWork, at: datetime) -> dict[str, Entry]:
    """Return, by placement key, the entry that readers of the frozen `work` would see at the moment."""
    placements = list(placements_of(work))
    ids = {placement["article"] for placement in placements}
    public = {edition.parent_id: edition for edition in ArticleEdition.objects.public(at).filter(parent_id__in=ids)}
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    drafts = {
        article.pk: card_of(freeze_article(article)) for article in Article.objects.filter(pk__in=ids - set(public))
    }
    entries = {}
    for placement in placements:
        edition = kept.get(placement["kept_edition"]) or public.get(placement["article"])
        entries[placement["key"]] = entry_of(edition) if edition else _unpublished(placement, drafts)
    return entries


def frozen_part(snapshot: Snapshot, work: SnapshotWork, live_from: datetime) -> dict:
    """Return, by placement key, the article edition that readers would see: the public one, or the kept one."""
    placements = list(placements_of(work))
    public = {
        edition.parent_id: edition
        for edition in ArticleEdition.objects.public(live_from).filter(
            parent_id__in={each["article"] for each in placements}
        )
    }
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    chosen = {each["key"]: kept.get(each["kept_edition"]) or public[each["article"]] for each in placements}
    return {
        "published_on": publication_date(snapshot, work, live_from),
        "entries": {key: entry_of(edition) for key, edition in chosen.items()},
    }


def publication_date(snapshot: Snapshot, work: SnapshotWork, live_from: datetime) -> str:
    """Return the publication date of an edition that starts then: the snapshot's, else the day of the first edition."""
    if work["published_on"]:
        return work["published_on"]
    first = snapshot.editions.order_by("number").values_list("published_on", flat=True).first()
    return (first or timezone.localtime(live_from, site_time_zone()).date()).isoformat()


def entry_of(edition: ArticleEdition) -> Entry:
    """Return the entry that a snapshot freezes for an article edition."""
    return {
        "article": edition.parent_id,
        "id": edition.pk,
        "number": edition.number,
        "digest": edition.content_id,
        **current_card(edition),
    }


def _unpublished(placement: FrozenPlacement, drafts: dict[int, ArticleCard]) -> Entry:
    words = drafts.get(placement["article"])
    if words is None:  # an old revision can refer to something deleted since
        words = card_of(freeze_unsaved(Article(title=_("Article %d, which no longer exists") % placement["article"])))
    return {"article": placement["article"], "id": 0, "number": 0, "digest": "", **words}
