"""Fieldsets for a publishable kind: those laid out by hand, plus remaining texts from its field list."""

from django.contrib.admin.utils import flatten_fieldsets

from record.fields import Fields


def with_texts(fieldsets: list[tuple], fields: Fields) -> list[tuple]:
    """Return `fieldsets`, with every text that none of them contains added to the first."""
    placed = flatten_fieldsets(fieldsets)
    missing = [field.name for field in fields.texts if field.name not in placed]
    (title, first), *others = fieldsets
    return [(title, {**first, "fields": [*first["fields"], *missing]}), *others]
