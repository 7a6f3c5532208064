"""Publication status in a changelist: a column and a filter."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from record.models import Edition, Publishable
from record.status import publication_status

NEEDED = ("parent", "number", "slug", "live_from", "live_until", "withdrawn_at")


def with_editions(copies: QuerySet, edition: type[Edition]) -> QuerySet:
    """Return `copies` with the editions that `publication_status` reads, using one query for all."""
    return copies.prefetch_related(Prefetch("editions", edition.objects.only(*NEEDED)))


class StatusColumn:
    """A ModelAdmin that shows each row's publication status."""

    @admin.display(description=_("status"))
    def status(self, draft: Publishable) -> str:
        return str(publication_status(draft, timezone.now()).words)


class StatusFilter(admin.SimpleListFilter):
    """Live, changed, scheduled, never published, withdrawn. A row can be both live and scheduled."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("live", _("live")),
            ("changed", _("live, unpublished changes")),
            ("scheduled", _("scheduled")),
            ("draft", _("never published")),
            ("withdrawn", _("withdrawn")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        at = request.moment
        editions = queryset.model._meta.get_field("editions").related_model.objects
        live = Exists(editions.public(at).filter(parent=OuterRef("pk")))
        scheduled = Exists(editions.filter(parent=OuterRef("pk"), live_from__gt=at))
        begun = Exists(editions.filter(parent=OuterRef("pk"), live_from__lte=at))
        chosen = {
            "live": Q(live),
            "changed": Q(live) & ~Q(state=Publishable.State.AS_PUBLISHED),
            "scheduled": Q(scheduled),
            "draft": ~Q(begun) & ~Q(scheduled),
            "withdrawn": Q(begun) & ~Q(live),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset
