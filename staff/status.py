"""Publication status in a changelist: a column and filters."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from permissions.models import Assignment
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
    """Live, changed, scheduled, never published, in review, approved, withdrawn. A row can have several of them."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("live", _("live")),
            ("changed", _("live, unpublished changes")),
            ("scheduled", _("scheduled")),
            ("draft", _("never published")),
            ("review", _("in review")),
            ("approved", _("approved")),
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
            "review": Q(state=Publishable.State.IN_REVIEW),
            "approved": Q(state=Publishable.State.APPROVED),
            "withdrawn": Q(begun) & ~Q(live),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset


class PersonFilter(admin.SimpleListFilter):
    """What the reader of the list created, or is assigned to. A shared view shows each person their own."""

    title = _("person")
    parameter_name = "person"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("mine", _("created by me")), ("assigned", _("assigned to me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        mine = Assignment.objects.filter(kind=queryset.model._meta.model_name, account=request.user)
        chosen = {"mine": Q(created_by=request.user), "assigned": Q(pk__in=mine.values("parent_id"))}
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset
