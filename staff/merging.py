"""Merging two entries of the taxonomy, such as two authors who are one person, and separating them again."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import IntegrityError, transaction
from django.db.models import F, Field, Model, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.trail import note
from permissions.models import Branch
from permissions.rules import may, require
from record.kinds import all_kinds, taxonomy_changed
from record.record_version import raise_version
from record.terms import Refused
from staff.choosers import Chooser
from staff.state_check import StateForm, state_digest

if TYPE_CHECKING:
    from staff.shared_data import TaxonomyAdmin


def fields_for(model: type[Model]) -> Iterator[tuple[type[Model], Field]]:
    """Yield the fields of working copies that refer to rows of the model, each with its kind's model."""
    for kind in all_kinds():
        for field in (*kind.draft_model._meta.fields, *kind.draft_model._meta.many_to_many):
            if field.remote_field and field.related_model is model:
                yield kind.draft_model, field


def copies_with(row: Model) -> list[QuerySet]:
    """Return the working copies that refer to the row, one queryset per kind that can."""
    found: dict[type[Model], Q] = {}
    for draft_model, field in fields_for(type(row)):
        found[draft_model] = found.get(draft_model, Q()) | Q(**{field.name: row})
    rows = {model: model._default_manager.filter(condition).order_by() for model, condition in found.items()}
    return [model._default_manager.filter(pk__in=each.values("pk")) for model, each in rows.items()]


def what_moves(row: Model) -> list[str]:
    """Return how many working copies of each kind refer to the row: “3 articles”."""
    counts = [(copies.model._meta, copies.count()) for copies in copies_with(row)]
    return [f"{n} {meta.verbose_name if n == 1 else meta.verbose_name_plural}" for meta, n in counts if n]


def move(row: Model, into: Model) -> None:
    """Let everything at the desk that refers to the row refer to `into`. Open forms of it are refused when saved."""
    for copies in copies_with(row):
        copies.update(save_count=F("save_count") + 1)
    for model, name in _references(type(row)):
        for each in model._base_manager.filter(**{name: row}):
            _move_one(each, name, into)


def _references(model: type[Model]) -> set[tuple[type[Model], str]]:
    """Return the foreign keys to the model that a merge moves, with the models that have them."""
    found = set()
    for draft_model, field in fields_for(model):
        holder = field.remote_field.through if field.many_to_many else draft_model
        found |= {(holder, each.name) for each in holder._meta.fields if each.related_model is model}
    if Branch._meta.get_field("topic").related_model is model:
        found |= {(Branch, "topic"), (model, "parent")}
    return found


def _move_one(link: Model, name: str, into: Model) -> None:
    """Change one reference, or delete it if `into` is already referred to."""
    rows = type(link)._base_manager.filter(pk=link.pk)
    try:
        with transaction.atomic():
            rows.update(**{name: into})
    except IntegrityError:
        rows.delete()


@transaction.atomic
def merge(model_admin: "TaxonomyAdmin", row: Model, into: Model) -> str:
    """Merge the row into `into`. Return a sentence about it. Raises Refused.

    Editions keep their text and their links; what reads them follows the merge.
    """
    locked = type(row)._base_manager.select_for_update().in_bulk([row.pk, into.pk])
    row, into = locked[row.pk], locked[into.pk]
    reasons = model_admin.reasons_against(row, into)
    if reasons:
        raise Refused(reasons)
    moved = ", ".join(what_moves(row)) or _("nothing at the desk")
    move(row, into)
    model_admin.record_merge(row, into)
    words = _("Merged into “%(into)s”. Moved: %(moved)s.") % {"into": into, "moved": moved}
    note(model_admin.merge_act, row, words)
    taxonomy_changed(into)
    raise_version()
    return words


@transaction.atomic
def separate(model_admin: "TaxonomyAdmin", row: Model) -> str:
    """Undo the merge for readers. What was moved at the desk stays where it is. Return a sentence about it."""
    into = model_admin.merged_into_of(row)
    model_admin.undo_merge(row, into)
    words = _("Separated from “%s”.") % into
    note(model_admin.merge_act, row, words)
    taxonomy_changed(row)
    raise_version()
    return words


class MergeForm(StateForm):
    """The row that remains. `shown` is a digest of what would move."""

    def __init__(self, *args, model_admin: "TaxonomyAdmin", row: Model, **kwargs):
        super().__init__(*args, **kwargs)
        field = model_admin.merge_field()
        self.fields["into"] = forms.ModelChoiceField(
            model_admin.unmerged().exclude(pk=row.pk), label=gettext_lazy("Merge into"),
            widget=Chooser(field, model_admin.admin_site),
            help_text=gettext_lazy("The entry that remains. Its name, address and page stay as they are."),
        )  # fmt: skip
        self.watch(state_digest([sorted(copies.values_list("pk", flat=True)) for copies in copies_with(row)]), _(
            "What uses it has changed since you opened this page, so your request was not carried out. "
            "The page shows what would move now."
        ))  # fmt: skip


def merge_page(model_admin: "TaxonomyAdmin", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what a merge would move, and do it; for a row that was merged, separate it again."""
    require(request.user, model_admin.merge_act)
    row = model_admin.get_object(request, unquote(object_id))
    if row is None:
        raise Http404
    back = reverse(f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_change", args=[row.pk])
    into = model_admin.merged_into_of(row)
    form = MergeForm(request.POST or None, model_admin=model_admin, row=row)
    if request.method == "POST" and into:
        messages.success(request, separate(model_admin, row))
        return HttpResponseRedirect(back)
    if request.method == "POST" and form.is_valid():
        try:
            messages.success(request, merge(model_admin, row, form.cleaned_data["into"]))
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            return HttpResponseRedirect(back)
    title = _("Separate “%s” again") if into else _("Merge “%s” into another entry")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title % row, "subtitle": None, "original": row, "opts": model_admin.opts, "form": form, "back": back,
        "into": into, "moves": what_moves(row), "media": model_admin.media + form.media,
    }  # fmt: skip
    return render(request, "admin/merging/merge.html", context, status=422 if form.errors else 200)


class Merges:
    """A ModelAdmin whose rows can be merged, by `merge_act`."""

    change_form_template = "admin/merging/change_form.html"

    def render_change_form(self, request: HttpRequest, context: dict, *args, obj: Model | None = None, **kwargs):
        """Offer the merge, or undoing it, to people who may."""
        is_offered = hasattr(obj, "survivor") and may(request.user, self.merge_act)
        into = self.merged_into_of(obj) if obj else None
        context |= {"can_merge": is_offered, "is_merged": into is not None}
        if into:
            messages.info(request, _("This was merged into “%s”.") % into)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(partial(merge_page, self))
        return [path("<path:object_id>/merge/", view, name=name), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return the rows; for choosers, without those that were merged."""
        rows = super().get_queryset(request)
        is_chooser = request.resolver_match and request.resolver_match.view_name == "admin:autocomplete"
        is_chooser = is_chooser and hasattr(self.model, "survivor")
        return rows.filter(pk__in=self.unmerged().values("pk")) if is_chooser else rows

    def merge_field(self) -> Field:
        return self.model._meta.get_field("merged_into")

    def unmerged(self) -> QuerySet:
        return self.model._default_manager.filter(merged_into=None).order_by()

    def merged_into_of(self, row: Model) -> Model | None:
        return getattr(row, "merged_into", None)  # not every kind of entry can be merged

    def reasons_against(self, row: Model, into: Model) -> list[str]:
        """Return why the row can't be merged into `into`: a loop, or a topic below it."""
        if row.pk == into.pk or self.merged_into_of(row) or self.merged_into_of(into):
            return [_("One of the two has been merged already. No changes were made.")]
        above = getattr(into, "parent", None)
        while above:
            if above.pk == row.pk:
                return [_("“%(into)s” is a subtopic of “%(row)s”. Move it out first.") % {"into": into, "row": row}]
            above = above.parent
        return []

    def record_merge(self, row: Model, into: Model) -> None:
        """Save that the row was merged. Its spellings become those of `into`."""
        row.merged_into = into
        row.save(update_fields=["merged_into"])
        if hasattr(into, "aliases"):
            into.aliases = list(dict.fromkeys([*into.aliases, row.name, *row.aliases]))
            into.save(update_fields=["aliases"])

    def undo_merge(self, row: Model, into: Model) -> None:
        """Save that the row stands alone, with its own spellings."""
        row.merged_into = None
        row.save(update_fields=["merged_into"])
        if hasattr(into, "aliases"):
            into.aliases = [each for each in into.aliases if each not in (row.name, *row.aliases)]
            into.save(update_fields=["aliases"])
