"""Acts on several working copies selected in a list: each by its own rules, each told."""

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.matrix import Act
from permissions.rules import editing, may
from record import publishing
from record.kinds import kind_of
from record.models import Publishable
from record.publishing import Terms
from record.saving import claim_save, save_draft
from record.terms import Refused
from staff.choosers import ChooserOfMany, KeysField
from staff.forms import Printable
from staff.moment_forms import WhenForm
from staff.state_check import StateForm, state_digest
from staff.texts import TagsField

MOST = 200


class FilingForm(forms.Form):
    """Topics and tags to add and to remove, and a series to set. What is empty stays as it is."""

    def __init__(self, *args, model_admin, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        field = model_admin.model._meta.get_field("categories")
        chooser, topics = partial(ChooserOfMany, field, model_admin.admin_site), field.remote_field.model.objects
        series = model_admin.model._meta.get_field("series").remote_field.model.objects.filter(merged_into=None)
        words = {"required": False}
        rows = topics.filter(merged_into=None)
        self.fields = {
            "add_topics": KeysField(rows, label=_("Add topics"), widget=chooser(), **words),
            "remove_topics": KeysField(topics.all(), label=_("Remove topics"), widget=chooser(), **words),
            "add_tags": TagsField(label=_("Add tags"), help_text=_("Separated by commas."), **words),
            "remove_tags": TagsField(label=_("Remove tags"), **words),
            "series": forms.ModelChoiceField(series, label=_("Set the series"), empty_label=_("No change"), **words),
        }

    def clean(self) -> dict:
        cleaned = super().clean()
        if not any(cleaned.values()):
            raise forms.ValidationError(_("Say what to change."))
        return cleaned

    def act(self, draft: Publishable, by: AbstractBaseUser) -> str:
        """File the draft, as one save. Raises Refused."""
        if not may(by, editing(draft), draft):
            raise Refused([_("You may not change it.")])
        claim_save(draft, draft.save_count, by)
        chosen = self.cleaned_data
        draft.categories.add(*chosen["add_topics"])
        draft.categories.remove(*chosen["remove_topics"])
        draft.tags.add(*chosen["add_tags"])
        draft.tags.remove(*chosen["remove_tags"])
        if chosen["series"]:
            draft.series = chosen["series"]
            draft.save(update_fields=["series"])
        save_draft(draft, by)
        return _("changed")


class UnchangedForm(StateForm):
    """A form that is refused if a selected item was saved, published or withdrawn after its page was shown."""

    def __init__(self, *args, model_admin, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        editions = kind_of(drafts[0]).edition_model.objects.filter(parent__in=drafts).order_by("pk")
        rows = [list(row) for row in editions.values_list("pk", "live_from", "withdrawn_at")]
        self.watch(state_digest([[draft.pk, draft.save_count] for draft in drafts], rows), _(
            "An item was saved, published or withdrawn after you opened this page, so your "
            "request was not carried out. The page shows the items as they are now."
        ))  # fmt: skip


class PublishingForm(WhenForm, UnchangedForm):
    """When the selected items go live, and a note for those that were published before."""

    note = forms.CharField(
        label=gettext_lazy("Note to readers"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("What changed. Shown with items that were published before."),
    )  # fmt: skip
    field_order = ("when", "moment", "repeat", "note", "shown")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.at = timezone.now()

    def act(self, draft: Publishable, by: AbstractBaseUser) -> str:
        note = self.cleaned_data["note"] if draft.editions.exists() else ""
        edition = publishing.publish(draft, by, Terms(self.live_from, note=note))
        if self.live_from:
            return _("goes live on %s") % publishing.when(edition.live_from)
        return _("edition %d is live") % edition.number


class WithdrawingForm(Printable, UnchangedForm):
    """The notice that readers see in place of the selected items."""

    notice = forms.CharField(label=gettext_lazy("Notice to readers"), widget=forms.Textarea(attrs={"rows": 3}))

    def act(self, draft: Publishable, by: AbstractBaseUser) -> str:
        publishing.withdraw(draft, self.cleaned_data["notice"])
        return _("withdrawn")


# The name of each page: its form, the act that it requires, and its title and button.
PAGES: dict[str, tuple[type[forms.Form], Act, str, str]] = {
    "bulk_file": (FilingForm, Act.EDIT_DRAFT, gettext_lazy("Change topics, tags or series"), gettext_lazy("Change")),
    "bulk_publish": (PublishingForm, Act.PUBLISH, gettext_lazy("Publish or schedule"), gettext_lazy("Publish")),
    "bulk_withdraw": (WithdrawingForm, Act.WITHDRAW, gettext_lazy("Withdraw"), gettext_lazy("Withdraw")),
}


class BulkActs:
    """A ModelAdmin of working copies whose list offers these pages for the selected rows."""

    def get_urls(self) -> list:
        wrap, model = self.admin_site.admin_view, self.opts.model_name
        pages = [
            path(f"{name.replace('_', '/')}/", wrap(partial(bulk_page, self, name)), name=f"{name}_{model}")
            for name in PAGES
        ]
        return [*pages, *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict:
        offered = super().get_actions(request)
        if request.GET.get("_popup"):
            return offered
        mine = {name: page for name, page in PAGES.items() if may(request.user, page[1])}
        return offered | {name: (_to(name), name, f"{title}…") for name, (_form, _act, title, _b) in mine.items()}


def _to(page: str) -> Callable:
    def go(model_admin: BulkActs, request: HttpRequest, chosen: QuerySet) -> HttpResponseRedirect:
        ids = ",".join(str(pk) for pk in chosen.order_by().values_list("pk", flat=True)[:MOST])
        return HttpResponseRedirect(f"{reverse(f'admin:{page}_{model_admin.opts.model_name}')}?ids={ids}")

    return go


def bulk_page(model_admin: BulkActs, page: str, request: HttpRequest) -> HttpResponse:
    """Ask what to do to the rows in `ids`, then do it to each that allows it, and tell what became of each."""
    form_class, _act, title, button = PAGES[page]
    ids = [int(pk) for pk in request.GET.get("ids", "").split(",")[:MOST] if pk.isdecimal() and len(pk) < 19]
    drafts = list(model_admin.get_queryset(request).filter(pk__in=ids).order_by("pk"))
    if not drafts:
        raise Http404(_("Nothing was selected."))
    form = form_class(request.POST if request.method == "POST" else None, model_admin=model_admin, drafts=drafts)
    if form.is_valid():
        _act_on_each(model_admin, request, form, drafts)
        opts = model_admin.opts
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))
    context = {
        **model_admin.admin_site.each_context(request), "title": title, "button": button, "form": form,
        "drafts": drafts, "is_publishing": page == "bulk_publish", "opts": model_admin.opts, "media": form.media,
    }  # fmt: skip
    return render(request, "admin/publishing/bulk.html", context, status=422 if form.errors else 200)


def _act_on_each(model_admin: BulkActs, request: HttpRequest, form: forms.Form, drafts: list[Publishable]) -> None:
    done = []
    for draft in drafts:
        try:
            with transaction.atomic():
                words = form.act(type(draft)._default_manager.select_for_update().get(pk=draft.pk), request.user)
                model_admin.log_change(request, draft, words)
            done.append(f"“{draft}”: {words}")
        except Refused as refused:
            model_admin.message_user(request, f"“{draft}”: {' '.join(refused.reasons)}", messages.ERROR)
    if done:
        words = ngettext("%d item: ", "%d items: ", len(done)) % len(done)
        model_admin.message_user(request, words + "; ".join(done), messages.SUCCESS)
