"""The public archive of newsletters: what was sent to the house's lists."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language

from alerts import digest, letters
from alerts.issues import shown
from alerts.models import Issue
from web.paging import PAGE, invalid_cursor
from web.public_pages import absolute, public_page, stored

CURSOR = re.compile(r"\d{1,18}", re.ASCII)


@stored("cursor")
@public_page
def newsletters(request: HttpRequest) -> HttpResponse:
    """List what was sent, newest first."""
    address, cursor = reverse("newsletters"), request.GET.get("cursor")
    issues = Issue.objects.order_by("-pk")
    if cursor is not None:
        if not CURSOR.fullmatch(cursor):
            raise invalid_cursor()
        issues = issues.filter(pk__lt=int(cursor))
    rows = list(issues[: PAGE + 1])
    context = {
        "issues": shown(rows[:PAGE], request.moment),
        "next_url": f"{address}?cursor={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "canonical_url": absolute(request, address),
    }
    return render(request, "alerts/newsletters.html", context)


@stored()
@public_page
def newsletter(request: HttpRequest, number: int) -> HttpResponse:
    """Show the letter as it was sent, without what has been withdrawn since. 404 if that is all of it."""
    found = shown([get_object_or_404(Issue, pk=number)], request.moment)
    if not found:
        raise Http404
    address = reverse("newsletter", kwargs={"number": number})
    context = {
        "issue": found[0],
        "entries": [_as_sent(entry) for entry in found[0].entries],
        "canonical_url": absolute(request, address),
    }
    return render(request, "alerts/newsletter.html", context)


def _as_sent(entry: dict) -> dict:
    """Return an entry's context in mail/digest.html (a snapshot) or mail/entry.html, with its address on this site."""
    kind, edition = entry["kind"], entry["edition"]
    shown = (
        digest.part(letters.source_for_mail(kind, edition))
        if kind == "snapshot"
        else letters.entry(edition, is_correction=bool(entry["note"]))
    )
    lang = edition.language if edition.language != get_language() else ""
    sections = [left for section in shown.get("sections", ()) if (left := _without_withdrawn(section))["entries"]]
    return shown | {"kind": kind, "url": edition.get_absolute_url(), "lang": lang, "sections": sections}


def _without_withdrawn(section: dict) -> dict:
    """Return the section without what has been withdrawn since: its notice is on the snapshot's own page."""
    return {**section, "entries": [entry for entry in section["entries"] if not entry["withdrawn"]]}
