"""The organization's settings at the desk."""

import zoneinfo

from django import forms
from django.contrib import admin

from record.models import MenuLink, Organization
from staff.forms import PrintableForm
from staff.imprint import OF_ORGANIZATION
from staff.ordered import OrderedInline
from staff.shared_data import SingleRowAdmin


class OrganizationForm(PrintableForm):
    """Color pickers, and a list of time zones."""

    class Meta:
        widgets = {
            "brand_color": forms.TextInput(attrs={"type": "color"}),
            "brand_color_dark": forms.TextInput(attrs={"type": "color"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        zones = [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())]
        if "time_zone" in self.fields:
            self.fields["time_zone"].widget = forms.Select(choices=zones)


class MenuLinkInline(OrderedInline):
    """The organization's links, in addition to the standard ones."""

    model = MenuLink


@admin.register(Organization)
class OrganizationAdmin(SingleRowAdmin):
    """The single row with the organization's name and settings."""

    form = OrganizationForm
    inlines = [MenuLinkInline]
    autocomplete_fields = ["logo"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "tagline", "website", "contact_email", "ror"]}),
        ("Looks", {"fields": ["logo", "brand_color", "brand_color_dark", "paper"]}),
        ("Place", {"fields": ["time_zone", "language"]}),
        OF_ORGANIZATION,
    ]
