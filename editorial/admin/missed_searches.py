"""The report of what was sought and not found."""

from django.contrib import admin

from editorial.models import MissedSearch


@admin.register(MissedSearch)
class MissedSearchAdmin(admin.ModelAdmin):
    """Words, how often, and when first and last. Nothing is added or changed; a row may be deleted."""

    list_display = ["words", "count", "first_on", "last_on"]
    list_display_links = None
    search_fields = ["words"]
    list_per_page = 100

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False
