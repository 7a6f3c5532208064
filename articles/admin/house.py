"""Topics, series and tags at the desk."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag
from tree_queries.admin import TreeChangeList

from articles.models import ArticleEditionTopic, Category, Series
from editorial.admin import deletion
from editorial.admin.house import HouseAdmin, HouseForm
from people.admin import FindsAliases


class CategoryForm(HouseForm):
    """A topic."""

    collection = "topics"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            self.fields["parent"].label = _("lies within")
            self.fields["parent"].help_text = _("The wider topic: its page lists what is filed here, too.")


@admin.register(Category)
class CategoryAdmin(FindsAliases, HouseAdmin):
    """Topics, each below the wider one."""

    form = CategoryForm
    list_display = ["indented_name", "kind", "slug", "article_count", "merged_into"]
    list_select_related = ["merged_into"]
    list_filter = ["kind"]
    search_fields = ["name"]
    autocomplete_fields = ["parent", "merged_into"]
    list_per_page = 500
    fieldsets = [
        (None, {"fields": ["name", "slug", "kind", "parent", "description", "aliases"]}),
        ("Where there are two entries for one topic", {"fields": ["merged_into"], "classes": ["collapse"]}),
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

    @admin.display(description=_("articles at the desk"))
    def article_count(self, topic: Category) -> int:
        return topic.articles_filed

    def uses(self, row: Category) -> list[str]:
        """Return what keeps the topic: with it the database would delete all that lies within it."""
        within = [format_html(str(_("{} lies within it.")), deletion.linked(child)) for child in row.children.all()]
        return within + super().uses(row)


@admin.register(Series)
class SeriesAdmin(HouseAdmin):
    """Series of articles and of snapshots."""

    list_display = ["name", "slug", "summary_label", "language"]
    search_fields = ["name"]
    autocomplete_fields = ["merged_into"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "description", "summary_label", "language"]}),
        ("Where there are two entries for one series", {"fields": ["merged_into"], "classes": ["collapse"]}),
    ]


admin.site.unregister(Tag)


@admin.register(Tag)
class TagAdmin(HouseAdmin):
    """Tags: words an analyst would search for."""

    list_display = ["name", "slug", "use_count"]
    search_fields = ["name"]
    ordering = ["name"]
    fields = ["name", "slug"]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).annotate(uses=Count("taggit_taggeditem_items"))

    @admin.display(description=_("used at the desk"), ordering="uses")
    def use_count(self, tag: Tag) -> int:
        return tag.uses


def _filed_in(link: ArticleEditionTopic) -> str:
    return format_html("{} ({})", deletion.linked(link.edition), _("published under it"))


deletion.say(ArticleEditionTopic, _filed_in)
