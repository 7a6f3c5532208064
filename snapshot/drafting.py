"""A snapshot's working copy as publishing it would freeze it, unfinished articles included: previews and proofs."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.freezing import freeze as freeze_article
from articles.freezing import freeze_unsaved
from articles.models import Article, ArticleEdition
from articles.publishing import card
from editorial.organization import house_zone
from snapshot.freezing import freeze
from snapshot.models import Snapshot


def draft(snapshot: Snapshot, at: datetime, work: dict | None = None) -> dict:
    """Return the content ("work" and "edition") that publishing at the moment would freeze; `work` is another's.

    Each article stands as a reader would see it: its public or kept edition; where it has none, in the desk's words,
    with id and number 0 and no digest.
    """
    work = work or freeze(snapshot)
    return {"work": work, "edition": {"published_on": bears(snapshot, work, at), "entries": entries_of(work, at)}}


def entries_of(work: dict, at: datetime) -> dict:
    """Return, under each placement's key, what a reader of the frozen `work` would be shown of its article then."""
    placements = [placement for section in work["sections"] for placement in section["placements"]]
    ids = {placement["article"] for placement in placements}
    public = {edition.parent_id: edition for edition in ArticleEdition.objects.public(at).filter(parent_id__in=ids)}
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    drafts = {article.pk: card(freeze_article(article)) for article in Article.objects.filter(pk__in=ids - set(public))}
    entries = {}
    for placement in placements:
        edition = kept.get(placement["kept_edition"]) or public.get(placement["article"])
        entries[placement["key"]] = entry_of(edition) if edition else _unpublished(placement, drafts)
    return entries


def bears(snapshot: Snapshot, work: dict, live_from: datetime) -> str:
    """Return the date an edition that begins at the moment bears: its own, else the day of the first edition."""
    if work["published_on"]:
        return work["published_on"]
    first = snapshot.editions.order_by("number").values_list("published_on", flat=True).first()
    return (first or timezone.localtime(live_from, house_zone()).date()).isoformat()


def entry_of(edition: ArticleEdition) -> dict:
    """Return what a snapshot freezes of an article's edition."""
    return {
        "article": edition.parent_id,
        "id": edition.pk,
        "number": edition.number,
        "digest": edition.content_id,
        **edition.card,
    }


def _unpublished(placement: dict, drafts: dict[int, dict]) -> dict:
    words = drafts.get(placement["article"])
    if words is None:  # an old revision names what has been deleted since
        words = card(freeze_unsaved(Article(title=_("Article %d, which is no longer there") % placement["article"])))
    return {"article": placement["article"], "id": 0, "number": 0, "digest": "", **words}
