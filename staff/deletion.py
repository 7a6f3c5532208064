"""Refusing to delete rows in use, with an explanation for editors."""

from collections.abc import Callable, Iterable

from django.apps import apps
from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst

NAMED_AT_MOST = 20  # uses per kind; more would make the message too long

_sayings: dict[tuple[type[models.Model], type[models.Model] | None], Callable] = {}


def say(model: type[models.Model], words: Callable[[models.Model], str], of: type[models.Model] | None = None) -> None:
    """Register `words(row)`, a sentence about how a row of `model` uses another row: any, or one of model `of`."""
    _sayings[(model, of)] = words


def linked(row: models.Model, text: object = None) -> str:
    """Return a link to the page where `row` is edited, or its plain name if there is none."""
    try:
        address = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return str(text or row)
    return format_html('<a href="{}">{}</a>', address, text or row)


def uses(row: models.Model) -> list[str]:
    """Return the uses that prevent deleting `row`, one sentence each."""
    found = {}
    for relation in row._meta.related_objects:
        if relation.on_delete is not models.PROTECT:
            continue
        users = relation.related_model._base_manager.filter(**{relation.field.name: row})
        for user in users[:NAMED_AT_MOST]:
            found[_usage_message(type(user), type(row))(user)] = None
    return list(found)


def _usage_message(user: type[models.Model], used: type[models.Model]) -> Callable:
    return _sayings.get((user, used)) or _sayings.get((user, None)) or _plainly


def _plainly(row: models.Model) -> str:
    return format_html("{}: {}", capfirst(row._meta.verbose_name), linked(row))


def _without(found: list, beginnings: tuple[str, ...]) -> list:
    """Return Django's nested list without the lines that begin so: rows that only link two others."""
    kept = [each for each in found if isinstance(each, list) or not each.startswith(beginnings)]
    return [_without(each, beginnings) if isinstance(each, list) else each for each in kept]


class ReadableDeletion:
    """A ModelAdmin that explains why a row cannot be deleted."""

    delete_confirmation_template = "admin/desk_delete_confirmation.html"
    delete_selected_confirmation_template = "admin/desk_delete_selected_confirmation.html"

    def uses(self, row: models.Model) -> list[str]:
        """Return the uses that prevent deleting `row`, one sentence each."""
        return uses(row)

    def get_deleted_objects(self, objs: Iterable[models.Model], request: HttpRequest):
        """Return the same as Django, with our sentences in place of its list of protected objects."""
        objs = list(objs)
        to_delete, count, perms_needed, protected = super().get_deleted_objects(objs, request)
        links = {model._meta for model in apps.get_models(include_auto_created=True) if model._meta.auto_created}
        to_delete = _without(to_delete, tuple(f"{capfirst(each.verbose_name)}: " for each in links))
        count = {name: number for name, number in count.items() if name not in {e.verbose_name_plural for e in links}}
        reasons = [
            format_html("“{}”: {}", row, use) if len(objs) > 1 else use for row in objs for use in self.uses(row)
        ]
        if reasons or protected:
            return to_delete, count, set(), reasons or protected
        return to_delete, count, perms_needed, []
