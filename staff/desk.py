"""Drafts at the desk: each save is one transaction, never overwrites another's save, and creates a revision."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import AbstractBaseUser
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from taggit.models import Tag

from audit.trail import last_revision
from permissions.matrix import Act
from permissions.rules import editing, may, visible_to
from record import revisions
from record.models import Publishable
from record.publishing import when
from record.saving import SavedMeanwhile, claim_save, save_draft
from staff.deletion import ReadableDeletion
from staff.forms import AddressedForm
from staff.texts import RichText, TextFields

PUBLIC_FACTS = ("slug", "published_on")


def keeps_public_facts(user: AbstractBaseUser | None, draft: Publishable | None) -> bool:
    """Return whether the user may not change the date and slug, because something was published with them."""
    return bool(draft and draft.pk) and not may(user, Act.CHANGE_PUBLIC_FACTS, draft) and draft.editions.exists()


class DeskForm(AddressedForm):
    """A form that knows which save its editor has seen, and is refused if there was another one since."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    by: AbstractBaseUser | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.working_copy().save_count
        if "published_on" in self.fields:
            day = self.fields["published_on"]
            day.label, day.help_text = (
                _("Publication date"),
                str(day.help_text).removeprefix(_("Publication date.")).strip(),
            )

    def working_copy(self) -> Publishable:
        """Return the draft to save: the article, or the snapshot to which this row belongs."""
        return self.instance

    def clean(self) -> dict:
        cleaned = super().clean()
        if not may(self.by, Act.ADD_TAXONOMY):
            self._refuse_new_tags(cleaned.get("tags") or [])
        copy = self.working_copy()
        if copy.pk:
            now = type(copy)._default_manager.select_related("updated_by").get(pk=copy.pk)
            if now.save_count != cleaned.get("seen"):
                self.add_error(None, saved_meanwhile(now))
        return cleaned

    def _refuse_new_tags(self, names: list[str]) -> None:
        unknown = [name for name in names if not Tag.objects.filter(name__iexact=name).exists()]
        if unknown:
            words = _("There is no tag “%s” yet. Choose an existing one, or ask an editor to add it.")
            self.add_error("tags", words % "”, “".join(unknown))


def saved_meanwhile(now: Publishable) -> str:
    """Return a message: who saved the draft, when, and what happened to this editor's input."""
    return _(
        "%(who)s saved this on %(when)s, after you opened it. Nothing was overwritten, and what you "
        "typed is still below. Open it again in another window, copy your changes over, and save "
        "there."
    ) % {"who": revisions.name_of(now.updated_by) or _("Someone"), "when": when(now.updated_at)}


class SavesDraft:
    """A ModelAdmin for a draft or a part of one."""

    def working_copy(self, obj: models.Model) -> Publishable:
        """Return the draft that is saved together with `obj`."""
        return obj

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """Show or save the form. If another save came first, show it again; its validation then finds that save."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except SavedMeanwhile:
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user  # the class was created for this request
        return form

    def save_model(self, request, obj, form, change) -> None:
        copy = self.working_copy(obj)
        request.revision_before = last_revision(copy) if copy.pk else None
        if copy.pk:
            claim_save(copy, form.cleaned_data["seen"], request.user)
        else:
            copy.save_count, copy.created_by, copy.updated_by = 1, request.user, request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        for problem in form.note_problems():
            messages.warning(request, problem)
        save_draft(self.working_copy(form.instance), request.user)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        super().delete_queryset(request, queryset)


class DropsRevisions:
    """A ModelAdmin for drafts that deletes their revisions in the same transaction, however a draft is deleted."""

    @transaction.atomic
    def delete_model(self, request: HttpRequest, obj: Publishable) -> None:
        revisions.drop([obj])
        super().delete_model(request, obj)

    @transaction.atomic
    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet) -> None:
        revisions.drop(list(queryset))
        super().delete_queryset(request, queryset)


class DeskAdmin(DropsRevisions, SavesDraft, ReadableDeletion, RichText, TextFields, admin.ModelAdmin):
    """Articles and snapshots."""

    form = DeskForm
    change_form_template = "admin/desk_change_form.html"
    readonly_fields = ["created", "last_saved"]
    save_on_top = False
    view_on_site = False
    list_per_page = 50
    empty_value_display = mark_safe('<span class="quiet">–</span>')
    public_facts: tuple[type[models.Model], ...] = ()  # inlines that only publishers can change after publication

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the drafts that the user may read. Hidden ones are absent from every page and autocomplete."""
        return visible_to(request.user, super().get_queryset(request))

    def has_change_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        return may(request.user, editing(obj, self.model), obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Publishable | None = None) -> list[str]:
        """Make the date and slug read-only after publication for users who may not change them."""
        fixed = [*super().get_readonly_fields(request, obj)]
        return [*fixed, *PUBLIC_FACTS] if keeps_public_facts(request.user, obj) else fixed

    def get_inline_instances(
        self, request: HttpRequest, obj: Publishable | None = None
    ) -> list[admin.options.InlineModelAdmin]:
        """Omit the author inline after publication for users who may not change it."""
        inlines = super().get_inline_instances(request, obj)
        if not keeps_public_facts(request.user, obj):
            return inlines
        return [inline for inline in inlines if not issubclass(inline.model, self.public_facts)]

    def has_delete_permission(self, request: HttpRequest, obj: Publishable | None = None) -> bool:
        return super().has_delete_permission(request) and may(request.user, Act.DELETE_DRAFT, obj)

    @admin.display(description=_("created"))
    def created(self, draft: Publishable) -> str:
        return _by_and_at(draft.created_by, draft.created_at)

    @admin.display(description=_("date"), ordering="published_on")
    def day(self, draft: Publishable) -> str:
        return date_format(draft.published_on, "SHORT_DATE_FORMAT") if draft.published_on else ""

    @admin.display(description=_("form"))
    def form_link(self, draft: Publishable) -> SafeString:
        """Return a link to the form with all fields; the title opens the desk."""
        opts = draft._meta
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[draft.pk])
        words = _("All fields")
        pencil = '<a class="changelink" href="{}" title="{}"><span class="visually-hidden">{}: {}</span></a>'
        return format_html(pencil, url, words, words, draft)

    @admin.display(description=_("last saved"), ordering="updated_at")
    def last_saved(self, draft: Publishable) -> str:
        return _by_and_at(draft.updated_by, draft.updated_at)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        return self._to_publishing(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj) -> HttpResponse:
        return self._to_publishing(request, obj) or super().response_change(request, obj)

    def _to_publishing(self, request: HttpRequest, obj: models.Model) -> HttpResponse | None:
        if "_publish" not in request.POST:
            return None
        opts = self.model._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_publish", args=[obj.pk]))


def _by_and_at(account: AbstractBaseUser | None, at) -> str:
    if at is None:
        return "–"
    moment = when(at)
    return _("%(when)s, by %(who)s") % {"when": moment, "who": revisions.name_of(account)} if account else moment
