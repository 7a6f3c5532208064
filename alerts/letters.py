"""The mail that subscribers get: the confirmation request, the alert for one edition, and the digest."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.following import Followed
from articles.public import cards
from articles.public.renditions import label_line
from articles.public.renditions import page_of as article_page_of
from outputs.mail import plaintext
from outputs.mail.automatic import absolute, home
from outputs.mail.editions import edition_letter, organization_lines
from outputs.mail.letters import Leaving, Letter, make_letter, preheader
from outputs.source import Source, source_at
from record.freezing import read
from record.kinds import kind_of
from record.models import Edition
from record.organization import organization
from snapshot.mail import cover_url
from snapshot.public.renditions import page_of as snapshot_page_of
from snapshot.public.withholding import shown_content
from text import prose
from text.footnotes import without_marks
from text.formatting import day
from text.joining import both
from text.prose import one_line
from web.languages import override_language

MOST_SHOWN = 50  # editions in a digest; it links to the list on the site for the rest


def source_for_mail(type_name: str, edition: Edition) -> Source:
    """Return the source of an edition for letters that no request triggers."""
    return source_at(absolute, edition, read(edition.content) if type_name == "article" else shown_content(edition))


def alert_letter(source: Source, leaving: Leaving) -> Letter:
    """Return the alert for one edition: title, byline, points, correction note and a link."""
    with override_language(source.work["language"]):
        page = _article(source) if source.name == "article" else _snapshot(source)
        letter = edition_letter(source, "mail/alert.html", page, _page_lines(page), home(), leaving)
        if source.kind != Edition.Kind.CORRECTION:
            return letter
        return replace(letter, subject=one_line(_("Correction: %(what)s") % {"what": letter.subject}))


def _article(source: Source) -> dict:
    page = article_page_of(source.work, source.published_on)
    byline = both([author["name"] for author in page["authors"]])
    said = [point["text"] for point in source.work["points"]]
    return page | {
        "byline": _("By %(names)s") % {"names": byline} if byline else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(markup) for markup in said)),
        "sections": [],
    }


def _snapshot(source: Source) -> dict:
    page = snapshot_page_of(source.work, source.part["entries"])
    compilers = both([author["name"] for author in page["compilers"]])
    introduction = (prose.plain(without_marks(block)) for block in source.work["introduction"])
    return page | {
        "byline": _("Compiled by %(names)s") % {"names": compilers} if compilers else "",
        "preheader": preheader(page["standfirst"], *introduction),
        "cover_url": cover_url(source),
        "points_html": [],
    }


def _page_lines(page: dict) -> list[str]:
    points = [plaintext.wrapped(plaintext.words(point["html"], home()), "- ") for point in page["points_html"]]
    found = [label_line(page["summary_label"]), *points] if points else []
    for section in page["sections"]:
        titles = [plaintext.wrapped(one_line(entry["title"]), "- ") for entry in section["entries"]]
        found.append("\n".join([*([plaintext.wrapped(section["title"])] if section["title"] else []), *titles]))
    return found


def confirmation_letter(followed: Followed, often: str, url: str) -> Letter:
    """Return the letter that asks for confirmation. Nothing is sent until the subscriber confirms."""
    subject = _("Confirm your alerts: %(what)s") % {"what": followed.words}
    page = {
        "words": followed.words,
        "often": often,
        "url": url,
        "preheader": _("Alerts start once you confirm. If you didn’t request this, ignore this message."),
    }
    asked = _("Please confirm your subscription to: %(words)s. %(often)s.")
    paragraphs = [
        plaintext.wrapped(organization().name),
        plaintext.wrapped(asked % {"words": followed.words, "often": often}),
        f"{_('To confirm, open this page and click the button:')}\n{url}",
        plaintext.wrapped(
            _(
                "If you didn’t request this, ignore this message. No alerts will be sent, and your address "
                "is deleted after seven days."
            )
        ),
        "\n".join([plaintext.RULE, *organization_lines(home())]),
    ]
    return _letter(subject, "mail/confirm.html", page, paragraphs, None)


def alerts_letter(followed: Followed, told: Sequence[tuple[Edition, bool]], more: int, leaving: Leaving) -> Letter:
    """Return the daily or weekly digest. `told` holds the editions, each with whether it is a correction."""
    number = len(told) + more
    said = (
        ngettext("%(what)s: %(number)s new", "%(what)s: %(number)s new", number)
        if number > 1
        else _("%(what)s: %(title)s")
    )
    subject = said % {"what": followed.words, "number": number, "title": told[0][0].title}
    entries = [entry(edition, is_correction) for edition, is_correction in told]
    page = {
        "title": followed.words,
        "entries": entries,
        "more": more,
        "url": absolute(followed.path),
        "preheader": preheader("; ".join(one_line(each["title"]) for each in entries)),
    }
    more_words = ngettext("%(number)s more: %(url)s", "%(number)s more: %(url)s", more)
    paragraphs = [
        f"{plaintext.wrapped(organization().name)}\n\n{plaintext.heading(one_line(followed.words), '=')}",
        *(_entry_text(each) for each in entries),
        *([more_words % {"number": more, "url": page["url"]}] if more else []),
        "\n".join([plaintext.RULE, *organization_lines(home())]),
    ]
    return _letter(subject, "mail/alerts.html", page, paragraphs, leaving)


def _letter(subject: str, template: str, page: dict, paragraphs: list[str], leaving: Leaving | None) -> Letter:
    text = "\n\n".join(paragraphs)
    return make_letter(
        subject, template, page, text,
        language=organization().language, site=home(), file_name="alerts", leaving=leaving,
    )  # fmt: skip


def entry(edition: Edition, is_correction: bool) -> dict:
    """Return the context of mail/entry.html, from an edition's card."""
    card = kind_of(edition).shown_card(edition)
    names = both([author["name"] for author in card["authors"]]) if "points" in card else ""
    correction = _("Correction: %(what)s") % {"what": one_line(edition.note)}
    note = correction if is_correction else without_marks(card.get("standfirst", ""))
    return {
        "title": edition.title,
        "url": absolute(edition.get_absolute_url()),
        "byline": names,
        "published_on": edition.published_on,
        "summary_label": card.get("summary_label", ""),
        "points_html": cards.points(card.get("points", [])),
        "note_html": format_html("{}", note) if note else "",
        "withdrawn": False,
    }


def _entry_text(entry: dict) -> str:
    points = [plaintext.wrapped(plaintext.words(point["html"], home()), "- ") for point in entry["points_html"]]
    lines = [
        plaintext.heading(one_line(entry["title"]), "-"),
        entry["byline"],
        day(entry["published_on"]),
        entry["url"],
    ]
    note = plaintext.wrapped(prose.plain(entry["note_html"])) if entry["note_html"] else ""
    return "\n".join(filter(None, [*lines, note, *points]))
