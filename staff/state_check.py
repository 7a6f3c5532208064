"""Forms that are refused if the data changed after the page was shown."""

import json
from typing import Any

from django import forms

from record.freezing import digest_of


def state_digest(*shown: Any) -> str:
    """Return a digest of what a page shows, which changes with any of it. Takes JSON-serializable values."""
    return digest_of(json.dumps(shown, sort_keys=True, default=str))


class StateForm(forms.Form):
    """A form that carries a digest of what its page showed.

    Refused once if that changed; then it carries the new digest.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def watch(self, state: str, words: str) -> None:
        """Set the current state, and the message for an editor who saw another one."""
        self.initial["shown"], self.changed_words = state, words

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("shown") != self.initial["shown"]:
            self.show_again("shown")
            self.add_error(None, self.changed_words)
        return cleaned

    def show_again(self, *names: str) -> None:
        """Update these fields to the current state in the form that is shown again."""
        self.data = self.data.copy()
        for name in names:
            self.data[name] = self.initial[name]
