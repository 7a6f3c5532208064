"""The admin site: Django's own, with the organization's name and a custom start page."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from allauth.account.views import login as sign_in
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Category
from monitoring.status import alarms
from outbox.last_run import is_overdue, last_run
from permissions.matrix import Act
from permissions.rules import may
from record.kinds import all_kinds
from record.models import Organization
from record.publishing import when
from snapshot.desk.coming import coming_days
from snapshot.desk.guide import guide_url
from snapshot.models import Placement, Snapshot
from staff.audited import Audited
from staff.lists import ReadableList
from staff.mailbox import has_mailbox
from staff.saved_views import SavedViews, saved_view_urls
from website.admin_search import search
from website.model_admins import RefusesWhatCannotBe, without_nul
from website.today import desk_lists

# The sidebar's groups, each with its models in the order shown. What is in none comes last, under “Settings”.
GROUPS = {
    "publish": ("Snapshot", "Article", "Front", "FlatPage", "ReviewLink"),
    "library": ("Author", "Category", "Tag", "Series", "Picture", "StoredFile"),
    "readers": ("Subscription", "EditionReadings", "MissedSearch", "Spelling"),
    "record": ("SnapshotEdition", "ArticleEdition", "AuditEntry"),
    "settings": ("Organization", "User", "Group", "OutboxEntry"),
}
STARTS = {"Snapshot": "admin:desk_start", "Article": "admin:writing_new"}  # instead of an empty form


class DeskAdminSite(admin.AdminSite):
    """The admin site for editors."""

    site_header = gettext_lazy("The desk")
    site_title = gettext_lazy("The desk")
    index_title = gettext_lazy("Today")
    index_template = "admin/desk_index.html"
    empty_value_display = "–"

    def register(self, model_or_iterable, admin_class: type[admin.ModelAdmin] | None = None, **options) -> None:
        """Register as Django does, with the saved views, words and input checks of every list and form of the site."""
        given = admin_class or admin.ModelAdmin
        super().register(
            model_or_iterable,
            type(given)(given.__name__, (Audited, SavedViews, ReadableList, RefusesWhatCannotBe, given), {}),
            **options,
        )

    def admin_view(self, view: Callable, cacheable: bool = False) -> Callable:
        """Protect a view as Django does, and refuse addresses with invalid text."""
        return super().admin_view(without_nul(view), cacheable)

    def get_urls(self) -> list:
        """Return Django's addresses and our own, which must come before the one that catches all others."""
        own = [path("search/", self.admin_view(partial(search, site=self)), name="search"), *saved_view_urls(self)]
        return [*own, *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict:
        return super().each_context(request) | {"guide_url": guide_url(request)}

    def login(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Redirect to allauth's sign-in, which supports second factors and limits attempts."""
        if request.method != "POST" and self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        return sign_in(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Return what Django returns, in groups of an editor's work instead of one for each app."""
        found = super().get_app_list(request, app_label)
        if app_label:
            return found
        names = _group_names()
        groups = {
            name: {"name": title, "app_label": name, "app_url": "", "models": []} for name, title in names.items()
        }
        for model in (model for app in found for model in app["models"]):
            if model["object_name"] in STARTS and model["add_url"]:
                model["add_url"] = reverse(STARTS[model["object_name"]])
            name = next((name for name, models in GROUPS.items() if model["object_name"] in models), "settings")
            groups[name]["models"].append(model)
        for name, models in GROUPS.items():
            groups[name]["models"].sort(key=lambda model, order=models: _place(order, model["object_name"]))
        for name, page in _own_pages(request):
            groups[name]["models"].append(page)
        _mark_current([entry for group in groups.values() for entry in group["models"]], request.path)
        return [group for group in groups.values() if group["models"]]

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the first steps until something is public, then the current work."""
        is_new = not any(
            kind.edition_model.objects.filter(live_from__lte=request.moment).exists() for kind in all_kinds()
        )
        strip = _strip(request)
        shown = {"first_steps": first_steps()} if is_new else {"desk_lists": desk_lists(request)}
        shown["alarms"] = [words for words in (idle(request.moment), *alarms()) if words]
        if not is_new or not strip["is_nothing_coming"]:
            shown |= strip
        return super().index(request, {**shown, **(extra_context or {})})


def _group_names() -> dict[str, str]:
    return {
        "publish": _("Publishing"), "library": _("Library"), "readers": _("Readers"),
        "record": _("Record"), "settings": _("Settings"),
    }  # fmt: skip


def _mark_current(entries: list[dict], path: str) -> None:
    """Mark the entry of the sidebar that the page belongs to: “Calendar”, whose address is within that of the list."""
    addresses = [entry["admin_url"] for entry in entries if entry["admin_url"] and entry["admin_url"] in path]
    for entry in entries:
        entry["is_current"] = entry["admin_url"] == max(addresses, key=len, default="")


def _own_pages(request: HttpRequest) -> list[tuple[str, dict]]:
    """Return the desk's own pages as (group, entry), for those who may open them."""
    pages = [
        ("publish", Act.ENTER_DESK, "Calendar", _("Calendar"), "admin:desk_calendar"),
        ("publish", Act.ARRANGE, "Corrections", _("Corrections"), "admin:corrections"),
        ("settings", Act.SETTINGS, "Status", _("Status"), "admin:status"),
    ]
    if has_mailbox():
        pages.append(("readers", Act.ENTER_DESK, "Mailbox", _("Mailbox"), "admin:mailbox"))
    return [
        (group, {"name": name, "object_name": key, "admin_url": reverse(route)})
        for group, act, key, name, route in pages
        if may(request.user, act)
    ]


def idle(at: datetime) -> str:
    """Return a warning for staff if no background runner is active, otherwise ""."""
    last = last_run()
    if not is_overdue(last, at):
        return ""
    if last is None:
        return _("Mail and alerts are not being sent: “manage.py run_due” has not run yet.")
    return _("Mail and alerts are not being sent: “manage.py run_due” last ran on %(when)s.") % {"when": when(last)}


def first_steps() -> list[dict]:
    """Return the steps from an empty site to a first publication, each done or not."""
    snapshot = Snapshot.objects.order_by("pk").first()
    articles = Article.objects.exists()
    publish = reverse("admin:snapshot_snapshot_publish", args=[snapshot.pk]) if snapshot else ""
    steps = [
        (_("Name the organization"), reverse("admin:record_organization_changelist"), Organization.objects.exists(),
         _("Its name, colors and time zone are used on every page.")),
        (_("Add topics"), reverse("admin:articles_category_add"), Category.objects.exists(),
         _("Regions, themes and programs for organizing analysis. A topic can have subtopics.")),
        (_("Write an article"), reverse("admin:writing_new"), articles,
         _("A document brings its articles, authors and sections with it.")),
        (_("Arrange a snapshot"),
         _desk(snapshot) or reverse("admin:desk_start"),
         Placement.objects.exists(), _("An introduction, and sections of chosen articles in your order.")),
        (_("Publish it"), publish, False, _("Now, or at a time you set. Its articles are published with it.")),
    ]  # fmt: skip
    made = [{"title": title, "url": url, "is_done": done, "words": words} for title, url, done, words in steps]
    write = made[2]
    write |= {
        "title": _("Import a document"),
        "url": reverse("admin:snapshot_snapshot_import"),
        "other_title": _("write an article"),
        "other_url": write["url"],
    }
    return made


def _strip(request: HttpRequest) -> dict:
    """Return the next two weeks, in the organization's time zone."""
    days = coming_days(request.user, request.moment)
    return {
        "coming_days": days,
        "is_nothing_coming": not any(day.lines for day in days),
        "zone": timezone.get_current_timezone_name(),
    }


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _desk(snapshot: Snapshot | None) -> str:
    return reverse("admin:desk", args=[snapshot.pk]) if snapshot else ""
