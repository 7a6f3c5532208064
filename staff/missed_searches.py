"""The report of searches without results."""

from django.contrib import admin

from search.models import MissedSearch


@admin.register(MissedSearch)
class MissedSearchAdmin(admin.ModelAdmin):
    """Search terms, their number, and when they were first and last used. Rows can only be deleted."""

    list_display = ["words", "count", "first_on", "last_on"]
    list_display_links = None
    search_fields = ["words"]
    list_per_page = 100

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False
