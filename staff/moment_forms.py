"""The form part for a date and time in the organization's zone, and for “now or at a set time”."""

import re
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record.organization import site_time_zone
from record.publishing import when
from staff.forms import Printable
from staff.moments import moments_of, next_shown
from text.zones import zone_name

TYPED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", re.ASCII)
YEARS = range(1900, 3000)  # outside this range, some time zones cannot represent the date


class MomentForm(Printable, forms.Form):
    """A date and time in the organization's zone. `live_from` is the resulting moment, once the form is valid."""

    moment = forms.CharField(
        label=_("date and time"), required=False, widget=forms.TextInput(attrs={"type": "datetime-local"})
    )
    repeat = forms.ChoiceField(label=_("which of the two"), required=False, widget=forms.HiddenInput)
    live_from: datetime | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = site_time_zone()
        now = zone_name(timezone.localtime(timezone=self.zone))
        words = gettext("Time zone of the organization: %(zone)s (now %(name)s).")
        self.fields["moment"].help_text = words % {"zone": self.zone.key, "name": now}
        self.fields["repeat"].choices = [(number, number) for number in "12"]

    def clean_moment(self) -> datetime | None:
        """Return the date and time typed, without a zone.

        The organization's zone applies, and input with a zone is refused.
        """
        typed = self.cleaned_data["moment"].strip()
        if not typed:
            return None
        try:
            moment = datetime.fromisoformat(typed) if TYPED.fullmatch(typed) else None
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise forms.ValidationError(gettext("Enter the date and time, for example 2026-05-31T09:30."))
        return moment

    def take_moment(self, typed: datetime | None) -> None:
        """Set `live_from`. Refuse a time that the clock skips, or that occurs twice if the choice is missing."""
        if typed is None:
            self.add_error("moment", gettext("Say when."))
            return
        found = moments_of(typed, self.zone)
        if not found:
            valid = when(next_shown(typed, self.zone))
            words = gettext(
                "The clocks go forward then, so that time does not exist in %(zone)s. "
                "The next one that does is %(valid)s."
            )
            self.add_error("moment", words % {"zone": self.zone.key, "valid": valid})
        elif len(found) == 2 and not self.cleaned_data.get("repeat"):
            self.offer(found)
            self.add_error(
                "moment", gettext("The clocks go back then, so that time occurs twice. Choose which one you mean.")
            )
        else:
            self.live_from = found[1 if len(found) == 2 and self.cleaned_data["repeat"] == "2" else 0]

    def offer(self, found: list[datetime]) -> None:
        """Ask the editor to choose between the two moments at which the clock shows the time typed."""
        offered = [("1", gettext("the first: %s") % when(found[0])), ("2", gettext("the second: %s") % when(found[1]))]
        self.fields["repeat"].widget = forms.RadioSelect(choices=offered)


class WhenForm(MomentForm):
    """Now, or at a set time later than `at`. A contradiction is never resolved toward the public."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("later", _("At a set time"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    at: datetime

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("when") == "later" and "moment" not in self.errors:
            self.take_moment(cleaned.get("moment"))
            if self.live_from and self.live_from <= self.at:
                self.add_error("moment", gettext("That time has passed. Publish now instead."))
        if cleaned.get("when") == "now" and self.data.get("moment", "").strip():
            self.add_error("when", gettext(
                "You chose “Now” and typed a date and time, too. Nothing was published. "
                "Choose “At a set time” to schedule it, or clear the date and time to publish now."
            ))  # fmt: skip
        return cleaned
