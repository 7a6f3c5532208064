"""Rows of an article (byline, points, figures, embeds) as lists that the desk sends whole, checked by admin forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.desk import new_key
from staff.choosers import key_of
from staff.form_values import first_error

MOST_ROWS = 200
LONGEST_KEY = 20


class Invalid(Exception):
    """A value that the form refuses: respond with 422 and this text."""


@dataclass(frozen=True)
class Rows:
    """One list: the article's relation, what identifies a row (`key`), and the fields that the desk edits."""

    relation: str
    key: str
    fields: tuple[str, ...]

    def of(self, article: Article) -> list[Model]:
        """Return the rows in the editors' order. One query."""
        return list(getattr(article, self.relation).order_by("position", "pk"))

    def values(self, rows: Iterable[Model]) -> list[dict]:
        return [self._data(row) for row in rows]

    def _data(self, row: Model) -> dict:
        return {"key": str(getattr(row, self.key)), **{name: self._value(row, name) for name in self.fields}}

    def _value(self, row: Model, name: str) -> Any:
        return getattr(row, row._meta.get_field(name).attname)

    def replace(
        self, article: Article, now: list[Model], given: object, inline: InlineModelAdmin, form: type[forms.ModelForm]
    ) -> list[Model]:
        """Make `given` the article's rows instead of `now`, in this order, and return them.

        Raises Invalid; then the caller rolls back.
        """
        if not isinstance(given, list) or len(given) > MOST_ROWS or not all(isinstance(each, dict) for each in given):
            raise Invalid(_("That is not a list of at most %d rows.") % MOST_ROWS)
        existing = {str(getattr(row, self.key)): row for row in now}
        form = choosing_among_found(form, [data for data in given if self._is_changed(existing, data)])
        kept, fresh, changed = {}, [], []
        for position, data in enumerate(given, 1):
            key = str(data.get("key") or new_key())[:LONGEST_KEY]
            if key in kept:
                raise Invalid(_("A row appears twice."))
            row = existing.get(key)
            kept[key] = row or self._row(article, inline.model, key)
            if self._is_changed(existing, data):
                kept[key] = self._checked(form, data, position, kept[key])
                (changed if row else fresh).append(kept[key])
            elif row.position != position:
                changed.append(row)
            kept[key].position = position
        self._write(inline.model, [row for key, row in existing.items() if key not in kept], fresh, changed)
        return list(kept.values())

    def _row(self, article: Article, model: type[Model], key: str) -> Model:
        return model(article=article, **({"key": key} if self.key == "key" else {}))

    def _is_changed(self, existing: dict[str, Model], data: dict) -> bool:
        """Return whether the row is new, or another than the one there is."""
        row = existing.get(str(data.get("key"))[:LONGEST_KEY])
        return row is None or any(
            str(data.get(name) or "") != str(self._value(row, name) or "") for name in self.fields
        )

    def _checked(self, form: type[forms.ModelForm], data: dict, position: int, row: Model) -> Model:
        values = {name: data.get(name) or "" for name in self.fields}
        checked = form({**values, "position": position}, instance=row)
        if not checked.is_valid():
            raise Invalid(first_error(checked))
        return checked.save(commit=False)

    def _write(self, model: type[Model], gone: list[Model], fresh: list[Model], changed: list[Model]) -> None:
        rows = model._default_manager
        if gone:
            rows.filter(pk__in=[row.pk for row in gone]).delete()
        if fresh:
            rows.bulk_create(fresh)
        if changed:
            rows.bulk_update(changed, ["position", *self.fields])


class FoundField(forms.ModelChoiceField):
    """A chooser that knows the rows that may be chosen, and asks for none."""

    def __init__(self, field: forms.ModelChoiceField, found: dict[Any, Model]):
        super().__init__(field.queryset, required=field.required, error_messages=field.error_messages)
        self.found = found

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        if (key := key_of(self.queryset.model, value)) not in self.found:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.found[key]


def choosing_among_found(form: type[forms.ModelForm], given: list[dict]) -> type[forms.ModelForm]:
    """Return the form with the rows that `given` names read by one query for each chooser, not two for each row."""
    choosers = {}
    for name, field in form.base_fields.items():
        if isinstance(field, forms.ModelChoiceField):
            keys = {key_of(field.queryset.model, data.get(name)) for data in given} - {None}
            choosers[name] = FoundField(field, {row.pk: row for row in field.queryset.filter(pk__in=keys)})

    class AmongFound(form):
        def _get_validation_exclusions(self) -> set[str]:
            return super()._get_validation_exclusions() | set(choosers)  # the field has seen that the row exists

    AmongFound.base_fields = form.base_fields | choosers
    return AmongFound


ROWS: dict[str, Rows] = {
    "bylines": Rows("bylines", "author_id", ("author",)),
    "points": Rows("points", "key", ("text",)),
    "figures": Rows("figures", "key", ("picture", "caption")),
    "embeds": Rows("embeds", "key", ("address", "title", "source", "picture")),
}
