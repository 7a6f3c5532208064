"""A snapshot's working copy as publishing it would freeze it, unfinished articles included: previews and proofs."""

from datetime import datetime

from articles.freezing import freeze as freeze_article
from articles.models import Article, ArticleEdition
from articles.publishing import card
from snapshot.freezing import freeze
from snapshot.models import Snapshot


def draft(snapshot: Snapshot, at: datetime) -> dict:
    """Return the content ("work" and "edition") that publishing at the moment would freeze.

    Each article stands as a reader would see it: its public or kept edition; where it has none, in the desk's words,
    with id and number 0 and no digest.
    """
    work = freeze(snapshot)
    return {"work": work, "edition": {"published_on": work["published_on"], "entries": entries_of(work, at)}}


def entries_of(work: dict, at: datetime) -> dict:
    """Return, under each placement's key, what a reader of the frozen `work` would be shown of its article then.

    An article that is no longer there has no entry.
    """
    placements = [placement for section in work["sections"] for placement in section["placements"]]
    ids = {placement["article"] for placement in placements}
    public = {edition.parent_id: edition for edition in ArticleEdition.objects.public(at).filter(parent_id__in=ids)}
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    drafts = {article.pk: card(freeze_article(article)) for article in Article.objects.filter(pk__in=ids - set(public))}
    entries = {}
    for placement in placements:
        edition = kept.get(placement["kept_edition"]) or public.get(placement["article"])
        if edition or placement["article"] in drafts:
            entries[placement["key"]] = entry_of(edition) if edition else _unpublished(placement, drafts)
    return entries


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
    return {"article": placement["article"], "id": 0, "number": 0, "digest": "", **drafts[placement["article"]]}
