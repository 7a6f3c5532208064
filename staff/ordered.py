"""Inlines whose rows have an editorial order, edited by a number before each."""

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from record.positions import renumber
from staff.choosers import Chooses, is_plain
from staff.forms import CountedFormSet, PrintableForm
from staff.texts import TextFields

ROWS_WITHOUT_SCRIPTS = 5  # empty ones, each time the form is opened


class OrderedForm(PrintableForm):
    """A row whose position may be empty, which places it at the end."""

    position = forms.IntegerField(
        label=_("No."), required=False, min_value=0, max_value=9999,
        widget=forms.NumberInput(attrs={"class": "position"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = None
        for field in self.fields.values():
            # Screen readers do not use a table's headers as labels.
            field.widget.attrs.setdefault("aria-label", capfirst(field.label))

    def clean_position(self) -> int:
        """Return the number typed, or 0 if it is empty."""
        return self.cleaned_data["position"] or 0


class OrderedFormSet(CountedFormSet):
    """Renumbers the rows 1…n after saving: changed numbers set those rows' places, and the others keep their order."""

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


class OrderedInline(TextFields, Chooses, admin.TabularInline):
    """An inline whose first column is the row's number."""

    form = OrderedForm
    formset = OrderedFormSet
    extra = 0
    ordering = ("position", "pk")
    template = "admin/ordered_inline.html"

    def get_extra(self, request: HttpRequest, obj: models.Model | None = None, **kwargs) -> int:
        return ROWS_WITHOUT_SCRIPTS if is_plain(request) else self.extra
