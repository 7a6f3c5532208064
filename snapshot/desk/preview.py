"""A preview of the public page, from the draft."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from snapshot.desk.views import snapshot_for
from snapshot.draft import draft
from snapshot.models import Snapshot
from snapshot.public.renditions import page_of
from snapshot.public.timeline import timeline_of
from snapshot.public.withholding import withhold
from web.languages import override_language
from web.public_pages import language_context


@never_cache
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the snapshot's draft as its public page would look. No edition is created."""
    snapshot = snapshot_for(request, pk)
    with override_language(snapshot.language):
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
    context = {"page": page, **language_context(page["language"]), "section": "snapshots"}
    return render(request, "snapshot/snapshot_page.html", context)
