"""The drawer of a desk: the admin's form without the fields that the desk edits in place."""

from collections.abc import Collection

from django import forms
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten
from django.http import HttpRequest

from record.models import Publishable


def drawer(
    model_admin: ModelAdmin, request: HttpRequest, draft: Publishable | None, form: forms.ModelForm,
    in_place: Collection[str],
) -> AdminForm:  # fmt: skip
    """Return what admin/desk/details.html shows. Its scripts are static/js/desk/details.js, not the widgets' own."""
    form.label_suffix = ""
    if "slug" in form.fields:
        form.fields["slug"].widget = forms.Textarea({"rows": 1})  # long addresses show whole
    fieldsets = [
        (name, {**options, "fields": [field for field in flatten(options["fields"]) if field not in in_place]})
        for name, options in model_admin.get_fieldsets(request, draft)
    ]
    # A group of one field says the same twice, in its heading and in the field's label.
    fieldsets = [
        (name if len(options["fields"]) > 1 or "classes" in options else None, options) for name, options in fieldsets
    ]
    readonly = model_admin.get_readonly_fields(request, draft)
    return AdminForm(form, [each for each in fieldsets if each[1]["fields"]], {}, readonly, model_admin)
