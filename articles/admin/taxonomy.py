"""The admin for topics, series and tags."""

from django.contrib import admin
from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from tree_queries.admin import TreeChangeList

from articles.models import ArticleEditionTopic, Category, MergedTag, Series
from articles.tags import key_of
from people.admin import FindsAliases
from staff import deletion
from staff.imprint import OF_SERIES, ShowsDefaults
from staff.shared_data import TaxonomyAdmin, TaxonomyForm
from text.slugs import UnicodeSlugField


class CategoryForm(TaxonomyForm):
    """A topic."""

    collection = "topics"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            self.fields["parent"].label = capfirst(_("lies within"))
            self.fields["parent"].help_text = _("The broader topic. Its page also lists everything under this one.")


deletion.say(
    Category, lambda child: format_html(str(_("{} is a subtopic of it.")), deletion.linked(child)), of=Category
)


@admin.register(Category)
class CategoryAdmin(FindsAliases, TaxonomyAdmin):
    """Topics, shown as a tree."""

    form = CategoryForm
    list_display = ["indented_name", "kind", "slug", "article_count", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["parent"]
    list_per_page = 500
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "parent", "description", "aliases"]}),
    ]

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[TreeChangeList]:
        return TreeChangeList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .with_tree_fields()
            .annotate(articles_filed=Count("articles"))
            .order_by("name", "pk")
        )

    @admin.display(description=_("topic"))
    def indented_name(self, topic: Category) -> str:
        return format_html('<span class="tree-depth-{}">{}</span>', min(topic.tree_depth, 8), topic.name)

    @admin.display(description=_("articles"))
    def article_count(self, topic: Category) -> int:
        return topic.articles_filed


class SeriesForm(ShowsDefaults, TaxonomyForm):
    """The series form."""


@admin.register(Series)
class SeriesAdmin(TaxonomyAdmin):
    """Series of articles and of snapshots."""

    form = SeriesForm
    list_display = ["name", "slug", "summary_label", "language", "merged_into"]
    list_select_related = ["merged_into"]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["name", "slug", "description", "summary_label", "language"]}), OF_SERIES]


admin.site.unregister(Tag)


class TagForm(TaxonomyForm):
    """The tag form. Refuses a name that already exists in any letter case."""

    def clean(self) -> dict:
        cleaned = super().clean()
        key = key_of(cleaned.get("name") or "")
        others = Tag.objects.exclude(pk=self.instance.pk).order_by("pk")
        same = next((tag for tag in others if key_of(tag.name) == key), None)
        if same:
            self.add_error("name", _("A tag named “%s” already exists.") % same.name)
        return cleaned


@admin.register(Tag)
class TagAdmin(TaxonomyAdmin):
    """Tags: search terms an analyst would use."""

    form = TagForm

    list_display = ["name", "address", "use_count", "merged_into"]
    list_select_related = ["merge__into"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(uses=Count("taggit_taggeditem_items"))

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs):
        if db_field.name == "slug":  # taggit's own slug field rejects combining vowel signs
            db_field = UnicodeSlugField(_("address"), max_length=db_field.max_length)
            db_field.set_attributes_from_name("slug")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description=_("address"), ordering="slug")
    def address(self, tag: Tag) -> str:
        return tag.slug

    @admin.display(description=_("used in"), ordering="uses")
    def use_count(self, tag: Tag) -> int:
        return tag.uses

    @admin.display(description=_("merged into"))
    def merged_into(self, tag: Tag) -> Tag | None:
        return self.merged_into_of(tag)

    def merge_field(self) -> models.Field:
        return MergedTag._meta.get_field("into")

    def unmerged(self) -> QuerySet:
        return Tag.objects.filter(merge=None)

    def merged_into_of(self, tag: Tag) -> Tag | None:
        return tag.merge.into if hasattr(tag, "merge") else None

    def record_merge(self, tag: Tag, into: Tag) -> None:
        """Save that the tag was merged, and lead what was merged into it to `into`."""
        MergedTag.objects.filter(into=tag).update(into=into)
        MergedTag.objects.create(tag=tag, into=into)

    def undo_merge(self, tag: Tag, into: Tag) -> None:
        MergedTag.objects.filter(tag=tag).delete()


def _filed_in(link: ArticleEditionTopic) -> str:
    return format_html("{} ({})", deletion.linked(link.edition), _("published under it"))


deletion.say(ArticleEditionTopic, _filed_in)
