"""The imprint in admin forms: one fieldset for every form that has it, and the defaults shown in empty fields."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from record.imprint import default_values
from record.models import PublicationType
from staff.shared_data import TaxonomyAdmin, TaxonomyForm

FIELDS = ["publication_type", "license", "funding", "disclosure", "ai_statement"]


def imprint_fieldset(description: str) -> tuple:
    """Return the fieldset. `description` says where empty fields take their values from."""
    return (gettext_lazy("Imprint"), {"fields": FIELDS, "classes": ["collapse"], "description": description})


OF_ITEMS = imprint_fieldset(
    gettext_lazy(
        "Printed at the end. Leave a field empty to use the default of the series or the organization, shown in gray."
    )
)
OF_SERIES = imprint_fieldset(
    gettext_lazy(
        "Defaults for everything in this series. Leave a field empty to use the organization’s, shown in gray."
    )
)
OF_ORGANIZATION = imprint_fieldset(
    gettext_lazy("Defaults for everything published. A series, an article or a snapshot can have its own.")
)


class ShowsDefaults:
    """A form whose empty imprint fields show the values that will be used instead."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, value in default_values(getattr(self.instance, "series", None)).items():
            if name not in self.fields or not value:
                continue
            if name == "publication_type":
                self.fields[name].empty_label = _("%(name)s (default)") % {"name": value}
            else:
                self.fields[name].widget.attrs["placeholder"] = value


OTHER_LANGUAGES = dict(settings.LANGUAGES[1:])  # the first is that of `name`
NAMES = {
    f"name_{code}": forms.CharField(label=name, max_length=60, required=False) for code, name in OTHER_LANGUAGES.items()
}


class NamesForm(TaxonomyForm):
    """A type of publication, with a name for each language of the public interface."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NAMES.keys() & self.fields.keys():
            self.initial[name] = self.instance.names.get(name.removeprefix("name_"), "")

    def clean(self) -> dict:
        cleaned = super().clean()
        typed = {code: cleaned.get(f"name_{code}") for code in OTHER_LANGUAGES}
        self.instance.names = {code: name for code, name in typed.items() if name}
        return cleaned


PublicationTypeForm = type(NamesForm)("PublicationTypeForm", (NamesForm,), {**NAMES, "__module__": __name__})


@admin.register(PublicationType)
class PublicationTypeAdmin(TaxonomyAdmin):
    """Types of publication, such as reports."""

    form = PublicationTypeForm
    list_display = ["name", "slug", "cited_as"]
    search_fields = ["name"]
    fieldsets = [
        (None, {"fields": ["name", *NAMES, "slug", "cited_as"]}),
    ]
