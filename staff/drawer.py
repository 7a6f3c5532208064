"""The drawer of a desk: the admin's form without the fields that the desk edits in place."""

from collections.abc import Collection

from django import forms
from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import AdminForm
from django.contrib.admin.utils import flatten
from django.http import HttpRequest
from js_asset import Media

from record.models import Publishable


def drawer(
    model_admin: ModelAdmin, request: HttpRequest, draft: Publishable | None, form: forms.ModelForm,
    in_place: Collection[str],
) -> dict:  # fmt: skip
    """Return what admin/desk/details.html shows (`details`) and the files that its fields need (`media`)."""
    fieldsets = [
        (name, {**options, "fields": [field for field in flatten(options["fields"]) if field not in in_place]})
        for name, options in model_admin.get_fieldsets(request, draft)
    ]
    readonly = model_admin.get_readonly_fields(request, draft)
    needed = [field.widget.media for name, field in form.fields.items() if name not in in_place]
    # Not all of the admin's own scripts: its lists' actions and its addresses made from titles would be a fifth more.
    kind = "" if settings.DEBUG else ".min"
    names = (f"vendor/jquery/jquery{kind}.js", "jquery.init.js", "core.js", "admin/RelatedObjectLookups.js")
    own = forms.Media(js=[f"admin/js/{name}" for name in names])
    return {
        "details": AdminForm(form, [each for each in fieldsets if each[1]["fields"]], {}, readonly, model_admin),
        "media": Media.from_media(sum(needed, own)).with_nonce(str(request.csp_nonce)),
    }
