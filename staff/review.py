"""Review pages: submit, take back, approve, send back, assign. Each act and its reason is in the audit trail."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.alarms import sound
from audit.models import AuditEntry
from audit.notices import send_notice
from audit.trail import note
from permissions.matrix import Act, Role
from permissions.models import Assignment
from permissions.rules import may
from record.kinds import kind_of
from record.models import Publishable, Revision
from record.status import publication_status
from record.terms import Refused
from staff.act_pages import draft_for_act
from staff.forms import Printable

if TYPE_CHECKING:
    from staff.acts import PublishingActs

State = Publishable.State


class ReasonForm(Printable, forms.Form):
    """A comment for the next person who works on it."""

    reason = forms.CharField(
        label=gettext_lazy("Comment"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class SendBackForm(ReasonForm):
    """The requested changes."""

    reason = forms.CharField(
        label=gettext_lazy("What needs to change"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AssignForm(forms.Form):
    """An assignee and a due date."""

    account = forms.ModelChoiceField(
        label=gettext_lazy("Assigned to"),
        required=False,
        queryset=User.objects.none(),
        empty_label=gettext_lazy("nobody"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due date"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_staff=True, groups__name__in=[role.group for role in Role])
        self.fields["account"].queryset = people.distinct().order_by("first_name", "last_name", "username")


@dataclass(frozen=True)
class Step:
    """A review step: its act, the states before and after, its form and its labels."""

    act: Act
    before: tuple[str, ...]
    after: str
    form: type[forms.Form]
    button: str
    done: str


STEPS = {
    "submit": Step(Act.SUBMIT, (State.DRAFT,), State.IN_REVIEW, ReasonForm,
                   gettext_lazy("Submit for review"), gettext_lazy("“%s” is in review.")),
    "take_back": Step(Act.TAKE_BACK, (State.IN_REVIEW,), State.DRAFT, ReasonForm,
                      gettext_lazy("Take back"), gettext_lazy("“%s” is a draft again.")),
    "approve": Step(Act.APPROVE, (State.IN_REVIEW,), State.APPROVED, ReasonForm,
                    gettext_lazy("Approve"), gettext_lazy("“%s” is approved.")),
    "send_back": Step(Act.APPROVE, (State.IN_REVIEW, State.APPROVED), State.DRAFT, SendBackForm,
                      gettext_lazy("Send back"), gettext_lazy("“%s” was sent back.")),
}  # fmt: skip


def review_urls(model_admin: "PublishingActs") -> list:
    """Return the URL patterns of the steps and of assigning, below the draft's."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    pages = {step: partial(step_page, model_admin, step) for step in STEPS}
    pages["assign"] = partial(assign_page, model_admin)
    return [
        path(
            f"<path:object_id>/{page.replace('_', '-')}/",
            model_admin.admin_site.admin_view(view),
            name=f"{name}_{page}",
        )
        for page, view in pages.items()
    ]


def steps_for(user: AbstractBaseUser, draft: Publishable) -> list[dict]:
    """Return the steps available to the user now, [{name, words}]."""
    return [
        {"name": name, "words": step.button}
        for name, step in STEPS.items()
        if draft.state in step.before and may(user, step.act, draft)
    ]


@transaction.atomic
def take(name: str, draft: Publishable, by: AbstractBaseUser, reason: str) -> None:
    """Perform the step. Raises Refused with a message if the state has changed or users review their own text."""
    step, kind = STEPS[name], kind_of(draft)
    draft = kind.draft_model.objects.select_for_update().get(pk=draft.pk)
    if draft.state not in step.before:
        words = _("Its status is “%s” now. Your step was not carried out.")
        raise Refused([words % draft.get_state_display()])
    if name == "approve" and settings.SECOND_PERSON != "off" and wrote(by, draft):
        raise Refused([_("Someone else must approve this: you wrote part of it.")])
    kind.draft_model.objects.filter(pk=draft.pk).update(state=step.after)
    note(step.act, draft, f"{name}: {reason}".strip(": "), by=by)
    concerned = {draft.created_by, draft.updated_by, *_assigned(draft)} - {None, by}
    words = str(step.done) % draft
    send_notice([account.email for account in concerned], words, "\n\n".join(filter(None, [words, reason])))


def wrote(by: AbstractBaseUser, draft: Publishable) -> bool:
    """Return whether the user saved a revision since the draft was last published."""
    published = AuditEntry.objects.filter(kind=draft._meta.label_lower, object_id=str(draft.pk), act=Act.PUBLISH)
    published = published.filter(after__isnull=False)  # what changes only the edition publishes no revision
    before = published.order_by("-pk").values_list("after", flat=True).first() or 0
    revisions = Revision.objects.filter(kind=kind_of(draft).name, parent_id=draft.pk, number__gt=before)
    return revisions.filter(by=by).exists()


def approval_missing(*drafts: Publishable) -> list[str]:
    """Return a sentence for each draft that a second person must approve before it is published."""
    if settings.SECOND_PERSON == "off":
        return []
    missing = [draft for draft in drafts if draft.state not in (State.APPROVED, State.AS_PUBLISHED)]
    return [_("Someone else must approve “%s” before it is published.") % draft for draft in missing]


def note_override(draft: Publishable, missing: list[str], reason: str) -> None:
    """Record that something was published without a second person, and send an alarm."""
    words = " ".join([*missing, _("Published anyway: %s") % reason])
    sound(note(Act.OVERRIDE, draft, words), _("Published without a second person"), words)


def _assigned(draft: Publishable) -> list[User]:
    rows = Assignment.objects.filter(kind=kind_of(draft).name, parent_id=draft.pk).select_related("account")
    return [row.account for row in rows]


def step_page(model_admin: "PublishingActs", name: str, request: HttpRequest, object_id: str) -> HttpResponse:
    """Ask for a comment, and perform the step."""
    step = STEPS[name]
    draft = draft_for_act(model_admin, request, object_id, step.act)
    form = step.form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take(name, draft, request.user, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, str(step.done) % draft)
            return HttpResponseRedirect(model_admin.page_of(draft))
    return _page(model_admin, request, draft, form, step.button)


def assign_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Set the assignee and the due date."""
    draft = draft_for_act(model_admin, request, object_id, Act.ASSIGN)
    key = {"kind": kind_of(draft).name, "parent_id": draft.pk}
    row = Assignment.objects.filter(**key).first()
    initial = {"account": row.account_id, "due_on": row.due_on} if row else {}
    form = AssignForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        _assign(key, draft, request, form.cleaned_data)
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(model_admin.page_of(draft))
    return _page(model_admin, request, draft, form, _("Assign"))


@transaction.atomic
def _assign(key: dict, draft: Publishable, request: HttpRequest, chosen: dict) -> None:
    account, due_on = chosen["account"], chosen["due_on"]
    Assignment.objects.filter(**key).delete()
    if account:
        Assignment.objects.create(**key, account=account, due_on=due_on)
        words = _("“%s” is assigned to you.") % draft
        send_notice([account.email], words, f"{words}\n\n{due_on or ''}".strip())
    note(Act.ASSIGN, draft, f"{account or '–'}, {due_on or '–'}")


def _page(
    model_admin: "PublishingActs", request: HttpRequest, draft: Publishable, form: forms.Form, words: str
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"{words}: “{draft}”", "subtitle": None, "original": draft, "opts": model_admin.opts, "form": form,
        "status": publication_status(draft, request.moment), "back": model_admin.page_of(draft), "button": words,
    }  # fmt: skip
    return render(request, "admin/publishing/review.html", context, status=422 if form.errors else 200)
