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
        kept, fresh, changed = {}, [], []
        for position, data in enumerate(given, 1):
            key = str(data.get("key") or new_key())[:LONGEST_KEY]
            if key in kept:
                raise Invalid(_("A row appears twice."))
            row = existing.get(key)
            kept[key] = row or self._row(article, inline.model, key)
            if row is None or self._differs(row, data):
                kept[key] = self._checked(form, data, position, kept[key])
                (changed if row else fresh).append(kept[key])
            elif row.position != position:
                changed.append(row)
            kept[key].position = position
        self._write(inline.model, [row for key, row in existing.items() if key not in kept], fresh, changed)
        return list(kept.values())

    def _row(self, article: Article, model: type[Model], key: str) -> Model:
        return model(article=article, **({"key": key} if self.key == "key" else {}))

    def _differs(self, row: Model, data: dict) -> bool:
        return any(str(data.get(name) or "") != str(self._value(row, name) or "") for name in self.fields)

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


ROWS: dict[str, Rows] = {
    "bylines": Rows("bylines", "author_id", ("author",)),
    "points": Rows("points", "key", ("text",)),
    "figures": Rows("figures", "key", ("picture", "caption")),
    "embeds": Rows("embeds", "key", ("address", "title", "source", "picture")),
}
