"""A changelist's filter by topic, in which a topic stands for those below it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from articles.models import Category

INDENT = "\u2003"  # an em space for each level of the tree


class TopicFilter(admin.SimpleListFilter):
    """The tree of topics. Rows filed under a topic or any topic below it."""

    title = _("topic")
    parameter_name = "topic"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        topics = Category.objects.filter(merged_into=None).with_tree_fields()
        return [(str(topic.pk), INDENT * topic.tree_depth + topic.name) for topic in topics]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Return the rows under the chosen topic; all where none of that number exists."""
        chosen = self.value() or ""
        topic = Category.objects.filter(pk=chosen).first() if chosen in dict(self.lookup_choices) else None
        if topic is None:
            return queryset
        below = topic.descendants(include_self=True).values("pk")
        filed = queryset.model.categories.through.objects.filter(category__in=below)
        return queryset.filter(pk__in=filed.values(f"{queryset.model._meta.model_name}_id"))
