"""Forms for publishing, rescheduling and withdrawing."""

from datetime import datetime

from django import forms
from django.contrib.admin.sites import AdminSite
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from record import freezing, publishing, revisions
from record.comparison.description import ChangeLine
from record.kinds import kind_of
from record.models import Edition, Publishable
from record.organization import site_time_zone
from record.publishing import Pending, Terms, when
from review.links import latest_sign_off
from review.required import override, sign_off_findings
from staff.choosers import Chooser
from staff.forms import Printable
from staff.moment_forms import MomentForm, WhenForm
from staff.moments import moments_of
from staff.state_check import StateForm, state_digest
from text import prose

MOMENT_INPUT = "%Y-%m-%dT%H:%M"


class PublishForm(WhenForm, StateForm):
    """The moment, kind and note of a publication."""

    kind = forms.ChoiceField(
        label=_("Kind of edition"), initial=Edition.Kind.UPDATE, widget=forms.RadioSelect,
        choices=[choice for choice in Edition.Kind.choices if choice[0] != Edition.Kind.FIRST],
        help_text=_("Readers are not notified of a minor change."),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Note to readers"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "What changed, in a sentence or two. Shown in the list of editions. A correction needs one."
        ),
    )  # fmt: skip
    pending = forms.ChoiceField(
        label=_("The scheduled edition"), widget=forms.RadioSelect,
        choices=[
            (Pending.CANCEL.value, _("Cancel it")),
            (Pending.FREEZE_AGAIN.value, _("Freeze it again: it keeps its time, with the text as it is now")),
        ],
    )  # fmt: skip
    unsigned = forms.CharField(
        label=_("Publish without the sign-off"), required=False, max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Say why. The reason is kept in the audit trail, and the administrators get an email."),
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("when", "moment", "repeat", "kind", "note", "pending", "articles", "unsigned", "seen", "shown")

    def __init__(self, *args, draft: Publishable, at: datetime, is_later: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.draft, self.at, self.type = draft, at, kind_of(draft)
        self.initial["seen"] = draft.save_count
        if is_later:
            self.initial["when"] = "later"
        editions = self.type.edition_model.objects.filter(parent=draft)
        self.scheduled = editions.filter(live_from__gt=at).select_related("content").first()
        self.last = editions.order_by("-number").select_related("content").first()
        self.watch(self.state(), gettext(
            "An article, author or topic that this uses has changed since you opened this page. "
            "Nothing was published. The page shows it as it is now: read it, then publish."
        ))  # fmt: skip
        self.lacks_sign_off = any(sign_off_findings(draft))
        self.sign_off = latest_sign_off(draft) if self.lacks_sign_off else None
        if not self.lacks_sign_off:
            del self.fields["unsigned"]
        begun = editions.filter(live_from__lte=at)
        self.shown = begun.order_by("-number").select_related("content").first()  # the live edition
        if not self.last:
            del self.fields["kind"], self.fields["note"]
        if self.scheduled:
            self.fields["pending"].help_text = gettext("It would go live on %s.") % when(self.scheduled.live_from)
        else:
            del self.fields["pending"]

    def state(self) -> str:
        """Return a digest of the content that publishing now would freeze."""
        return state_digest(self.type.preview(self.draft, self.at))

    def clean(self) -> dict:
        if self.data.get("seen") != str(self.draft.save_count):
            now = type(self.draft)._default_manager.select_related("updated_by").get(pk=self.draft.pk)
            self.changed_words = _saved_meanwhile(now)
        cleaned = super().clean()
        if cleaned.get("seen") != self.draft.save_count:
            self.show_again("seen")
            if not self.non_field_errors():  # saved again without changes
                self.add_error(None, self.changed_words)
        if cleaned.get("kind") == Edition.Kind.CORRECTION and not prose.printable(cleaned.get("note", "")).strip():
            self.add_error("note", gettext("A correction needs a note: say what was wrong."))
        return cleaned

    def terms(self) -> Terms:
        """Return the choices as `Terms` for record.publishing."""
        pending, chosen = self.cleaned_data.get("pending"), self.cleaned_data
        return Terms(self.live_from, chosen.get("kind"), chosen.get("note", ""), Pending(pending) if pending else None)

    def changes_since_sign_off(self) -> tuple[ChangeLine, ...]:
        """Return how the draft differs from what was last signed off, if a required sign-off is missing."""
        if self.sign_off is None:
            return ()
        signed = freezing.read(self.sign_off.revision.content)["work"]
        contents = (self.type.preview(self.draft, self.at, work) for work in (signed, None))
        return self.type.compare(*contents).change_lines

    def override_sign_off(self, by) -> None:
        """Override a missing sign-off, if there is a reason. Without one, publishing is refused."""
        reason = self.cleaned_data.get("unsigned", "").strip()
        if self.lacks_sign_off and reason:
            override(self.draft, by, reason)

    def act(self, by) -> Edition:
        return publishing.publish(self.draft, by, self.terms())

    def offer_override(self) -> None:
        """Let an administrator publish without the approval of a second person, with a reason."""
        self.fields["override"] = forms.CharField(
            label=gettext("Reason for publishing without a second person"), required=False, max_length=1_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text=gettext(
                "This has no approval from a second person. To publish anyway, explain why it can’t wait. The reason "
                "is kept in the audit trail and mailed to everyone who gets alarms."
            ),
        )  # fmt: skip

    def may_also_publish(self) -> list[Publishable]:
        """Return the working copies that `act` could publish, too."""
        return []

    def also_published(self) -> list[Publishable]:
        """Return what else `act` published."""
        return []

    def afterword(self) -> str:
        """Return a sentence about what else `act` did, or ""."""
        return ""


def _saved_meanwhile(now: Publishable) -> str:
    words = gettext(
        "%(who)s saved this on %(when)s, after you opened this page. Nothing was published. "
        "The page shows it as it is now: read what changed, then publish."
    )
    return words % {"who": revisions.name_of(now.updated_by) or gettext("Someone"), "when": when(now.updated_at)}


class CancelForm(StateForm):
    """The scheduled edition shown on the page."""

    def __init__(self, *args, edition: Edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.watch(state_digest(edition.pk, edition.live_from), gettext(
            "The scheduled edition was changed after you opened this page, so your request was not carried out. "
            "The page shows what is scheduled now."
        ))  # fmt: skip


class RescheduleForm(MomentForm, CancelForm):
    """A new moment for the scheduled edition."""

    field_order = ("moment", "repeat", "shown")

    def __init__(self, *args, edition: Edition, **kwargs):
        local = timezone.localtime(edition.live_from, site_time_zone())
        super().__init__(*args, edition=edition, initial={"moment": local.strftime(MOMENT_INPUT)}, **kwargs)
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


class WithdrawForm(Printable, StateForm):
    """The withdrawal notice for readers, and the replacement page."""

    notice = forms.CharField(
        label=_("Notice to readers"), widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Shown at every withdrawn address, and in place of the text wherever it appeared."),
    )  # fmt: skip
    only = forms.ChoiceField(label=_("What is withdrawn"), required=False, widget=forms.RadioSelect)

    def __init__(self, *args, editions: list[Edition], draft: Publishable, admin_site: AdminSite, **kwargs):
        super().__init__(*args, **kwargs)
        self.editions = {str(edition.pk): edition for edition in editions}
        self.watch(state_digest(list(self.editions)), gettext(
            "It was published or withdrawn after you opened this page, so your request was not carried out. "
            "The page shows what is public now: read it, then withdraw."
        ))  # fmt: skip
        alone = [(pk, gettext("Only edition %d") % edition.number) for pk, edition in self.editions.items()]
        self.fields["only"].choices = [("", gettext("All editions")), *alone]
        field = kind_of(draft).edition_model._meta.get_field("replaced_by")
        self.fields["replaced_by"] = forms.ModelChoiceField(
            type(draft)._default_manager.exclude(pk=draft.pk), required=False, label=_("Replaced by"),
            widget=Chooser(field, admin_site),
            help_text=_("Readers are redirected there, while it is public, instead of seeing the notice."),
        )  # fmt: skip

    def clean_only(self) -> Edition | None:
        """Return the edition to withdraw, or None for all."""
        return self.editions.get(self.cleaned_data["only"])
