"""The forms of a review page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from text import prose

MOST = 2_000


class CommentForm(forms.Form):
    """A comment on a part, or a reply in a thread."""

    place = forms.CharField(required=False, max_length=80)
    thread = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    words = forms.CharField(label=_("Comment"), required=False, max_length=MOST)
    suggestion = forms.CharField(label=_("Suggested words"), required=False, max_length=10 * MOST)

    def clean_words(self) -> str:
        return prose.nfc(prose.printable(self.cleaned_data["words"])).strip()

    @property
    def reasons(self) -> list[str]:
        return [error for errors in self.errors.values() for error in errors]


class SignOffForm(forms.Form):
    """A remark with the sign-off."""

    remark = forms.CharField(required=False, max_length=MOST)

    def clean_remark(self) -> str:
        return prose.nfc(prose.printable(self.cleaned_data["remark"])).strip()
