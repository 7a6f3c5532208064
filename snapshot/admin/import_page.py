"""The import page: upload or paste a document, look through what it would become, apply."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Series
from snapshot.importing import applying
from snapshot.importing.lines import Document, Unreadable
from snapshot.importing.matching import make_plan, snapshot_status
from snapshot.importing.outline import Outline
from snapshot.importing.outlining import make_outline
from snapshot.importing.reading import read
from snapshot.importing.review import ReviewForm, subjects_of
from snapshot.models import ImportedDocument, Snapshot

MOST_BYTES = 20 * 1024 * 1024
PASTED = "pasted text"
KEPT = timedelta(days=7)  # a document that was not applied


class DocumentForm(forms.Form):
    """A file or a pasted text."""

    file = forms.FileField(
        label=gettext_lazy("Document"),
        required=False,
        help_text=gettext_lazy("Plain text, Markdown, a web page (HTML) or a Word file (.docx)."),
    )
    text = forms.CharField(
        label=gettext_lazy("or paste it here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "class": "vLargeTextField"}),
        help_text=gettext_lazy("Text, Markdown or HTML."),
    )

    def clean(self) -> dict:
        """Take one of the two, read it, and keep what was read; a document that cannot be taken says why."""
        data = super().clean()
        file, text = data.get("file"), data.get("text") or ""
        if self.errors:
            return data
        if file and text.strip():
            raise forms.ValidationError(_("There is a file and a pasted text. Clear one of the two."))
        if not file and not text.strip():
            raise forms.ValidationError(_("Choose a file, or paste a text."))
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(_("%(name)s: It is larger than 20 MB.") % {"name": file.name})
        self.name = file.name if file else PASTED
        self.data_read = file.read() if file else text.encode(errors="replace")
        try:
            outline_of(self.name, self.data_read)
        except Unreadable as unreadable:
            raise forms.ValidationError(f"{self.name}: {unreadable.message}") from None
        return data


def outline_of(name: str, data: bytes) -> tuple[Document, Outline]:
    """Return the document as read and its outline. Raises Unreadable."""
    document = read(bytes(data), "" if name == PASTED else name)
    return document, make_outline(document, list(Series.objects.values_list("name", flat=True)))


def import_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the addresses of the two pages, for the snapshot admin's own."""
    wrap = model_admin.admin_site.admin_view
    return [
        path("import/", wrap(lambda request: upload(request, model_admin)), name="snapshot_snapshot_import"),
        path(
            "import/<int:pk>/",
            wrap(lambda request, pk: review(request, pk, model_admin)),
            name="snapshot_snapshot_review",
        ),
    ]


def _may_import(request: HttpRequest) -> None:
    if not request.user.has_perms(["snapshot.add_snapshot", "snapshot.change_snapshot", "articles.add_article"]):
        raise PermissionDenied


def upload(request: HttpRequest, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Take a document and lead on to its review."""
    _may_import(request)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        ImportedDocument.objects.filter(snapshot=None, at__lt=timezone.now() - KEPT).delete()
        kept = ImportedDocument.objects.create(name=form.name[:255], data=form.data_read, by=request.user)
        return HttpResponseRedirect(reverse("admin:snapshot_snapshot_review", args=[kept.pk]))
    context = _context(request, model_admin, _("Import a document")) | {"form": form}
    return render(request, "admin/snapshot/import_upload.html", context)


def review(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Show the outline beside the source with every match and warning; apply it in one transaction."""
    _may_import(request)
    kept = get_object_or_404(ImportedDocument, pk=pk)
    document, outline = outline_of(kept.name, kept.data)
    proposed = make_plan(outline)
    form = ReviewForm(proposed, subjects_of(proposed), request.POST or None)
    plan = make_plan(outline, form.decisions()) if form.is_bound and form.is_valid() else proposed
    if "apply" in request.POST and form.is_valid():
        with transaction.atomic():
            applied = applying.apply(plan, request.user)
            ImportedDocument.objects.filter(pk=kept.pk).update(snapshot=applied.snapshot)
        messages.success(request, _said(applied))
        return HttpResponseRedirect(reverse("admin:desk", args=[applied.snapshot.pk]))
    context = _context(request, model_admin, _("Look through “%s”") % kept.name) | {
        "form": form,
        "plan": plan,
        "status": snapshot_status(plan),
        "sections": _sections(plan, form),
        "source": _source(document, outline),
        "warned": outline.warnings,
        "kept": kept,
    }
    return render(request, "admin/snapshot/import_review.html", context)


def _sections(plan, form: ReviewForm) -> list[dict]:
    """Return the sections with their articles as matched; the choice stands where an article stands first."""
    shown: set[int] = set()
    sections = []
    for section, place in zip(plan.outline.sections, plan.places, strict=True):
        entries = []
        for number in place:
            match = plan.articles[number]
            entries.append({"match": match, "choice": None if number in shown else form.article(match)})
            shown.add(number)
        sections.append({"title": section.title, "entries": entries})
    return sections


def _source(document: Document, outline: Outline) -> list[dict]:
    """Return the document's lines, each with the warnings about it."""
    told: dict[int, list] = {}
    for warning in outline.warnings:
        told.setdefault(warning.line, []).append(warning)
    lines = [
        {"number": line.number, "text": line.text, "role": line.role.value, "warnings": told.pop(line.number, [])}
        for line in document.lines
    ]
    rest = [
        {"number": number, "text": "", "role": "text", "warnings": about}
        for number, about in told.items()
        if number > 0
    ]
    return sorted(lines + rest, key=lambda line: line["number"])


def _said(applied: applying.Applied) -> str:
    if applied.did_nothing:
        return _("Nothing changed: the desk says all of this already.")
    return _("Imported: %(new)d new articles, %(changed)d changed, %(authors)d new authors, %(topics)d new topics.") % {
        "new": len(applied.created),
        "changed": len(applied.changed),
        "authors": len(applied.authors),
        "topics": len(applied.topics),
    }


def _context(request: HttpRequest, model_admin: admin.ModelAdmin, title: str) -> dict:
    return {
        **model_admin.admin_site.each_context(request),
        "title": title,
        "opts": Snapshot._meta,
        "article_opts": Article._meta,
        "has_view_permission": True,
    }
