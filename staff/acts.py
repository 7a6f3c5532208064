"""Pages for publishing, rescheduling, canceling and withdrawing. All rules are in record.publishing."""

from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from audit.trail import note
from permissions.matrix import Act
from permissions.rules import may, visible_to
from record import freezing, publishing
from record.comparison.description import ChangeLine
from record.findings import Finding, lines_of
from record.kinds import kind_of
from record.models import Edition, Publishable
from record.publishing import Refused, when
from record.status import publication_status
from record.terms import refuse
from staff.act_forms import CancelForm, PublishForm, RescheduleForm, WithdrawForm
from staff.act_pages import draft_for_act
from staff.comments import comment_facts
from staff.comparison import compare_page
from staff.editions import public_address
from staff.proofs import glyph_findings, proof
from staff.review import approval_missing, note_override, review_urls, steps_for
from staff.review_links import link_urls
from staff.revisions import revision_urls


class PublishingActs:
    """A ModelAdmin for publishable rows: its publishing pages, and the record's data on its change form."""

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
        view = self.admin_site.admin_view
        acts = [
            path("<path:object_id>/proof.pdf", view(partial(proof_page, self)), name=f"{name}_proof"),
            *(
                path(f"<path:object_id>/{act}/", view(partial(page, self)), name=f"{name}_{act}")
                for act, page in pages.items()
            ),
        ]
        return [*revision_urls(self), *review_urls(self), *link_urls(self), *acts, *super().get_urls()]

    def form_for_publishing(self, request: HttpRequest, **given) -> PublishForm:
        is_later = request.GET.get("when") == "later"
        return self.publish_form(_posted(request), at=request.moment, is_later=is_later, **given)

    def page_of(self, draft: Publishable) -> str:
        """Return the address where `draft` is edited."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[draft.pk])

    def frozen_work(self, work: dict, at: datetime) -> SafeString:
        """Return a revision's frozen work as HTML, with related rows in their state at the moment."""
        raise NotImplementedError

    def findings(self, form: PublishForm) -> list[Finding]:
        """Return the errors and notices for the chosen moment."""
        return publishing.findings(form.draft, form.live_from or form.at)

    def changeform_view(self, request: HttpRequest, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        """Show the change form with status, editions and publishing actions."""
        draft = self.get_object(request, unquote(object_id)) if object_id else None
        if draft and self.has_view_or_change_permission(request, draft):
            extra_context = {**(extra_context or {}), **record_of(self, request, draft)}
        return super().changeform_view(request, object_id, form_url, extra_context)


def record_of(model_admin: PublishingActs, request: HttpRequest, draft: Publishable) -> dict[str, Any]:
    """Return the status of `draft` and its editions, newest first, each with its addresses."""
    stands = publication_status(draft, request.moment)
    editions = sorted(draft.editions.defer("card", "search_text"), key=lambda edition: -edition.number)
    opts = kind_of(draft).edition_model._meta
    rows = [
        {
            "edition": edition,
            "public": public_address(edition),
            "desk": reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[edition.pk]),
        }
        for edition in editions
    ]
    return {
        "status": stands,
        "editions": rows,
        "live_address": stands.live.get_absolute_url() if stands.live else "",
        "may_change": model_admin.has_change_permission(request, draft),
        "may_publish": may(request.user, Act.PUBLISH, draft),
        "may_assign": may(request.user, Act.ASSIGN, draft),
        "review_steps": steps_for(request.user, draft),
        **comment_facts(request.user, draft),
        "may_withdraw": may(request.user, Act.WITHDRAW, draft)
        and any(e.live_from <= request.moment and not e.withdrawn_at for e in editions),
    }


def publish_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show a preview of the publication, and publish."""
    draft = draft_for_act(model_admin, request, object_id, Act.PUBLISH)
    form = model_admin.form_for_publishing(request, draft=draft)
    together = form.may_also_publish()
    if may(request.user, Act.OVERRIDE, draft) and approval_missing(draft, *together):
        form.offer_override()
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                form.override_sign_off(request.user)
                edition = form.act(request.user)
                others = form.also_published()
                missing = approval_missing(draft, *(other for other in others if other in together))
                reason = form.cleaned_data.get("override", "")
                if missing and reason:
                    note_override(draft, missing, reason)
                else:
                    refuse(missing)
                words = format_html("{} {}", _published(edition), form.afterword())
                _log(model_admin, request, draft, words)
                for other in others:
                    note(Act.PUBLISH, other, str(draft), is_revised=other in together)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, draft, words)
    found = lines_of([*model_admin.findings(form), *glyph_findings(draft, form.at)])
    would_be = kind_of(draft).preview(draft, form.live_from or form.at)
    context = {
        "form": form,
        "errors": [] if form.non_field_errors() else [line for line in found if line.is_error],
        "notices": [line for line in found if not line.is_error],
        "last": form.shown,
        "changes": _changes(form.shown, would_be),
        "scheduled": form.scheduled,
        "scheduled_changes": _changes(form.scheduled, would_be),
    }
    return _page(model_admin, request, draft, "publish", _("Publish “%s”") % draft, context)


def _changes(edition: Edition | None, would_be: dict) -> tuple[ChangeLine, ...]:
    """Return descriptions of how the new edition would differ from `edition`."""
    return kind_of(edition).compare(freezing.read(edition.content), would_be).change_lines if edition else ()


def reschedule_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    draft = draft_for_act(model_admin, request, object_id, Act.RESCHEDULE)
    edition = _scheduled(draft, request)
    if edition is None:
        return _nothing_scheduled(model_admin, request, draft)
    form = RescheduleForm(_posted(request), edition=edition)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                words = _published(publishing.reschedule(edition, form.live_from))
                _log(model_admin, request, draft, words)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, draft, words)
    return _page(
        model_admin,
        request,
        draft,
        "reschedule",
        _("Reschedule “%s”") % draft,
        {"form": form, "edition": edition, "goes_live": when(edition.live_from)},
    )


def cancel_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    draft = draft_for_act(model_admin, request, object_id, Act.RESCHEDULE)
    edition = _scheduled(draft, request)
    if edition is None:
        return _nothing_scheduled(model_admin, request, draft)
    form = CancelForm(_posted(request), edition=edition)
    if request.method == "POST" and form.is_valid():
        words = _("The scheduled edition %d is canceled. The working copy has not changed.") % edition.number
        try:
            with transaction.atomic():
                publishing.cancel(edition)
                _log(model_admin, request, draft, words)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, draft, words)
    return _page(
        model_admin,
        request,
        draft,
        "cancel",
        _("Cancel edition %d") % edition.number,
        {"form": form, "edition": edition, "goes_live": when(edition.live_from)},
    )


def withdraw_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    """Withdraw all editions, or one of them."""
    draft = draft_for_act(model_admin, request, object_id, Act.WITHDRAW)
    kind = kind_of(draft)
    begun = list(kind.edition_model.objects.citable(request.moment).filter(parent=draft).order_by("-number"))
    form = WithdrawForm(_posted(request), editions=begun, draft=draft, admin_site=model_admin.admin_site)
    form.fields["replaced_by"].queryset = visible_to(request.user, form.fields["replaced_by"].queryset)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            with transaction.atomic():
                named = publishing.withdraw(draft, chosen["notice"], chosen["replaced_by"], chosen["only"])
                words = _withdrawn(draft, chosen["only"], named)
                _log(model_admin, request, draft, words)
        except Refused as refused:
            _add_reasons(form, refused)
        else:
            return _done(model_admin, request, draft, words)
    stands_in = sorted({name for edition in begun for name in kind.containers(edition)})
    context = {"form": form, "editions": begun, "stands_in": stands_in, "media": form.media}
    return _page(model_admin, request, draft, "withdraw", _("Withdraw “%s”") % draft, context)


def proof_page(model_admin: PublishingActs, request: HttpRequest, object_id: str) -> HttpResponse:
    draft = draft_for_act(model_admin, request, object_id, Act.READ_DESK)
    page = {"title": _("Proof of “%s”") % draft, "subtitle": None, "back": model_admin.page_of(draft)}
    return proof(request, draft, model_admin.admin_site.each_context(request) | page)


def _posted(request: HttpRequest):
    return request.POST if request.method == "POST" else None


def _scheduled(draft: Publishable, request: HttpRequest) -> Edition | None:
    return kind_of(draft).edition_model.objects.filter(parent=draft, live_from__gt=request.moment).first()


def _nothing_scheduled(model_admin: PublishingActs, request: HttpRequest, draft: Publishable) -> HttpResponse:
    """Explain that nothing is scheduled (any more): it went live or was canceled."""
    if request.method != "POST":
        raise Http404("It has no scheduled edition.")
    words = _("No changes were made: it is no longer scheduled. It went live, or was canceled.")
    model_admin.message_user(request, words, messages.WARNING)
    return HttpResponseRedirect(model_admin.page_of(draft))


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
    return format_html('{} <a href="{}">{}</a>', words, edition.get_absolute_url(), _("View on site"))


def _withdrawn(draft: Publishable, only: Edition | None, named: list[str]) -> str:
    words = _("Edition %d is withdrawn.") % only.number if only else _("“%s” is withdrawn.") % draft
    return f"{words} {_('These now show the notice instead: %s.') % '; '.join(named)}" if named else words


def _log(model_admin: PublishingActs, request: HttpRequest, draft: Publishable, words: str) -> None:
    """Log the act in its transaction, so that no act is without a log entry."""
    model_admin.log_change(request, draft, strip_tags(str(words)))


def _done(model_admin: PublishingActs, request: HttpRequest, draft: Publishable, words: str) -> HttpResponse:
    model_admin.message_user(request, words, messages.SUCCESS)
    return HttpResponseRedirect(model_admin.page_of(draft))


def _page(
    model_admin: PublishingActs, request: HttpRequest, draft: Publishable, act: str, title: str, context: dict
) -> HttpResponse:
    context = {
        **model_admin.admin_site.each_context(request),
        "title": title, "subtitle": None, "original": draft, "opts": model_admin.opts, "act": act,
        "status": publication_status(draft, request.moment), "back": model_admin.page_of(draft), **context,
    }  # fmt: skip
    return render(request, f"admin/publishing/{act}.html", context, status=422 if context["form"].errors else 200)
