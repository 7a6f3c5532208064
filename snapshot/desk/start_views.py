"""The page that starts a snapshot, and the calendar."""

import re
from datetime import date, datetime

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article
from snapshot.desk import dashboard, starting
from snapshot.desk.archive_filters import articles_of, filter_at
from snapshot.desk.library import found
from snapshot.desk.library_query import LibraryQuery
from snapshot.desk.operations import MOST_PLACEMENTS
from snapshot.models import Snapshot

SHOWN = 12
FILTERS = ("q", "author", "topic", "tag", "series", "from", "until", "standing", "order")
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class StartForm(forms.Form):
    """A title, and perhaps another snapshot to begin from."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, widget=AdminTextInputWidget)
    copied = forms.ModelChoiceField(
        label=gettext_lazy("As a copy of"),
        queryset=Snapshot.objects.order_by("-updated_at"),
        required=False,
        empty_label=gettext_lazy("– nothing: begin with a blank one –"),
        help_text=gettext_lazy("Introduction, sections and articles are copied; the date and the address are not."),
    )


class ArchiveForm(forms.Form):
    """An address of the archive, whose articles a snapshot begins with."""

    filter = forms.CharField(
        label=gettext_lazy("Address of a filter"),
        max_length=2_000,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("Of a page of the archive, a topic or an author, as the browser shows it."),
    )

    def articles(self, at: datetime) -> list[int]:
        """Return the ids of the articles found there, in their order; none where it is no such address."""
        if not self.is_valid():
            return []
        try:
            found, total = articles_of(filter_at(self.cleaned_data["filter"], at), MOST_PLACEMENTS)
        except ValueError as error:
            self.add_error("filter", str(error))
            return []
        if not found:
            self.add_error("filter", _("No public article is found there."))
        self.left_out = max(total - len(found), 0)
        return found


def start(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Start a snapshot: blank, as a copy, or with what a filter finds.

    A filter of the library is given by its parameters, one of the archive by its address (`filter`).
    """
    if not request.user.has_perms(["snapshot.add_snapshot", "snapshot.change_snapshot"]):
        raise PermissionDenied
    archive = ArchiveForm({"filter": request.GET["filter"]} if request.GET.get("filter") else None)
    chosen = archive.articles(request.moment) if archive.is_bound else _chosen(request)
    form = StartForm(request.POST or None)
    if chosen:
        del form.fields["copied"]
    if request.method == "POST" and form.is_valid():
        snapshot = _started(form.cleaned_data, chosen, request)
        messages.success(request, _("“%s” is started.") % snapshot)
        return HttpResponseRedirect(reverse("admin:desk", args=[snapshot.pk]))
    context = {
        **site.each_context(request),
        "title": _("Start a snapshot"),
        "opts": Snapshot._meta,
        "form": form,
        "archive": archive,
        "count": len(chosen),
        "shown": sorted(Article.objects.filter(pk__in=chosen[:SHOWN]), key=lambda article: chosen.index(article.pk)),
        "import_url": reverse("admin:snapshot_snapshot_import"),
    }
    return render(request, "admin/desk/start.html", context)


def _chosen(request: HttpRequest) -> list[int]:
    """Return the ids of the articles that the address names: picked ones (`articles`), or those a filter finds."""
    picked = request.GET.get("articles", "")
    if picked:
        ids = [int(pk) for pk in picked.split(",") if pk.isdecimal() and len(pk) <= 18]
        return list(Article.objects.filter(pk__in=ids).order_by("-published_on", "-pk").values_list("pk", flat=True))
    if not any(request.GET.get(name) for name in FILTERS):
        return []
    try:
        places, _total = found(LibraryQuery.of(request.GET), request.moment, MOST_PLACEMENTS)
    except ValueError as error:
        raise BadRequest(str(error)) from None
    return [place.pk for place in places]


def _started(data: dict, chosen: list[int], request: HttpRequest) -> Snapshot:
    if chosen:
        return starting.from_articles(data["title"], chosen, request.user)
    if data.get("copied"):
        return starting.copy_of(data["copied"], data["title"], request.user)
    return starting.blank(data["title"], request.user)


def calendar(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show a month with what goes live on each day, in the house's zone."""
    if not request.user.has_perm("snapshot.view_snapshot"):
        raise PermissionDenied
    month = _month(request)
    context = {
        **site.each_context(request),
        "title": _("Calendar"),
        "opts": Snapshot._meta,
        "month": month,
        "weeks": dashboard.calendar(month, request.moment),
        "earlier": _step(month, -1),
        "later": _step(month, 1),
        "zone": timezone.get_current_timezone_name(),
    }
    return render(request, "admin/desk/calendar.html", context)


def _month(request: HttpRequest) -> date:
    asked = MONTH.fullmatch(request.GET.get("month", ""))
    today = timezone.localtime(request.moment).date()
    try:
        return date(int(asked[1]), int(asked[2]), 1) if asked and "1900" <= asked[1] <= "2999" else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def _step(month: date, months: int) -> date:
    number = month.year * 12 + month.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
