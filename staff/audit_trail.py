"""The audit trail at the desk: filter, read and export, without changes."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from audit.models import AuditEntry
from permissions.rules import sees_all, visible_to
from record.kinds import all_kinds
from staff.deletion import linked
from text.cells import MEDIA_TYPE, lines

COLUMNS = (
    "at", "actor_name", "address", "act", "kind", "object_id", "object_name", "before", "after", "words",
)  # fmt: skip
MOST_EXPORTED = 10_000

# Accounts are managed on their owners' pages, the identity provider in the settings.
admin.site.unregister([EmailAddress, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


class KindFilter(admin.SimpleListFilter):
    """The kinds of objects, by the names that pages use."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        kinds = model_admin.get_queryset(request).exclude(kind="").order_by().values_list("kind", flat=True).distinct()
        return sorted(((kind, name_of_kind(kind)) for kind in kinds), key=lambda pair: pair[1].lower())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditAdmin(admin.ModelAdmin):
    """Who did what, when and from where. Users limited to a branch or to their own work see related entries only."""

    list_display = ["at", "who", "act", "object_name", "before", "after", "ip_address"]
    list_filter = ["act", KindFilter, ("actor", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["actor_name", "object_name", "words", "address"]
    date_hierarchy = "at"
    actions = ["export"]
    list_per_page = 100
    show_full_result_count = False
    fields = ["at", "who", "ip_address", "act", "kind_name", "object_link", "before", "after", "words"]
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

    @admin.display(description=_("who"), ordering="actor_name")
    def who(self, entry: AuditEntry) -> str:
        return entry.actor_name

    @admin.display(description=_("IP address"), ordering="address")
    def ip_address(self, entry: AuditEntry) -> str:
        return entry.address or self.get_empty_value_display()

    @admin.display(description=_("kind"))
    def kind_name(self, entry: AuditEntry) -> str:
        return name_of_kind(entry.kind)

    @admin.display(description=_("object"))
    def object_link(self, entry: AuditEntry) -> str:
        """Return the object's name as it was, with a link to its page if it still exists."""
        if not entry.object_id:
            return entry.object_name
        name = entry.object_name or _("Number %s") % entry.object_id
        found = existing(entry.kind, entry.object_id)
        return (
            linked(found, name)
            if found
            else _("%(name)s (number %(number)s, no longer there)") % {"name": name, "number": entry.object_id}
        )

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


def name_of_kind(kind: str) -> str:
    """Return the name of a model, given as “app.model”, or the text itself if the site no longer has that model."""
    model = model_of(kind)
    return capfirst(model._meta.verbose_name) if model else kind


def existing(kind: str, key: str) -> Model | None:
    """Return the object with this key, or None if it was deleted."""
    model = model_of(kind)
    try:
        return model._base_manager.filter(pk=key).first() if model else None
    except (ValueError, ValidationError):  # the key of a model that had others then
        return None


def model_of(kind: str) -> type[Model] | None:
    try:
        return apps.get_model(kind) if kind else None
    except (LookupError, ValueError):
        return None
