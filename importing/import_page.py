"""The import page: upload or paste a document, correct how it was read, choose matches, apply it, and undo that."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article
from importing import applying, provenance, totals
from importing.correction_acts import ACTS, NotTaken, step_from
from importing.corrections import carried
from importing.lines import Unreadable
from importing.matching import Plan, make_plan
from importing.models import ImportedDocument
from importing.review import ReviewForm, subjects_of
from importing.review_context import review_context
from importing.rights import offer_visible, require_all, without_hidden
from importing.stored import PASTED, document_of, editable_text, outline_of, with_earlier_corrections
from permissions.matrix import Act
from permissions.rules import require
from record.terms import Refused
from snapshot.models import Snapshot

MOST_BYTES = 20 * 1024 * 1024
KEPT = timedelta(days=7)  # documents that were not applied
CORRECTED_KEPT = timedelta(days=90)  # documents with corrections, which the next version may reuse


class DocumentForm(forms.Form):
    """A file or pasted text."""

    file = forms.FileField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy(
            "Plain text, Markdown, a web page (HTML), Word (.docx), OpenDocument (.odt), rich text (.rtf), PDF "
            "or a saved email."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Text, Markdown or HTML."),
    )
    markup = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)  # of the pasted text, for its links

    def clean(self) -> dict:
        """Read the file or the text and keep the result. A document that can't be read is a form error."""
        data = super().clean()
        file, text = data.get("file"), data.get("text") or ""
        markup = data.get("markup") or ""
        if self.errors:
            return data
        if file and text.strip():
            raise forms.ValidationError(_("You chose a file and also pasted text. Clear one of them."))
        if not file and not text.strip():
            raise forms.ValidationError(_("Choose a file or paste text."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("%(name)s: The file is larger than 20 MB.") % {"name": file.name})
        name = file.name if file else PASTED
        try:
            self.kept, self.corrected = with_earlier_corrections(
                name, file.read() if file else (markup or text).encode(errors="replace")
            )
        except Unreadable as unreadable:
            raise forms.ValidationError(f"{name}: {unreadable.message}") from None
        return data


class TextForm(forms.Form):
    """The document's text, for editing by hand."""

    text = forms.CharField(
        label=gettext_lazy("Text"), strip=False, widget=forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField"})
    )


def import_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the URL patterns that the snapshot admin adds."""
    site = model_admin.admin_site

    def page(view: Callable) -> Callable:
        @wraps(view)
        def shown(request: HttpRequest, **parts) -> HttpResponse:
            require(request.user, Act.IMPORT)
            return view(request, model_admin, **parts)

        return site.admin_view(shown)

    return [
        path("import/", page(upload), name="snapshot_snapshot_import"),
        path("import/<int:pk>/", page(review), name="snapshot_snapshot_review"),
        path("import/<int:pk>/text/", page(edit_text), name="snapshot_snapshot_import_text_review"),
        path("import/<int:pk>/take-back/", page(take_back), name="snapshot_snapshot_import_undo_review"),
    ]


def upload(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        _drop_old()
        form.kept.by = request.user
        form.kept.save()
        if form.corrected:
            told = ngettext(
                "%d correction from the last version of this document was used again.",
                "%d corrections from the last version of this document were used again.",
                form.corrected,
            )
            messages.info(request, told % form.corrected)
        return _to("review", form.kept)
    context = _context(request, model_admin, _("Import a document")) | {"form": form}
    return render(request, "admin/snapshot/import_upload.html", context)


def _drop_old() -> None:
    left, now = ImportedDocument.objects.filter(snapshot=None), timezone.now()
    left.filter(at__lt=now - CORRECTED_KEPT).delete()
    left.filter(at__lt=now - KEPT, corrections=[]).delete()


def review(request: HttpRequest, model_admin: admin.ModelAdmin, pk: int) -> HttpResponse:
    """Show the outline and source with all matches and warnings, and handle corrections and applying."""
    kept = _own(request, pk)
    if any(name in request.POST for name in (*ACTS, "undo", "restart")):
        return _correct(request, kept)
    document = document_of(kept)
    outline = outline_of(document, kept.corrections)
    proposed = without_hidden(make_plan(outline), request.user)
    stands = frozenset(provenance.changed_here([match.article for match in proposed.articles if match.changes]))
    form = ReviewForm(proposed, subjects_of(proposed), request.POST or None, stands, kept.choices)
    form = offer_visible(form, request.user)
    plan = proposed
    if form.is_valid() if form.is_bound else stands or kept.choices:
        plan = without_hidden(make_plan(outline, form.decisions()), request.user)
    if "apply" in request.POST and (kept.snapshot_id or form.is_valid()):
        try:
            return _apply(request, kept, plan)
        except Refused as refused:
            form.add_error(None, refused.reasons)
    context = _context(request, model_admin, _("Preview import: “%s”") % kept.name)
    return render(request, "admin/snapshot/import_review.html", context | review_context(kept, document, plan, form))


def _correct(request: HttpRequest, kept: ImportedDocument) -> HttpResponse:
    """Make or undo a correction and show the new reading. Refused if the document changed in the meantime."""
    at = ""
    try:
        with transaction.atomic():
            kept = _locked(request, kept)
            document = document_of(kept)
            outline = outline_of(document, kept.corrections)
            plan = without_hidden(make_plan(outline), request.user)
            form = ReviewForm(plan, subjects_of(plan), request.POST)
            if "undo" in request.POST:
                _undo(kept)
            elif "restart" in request.POST:
                kept.corrections, kept.text, kept.choices = [], {}, {}
            else:
                step = step_from(request.POST, document, outline, kept.corrections)
                kept.corrections = [*kept.corrections, step]
                at = f"#line-{step['lines'][0][0] if 'lines' in step else step['at'][0]}"
            kept.choices = {} if "restart" in request.POST else form.chosen
            _save(kept)
    except (NotTaken, Unreadable) as refused:
        said = refused.message if isinstance(refused, Unreadable) else str(refused)
        messages.error(request, _("Nothing was changed. %s") % said)
    return _to("review", kept, at)


def _undo(kept: ImportedDocument) -> None:
    if not kept.corrections:
        raise NotTaken(_("There is nothing to undo."))
    *kept.corrections, last = kept.corrections
    if "text" in last:
        kept.text, kept.corrections = last["text"], last["steps"]


def _locked(request: HttpRequest, kept: ImportedDocument) -> ImportedDocument:
    """Return the locked row. Raises NotTaken if it changed since the editor's page was rendered."""
    kept = ImportedDocument.objects.select_for_update().get(pk=kept.pk)
    if kept.applied:
        raise NotTaken(_("This document has been applied. Take it back first."))
    if request.POST.get("seen") != str(kept.correction_count):
        raise NotTaken(_("This import was corrected in another window. The page shows it as it is now."))
    return kept


def _save(kept: ImportedDocument) -> None:
    """Save the corrections if the document can still be read with them. Raises Unreadable."""
    outline_of(document_of(kept), kept.corrections)
    kept.correction_count += 1
    kept.save(update_fields=["corrections", "correction_count", "choices", "text"])


def edit_text(request: HttpRequest, model_admin: admin.ModelAdmin, pk: int) -> HttpResponse:
    """Let the editor change the document's text. Corrections find their lines again by their words."""
    kept = _own(request, pk)
    document = document_of(kept)
    editable = editable_text(document)
    form = TextForm(request.POST or None, initial=editable)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                kept = _locked(request, kept)
                before = {"text": kept.text, "steps": kept.corrections}
                kept.text = editable | {"text": form.cleaned_data["text"].replace("\r\n", "\n")}
                kept.corrections = [*carried(kept.corrections, document, document_of(kept)), before]
                _save(kept)
            return _to("review", kept)
        except (NotTaken, Unreadable) as refused:
            form.add_error("text", refused.message if isinstance(refused, Unreadable) else str(refused))
    context = _context(request, model_admin, _("Edit the text of “%s”") % kept.name) | {"form": form, "kept": kept}
    return render(request, "admin/snapshot/import_text.html", context | {"is_markdown": editable["as"] == "markdown"})


def _apply(request: HttpRequest, kept: ImportedDocument, plan: Plan) -> HttpResponse:
    """Apply the document once and redirect to the snapshot's desk."""
    with transaction.atomic():
        kept = ImportedDocument.objects.select_for_update().get(pk=kept.pk)
        if kept.snapshot_id is None:
            require_all(plan, request.user)
            applied = applying.apply(plan, request.user)
            kept.snapshot, kept.applied = applied.snapshot, provenance.trace(applied)
            kept.save(update_fields=["snapshot", "applied"])
            messages.success(request, _said(applied))
        else:
            messages.warning(
                request, _("No changes were made: this document was applied before. Import it again to apply it again.")
            )
    return HttpResponseRedirect(reverse("admin:desk", args=[kept.snapshot_id]))


def take_back(request: HttpRequest, model_admin: admin.ModelAdmin, pk: int) -> HttpResponse:
    """Show what undoing an applied document deletes and what stays. A POST undoes it."""
    kept = _own(request, pk)
    if not kept.applied:
        return _to("review", kept)
    if request.method == "POST":
        found = provenance.take_back(kept, request.user)
        messages.success(request, _("Taken back: %s.") % (", ".join(found.gone) or _("nothing could be deleted")))
        for sentence in found.stays:
            messages.warning(request, sentence)
        return _to("review", kept)
    context = _context(request, model_admin, _("Take back the import of “%s”") % kept.name)
    context |= {"kept": kept, "found": provenance.take_back(kept, request.user, is_rehearsal=True)}
    return render(request, "admin/snapshot/import_revert.html", context)


def _own(request: HttpRequest, pk: int) -> ImportedDocument:
    return get_object_or_404(ImportedDocument, pk=pk, by=request.user)


def _to(name: str, kept: ImportedDocument, at: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"admin:snapshot_snapshot_{name}", args=[kept.pk]) + at)


def _said(applied: applying.Applied) -> str:
    if applied.did_nothing:
        return _("Nothing changed: all of this has already been imported.")
    counts = (len(each) for each in (applied.created, applied.changed, applied.authors, applied.topics))
    told = totals.brought(*counts)
    return _("Imported: %s.") % told if told else _("Imported. All its articles were at the desk already.")


def _context(request: HttpRequest, model_admin: admin.ModelAdmin, title: str) -> dict:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": Snapshot._meta,
        "article_opts": Article._meta,
        "has_view_permission": True,
    }
