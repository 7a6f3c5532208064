"""The outbox at the desk: what failed, and why."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editorial.models import OutboxEntry
from editorial.outbox.entries import try_again


class StateFilter(admin.SimpleListFilter):
    """What failed, what waits, what is done. What failed is shown first."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", _("not done yet")), ("done", _("done")), ("all", _("all"))]

    def choices(self, changelist) -> list[dict]:
        """Return the choices, “failed” in the place of “all”."""
        failed, *others = super().choices(changelist)
        return [{**failed, "display": _("failed")}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = {
            "waiting": queryset.waiting,
            "done": lambda: queryset.exclude(done_at=None).filter(is_given_up=False),
            "all": lambda: queryset,
        }
        return chosen.get(self.value(), queryset.troubled)()


@admin.register(OutboxEntry)
class OutboxAdmin(admin.ModelAdmin):
    """Entries are looked at and tried again; nobody writes, changes or deletes one."""

    list_display = ["kind", "key", "due_at", "attempts", "try_at", "last_error", "is_given_up"]
    list_filter = [StateFilter]
    actions = ["again"]
    fields = ["kind", "key", "due_at", "try_at", "attempts", "last_error", "is_given_up", "done_at", "written_at"]
    readonly_fields = fields
    ordering = ["-due_at"]

    @admin.action(description=_("Try the chosen again now"), permissions=["view"])
    def again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Let the chosen be tried with the next run."""
        count = try_again(queryset.values_list("pk", flat=True), request.moment)
        words = ngettext("%d is tried again with the next run.", "%d are tried again with the next run.", count)
        messages.info(request, words % count)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxEntry | None = None) -> bool:
        return False
