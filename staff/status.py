"""Publication status in a changelist: a column and filters."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from permissions.models import Assignment
from record.models import Edition, Publishable
from record.status import PublicationStatus, publication_status

NEEDED = ("parent", "number", "slug", "live_from", "live_until", "withdrawn_at")


def with_editions(copies: QuerySet, edition: type[Edition]) -> QuerySet:
    """Return `copies` with the editions that `publication_status` reads, using one query for all."""
    return copies.prefetch_related(Prefetch("editions", edition.objects.only(*NEEDED)))


def badge(status: PublicationStatus) -> SafeString:
    """Return the status as a colored label (css/desk.css)."""
    return format_html('<span class="badge is-{}">{}</span>', status.name, capfirst(status.words))


def top_bar_status(status: PublicationStatus | None) -> dict:
    """Return what the top bar of a desk says: name, words, publish (the button's label), is_quiet (nothing to publish).

    None: the draft has not been saved yet.
    """
    if status is None:
        return {"name": "draft", "words": str(_("Not saved yet")), "publish": str(_("Publish")), "is_quiet": False}
    publish = _("Publish edition %(number)d") % {"number": status.next_number} if status.last else _("Publish")
    return {
        "name": status.name, "words": str(status.sentence), "publish": str(publish), "is_quiet": status.name == "live",
    }  # fmt: skip


class StatusColumn:
    """A ModelAdmin that shows each row's publication status."""

    @admin.display(description=_("status"))
    def status(self, draft: Publishable) -> SafeString:
        return badge(publication_status(draft, timezone.now()))


class StatusFilter(admin.SimpleListFilter):
    """The words of the column. A row can be in several, such as live and scheduled."""

    title = _("status")
    parameter_name = "status"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [
            ("live", _("Live")),
            ("changed", _("Live, unpublished changes")),
            ("review", _("In review")),
            ("approved", _("Approved")),
            ("scheduled", _("Scheduled")),
            ("draft", _("Not published")),
            ("withdrawn", _("Withdrawn")),
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
            "review": Q(state=Publishable.State.IN_REVIEW),
            "approved": Q(state=Publishable.State.APPROVED),
            "scheduled": Q(scheduled),
            "draft": ~Q(begun) & ~Q(scheduled),
            "withdrawn": Q(begun) & ~Q(live),
        }
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset


class PersonFilter(admin.SimpleListFilter):
    """What the reader of the list created, or is assigned to. A shared view shows each person their own."""

    title = _("person")
    parameter_name = "person"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("mine", _("Created by me")), ("assigned", _("Assigned to me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        mine = Assignment.objects.filter(kind=queryset.model._meta.model_name, account=request.user)
        chosen = {"mine": Q(created_by=request.user), "assigned": Q(pk__in=mine.values("parent_id"))}
        return queryset.filter(chosen[self.value()]) if self.value() in chosen else queryset
