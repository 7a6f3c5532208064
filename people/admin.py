"""The admin for authors."""

import json

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html

from media.models import Picture
from people.models import Author, sort_name_for
from permissions.matrix import Act
from staff import deletion
from staff.attachments import ChoosesPicture
from staff.shared_data import TaxonomyAdmin, TaxonomyForm
from staff.texts import LinesField, ParagraphsField


class AuthorForm(TaxonomyForm):
    """The author form. Fills in an empty sort name from the name."""

    collection = "authors"

    def clean(self) -> dict:
        cleaned = super().clean()
        if "sort_name" in self.fields and not cleaned.get("sort_name"):
            cleaned["sort_name"] = sort_name_for(cleaned.get("name", ""))
        return cleaned


class FindsAliases:
    """A ModelAdmin mixin that also searches `aliases`, in any script."""

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if search_term.strip():
            # SQLite stores JSON escaped (“é” as \u00e9); PostgreSQL stores it unescaped.
            spellings = {search_term.strip(), json.dumps(search_term.strip())[1:-1]}
            aliases = Q()
            for spelling in spellings:
                aliases |= Q(aliases__icontains=spelling)
            found = found | queryset.filter(aliases)
        return found, may_repeat


@admin.register(Author)
class AuthorAdmin(ChoosesPicture, FindsAliases, TaxonomyAdmin):
    """The people named as authors of analysis."""

    picture_field = "photo"
    merge_act = Act.MERGE_AUTHOR
    form = AuthorForm
    text_fields = {"bio": ParagraphsField, "aliases": LinesField}
    list_display = ["name", "sort_name", "role", "affiliation", "articles_at_the_desk", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = [("merged_into", admin.EmptyFieldListFilter)]
    search_fields = ["name", "sort_name", "affiliation"]
    autocomplete_fields = ["photo"]
    ordering = ["sort_name", "pk"]
    fieldsets = [
        (None, {"fields": ["name", "sort_name", "slug", "aliases"]}),
        (
            "On the author page",
            {"fields": ["role", "affiliation", "affiliation_ror", "bio", "photo", "website", "orcid"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(article_count=Count("bylines"))

    @admin.display(description="articles", ordering="article_count")
    def articles_at_the_desk(self, author: Author) -> int:
        return author.article_count


deletion.say(Author, lambda row: format_html("It is the photograph of {}.", deletion.linked(row)), of=Picture)
