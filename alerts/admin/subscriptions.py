"""The admin for subscriptions: counts for the desk, addresses only with the SEE_SUBSCRIBERS right."""

from django.contrib import admin
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.following import of_row
from alerts.models import Subscription
from permissions.matrix import Act
from permissions.rules import may

MOST = 500


@admin.register(Subscription)
class SubscriptionAdmin(admin.ModelAdmin):
    """Subscription counts by subject.

    Nobody can add or change a subscription here. The SEE_SUBSCRIBERS right allows looking one up and deleting it.
    """

    list_display = ["address", "follows", "query", "often", "asked_at", "confirmed_at"]
    list_filter = ["follows", "often"]
    search_fields = ["address"]
    readonly_fields = ["address", "follows", "subject", "often", "asked_at", "confirmed_at"]
    fields = readonly_fields

    @admin.display(description=_("subject"))
    def subject(self, subscription: Subscription) -> str:
        """Return the name of what is followed, with a link to its page on the site."""
        followed = of_row(subscription, timezone.now())
        if followed is None:
            return _("Nothing public")
        return format_html('<a href="{}">{}</a>', followed.path, followed.words)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return _sees_addresses(request) or (obj is None and super().has_view_permission(request))

    def has_delete_permission(self, request: HttpRequest, obj: Subscription | None = None) -> bool:
        return _sees_addresses(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Show the counts, or the list with addresses for a query from someone with the SEE_SUBSCRIBERS right."""
        if not self.has_view_permission(request):
            return super().changelist_view(request, extra_context)
        if _sees_addresses(request) and request.GET:
            return super().changelist_view(request, extra_context)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Subscriptions"), "opts": self.opts, "rows": counts(request),
            "may_see_addresses": _sees_addresses(request),
        }  # fmt: skip
        return TemplateResponse(request, "admin/alerts/counts.html", context)


def _sees_addresses(request: HttpRequest) -> bool:
    return may(request.user, Act.SEE_SUBSCRIBERS)


def counts(request: HttpRequest) -> list[dict]:
    """Return up to MOST subjects with their number of subscribers by frequency, most followed first."""
    kinds = {often: Count("pk", filter=Q(often=often)) for often in Subscription.Often}
    named = {often.name.lower(): count for often, count in kinds.items()}
    rows = Subscription.objects.confirmed().order_by().values("follows", "query", "target_id")
    rows = rows.annotate(total=Count("pk"), **named).order_by("-total", "follows", "query", "target_id")[:MOST]
    found = []
    for row in rows:
        one = Subscription(follows=row["follows"], query=row["query"], target_id=row["target_id"])
        followed = of_row(one, request.moment)
        words = followed.words if followed else _("No longer public: %s") % one.get_follows_display()
        found.append({**row, "words": words, "url": followed.path if followed else ""})
    return found
