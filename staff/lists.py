"""What every list of the desk has in common: its words, and no filter that offers one choice."""

from django.contrib.admin import AllValuesFieldListFilter
from django.contrib.admin.utils import get_fields_from_path
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _


class SeveralValuesFilter(AllValuesFieldListFilter):
    """A filter by the values that occur, shown if there are at least two."""

    def has_output(self) -> bool:
        return len(self.lookup_choices) > 1


class ReadableList:
    """A ModelAdmin as the site registers it."""

    def get_action_choices(self, request: HttpRequest, default_choices: list[tuple[str, str]] | None = None) -> list:
        """Say what the menu is for, instead of Django's row of dashes."""
        return super().get_action_choices(request, default_choices or [("", _("Choose an action"))])

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """Name the field whose years the list offers."""
        label = get_fields_from_path(self.model, self.date_hierarchy)[-1].verbose_name if self.date_hierarchy else ""
        return super().changelist_view(request, {"years_label": capfirst(label), **(extra_context or {})})
