"""The forms of the pages that publish, reschedule and withdraw."""

import re
from datetime import datetime

from django import forms
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial import prose, publishing
from editorial.admin.desk import saved_meanwhile
from editorial.admin.moments import moments_of, next_shown
from editorial.clock import zone_name
from editorial.models import Edition, Publishable
from editorial.organization import house_zone
from editorial.publishables import type_of
from editorial.publishing import Pending, Terms, when

MOMENT_INPUT = "%Y-%m-%dT%H:%M"
TYPED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2})?", re.ASCII)
YEARS = range(1900, 3000)  # beyond them some clock has no such day


class MomentForm(forms.Form):
    """A moment typed on the house's clock. `live_from` is what was meant, once the form is valid."""

    moment = forms.CharField(
        label=_("date and time"), required=False, widget=forms.TextInput(attrs={"type": "datetime-local"})
    )
    repeat = forms.ChoiceField(label=_("which of the two"), required=False, widget=forms.HiddenInput)
    live_from: datetime | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = house_zone()
        now = zone_name(timezone.localtime(timezone=self.zone))
        words = gettext("On the house's clock: %(zone)s (now %(name)s).")
        self.fields["moment"].help_text = words % {"zone": self.zone.key, "name": now}
        self.fields["repeat"].choices = [(number, number) for number in "12"]

    def clean_moment(self) -> datetime | None:
        """Return the moment typed, without a zone: it is the house's, and one typed with it is refused."""
        typed = self.cleaned_data["moment"].strip()
        if not typed:
            return None
        try:
            moment = datetime.fromisoformat(typed) if TYPED.fullmatch(typed) else None
        except ValueError:
            moment = None
        if moment is None or moment.year not in YEARS:
            raise forms.ValidationError(gettext("Write the date and the time, for example 2026-05-31T09:30."))
        return moment

    def take_moment(self, typed: datetime | None) -> None:
        """Set `live_from`, or refuse a time that the clock skips, or shows twice without a word which is meant."""
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
                "moment", gettext("The clocks go back then, so that time comes twice. Say which of the two is meant.")
            )
        else:
            self.live_from = found[1 if len(found) == 2 and self.cleaned_data["repeat"] == "2" else 0]

    def offer(self, found: list[datetime]) -> None:
        """Let the editor choose between the two moments at which the clock shows what was typed."""
        offered = [("1", gettext("the first: %s") % when(found[0])), ("2", gettext("the second: %s") % when(found[1]))]
        self.fields["repeat"].widget = forms.RadioSelect(choices=offered)


class PublishForm(MomentForm):
    """Now or later, of which kind, with what note."""

    when = forms.ChoiceField(
        label=_("When"),
        choices=[("now", _("Now")), ("later", _("At a set moment"))],
        initial="now",
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=_("Kind of edition"), initial=Edition.Kind.UPDATE, widget=forms.RadioSelect,
        choices=[choice for choice in Edition.Kind.choices if choice[0] != Edition.Kind.FIRST],
        help_text=_("A minor change brings readers no notice."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note to readers"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed, in a sentence or two. It stands in the list of editions."),
    )  # fmt: skip
    pending = forms.ChoiceField(
        label=_("The scheduled edition"), widget=forms.RadioSelect,
        choices=[
            (Pending.CANCEL.value, _("Cancel it")),
            (Pending.FREEZE_AGAIN.value, _("Freeze it again: it keeps its moment, with the text as it is now")),
        ],
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("when", "moment", "repeat", "kind", "note", "pending", "articles", "seen")

    def __init__(self, *args, copy: Publishable, at: datetime, is_later: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.copy, self.at, self.type = copy, at, type_of(copy)
        self.initial["seen"] = copy.save_count
        if is_later:
            self.initial["when"] = "later"
        editions = self.type.edition.objects.filter(parent=copy)
        self.scheduled = editions.filter(live_from__gt=at).select_related("content").first()
        self.last = editions.order_by("-number").select_related("content").first()
        begun = editions.filter(live_from__lte=at)
        self.shown = begun.order_by("-number").select_related("content").first()  # what readers have now
        if not self.last:
            del self.fields["kind"], self.fields["note"]
        if self.scheduled:
            self.fields["pending"].help_text = gettext("It would go live on %s.") % when(self.scheduled.live_from)
        else:
            del self.fields["pending"]

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("when") == "later" and "moment" not in self.errors:
            self.take_moment(cleaned.get("moment"))
            if self.live_from and self.live_from <= self.at:
                self.add_error("moment", gettext("That moment has passed. Publish it now instead."))
        if cleaned.get("seen") != self.copy.save_count:
            now = type(self.copy)._default_manager.select_related("updated_by").get(pk=self.copy.pk)
            self.add_error(None, saved_meanwhile(now))
        return cleaned

    def terms(self) -> Terms:
        """Return what was chosen, as the acts of publishing take it."""
        pending, chosen = self.cleaned_data.get("pending"), self.cleaned_data
        note = prose.printable(chosen.get("note", ""))
        return Terms(self.live_from, chosen.get("kind"), note, Pending(pending) if pending else None)

    def act(self, by) -> Edition:
        """Publish. Raises Refused."""
        return publishing.publish(self.copy, by, self.terms())

    def afterword(self) -> str:
        """Return what else was done by `act`, in a sentence; "" for nothing."""
        return ""


class RescheduleForm(MomentForm):
    """Another moment for the scheduled edition."""

    def __init__(self, *args, edition: Edition, **kwargs):
        local = timezone.localtime(edition.live_from, house_zone())
        super().__init__(*args, initial={"moment": local.strftime(MOMENT_INPUT)}, **kwargs)
        self.fields["moment"].required = True
        found = moments_of(local.replace(tzinfo=None, fold=0), self.zone)
        if len(found) == 2:
            self.offer(found)
            self.initial["repeat"] = str(found.index(edition.live_from) + 1)

    def clean(self) -> dict:
        cleaned = super().clean()
        if "moment" not in self.errors:
            self.take_moment(cleaned.get("moment"))
        return cleaned


class WithdrawForm(forms.Form):
    """What readers are told, and where they are sent instead."""

    notice = forms.CharField(
        label=_("Notice to readers"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Stands at every address of what is withdrawn, and in its place wherever it was quoted."),
    )  # fmt: skip
    only = forms.ChoiceField(label=_("What is withdrawn"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, editions: list[Edition], copy: Publishable, admin_site: AdminSite, **kwargs):
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        alone = [(pk, gettext("Only edition %d") % edition.number) for pk, edition in self.editions.items()]
        self.fields["only"].choices = [("", gettext("Everything that was published of it")), *alone]
        field = type_of(copy).edition._meta.get_field("replaced_by")
        self.fields["replaced_by"] = forms.ModelChoiceField(
            type(copy)._default_manager.exclude(pk=copy.pk), required=False, label=_("Replaced by"),
            widget=AutocompleteSelect(field, admin_site),
            help_text=_("Readers are sent there, while it is public, instead of being shown the notice."),
        )  # fmt: skip

    def clean_notice(self) -> str:
        """Return the notice as plain text."""
        return prose.printable(self.cleaned_data["notice"])

    def clean_only(self) -> Edition | None:
        """Return the one edition that is withdrawn; None for all of them."""
        return self.editions.get(self.cleaned_data["only"])
