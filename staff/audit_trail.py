"""The audit trail at the desk: filter, read and export, without changes."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEntry
from permissions.rules import sees_all, visible_to
from record.kinds import all_kinds
from text.cells import MEDIA_TYPE, lines

COLUMNS = (
    "at", "actor_name", "address", "act", "kind", "object_id", "object_name", "before", "after", "words",
)  # fmt: skip
MOST_EXPORTED = 10_000

# Accounts are managed on their owners' pages, the identity provider in the settings.
admin.site.unregister([EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


@admin.register(AuditEntry)
class AuditAdmin(admin.ModelAdmin):
    """Who did what, when and from where. Users limited to a branch or to their own work see related entries only."""

    list_display = ["at", "actor_name", "act", "object_name", "before", "after", "address"]
    list_filter = ["act", "kind", ("actor", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["actor_name", "object_name", "words", "address"]
    date_hierarchy = "at"
    actions = ["export"]
    list_per_page = 100
    show_full_result_count = False
    fields = [*COLUMNS]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the entries about drafts that the user may read, and about the user's own acts."""
        entries = super().get_queryset(request)
        if sees_all(request.user):
            return entries
        seen = Q(actor=request.user)
        for kind in all_kinds():
            ids = visible_to(request.user, kind.draft_model._default_manager.all()).values_list("pk", flat=True)
            seen |= Q(kind=kind.draft_model._meta.label_lower, object_id__in=[str(pk) for pk in ids])
        return entries.filter(seen)

    @admin.action(description=_("Export the selected entries (CSV)"), permissions=["view"])
    def export(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse:
        rows = [[_cell(getattr(entry, name)) for name in COLUMNS] for entry in queryset[:MOST_EXPORTED]]
        response = HttpResponse("".join(lines([COLUMNS, *rows])), content_type=MEDIA_TYPE)
        response["Content-Disposition"] = 'attachment; filename="audit-trail.csv"'
        return response

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: AuditEntry | None = None) -> bool:
        return False


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)
