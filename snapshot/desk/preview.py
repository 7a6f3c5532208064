"""The public page as it would be, from the working copy."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.freezing import freeze as freeze_article
from articles.models import Article, ArticleEdition
from articles.publishing import card
from editorial.public_pages import in_language
from snapshot.desk.views import snapshot_for
from snapshot.freezing import freeze
from snapshot.public.renditions import page_of


@never_cache
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the snapshot's working copy as its public page would be. No edition is made."""
    snapshot = snapshot_for(request, pk)
    work = freeze(snapshot)
    page = page_of(work, _entries(work, request.moment)) | {
        "published_on": snapshot.published_on or request.moment.date(),
        "is_current": True,
        "is_preview": True,
    }
    context = {"page": page, **in_language(page["language"]), "section": "snapshots"}
    return render(request, "snapshot/snapshot_page.html", context)


def _entries(work: dict, at: datetime) -> dict:
    """Return each placement's article as a reader would see it: the public or kept edition, else the desk's words."""
    placements = [placement for section in work["sections"] for placement in section["placements"]]
    ids = {placement["article"] for placement in placements}
    public = {edition.parent_id: edition for edition in ArticleEdition.objects.public(at).filter(parent_id__in=ids)}
    kept = ArticleEdition.objects.in_bulk([each["kept_edition"] for each in placements if each["kept_edition"]])
    drafts = {article.pk: card(freeze_article(article)) for article in Article.objects.filter(pk__in=ids - set(public))}
    entries = {}
    for placement in placements:
        edition = kept.get(placement["kept_edition"]) or public.get(placement["article"])
        if edition:
            entries[placement["key"]] = {"article": edition.parent_id, "id": edition.pk, **edition.card}
        else:
            entries[placement["key"]] = {"article": placement["article"], "id": 0, **drafts[placement["article"]]}
    return entries
