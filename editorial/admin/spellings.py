"""The dictionary of spellings."""

from django.contrib import admin

from editorial.admin.house import RaisesVersion
from editorial.models import Spelling


@admin.register(Spelling)
class SpellingAdmin(RaisesVersion, admin.ModelAdmin):
    """What a word is also written as. A change is seen by the next search."""

    search_fields = ["spellings"]
    list_per_page = 100
