"""Subscriptions at the desk: how many follow what. Whose they are is shown to those who may do everything, alone."""

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from snapshot.alerts.following import of_row
from snapshot.models import Subscription

MOST = 500


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):
    """Counts by what is followed. Nobody is added or changed here; a superuser may look one up and delete it."""

    list_display = ["address", "follows", "query", "often", "asked_at", "confirmed_at"]
    list_filter = ["follows", "often"]
    search_fields = ["address"]
    readonly_fields = ["address", "follows", "query", "target_id", "often", "asked_at", "confirmed_at"]
    fields = readonly_fields

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return request.user.is_superuser or (obj is None and super().has_view_permission(request))

    def has_delete_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return request.user.is_superuser

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the counts; the list itself, with addresses, to a superuser who asks for it."""
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        if request.user.is_superuser and request.GET:
            return super().changelist_view(request, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Who follows what"), "opts": self.opts, "rows": counts(request),
            "may_see_addresses": request.user.is_superuser,
        }  # fmt: skip
        return TemplateResponse(request, "admin/alerts/counts.html", context)


def counts(request: HttpRequest) -> list[dict]:
    """Return what is followed, by how many and how often; most followed first."""
    kinds = {often: Count("pk", filter=Q(often=often)) for often in Subscription.Often}
    named = {often.name.lower(): count for often, count in kinds.items()}
    rows = Subscription.objects.confirmed().order_by().values("follows", "query", "target_id")
    rows = rows.annotate(total=Count("pk"), **named).order_by("-total", "follows", "query", "target_id")[:MOST]
    found = []
    for row in rows:
        one = Subscription(follows=row["follows"], query=row["query"], target_id=row["target_id"])
        followed = of_row(one, request.moment)
        words = followed.words if followed else _("Not public any more: %s") % one.get_follows_display()
        found.append({**row, "words": words, "url": followed.path if followed else ""})
    return found
