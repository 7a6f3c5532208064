"""The pages by which an edition or a proof becomes a letter, and a proof a plain text."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.admin.acts import copy_for
from editorial.admin.letters import file_response, letter_response, send_to_oneself, site_of
from editorial.mailing.letters import Letter
from editorial.mailing.sending import obstacle
from editorial.models import Edition, Publishable
from editorial.proofs import text_proof
from editorial.public_pages import text_response
from editorial.publishables import type_of
from editorial.renditions import Source, proof_of, source_of

PROOF = "proof"


class MailPages:
    """A ModelAdmin whose rows can be mailed. Which edition is asked by ?edition=2, a proof by ?edition=proof."""

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
        ] + super().get_urls()  # admin_view lets no cache keep them

    def url_name(self, page: str) -> str:
        """Return the name of one of these pages' addresses, without that of the admin."""
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def shown_content(self, edition: Edition) -> dict:
        """Return the edition's frozen content, less what was withdrawn since."""
        raise NotImplementedError

    def letter(self, source: Source, site: str) -> Letter:
        """Return the letter of an edition or a proof; `site` is the absolute address of the home page."""
        raise NotImplementedError

    def further_mailing(self, request: HttpRequest, copy: Publishable, source: Source) -> dict:
        """Return what else can be done with the letter: {words, url}; nothing where there is nothing."""
        return {}

    def plain_text(self, source: Source) -> str:
        """Return an edition or a proof as the site's plain text."""
        raise NotImplementedError


def mail_page(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the letter as HTML and as text, to copy and to take away; a POST sends it to oneself."""
    copy = copy_for(model_admin, request, object_id)
    source = _chosen(model_admin, request, copy)
    letter = model_admin.letter(source, site_of(request))
    query = f"?edition={source.number or PROOF}"
    here, frame, file, text = (
        reverse(f"admin:{model_admin.url_name(name)}", args=[copy.pk])
        for name in ("mail", "letter", "letter_file", "proof_text")
    )
    if request.method == "POST":
        send_to_oneself(request, letter)
        return HttpResponseRedirect(here + query)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("E-mail: “%s”") % copy, "subtitle": None, "original": copy, "opts": model_admin.opts,
        "letter": letter, "choices": _choices(request, copy, source), "is_proof": source.is_proof,
        "frame_url": frame + query, "file_url": file + query, "text_url": text, "back": model_admin.page_of(copy),
        "obstacle": obstacle(request.user), "address": request.user.email,
        "further": model_admin.further_mailing(request, copy, source),
    }  # fmt: skip
    return render(request, "admin/mailing/edition.html", context)


def letter_page(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Give the letter's HTML, for the frame on its page."""
    return letter_response(_letter(model_admin, request, object_id))


def letter_file(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Give the letter as a file (.eml)."""
    return file_response(request, _letter(model_admin, request, object_id))


def proof_text(model_admin: MailPages, request: HttpRequest, object_id: str) -> HttpResponse:
    """Give the working copy as plain text, marked as a proof at its head and foot."""
    source = proof_of(copy_for(model_admin, request, object_id), request.moment)
    return text_response(text_proof(source, model_admin.plain_text(source)))


def _letter(model_admin: MailPages, request: HttpRequest, object_id: str) -> Letter:
    source = _chosen(model_admin, request, copy_for(model_admin, request, object_id))
    return model_admin.letter(source, site_of(request))


def _chosen(model_admin: MailPages, request: HttpRequest, copy: Publishable) -> Source:
    """Return what is asked for: where nothing is, the live edition, or a proof while there is none."""
    wanted, editions = request.GET.get("edition", ""), type_of(copy).edition.objects
    if wanted == PROOF:
        return proof_of(copy, request.moment)
    if wanted:
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10):
            raise Http404("There is no such edition.")
        edition = get_object_or_404(editions.citable(request.moment), parent=copy, number=int(wanted))
    else:
        edition = editions.public(request.moment).filter(parent=copy).first()
    return (
        source_of(request, edition, model_admin.shown_content(edition)) if edition else proof_of(copy, request.moment)
    )


def _choices(request: HttpRequest, copy: Publishable, source: Source) -> list[dict]:
    """Return every public edition, newest first, and the working copy, each with whether it is the one shown."""
    editions = type_of(copy).edition.objects
    live = editions.public(request.moment).filter(parent=copy).values_list("number", flat=True).first()
    numbers = editions.citable(request.moment).filter(parent=copy).order_by("-number").values_list("number", flat=True)
    words = {number: _("Edition %d, live") if number == live else _("Edition %d") for number in numbers}
    choices = [
        {"value": number, "words": word % number, "is_shown": number == source.number} for number, word in words.items()
    ]
    return [*choices, {"value": PROOF, "words": _("Working copy, as a proof"), "is_shown": source.is_proof}]
