"""Arranging the home page and topic pages: an arrangement that has begun is fixed, and a copy is made to change it."""

from datetime import datetime, timedelta

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from record import record_version
from record.organization import site_time_zone
from staff.forms import CountedFormSet, PrintableForm
from website.home import home_at
from website.models import Front, FrontRow

SOON = timedelta(hours=1)


class FrontRowInline(admin.StackedInline):
    model = FrontRow
    form = PrintableForm
    formset = CountedFormSet
    fields = ["position", "title", "source", "query", "chosen", "most"]
    extra = 0


@admin.register(Front)
class FrontAdmin(admin.ModelAdmin):
    """Current, future and past arrangements."""

    form = PrintableForm
    list_display = ["__str__", "live_from", "lead", "notice", "as_it_stood"]
    list_select_related = ["topic", "lead"]
    list_filter = [("topic", admin.EmptyFieldListFilter)]
    date_hierarchy = "live_from"
    fields = ["topic", "live_from", "lead", "notice", "notice_url", "notice_from", "notice_until"]
    autocomplete_fields = ["topic", "lead"]
    inlines = [FrontRowInline]
    actions = ["copy"]

    @admin.display(description=gettext_lazy("as it stood"))
    def as_it_stood(self, front: Front) -> str:
        """Link to the home page as it was at the end of the arrangement's first day."""
        if front.topic_id or not front.has_begun(timezone.now()):
            return ""
        day = timezone.localtime(front.live_from, site_time_zone()).date()
        words = date_format(day, "SHORT_DATE_FORMAT")
        return format_html('<a href="{}?day={}">{}</a>', reverse("admin:website_front_on"), day.isoformat(), words)

    def has_change_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.has_begun(timezone.now()))

    def has_delete_permission(self, request: HttpRequest, obj: Front | None = None) -> bool:
        return super().has_delete_permission(request, obj) and not (obj and obj.has_begun(timezone.now()))

    def get_actions(self, request: HttpRequest) -> dict:
        """Omit bulk deletion, because arrangements that have begun stay."""
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    def save_model(self, request: HttpRequest, obj: Front, form, change: bool) -> None:
        """Save the arrangement. It begins now at the earliest, so that the past is not rewritten."""
        obj.live_from = max(obj.live_from, timezone.now())
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form, formsets, change: bool) -> None:
        """Save the rows, and update public pages."""
        super().save_related(request, form, formsets, change)
        record_version.raise_version(is_seen=form.instance.has_begun(timezone.now()))

    def delete_model(self, request: HttpRequest, obj: Front) -> None:
        super().delete_model(request, obj)
        record_version.raise_version(is_seen=False)

    @admin.action(description=gettext_lazy("Copy to rearrange the page"), permissions=["add"])
    @transaction.atomic
    def copy(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        """Make a copy that begins in an hour, and open it."""
        front = queryset.prefetch_related("rows").first()
        if front is None:
            return None
        rows = list(front.rows.all())
        front.pk, front.live_from = None, _free_moment(front)
        front.save()
        for row in rows:
            row.pk, row.front = None, front
        FrontRow.objects.bulk_create(rows)
        record_version.raise_version(is_seen=False)
        return HttpResponseRedirect(reverse("admin:website_front_change", args=[front.pk]))

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.on_a_day)
        return [path("on/", view, name="website_front_on"), *super().get_urls()]

    def on_a_day(self, request: HttpRequest) -> HttpResponse:
        """Show the home page at the end of a day (?day=2026-11-29), without anything withdrawn since."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        try:
            day = parse_date(request.GET.get("day", ""))
        except ValueError:
            day = None
        if day is None:
            raise BadRequest(_("Add the day to the address: ?day=2026-11-29."))
        end = datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=site_time_zone())
        return home_at(request, min(end, timezone.now()))


def _free_moment(front: Front) -> datetime:
    """Return a moment, at least an hour from now, at which no other arrangement of the page begins."""
    moment = timezone.now().replace(second=0, microsecond=0) + SOON
    taken = set(Front.objects.filter(topic=front.topic_id, live_from__gte=moment).values_list("live_from", flat=True))
    while moment in taken:
        moment += timedelta(minutes=1)
    return moment
