"""The values of a form's fields as the desks keep them: what a browser would send, as JSON data."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst


def posted(values: dict[str, Any], seen: int) -> QueryDict:
    """Return the values as a browser would post the form with these fields. `seen`: the draft's save count."""
    found = QueryDict(mutable=True)
    found["seen"] = str(seen)
    for name, value in values.items():
        found.setlist(name, [str(each) for each in value] if isinstance(value, list) else [value])
    return found


def shown(field: forms.BoundField) -> str | list[str]:
    """Return a form field's value as a browser would send it: a text, or the sorted keys of the chosen rows."""
    widget = getattr(field.field.widget, "widget", field.field.widget)  # Django wraps selects that can add rows
    value = widget.format_value(field.value())
    if getattr(widget, "allow_multiple_selected", False):
        return sorted(str(each) for each in value)
    if isinstance(value, list):
        value = value[0] if value else ""
    return "" if value is None else str(value)


def first_error(form: forms.BaseForm) -> str:
    """Return the first error of an invalid form, with its field's name unless it concerns the whole form."""
    name, errors = next(iter(form.errors.items()))
    field = form.fields.get(name)
    return f"{capfirst(field.label)}: {errors[0]}" if field else str(errors[0])
