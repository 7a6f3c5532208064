"""Rows in the editors' order, edited in an inline by a number before each."""

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from editorial.admin.forms import PrintableForm
from editorial.admin.texts import TextFields
from editorial.ordering import renumber


class OrderedForm(PrintableForm):
    """A row whose position may stay empty: it then goes to the end."""

    position = forms.IntegerField(
        label=_("No."), required=False, min_value=0, max_value=9999,
        widget=forms.NumberInput(attrs={"class": "position"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = None
        for field in self.fields.values():
            # A table's heads are no labels to a screen reader.
            field.widget.attrs.setdefault("aria-label", capfirst(field.label))

    def clean_position(self) -> int:
        """Return the number typed; 0 for none."""
        return self.cleaned_data["position"] or 0


class OrderedFormSet(BaseInlineFormSet):
    """After saving, the rows stand at 1…n: those given a number at that place, the others around them as they were."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = _("Delete this row")

    def save(self, commit: bool = True) -> list[models.Model]:
        saved = super().save(commit)
        if commit:
            renumber(self._in_order())
        return saved

    def _in_order(self) -> list[models.Model]:
        gone = {id(form) for form in self.deleted_forms}
        kept = [form for form in self.forms if form.instance.pk and id(form) not in gone]
        placed = [form for form in kept if "position" in form.changed_data and form.cleaned_data.get("position")]
        rows = [form.instance for form in kept if form not in placed and not _goes_last(form)]
        for form in sorted(placed, key=lambda form: form.cleaned_data["position"]):
            rows.insert(form.cleaned_data["position"] - 1, form.instance)
        return rows + [form.instance for form in kept if form not in placed and _goes_last(form)]


def _goes_last(form: forms.ModelForm) -> bool:
    return not form.cleaned_data.get("position")


class OrderedInline(TextFields, admin.TabularInline):
    """An inline whose first column is the row's number."""

    form = OrderedForm
    formset = OrderedFormSet
    extra = 0
    ordering = ("position", "pk")
    template = "admin/ordered_inline.html"
