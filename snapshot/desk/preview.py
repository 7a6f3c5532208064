"""The public page as it would be, from the working copy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from editorial.languages import speaking
from editorial.public_pages import about_language
from snapshot.desk.views import snapshot_for
from snapshot.drafting import draft
from snapshot.models import Snapshot
from snapshot.public.over_time import timeline_of
from snapshot.public.renditions import page_of
from snapshot.public.withholding import withhold


@never_cache
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the snapshot's working copy as its public page would be. No edition is made."""
    snapshot = snapshot_for(request, pk)
    with speaking(snapshot.language):
        return _page(request, snapshot)


def _page(request: HttpRequest, snapshot: Snapshot) -> HttpResponse:
    content = withhold(draft(snapshot, request.moment))
    page = page_of(content["work"], content["edition"]["entries"])
    page |= {
        "timeline": timeline_of(page["sections"]),
        "published_on": snapshot.published_on or request.moment.date(),
        "is_current": True,
        "is_preview": True,
    }
    context = {"page": page, **about_language(page["language"]), "section": "snapshots"}
    return render(request, "snapshot/snapshot_page.html", context)
