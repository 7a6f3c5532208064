"""Input handling shared by all desk forms: printable text, and slugs generated when left empty."""

from django import forms
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from record import addresses
from text import prose
from text.footnotes import holds_mark, problems
from text.slugs import slug_for


class Printable:
    """A form that removes unprintable characters from plain texts, and line breaks from single-line texts."""

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                field = self.fields[name]
                is_text = isinstance(field.widget, forms.Textarea)
                cleaned[name] = prose.nfc(prose.printable(value)) if is_text else prose.one_line(value)
                if holds_mark(cleaned[name]) and not getattr(field, "takes_notes", False):
                    self.add_error(name, _("Footnotes such as [^1] do not work in this field."))
                elif field.required and not cleaned[name].strip():
                    self.add_error(name, field.error_messages["required"])
        return cleaned

    def note_problems(self) -> list[str]:
        """Return the problems with footnotes and links in its texts; they do not prevent saving."""
        texts = [self.cleaned_data.get(name) for name, field in self.fields.items() if hasattr(field, "takes_notes")]
        return [problem for text in texts if text for problem in problems(text)]


class PrintableForm(Printable, forms.ModelForm):
    """A model form with printable plain texts."""


class AddressedForm(PrintableForm):
    """A form that generates an empty slug, and refuses one that is in use or was published by another row."""

    slug_source = "title"
    collection = ""  # a collection of record.addresses, or empty if the slugs are not claimed

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            # No script generates it while typing: Django's would join words, and addresses are permanent.
            self.fields["slug"].widget.attrs["placeholder"] = _("Made when you save")

    def clean(self) -> dict:
        cleaned = super().clean()
        if "slug" not in self.fields or "slug" in self.errors:
            return cleaned
        if not cleaned.get("slug"):
            text = cleaned.get(self.slug_source) or getattr(self.instance, self.slug_source, "")
            most = self.fields["slug"].max_length
            cleaned["slug"] = slug_for(text, self._is_taken, length=most)
        elif self._is_claimed(cleaned["slug"]):
            words = _("“%s” is already the address of something published. Choose another.")
            self.add_error("slug", words % cleaned["slug"])
        return cleaned

    def _is_claimed(self, slug: str) -> bool:
        return bool(self.collection) and addresses.is_taken(self.collection, slug, self.instance.pk)

    def _is_taken(self, slug: str) -> bool:
        rows = type(self.instance)._default_manager.filter(slug=slug)
        return rows.exclude(pk=self.instance.pk).exists() or self._is_claimed(slug)


class CountedFormSet(BaseInlineFormSet):
    """Rows of a form, which are as many as the form said."""

    def initial_form_count(self) -> int:
        """Return how many rows there were. Django believes a count below zero."""
        return max(0, super().initial_form_count())

    def clean(self) -> None:
        """Refuse a forged count, with which saved rows would be added once more."""
        super().clean()
        key = self.model._meta.pk.name
        if any(self.data.get(form.add_prefix(key)) for form in self.extra_forms):
            raise forms.ValidationError(_("The number of rows does not match. Open the page again."))
