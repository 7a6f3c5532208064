"""The page that restores a revision: what it would change, what it cannot give back, and doing it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import freezing, restoring
from editorial.admin.revision_parts import address_of, copy_for, render_page, revision_for
from editorial.models import Publishable, Revision
from editorial.publishables import type_of
from editorial.publishing import Refused, when
from editorial.restoring import Restored
from editorial.revisions import name_of
from editorial.saving import SavedMeanwhile

if TYPE_CHECKING:
    from editorial.admin.acts import PublishingActs


class RestoreForm(forms.Form):
    """Which save the editor has seen and, where the addresses differ, which of the two is meant."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    address = forms.ChoiceField(label=gettext_lazy("Address"), widget=forms.RadioSelect)

    def __init__(self, *args, copy: Publishable, work: dict, is_published: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = copy.save_count
        self.now, self.then = copy.slug, work["slug"]
        self.is_taken = self.now != self.then and not restoring.is_free(copy, self.then)
        if self.now == self.then or self.is_taken:
            del self.fields["address"]
            return
        self.initial["address"] = self.now if is_published else self.then
        self.fields["address"].choices = [
            (self.now, _("Keep the present one: %s") % self.now),
            (self.then, _("Take that of the revision: %s") % self.then),
        ]
        if is_published:
            self.fields["address"].help_text = _(
                "Readers know this under its published address. Another one counts from the next edition on; "
                "the old one then leads there."
            )

    def slug(self) -> str:
        """Return the address meant; on a form not sent yet, the one that stands chosen."""
        if "address" not in self.fields:
            return self.now
        return self.cleaned_data["address"] if self.is_bound and self.is_valid() else self.initial["address"]

    def kept_address(self) -> list[str]:
        """Return a sentence where the revision's address cannot come back."""
        words = _("Its address “%(then)s” belongs to something else by now. The present one is kept: %(now)s.")
        return [words % {"then": self.then, "now": self.now}] if self.is_taken else []


def restore_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Show what restoring a revision would change and cannot give back, and restore it."""
    copy = copy_for(model_admin, request, object_id)
    if not model_admin.has_change_permission(request, copy):
        raise PermissionDenied
    revision = revision_for(copy, number)
    work = freezing.read(revision.content)["work"]
    kind = type_of(copy)
    is_published = kind.edition.objects.filter(parent=copy, live_from__lte=request.moment).exists()
    posted = request.POST if request.method == "POST" else None
    form = RestoreForm(posted, copy=copy, work=work, is_published=is_published)
    if posted is not None and form.is_valid():
        try:
            meant, seen = work | {"slug": form.slug()}, form.cleaned_data["seen"]
            done, kept = restoring.restore(copy, meant, request.user, seen, request.moment)
        except SavedMeanwhile:
            model_admin.message_user(request, _saved_meanwhile(copy), messages.ERROR)
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return _restored(model_admin, request, copy, number, kept, done)
    would = restoring.rehearse(copy, work | {"slug": form.slug()})
    context = {
        "revision": revision,
        "form": form,
        "nothing_to_do": would.changes_nothing,
        "changes": kind.compare(*(kind.draft(copy, request.moment, work) for work in (would.before, would.after))).told,
        "lost": [*form.kept_address(), *sentences(would)],
        "back": address_of(model_admin, "revision", copy, number),
    }
    title = _("Restore revision %(number)d of “%(title)s”") % {"number": number, "title": copy}
    return render_page(model_admin, request, copy, "restore", title, context)


def sentences(restored: Restored) -> list[str]:
    """Return what restoring cannot give back as it was, one sentence each: what is missing first."""
    return [*restored.report.missing, *restored.report.merged, *restored.report.renamed]


def _restored(
    model_admin: "PublishingActs", request: HttpRequest, copy: Publishable, number: int, kept: Revision, done: Restored
) -> HttpResponse:
    words = _("Revision %(number)d is restored. The desk says it again, as revision %(new)d.") % {
        "number": number, "new": kept.number,
    }  # fmt: skip
    model_admin.log_change(request, copy, words)
    model_admin.message_user(request, words, messages.SUCCESS)
    lost = sentences(done)
    if lost:
        model_admin.message_user(request, " ".join([_("Not as it was:"), *lost]), messages.WARNING)
    return HttpResponseRedirect(model_admin.page_of(copy))


def _saved_meanwhile(copy: Publishable) -> str:
    now = type(copy)._default_manager.select_related("updated_by").get(pk=copy.pk)
    return _(
        "Nothing was restored: %(who)s saved this on %(when)s, after you opened this page. "
        "It now shows what restoring would change there."
    ) % {"who": name_of(now.updated_by) or _("Someone"), "when": when(now.updated_at)}
