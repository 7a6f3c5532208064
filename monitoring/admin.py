"""The status page and the readings in the admin."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring import status
from monitoring.models import EditionReadings


@admin.register(EditionReadings)
class EditionReadingsAdmin(admin.ModelAdmin):
    """Readings by edition and month, most read first; read-only."""

    list_display = ["title", "number", "in_month", "readings", "downloads", "robots"]
    list_filter = ["month", "kind"]
    search_fields = ["title"]

    @admin.display(description=gettext_lazy("month"), ordering="month")
    def in_month(self, row: EditionReadings) -> str:
        return date_format(row.month, "YEAR_MONTH_FORMAT")

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.status_view)
        return [path("status/", view, name="status"), *super().get_urls()]

    def status_view(self, request: HttpRequest) -> HttpResponse:
        """Show the status of each part of the site. Raises PermissionDenied."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": _("Status"),
            "lines": status.lines(request.moment),
        }
        return TemplateResponse(request, "admin/monitoring/status.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: EditionReadings | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: EditionReadings | None = None) -> bool:
        return False
