"""Pages that turn an edition or a proof into an email, and a proof into plain text."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from outputs.mail.letters import Letter
from outputs.mail.sending import mail_folder, obstacle
from outputs.proofs import text_proof
from outputs.source import Source, proof_of, source_of
from permissions.matrix import Act
from record.kinds import kind_of
from record.models import Edition, Publishable
from staff.act_pages import draft_for_act
from staff.letters import file_response, letter_response, send_to_oneself, site_of
from web.public_pages import text_response

PROOF = "proof"


class MailPages:
    """A ModelAdmin whose rows can be emailed. ?edition=2 selects an edition, ?edition=proof a proof."""

    def get_urls(self) -> list:
        pages = {
            "mail": ("mail/", partial(mail_page, self)),
            "letter": ("mail/letter.html", require_safe(partial(letter_page, self))),
            "letter_file": ("mail/letter.eml", require_safe(partial(letter_file, self))),
            "proof_text": ("proof.txt", require_safe(partial(proof_text, self))),
        }
        return [
            path(f"<path:object_id>/{end}", self.admin_site.admin_view(page), name=self.url_name(name))
            for name, (end, page) in pages.items()
        ] + super().get_urls()  # admin_view prevents caching

    def url_name(self, page: str) -> str:
        """Return the URL name of one of these pages, without the admin namespace."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def shown_content(self, edition: Edition) -> dict:
        """Return the edition's frozen content, without text withdrawn since."""
        raise NotImplementedError

    def letter(self, source: Source, site: str) -> Letter:
        """Return the email of an edition or a proof; `site` is the absolute address of the home page."""
        raise NotImplementedError

    def further_mailing(self, request: HttpRequest, draft: Publishable, source: Source) -> dict:
        """Return further actions for the email, {words, url}, or an empty dict."""
        return {}

    def plain_text(self, source: Source) -> str:
        raise NotImplementedError


def mail_page(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the email as HTML and as text, for copying and downloading. A POST sends it to the user."""
    draft = draft_for_act(model_admin, request, object_id, Act.READ_DESK)
    source = _chosen(model_admin, request, draft)
    letter = model_admin.letter(source, site_of(request))
    query = f"?edition={source.number or PROOF}"
    here, frame, file, text = (
        reverse(f"admin:{model_admin.url_name(name)}", args=[draft.pk])
        for name in ("mail", "letter", "letter_file", "proof_text")
    )
    if request.method == "POST":
        send_to_oneself(request, letter)
        return HttpResponseRedirect(here + query)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Email: “%s”") % draft, "subtitle": None, "original": draft, "opts": model_admin.opts,
        "letter": letter, "choices": _choices(request, draft, source), "is_proof": source.is_proof,
        "frame_url": frame + query, "file_url": file + query, "text_url": text, "back": model_admin.page_of(draft),
        "obstacle": obstacle(request.user), "address": request.user.email, "mail_folder": mail_folder(),
        "further": model_admin.further_mailing(request, draft, source),
    }  # fmt: skip
    return render(request, "admin/mailing/edition.html", context)


def letter_page(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Return the email's HTML for the frame on its page."""
    return letter_response(_letter(model_admin, request, object_id))


def letter_file(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Return the email as a file (.eml)."""
    return file_response(request, _letter(model_admin, request, object_id))


def proof_text(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Return the draft as plain text, marked as a proof at its start and end."""
    source = proof_of(draft_for_act(model_admin, request, object_id, Act.READ_DESK), request.moment)
    return text_response(text_proof(source, model_admin.plain_text(source)))


def _letter(model_admin: MailPages, request: HttpRequest, object_id: str) -> Letter:
    source = _chosen(model_admin, request, draft_for_act(model_admin, request, object_id, Act.READ_DESK))
    return model_admin.letter(source, site_of(request))


def _chosen(model_admin: MailPages, request: HttpRequest, draft: Publishable) -> Source:
    """Return the requested source; by default the live edition, or a proof if there is none."""
    wanted, editions = request.GET.get("edition", ""), kind_of(draft).edition_model.objects
    if wanted == PROOF:
        return proof_of(draft, request.moment)
    if wanted:
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
            raise Http404("There is no such edition.")
        edition = get_object_or_404(editions.citable(request.moment), parent=draft, number=int(wanted))
    else:
        edition = editions.public(request.moment).filter(parent=draft).first()
    return (
        source_of(request, edition, model_admin.shown_content(edition)) if edition else proof_of(draft, request.moment)
    )


def _choices(request: HttpRequest, draft: Publishable, source: Source) -> list[dict]:
    """Return every public edition, newest first, and the draft, each with whether it is the one shown."""
    editions = kind_of(draft).edition_model.objects
    live = editions.public(request.moment).filter(parent=draft).values_list("number", flat=True).first()
    numbers = editions.citable(request.moment).filter(parent=draft).order_by("-number").values_list("number", flat=True)
    words = {number: _("Edition %d, live") if number == live else _("Edition %d") for number in numbers}
    choices = [
        {"value": number, "words": word % number, "is_shown": number == source.number} for number, word in words.items()
    ]
    return [*choices, {"value": PROOF, "words": _("Working copy, as a proof"), "is_shown": source.is_proof}]
