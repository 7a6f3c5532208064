"""The outbox at the desk: failed entries, and the reasons."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.trail import note
from outbox.entries import try_again
from outbox.models import OutboxEntry
from permissions.matrix import Act
from staff.mailbox import mailbox_urls


class StateFilter(admin.SimpleListFilter):
    """Failed, waiting or done. The default is failed."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("waiting", _("not done yet")), ("done", _("done")), ("all", _("all"))]

    def choices(self, changelist) -> list[dict]:
        """Return the choices, with “failed” in place of “all”."""
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
    """Outbox entries, which can be read and retried, but not added, changed or deleted."""

    list_display = ["kind", "key", "due_at", "attempts", "try_at", "last_error", "is_given_up"]
    list_filter = [StateFilter]
    actions = ["again"]
    fields = ["kind", "key", "due_at", "try_at", "attempts", "last_error", "is_given_up", "done_at", "written_at"]
    readonly_fields = fields
    ordering = ["-due_at"]

    def get_urls(self) -> list:
        return [*mailbox_urls(self.admin_site), *super().get_urls()]

    @admin.action(description=_("Retry selected entries now"), permissions=["view"])
    def again(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Retry the selected entries in the next run."""
        count = try_again(queryset.values_list("pk", flat=True), request.moment)
        note(Act.SETTINGS, words=f"outbox: {count} retried")
        words = ngettext("%d will be retried in the next run.", "%d will be retried in the next run.", count)
        messages.info(request, words % count)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: OutboxEntry | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: OutboxEntry | None = None) -> bool:
        return False
