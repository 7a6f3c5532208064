"""The page for starting a snapshot, and the calendar."""

import re
from datetime import date, datetime
from urllib.parse import unquote, urlsplit

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import BadRequest
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, ArticleEdition
from articles.public.filters import ArticleFilter, read_filter
from audit.trail import note
from permissions.matrix import Act
from permissions.rules import require, visible_to
from snapshot.desk import dashboard, starting
from snapshot.desk.library import found
from snapshot.desk.library_filter import LibraryFilter
from snapshot.desk.library_views import among
from snapshot.desk.operations import MOST_PLACEMENTS
from snapshot.models import Snapshot
from staff.forms import Printable

SHOWN = 12
PAGES = {"topic": "topic", "author": "author"}  # pages equivalent to a filter: URL pattern → parameter
LISTS = {"archive", "search"}
MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


class StartForm(Printable, forms.Form):
    """A title, and optionally a snapshot to copy."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300, widget=AdminTextInputWidget)
    copied = forms.ModelChoiceField(
        label=gettext_lazy("As a copy of"),
        queryset=Snapshot.objects.order_by("-updated_at"),
        required=False,
        empty_label=gettext_lazy("– start with a blank snapshot –"),
        help_text=gettext_lazy("Introduction, sections and articles are copied; the date and the address are not."),
    )


def filter_at(address: str, at: datetime) -> ArticleFilter:
    """Return the article filter of the page at `address` (a full URL, or path and query).

    Raises BadRequest with a message if it is not a page of the archive or a parameter is invalid.
    """
    refusal = BadRequest(_("That is not an address of the archive. It should look like this: /analysis/?topic=…"))
    try:
        parts = urlsplit(address.strip())
        page = resolve(unquote(parts.path))
    except (Resolver404, ValueError):  # urllib reads “https://[” as the start of an IPv6 address
        raise refusal from None
    query = QueryDict(parts.query, mutable=True)
    if page.url_name in PAGES:
        query.setlist(PAGES[page.url_name], [page.kwargs["slug"]])
    elif page.url_name not in LISTS:
        raise refusal
    return read_filter(query, at)


def articles_of(asked: ArticleFilter, most: int) -> tuple[list[int], int]:
    """Return the ids of the first `most` matching articles in the filter's order, and the total."""
    found = asked.results()
    ids, _cursor = found.page(None, most)
    parents = dict(ArticleEdition.objects.filter(pk__in=ids).values_list("pk", "parent_id"))
    return [parents[pk] for pk in ids], found.total


class ArchiveForm(forms.Form):
    """The address of an archive page, whose articles the new snapshot contains."""

    filter = forms.CharField(
        label=gettext_lazy("Archive address"),
        max_length=2_000,
        widget=AdminTextInputWidget,
        help_text=gettext_lazy("The address of an archive, topic or author page, copied from the browser."),
    )

    def articles(self, at: datetime) -> list[int]:
        """Return the ids of the matching articles in order, or none if the address is not valid."""
        if not self.is_valid():
            return []
        try:
            found, total = articles_of(filter_at(self.cleaned_data["filter"], at), MOST_PLACEMENTS)
        except BadRequest as refused:
            self.add_error("filter", str(refused))
            return []
        if not found:
            self.add_error("filter", _("No public article was found there."))
        self.left_out = max(total - len(found), 0)
        return found


def start(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Start a snapshot: blank, as a copy, or with a filter's articles.

    A library filter is given by its parameters, an archive filter by its address (`filter`).
    """
    require(request.user, Act.ARRANGE)
    archive = ArchiveForm({"filter": request.GET["filter"]} if request.GET.get("filter") else None)
    chosen = archive.articles(request.moment) if archive.is_bound else _chosen(request)
    form = StartForm(request.POST or None)
    form.fields["copied"].queryset = visible_to(request.user, form.fields["copied"].queryset)
    if chosen:
        del form.fields["copied"]
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            snapshot = _started(form.cleaned_data, chosen, request)
            note(Act.ARRANGE, snapshot, "started")
        messages.success(request, _("“%s” was created.") % snapshot)
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
    """Return the article ids from the address: selected ones (`articles`), or those that match a filter."""
    picked = request.GET.get("articles", "")
    if picked:
        ids = [int(pk) for pk in picked.split(",") if pk.isdecimal() and len(pk) <= 18]
        picked = visible_to(request.user, Article.objects.filter(pk__in=ids))
        return list(picked.order_by("-published_on", "-pk").values_list("pk", flat=True))
    if not any(request.GET.get(name) for name in LibraryFilter.base_filters if name != "cursor"):
        return []
    places, _total = found(LibraryFilter(request.GET, at=request.moment), MOST_PLACEMENTS, among(request))
    return [place.pk for place in places]


def _started(data: dict, chosen: list[int], request: HttpRequest) -> Snapshot:
    if chosen:
        return starting.from_articles(data["title"], chosen, request.user)
    if data.get("copied"):
        return starting.start_copy(data["copied"], data["title"], request.user)
    return starting.blank(data["title"], request.user)


def calendar(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show a month with the editions that go live on each day, in the organization's time zone."""
    require(request.user, Act.ENTER_DESK)
    month = _month(request)
    context = {
        **site.each_context(request),
        "title": _("Calendar"),
        "opts": Snapshot._meta,
        "month": month,
        "weeks": dashboard.calendar(month, request.moment, request.user),
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
