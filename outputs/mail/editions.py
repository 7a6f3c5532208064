"""The common beginning and end of all letters about editions and proofs."""

from functools import partial

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from media.attachments import shown_attachments
from media.pictures.shown import shown_picture
from outputs.imprint import imprint_texts
from outputs.mail.letters import Leaving, Letter, make_letter
from outputs.mail.links import resolved
from outputs.mail.plaintext import RULE, wrapped
from outputs.pdf.coverage import has_pdf
from outputs.proofs import MARK, proof_lines
from outputs.source import Source
from record.models import Edition
from record.organization import organization, site_time_zone
from text.formatting import day, moment
from text.prose import one_line


def edition_letter(
    source: Source, template: str, page: dict, paragraphs: list[str], site: str, leaving: Leaving | None = None
) -> Letter:
    """Return the letter of an edition or a proof. A proof is marked in the subject, above and below.

    `page` is the template's context, with `byline` (one line) and `preheader`; `paragraphs` is the same content as
    wrapped plain text, without header and footer. `site` is the absolute URL of the home page.
    """
    title = f"{page['series']}: {page['title']}" if page["series"] else page["title"]
    page = page | _facts(source, page, site) | _files(source, site)
    mark = "\n".join(wrapped(line) for line in page["proof"])
    with timezone.override(site_time_zone()):
        parts = [mark, _head(title, page), *paragraphs, _attached(page), _imprint(page), _foot(page, site), mark]
        return make_letter(
            _("%(mark)s: %(title)s") % {"mark": MARK, "title": title} if source.is_proof else title,
            template,
            page,
            "\n\n".join(part for part in parts if part),
            language=source.work["language"],
            site=site,
            base=source.current_address,
            leaving=leaving,
            file_name=f"{source.work['slug'] or source.name}-{_which(source)}",
        )


def _which(source: Source) -> str:
    return "proof" if source.is_proof else f"edition-{source.number}"


def _facts(source: Source, page: dict, site: str) -> dict:
    return {
        "proof": proof_lines(source),
        "number": source.number,
        "note": one_line(source.note),
        "note_label": _("Correction") if source.kind == Edition.Kind.CORRECTION else _("What changed"),
        "live_from": source.live_from,
        "address": source.address,
        "current_address": source.current_address,
        "pdf_url": _pdf(source, site),
        "facts": _line(source, page),
    }


def _files(source: Source, site: str) -> dict:
    """Return the picture and the attachments with absolute URLs, because a letter is read outside the site."""

    def absolute(path: str) -> str:
        return resolved(path, site)

    return {
        "picture": shown_picture(source.work["picture"], absolute),
        "attachments": shown_attachments(source.work["attachments"], absolute),
    }


def _attached(page: dict) -> str:
    return "\n".join(f"{wrapped(each['title'])} ({each['kind']}): {each['url']}" for each in page["attachments"])


def _imprint(page: dict) -> str:
    return "\n".join(wrapped(line) for line in imprint_texts(page["imprint"]))


def _pdf(source: Source, site: str) -> str:
    """Return the URL of the edition's PDF, or "" for a proof or if there is no PDF."""
    if source.is_proof or not has_pdf(source, partial(resolved, base=site)):
        return ""
    numbered = {"slug": source.work["slug"], "number": source.number}
    try:
        return resolved(reverse(f"{source.name}-edition-pdf", kwargs=numbered), site)
    except NoReverseMatch:
        return ""


def _line(source: Source, page: dict) -> str:
    """Return the date, the edition and, for a snapshot, its number of articles, on one line."""
    edition = _("Edition %(number)s") % {"number": source.number} if source.number else ""
    return " · ".join(filter(None, [day(source.published_on), edition, page.get("counts", "")]))


def _head(title: str, page: dict) -> str:
    lines = [organization().name, "", wrapped(title)]
    lines += [wrapped(line) for line in (page["byline"], page["facts"]) if line]
    if page["standfirst"]:
        lines += ["", wrapped(page["standfirst"])]
    if page["note"]:
        lines += ["", wrapped(_("%(label)s: %(text)s") % {"label": page["note_label"], "text": page["note"]})]
    if page["current_address"]:
        lines += ["", _("Read on the site: %(url)s") % {"url": page["current_address"]}]
    if page["pdf_url"]:
        lines += [f"PDF: {page['pdf_url']}"]
    return "\n".join(lines)


def _foot(page: dict, site: str) -> str:
    lines = [RULE]
    if page["number"]:
        values = {"number": page["number"], "moment": moment(page["live_from"]), "url": page["address"]}
        lines += [_("Edition %(number)s, %(moment)s") % values, _("Permanent address: %(url)s") % values]
    return "\n".join([*lines, *organization_lines(site)])


def organization_lines(site: str) -> list[str]:
    """Return the organization's name and contact details: the last lines of a letter's text."""
    publisher = organization()
    return [wrapped(publisher.name), *filter(None, [site, publisher.contact_email])]
