"""The spelling dictionary."""

from django.contrib import admin

from search.models import Spelling
from staff.forms import PrintableForm
from staff.shared_data import RaisesVersion


@admin.register(Spelling)
class SpellingAdmin(RaisesVersion, admin.ModelAdmin):
    """Alternative spellings of words. A change takes effect with the next search."""

    form = PrintableForm
    search_fields = ["spellings"]
    list_per_page = 100
