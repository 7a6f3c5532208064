"""How things stand with the public, in a changelist: a column and a filter."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editorial.models import Edition, Publishable
from editorial.standing import standing

NEEDED = ("parent", "number", "slug", "live_from", "live_until", "withdrawn_at")


def with_editions(copies: QuerySet, edition: type[Edition]) -> QuerySet:
    """Return `copies` with what `standing` reads, one query for all of them."""
    return copies.prefetch_related(Prefetch("editions", edition.objects.only(*NEEDED)))


class StandingColumn:
    """A ModelAdmin that shows each row's standing."""

    @admin.display(description=_("standing"))
    def standing(self, copy: Publishable) -> str:
        return str(standing(copy, timezone.now()).words)


class StandingFilter(admin.SimpleListFilter):
    """Live, changed, scheduled, never published, withdrawn. Something may be live and scheduled at once."""

    title = _("standing")
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("live", _("live")),
            ("changed", _("live, changed at the desk")),
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
