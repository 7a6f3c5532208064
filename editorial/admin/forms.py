"""What every form of the desk does with what was typed: printable text, and an address made where none was given."""

from django import forms
from django.utils.translation import gettext as _

from editorial import addresses, prose
from editorial.slugs import slug_for


class PrintableForm(forms.ModelForm):
    """Takes characters that nothing should hold out of every plain text."""

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = prose.nfc(prose.printable(value))
                if self.fields[name].required and not cleaned[name].strip():
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class AddressedForm(PrintableForm):
    """A form whose slug may stay empty, and is refused where another has it or was published under it."""

    slug_source = "title"
    collection = ""  # of editorial.addresses; empty where these addresses are not claimed

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self) -> dict:
        cleaned = super().clean()
        if "slug" not in self.fields or "slug" in self.errors:
            return cleaned
        if not cleaned.get("slug"):
            cleaned["slug"] = slug_for(cleaned.get(self.slug_source) or "", self._is_taken)
        elif self._is_claimed(cleaned["slug"]):
            words = _("“%s” is the address of something else that was published. Choose another.")
            self.add_error("slug", words % cleaned["slug"])
        return cleaned

    def _is_claimed(self, slug: str) -> bool:
        return bool(self.collection) and addresses.is_taken(self.collection, slug, self.instance.pk)

    def _is_taken(self, slug: str) -> bool:
        rows = type(self.instance)._default_manager.filter(slug=slug)
        return rows.exclude(pk=self.instance.pk).exists() or self._is_claimed(slug)
