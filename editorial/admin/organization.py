"""The organization at the desk."""

import zoneinfo

from django import forms
from django.contrib import admin

from editorial.admin.forms import PrintableForm
from editorial.admin.house import SingleRowAdmin
from editorial.admin.ordered import OrderedInline
from editorial.models import MenuLink, Organization


class OrganizationForm(PrintableForm):
    """Colors picked, the time zone chosen from a list."""

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
    """Links of the house, beside those that every site has."""

    model = MenuLink


@admin.register(Organization)
class OrganizationAdmin(SingleRowAdmin):
    """The one row that names the house."""

    form = OrganizationForm
    inlines = [MenuLinkInline]
    autocomplete_fields = ["logo"]
    fieldsets = [
        (None, {"fields": ["name", "short_name", "tagline", "website", "contact_email"]}),
        ("Looks", {"fields": ["logo", "brand_color", "brand_color_dark", "paper"]}),
        ("Place", {"fields": ["time_zone", "language"]}),
    ]
