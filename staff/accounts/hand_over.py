"""The page that hands a person's work over to a colleague, when they leave or are away."""

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.notices import send_notice
from audit.trail import note
from permissions.matrix import GROUPS, Act
from permissions.models import Assignment
from permissions.rules import require
from record.kinds import all_kinds
from review.models import ReviewLink


class HandOverForm(forms.Form):
    """The recipient, and whether to disable the account in the same act."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Hand over to"), queryset=User.objects.none(), empty_label=gettext_lazy("Choose a person")
    )
    is_leaving = forms.BooleanField(label=gettext_lazy("Also disable this account"), required=False)

    def __init__(self, *args, leaver: User, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, is_staff=True, groups__name__in=GROUPS).exclude(pk=leaver.pk)
        self.fields["to"].queryset = people.distinct().order_by("first_name", "last_name", "username")


def drafts_of(account: User) -> list[QuerySet]:
    """Return, for each kind, the drafts that the person created and that differ from the published edition."""
    return [
        kind.draft_model._default_manager.filter(created_by=account).exclude(state=kind.draft_model.State.AS_PUBLISHED)
        for kind in all_kinds()
    ]


@transaction.atomic
def hand_over(leaver: User, to: User, is_leaving: bool) -> str:
    """Give drafts, assignments, review links and shared views to `to`; return a sentence about what was done."""
    drafts = sum(copies.update(created_by=to) for copies in drafts_of(leaver))
    assigned = Assignment.objects.filter(account=leaver).update(account=to)
    linked = ReviewLink.objects.usable(timezone.now()).filter(made_by=leaver).update(made_by=to)
    shared = leaver.saved_views.filter(is_shared=True)
    taken = to.saved_views.filter(kind=OuterRef("kind"), name=OuterRef("name"))
    viewed = shared.exclude(Exists(taken)).update(owner=to)  # of two with one name, each stays where it is
    if is_leaving:
        User.objects.filter(pk=leaver.pk).update(is_active=False)
    parts = [
        ngettext("%d draft", "%d drafts", drafts) % drafts,
        ngettext("%d assignment", "%d assignments", assigned) % assigned,
        ngettext("%d review link", "%d review links", linked) % linked,
        ngettext("%d shared view", "%d shared views", viewed) % viewed,
    ]
    words = _("Handed over to %(name)s: %(parts)s.") % {"name": to, "parts": ", ".join(parts)}
    note(Act.MANAGE_PEOPLE, leaver, f"{words} {'disabled' if is_leaving else ''}".strip())
    message = _("%(name)s’s work is now yours: %(parts)s.") % {"name": leaver, "parts": ", ".join(parts)}
    send_notice([to.email], _("Work was handed over to you"), message)
    return words


def hand_over_page(model_admin: ModelAdmin, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the amount of work, and hand it over."""
    require(request.user, Act.MANAGE_PEOPLE)
    leaver = model_admin.get_object(request, unquote(object_id))
    if leaver is None:
        raise Http404
    form = HandOverForm(request.POST if request.method == "POST" else None, leaver=leaver)
    back = reverse("admin:auth_user_change", args=[leaver.pk])
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["is_leaving"] and leaver.pk == request.user.pk:
            form.add_error("is_leaving", _("You can’t disable your own account. Ask another administrator."))
        else:
            messages.success(request, hand_over(leaver, form.cleaned_data["to"], form.cleaned_data["is_leaving"]))
            return HttpResponseRedirect(back)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Hand over the work of %s") % leaver, "subtitle": None, "original": leaver,
        "opts": model_admin.opts, "form": form, "back": back,
        "drafts": sum(copies.count() for copies in drafts_of(leaver)),
        "assignments": Assignment.objects.filter(account=leaver).count(),
    }  # fmt: skip
    return render(request, "admin/account/hand_over.html", context, status=422 if form.errors else 200)
