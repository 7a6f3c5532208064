"""The admin site: Django's own, with the house's name and our first page."""

from datetime import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Category
from editorial.models import Edition, Organization, Publishable
from editorial.publishables import PublishableType, all_types, type_of
from editorial.publishing import when
from snapshot.desk import dashboard
from snapshot.desk.coming import coming_days, end_of_strip
from snapshot.models import Placement, Snapshot

APPS = ("snapshot", "articles", "people", "taggit", "editorial", "auth")
MODELS = ("Snapshot", "Article", "Picture", "Category", "Tag", "Series", "HomePage")
SHOWN = 8
THIN = ("parent", "number", "title", "live_from")


class DeskAdminSite(admin.AdminSite):
    """The desk: where editors work."""

    site_header = gettext_lazy("The desk")
    site_title = gettext_lazy("The desk")
    index_title = gettext_lazy("Today")
    index_template = "admin/desk_index.html"
    empty_value_display = "–"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """Return what Django does, in the order of an editor's work; the record after the desk."""
        found = super().get_app_list(request, app_label)
        articles = next((app for app in found if app["app_label"] == "articles"), None)
        if articles:  # tags stand with what they are for, not under the name of a library
            articles["models"] += [model for app in found if app["app_label"] == "taggit" for model in app["models"]]
            found = [app for app in found if app["app_label"] != "taggit"]
        found.sort(key=lambda app: _place(APPS, app["app_label"]))
        for app in found:
            app["models"].sort(key=lambda model: _place(MODELS, model["object_name"]))
        return found

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the first steps until something is public, and from then on what is in hand."""
        is_new = not any(kind.edition.objects.filter(live_from__lte=request.moment).exists() for kind in all_types())
        strip = _strip(request)
        shown = {"first_steps": first_steps()} if is_new else {"desk_lists": desk_lists(request)}
        if not is_new or not strip["is_nothing_coming"]:
            shown |= strip
        return super().index(request, {**shown, **(extra_context or {})})


def first_steps() -> list[dict]:
    """Return the way from an empty site to something published, each step done or not."""
    snapshot = Snapshot.objects.order_by("pk").first()
    articles = Article.objects.exists()
    publish = reverse("admin:snapshot_snapshot_publish", args=[snapshot.pk]) if snapshot else ""
    steps = [
        (_("Name the organization"), reverse("admin:editorial_organization_changelist"), Organization.objects.exists(),
         _("Its name, colors and time zone stand on every page.")),
        (_("Add topics"), reverse("admin:articles_category_add"), Category.objects.exists(),
         _("Regions, themes and programs under which analysis is filed; one may lie within another.")),
        (_("Write an article"), reverse("admin:articles_article_add"), articles,
         _("A document brings its articles, authors and sections along.")),
        (_("Arrange a snapshot"),
         _desk(snapshot) or reverse("admin:desk_start"),
         Placement.objects.exists(), _("An introduction, and sections of chosen articles in your order.")),
        (_("Publish it"), publish, False, _("Now, or at a moment you set. Its articles are published with it.")),
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


def desk_lists(request: HttpRequest) -> list[dict]:
    """Return what the editor has in hand, what goes live after the coming two weeks, and what just has."""
    kinds = [kind for kind in reversed(all_types()) if request.user.has_perm(_right(kind))]
    drafts = [_draft(copy) for kind in kinds for copy in _drafts_of(kind, request)]
    scheduled = [_edition(row) for kind in kinds for row in _scheduled(kind, end_of_strip(request.moment))]
    recent = [_edition(row) for kind in kinds for row in _recent(kind, request.moment)]
    lists = [
        _list("drafts", _("My drafts"), drafts, _("Nothing of yours waits to be published."), newest_first=True),
        _list("scheduled", _("Scheduled for later"), scheduled, _("Nothing after that."), newest_first=False),
        _list("recent", _("Recently published"), recent, _("Nothing yet."), newest_first=True),
    ]
    if request.user.has_perm("snapshot.change_snapshot"):
        lists += [
            _told("outdated", _("Snapshots whose articles have newer editions"), dashboard.outdated(request.moment),
                  _("Every snapshot shows its articles as they are now.")),
            _told("ageing", _("Not published anew for half a year"), dashboard.ageing(request.moment), _("None.")),
        ]  # fmt: skip
    return lists


def _strip(request: HttpRequest) -> dict:
    """Return the coming two weeks, in the house's zone."""
    days = coming_days(request.user, request.moment)
    return {
        "coming_days": days,
        "is_nothing_coming": not any(day.lines for day in days),
        "zone": timezone.get_current_timezone_name(),
        "calendar_url": reverse("admin:desk_calendar") if request.user.has_perm("snapshot.view_snapshot") else "",
    }


def _told(name: str, title: str, lines: list[dashboard.Line], nothing: str) -> dict:
    rows = [{"url": line.url, "title": line.title, "words": f"{line.note}, {when(line.at)}"} for line in lines]
    return {"name": name, "title": title, "rows": rows, "nothing": nothing}


def _list(name: str, title: str, rows: list[dict], nothing: str, newest_first: bool) -> dict:
    rows.sort(key=lambda row: row["moment"], reverse=newest_first)
    return {"name": name, "title": title, "rows": rows[:SHOWN], "nothing": nothing}


def _drafts_of(kind: PublishableType, request: HttpRequest) -> QuerySet:
    mine = kind.copy.objects.filter(updated_by=request.user).exclude(state=kind.copy.State.AS_PUBLISHED)
    return mine.order_by("-updated_at")[:SHOWN]


def _scheduled(kind: PublishableType, since: datetime) -> QuerySet:
    return kind.edition.objects.filter(live_from__gte=since).only(*THIN).order_by("live_from")[:SHOWN]


def _recent(kind: PublishableType, at: datetime) -> QuerySet:
    return kind.edition.objects.citable(at).only(*THIN).order_by("-live_from")[:SHOWN]


def _draft(copy: Publishable) -> dict:
    return _row(type(copy), copy.pk, str(copy), copy.updated_at)


def _edition(edition: Edition) -> dict:
    copy = type_of(edition).copy
    return _row(copy, edition.parent_id, edition.title, edition.live_from, _(", edition %d") % edition.number)


def _row(copy: type[Publishable], pk: int, title: str, moment: datetime, more: str = "") -> dict:
    opts = copy._meta
    url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk])
    return {"url": url, "title": title, "moment": moment, "words": f"{opts.verbose_name}{more}, {when(moment)}"}


def _right(kind: PublishableType) -> str:
    return f"{kind.copy._meta.app_label}.change_{kind.copy._meta.model_name}"


def _place(order: tuple[str, ...], name: str) -> int:
    return order.index(name) if name in order else len(order)


def _desk(snapshot: Snapshot | None) -> str:
    return reverse("admin:desk", args=[snapshot.pk]) if snapshot else ""
