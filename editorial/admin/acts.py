"""The pages that publish, reschedule, cancel and withdraw. Every rule is in editorial.publishing."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial import freezing, publishing
from editorial.admin.act_forms import PublishForm, RescheduleForm, WithdrawForm
from editorial.admin.comparing import compare_page
from editorial.admin.editions import public_address
from editorial.admin.proofs import glyph_findings, proof
from editorial.admin.revisions import revision_urls
from editorial.comparing.telling import Told
from editorial.models import Edition, Publishable
from editorial.publishables import Finding, type_of
from editorial.publishing import Refused, when
from editorial.standing import standing


class PublishingActs:
    """A ModelAdmin whose rows are published: four pages, and what its change form shows of the record."""

    publish_form = PublishForm

    def get_urls(self) -> list:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        pages = {
            "publish": publish_page,
            "reschedule": reschedule_page,
            "cancel": cancel_page,
            "withdraw": withdraw_page,
            "compare": compare_page,
        }
        acts = [
            path(
                "<path:object_id>/proof.pdf",
                self.admin_site.admin_view(partial(proof_page, self)),
                name=f"{name}_proof",
            ),
        ]
        acts += [
            path(f"<path:object_id>/{act}/", self.admin_site.admin_view(partial(page, self)), name=f"{name}_{act}")
            for act, page in pages.items()
        ]
        return [*revision_urls(self), *acts, *super().get_urls()]

    def form_for_publishing(self, request: HttpRequest, **given) -> PublishForm:
        """Return the form of the page that publishes."""
        is_later = request.GET.get("when") == "later"
        return self.publish_form(_posted(request), at=request.moment, is_later=is_later, **given)

    def page_of(self, copy: Publishable) -> str:
        """Return the address where `copy` is worked on."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[copy.pk])

    def frozen_work(self, work: dict, at: datetime) -> SafeString:
        """Return what a revision froze as HTML, with what it refers to as it stands at the moment."""
        raise NotImplementedError

    def notes_before_publishing(self, form: PublishForm) -> list[str]:
        """Return what else an editor should know before this is published."""
        return []

    def findings(self, form: PublishForm) -> list[Finding]:
        """Return what stands in the way, and what is worth knowing, for the moment chosen."""
        return publishing.findings(form.copy, form.live_from or form.at)

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """Show on the change form how it stands, its editions, and the ways to publish it."""
        copy = self.get_object(request, unquote(object_id)) if object_id else None
        if copy and self.has_view_or_change_permission(request, copy):
            extra_context = {**(extra_context or {}), **record_of(self, request, copy)}
        return super().changeform_view(request, object_id, form_url, extra_context)


def record_of(model_admin: PublishingActs, request: HttpRequest, copy: Publishable) -> dict[str, Any]:
    """Return the standing of `copy` and its editions, newest first, each with its addresses."""
    stands = standing(copy, request.moment)
    editions = sorted(copy.editions.defer("card", "search_text"), key=lambda edition: -edition.number)
    opts = type_of(copy).edition._meta
    rows = [
        {
            "edition": edition,
            "public": public_address(edition),
            "desk": reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[edition.pk]),
        }
        for edition in editions
    ]
    return {
        "standing": stands,
        "editions": rows,
        "live_address": stands.live.get_absolute_url() if stands.live else "",
        "may_publish": model_admin.has_change_permission(request, copy),
        "may_withdraw": any(e.live_from <= request.moment and not e.withdrawn_at for e in editions),
    }


def publish_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show what publishing would mean, and publish."""
    copy = copy_for(model_admin, request, object_id)
    form = model_admin.form_for_publishing(request, copy=copy)
    if request.method == "POST" and form.is_valid():
        try:
            edition = form.act(request.user)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            words = format_html("{} {}", _published(edition), form.afterword())
            return _done(model_admin, request, copy, words)
    found = model_admin.findings(form)
    would_be = type_of(copy).draft(copy, form.live_from or form.at)
    context = {
        "form": form,
        "errors": [] if form.non_field_errors() else [finding for finding in found if finding.is_error],
        "notices": [finding for finding in [*found, *glyph_findings(copy, form.at)] if not finding.is_error],
        "notes": model_admin.notes_before_publishing(form),
        "last": form.shown,
        "changes": _changes(form.shown, would_be),
        "scheduled": form.scheduled,
        "scheduled_changes": _changes(form.scheduled, would_be),
    }
    return _page(model_admin, request, copy, "publish", _("Publish “%s”") % copy, context)


def _changes(edition: Edition | None, would_be: dict) -> tuple[Told, ...]:
    """Return in words what would be otherwise than in the edition."""
    return type_of(edition).compare(freezing.read(edition.content), would_be).told if edition else ()


def reschedule_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Move the scheduled edition to another moment."""
    copy = copy_for(model_admin, request, object_id)
    edition = _scheduled(copy, request)
    form = RescheduleForm(_posted(request), edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            moved = publishing.reschedule(edition, form.live_from)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, copy, _published(moved))
    return _page(
        model_admin,
        request,
        copy,
        "reschedule",
        _("Reschedule “%s”") % copy,
        {"form": form, "edition": edition, "goes_live": when(edition.live_from)},
    )


def cancel_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Cancel the scheduled edition."""
    copy = copy_for(model_admin, request, object_id)
    edition = _scheduled(copy, request)
    form = forms.Form(_posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            publishing.cancel(edition)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            words = _("The scheduled edition %d is canceled. The desk is as it was.") % edition.number
            return _done(model_admin, request, copy, words)
    return _page(
        model_admin,
        request,
        copy,
        "cancel",
        _("Cancel edition %d") % edition.number,
        {"form": form, "edition": edition, "goes_live": when(edition.live_from)},
    )


def withdraw_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Withdraw all that was published, or one edition of it."""
    copy = copy_for(model_admin, request, object_id)
    kind = type_of(copy)
    begun = list(kind.edition.objects.citable(request.moment).filter(parent=copy).order_by("-number"))
    form = WithdrawForm(_posted(request), editions=begun, copy=copy, admin_site=model_admin.admin_site)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            named = publishing.withdraw(copy, chosen["notice"], chosen["replaced_by"], chosen["only"])
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, copy, _withdrawn(copy, chosen["only"], named))
    stands_in = sorted({name for edition in begun for name in kind.stands_in(edition)})
    context = {"form": form, "editions": begun, "stands_in": stands_in, "media": form.media}
    return _page(model_admin, request, copy, "withdraw", _("Withdraw “%s”") % copy, context)


def proof_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show a proof of the working copy as a PDF."""
    copy = copy_for(model_admin, request, object_id)
    page = {"title": _("Proof of “%s”") % copy, "subtitle": None, "back": model_admin.page_of(copy)}
    return proof(request, copy, model_admin.admin_site.each_context(request) | page)


def copy_for(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> Publishable:
    """Return the working copy the person may publish; 404 where there is none, 403 where they may not change it."""
    copy = model_admin.get_object(request, unquote(object_id))
    if copy is None:
        raise Http404
    if not model_admin.has_change_permission(request, copy):
        raise PermissionDenied
    return copy


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _scheduled(copy: Publishable, request: HttpRequest) -> Edition:
    edition = type_of(copy).edition.objects.filter(parent=copy, live_from__gt=request.moment).first()
    if edition is None:
        raise Http404("Nothing of it is scheduled.")
    return edition


def _add_reasons(form: forms.Form, refused: Refused) -> None:
    for reason in refused.reasons:
        form.add_error(None, reason)


def _published(edition: Edition) -> str:
    if edition.live_from > timezone.now():
        return _("Edition %(number)d goes live on %(when)s.") % {
            "number": edition.number,
            "when": when(edition.live_from),
        }
    words = _("Edition %d is live.") % edition.number
    return format_html('{} <a href="{}">{}</a>', words, edition.get_absolute_url(), _("View it on the site"))


def _withdrawn(copy: Publishable, only: Edition | None, named: list[str]) -> str:
    words = _("Edition %d is withdrawn.") % only.number if only else _("“%s” is withdrawn.") % copy
    return f"{words} {_('The notice stands in its place in: %s.') % '; '.join(named)}" if named else words


def _done(model_admin: PublishingActs, request: HttpRequest, copy: Publishable, words: str) -> HttpResponse:
    model_admin.log_change(request, copy, strip_tags(str(words)))
    model_admin.message_user(request, words, messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page_of(copy))


def _page(
    model_admin: PublishingActs, request: HttpRequest, copy: Publishable, act: str, title: str, context: dict
) -> HttpResponse:
    form = context["form"]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title, "subtitle": None, "original": copy, "opts": model_admin.opts, "act": act,
        "standing": standing(copy, request.moment), "back": model_admin.page_of(copy), **context,
    }  # fmt: skip
    status = 422 if request.method == "POST" and form.errors else 200
    return render(request, f"admin/publishing/{act}.html", context, status=status)
