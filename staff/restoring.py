"""The page that restores a revision: it shows the changes and what cannot be restored, and restores it."""

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.matrix import Act
from permissions.rules import editing, require
from record import freezing, restoring
from record.kinds import kind_of
from record.models import Publishable, Revision
from record.publishing import Refused, when
from record.restoring import Restored
from record.revisions import name_of
from record.saving import SavedMeanwhile
from staff.act_pages import draft_for_act
from staff.revision_parts import address_of, render_page, revision_for

if TYPE_CHECKING:
    from staff.acts import PublishingActs


class RestoreForm(forms.Form):
    """The save that the editor has seen and, if the slugs differ, which one to use."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    address = forms.ChoiceField(label=gettext_lazy("Address"), widget=forms.RadioSelect)

    def __init__(self, *args, draft: Publishable, work: dict, is_published: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = draft.save_count
        self.now, self.then = draft.slug, work["slug"]
        self.is_taken = self.now != self.then and not restoring.is_free(draft, self.then)
        if self.now == self.then or self.is_taken:
            del self.fields["address"]
            return
        self.initial["address"] = self.now if is_published else self.then
        self.fields["address"].choices = [
            (self.now, _("Keep the current one: %s") % self.now),
            (self.then, _("Use the revision's: %s") % self.then),
        ]
        if is_published:
            self.fields["address"].help_text = _(
                "Readers know this by its published address. A different one takes effect with the next "
                "edition, and the old one then redirects to it."
            )

    def slug(self) -> str:
        """Return the chosen slug, or on an unsent form the one selected by default."""
        if "address" not in self.fields:
            return self.now
        return self.cleaned_data["address"] if self.is_bound and self.is_valid() else self.initial["address"]

    def address_notice(self) -> list[str]:
        """Return a sentence if the revision's slug cannot be restored, in a list."""
        words = _("Its address “%(then)s” is now used by something else. The current one is kept: %(now)s.")
        return [words % {"then": self.then, "now": self.now}] if self.is_taken else []


def restore_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Show what restoring a revision would change and what it cannot restore; restore it on POST."""
    draft = draft_for_act(model_admin, request, object_id, Act.RESTORE)
    require(request.user, editing(draft), draft)
    revision = revision_for(draft, number)
    work = freezing.read(revision.content)["work"]
    kind = kind_of(draft)
    is_published = kind.edition_model.objects.filter(parent=draft, live_from__lte=request.moment).exists()
    posted = request.POST if request.method == "POST" else None
    form = RestoreForm(posted, draft=draft, work=work, is_published=is_published)
    if posted is not None and form.is_valid():
        try:
            meant, seen = work | {"slug": form.slug()}, form.cleaned_data["seen"]
            with transaction.atomic():
                done, kept = restoring.restore(draft, meant, request.user, seen, request.moment)
                model_admin.log_change(request, draft, _words(number, kept))
        except SavedMeanwhile:
            model_admin.message_user(request, _saved_meanwhile(draft), messages.ERROR)
            return HttpResponseRedirect(request.path)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return _restored(model_admin, request, draft, number, kept, done)
    would = restoring.rehearse(draft, work | {"slug": form.slug()})
    context = {
        "revision": revision,
        "form": form,
        "nothing_to_do": would.changes_nothing,
        "changes": kind.compare(
            *(kind.preview(draft, request.moment, work) for work in (would.before, would.after))
        ).change_lines,
        "lost": [*form.address_notice(), *sentences(would)],
        "back": address_of(model_admin, "revision", draft, number),
    }
    title = _("Restore revision %(number)d of “%(title)s”") % {"number": number, "title": draft}
    return render_page(model_admin, request, draft, "restore", title, context)


def sentences(restored: Restored) -> list[str]:
    """Return what cannot be restored exactly, one sentence each; missing rows first."""
    return [*restored.report.missing, *restored.report.merged, *restored.report.renamed]


def _restored(
    model_admin: "PublishingActs", request: HttpRequest, draft: Publishable, number: int, kept: Revision, done: Restored
) -> HttpResponse:
    words = _words(number, kept)
    model_admin.message_user(request, words, messages.SUCCESS)
    lost = sentences(done)
    if lost:
        model_admin.message_user(request, " ".join([_("Not restored exactly:"), *lost]), messages.WARNING)
    return HttpResponseRedirect(model_admin.page_of(draft))


def _words(number: int, kept: Revision) -> str:
    return _("Revision %(number)d was restored as revision %(new)d.") % {"number": number, "new": kept.number}


def _saved_meanwhile(draft: Publishable) -> str:
    now = type(draft)._default_manager.select_related("updated_by").get(pk=draft.pk)
    return _(
        "Nothing was restored: %(who)s saved this on %(when)s, after you opened this page. The page "
        "now shows what restoring would change."
    ) % {"who": name_of(now.updated_by) or _("Someone"), "when": when(now.updated_at)}
