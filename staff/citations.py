"""Exporting citations of selected rows as a file."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from outputs.citations.cited import Cited
from outputs.citations.files import FORMATS, citation_file
from outputs.source import Source, source_of
from record import freezing
from record.models import Edition

MOST_CITED = 1000  # each is read completely


class CitingActs:
    """A ModelAdmin with three actions that export citations of the selected rows, one per file format."""

    cite: Callable[[Source], Cited]

    def get_actions(self, request: HttpRequest) -> dict:
        offered = super().get_actions(request)
        if request.GET.get("_popup") or not self.has_view_permission(request):
            return offered
        return offered | {
            f"cite_{form}": (_act(form), f"cite_{form}", gettext_lazy("Cite the selected items (%s)") % each.name)
            for form, each in FORMATS.items()
        }

    def editions_to_cite(self, chosen: QuerySet, at: datetime) -> QuerySet[Edition]:
        """Return the editions to cite for the selected rows. A selected edition is cited itself if it is public."""
        return self.model.objects.citable(at).filter(pk__in=chosen.order_by().values("pk"))

    def place(self, edition: Edition) -> int:
        """Return the primary key of the row for which `edition` is cited."""
        return edition.pk


def _act(form: str) -> Callable[[CitingActs, HttpRequest, QuerySet], HttpResponse | None]:
    """Return the action that exports one format (a key of FORMATS)."""

    def act(model_admin: CitingActs, request: HttpRequest, chosen: QuerySet) -> HttpResponse | None:
        ids = list(chosen.values_list("pk", flat=True)[: MOST_CITED + 1])
        if len(ids) > MOST_CITED:
            model_admin.message_user(request, _("Choose at most %d at a time.") % MOST_CITED, messages.ERROR)
            return None
        editions = model_admin.editions_to_cite(chosen, request.moment).select_related("content")
        found = {model_admin.place(edition): edition for edition in editions.defer("card", "search_text")}
        _say_what_is_left_out(model_admin, request, len(ids) - len(found))
        if not found:
            return None
        sources = (
            source_of(request, found[pk], freezing.read(found[pk].content)) for pk in dict.fromkeys(ids) if pk in found
        )
        return citation_file(form, [model_admin.cite(source) for source in sources], f"{model_admin.opts.model_name}s")

    return act


def _say_what_is_left_out(model_admin: admin.ModelAdmin, request: HttpRequest, count: int) -> None:
    if count:
        words = ngettext(
            "%d selected item isn't public and was skipped.",
            "%d selected items aren't public and were skipped.",
            count,
        )
        model_admin.message_user(request, words % count, messages.WARNING)
