"""The organization's pages at the desk."""

from django import forms
from django.contrib import admin
from django.contrib.flatpages.forms import FlatpageForm
from django.contrib.flatpages.models import FlatPage
from django.contrib.sites.models import Site
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from staff.forms import Printable
from staff.shared_data import RaisesVersion
from staff.texts import ProseField, RichText, TextFields


class PageForm(Printable, FlatpageForm):
    """An address, a title and prose. Refuses addresses that are already in use."""

    content = ProseField(label=_("Text"), required=False)

    class Meta(FlatpageForm.Meta):
        model = FlatPage
        fields = ["url", "title", "content"]
        labels = {"url": _("address")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance._sites = [Site.objects.get_current()]

    def clean_url(self) -> str:
        url = super().clean_url()
        if "." in url:
            raise ValidationError(_("The address of a page can't contain a dot."))
        try:
            taken = resolve(url).url_name
        except Resolver404:
            taken = ""
        if taken not in ("", "flatpage"):
            raise ValidationError(_("Another page already has this address."))
        return url

    def clean(self) -> dict:
        self.cleaned_data.setdefault("sites", Site.objects.filter(pk=Site.objects.get_current().pk))
        return super().clean()


# Django's names say how such a page is made. Migrations compare the names that the class was declared with.
FlatPage._meta.verbose_name, FlatPage._meta.verbose_name_plural = _("site page"), _("site pages")
FlatPage._meta.app_config.verbose_name = _("Site pages")
FlatPage.__str__ = lambda page: page.title  # instead of the address, two hyphens and the title

admin.site.unregister(FlatPage)


@admin.register(FlatPage)
class PageAdmin(RaisesVersion, RichText, TextFields, admin.ModelAdmin):
    """Pages such as about, contact and privacy, shown at their addresses."""

    form = PageForm
    list_display = ["title", "url"]
    search_fields = ["title", "url", "content"]
    ordering = ["url"]
    fieldsets = [(None, {"fields": ["title", "url", "content"]})]

    def save_related(self, request: HttpRequest, form: forms.ModelForm, formsets: list, change: bool) -> None:
        form.instance.sites.set([Site.objects.get_current()])
        super().save_related(request, form, formsets, change)
