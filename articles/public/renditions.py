"""An article edition as a page, plain text and JSON, from the frozen content alone."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.fields import FIELDS, ArticleWork
from articles.models.record import ArticleEdition
from articles.public import cards
from articles.public.translations import translations
from media.attachments import shown_attachments
from media.embeds.frozen import embed_line, shown_embeds
from media.figures import figure_line, shown_figures
from media.marks import Place, counts_of, filled, parts, signed
from media.pictures.shown import shown_picture
from outputs.citations.panel import downloads
from outputs.imprint import imprint_lines, imprint_texts
from record.freezing import read
from record.models import Edition
from record.notices import changes_since
from record.prepared import Prepared
from text import prose
from text.footnotes import with_notes, with_notes_spelled
from text.formatting import day
from text.joining import both
from text.reading_aids import minutes, with_anchors
from web.languages import other, page_language
from web.paths import path_to
from web.public_pages import lang_attributes

LEAST_HEADINGS = 3  # with fewer headings a table of contents is not useful


def follow(work: ArticleWork) -> dict | None:
    """Return what the alert link of the article subscribes to: its first topic, or else its first author."""
    for name, found in (("topic", work["topics"]), ("author", work["authors"])):
        if found:
            named = {"name": found[0]["name"]}
            query = urlencode({"of": "articles", name: found[0]["slug"]})
            words = _("Get alerts for %(name)s") % named
            return {"query": query, "label": _("Follow %(name)s") % named, "words": words}
    return None


def page_of(work: ArticleWork, published_on: date | None) -> dict:
    """Return the page context of a frozen article. `published_on` is the publication date."""
    figures, embeds = shown_figures(work["figures"]), shown_embeds(work["embeds"])
    body, notes = with_notes(signed(work["body"], counts_of(work)))
    body, headings = with_anchors(body)
    return {
        **{field.name: work[field.name] for field in FIELDS.texts},
        "series": work["series"]["name"] if work["series"] else "",
        "series_url": cards.series_url(work["series"]),
        "published_on": published_on,
        "authors": cards.people(work["authors"]),
        "points_html": cards.points(work["points"]),
        "body_html": filled(
            body,
            {
                "figure": [in_text("figure", each, work["language"]) for each in figures],
                "embed": [in_text("embed", each, work["language"]) for each in embeds],
            },
        ),
        "has_embeds": any(each["frame"] for each in embeds),
        "has_body": bool(work["body"]),
        "notes": notes,
        "contents": headings if len(headings) >= LEAST_HEADINGS else [],
        "reading_minutes": minutes([*(point["text"] for point in work["points"]), *work["body"]])
        if work["body"]
        else 0,
        "picture": shown_picture(work["picture"]),
        "attachments": shown_attachments(work["attachments"]),
        "source_host": cards.host_of(work["source_url"]),
        "topics": cards.subjects(work["topics"]),
        "tags": cards.tags(work["tags"]),
        "imprint": imprint_lines(work, work["authors"]),
        **lang_attributes(work["language"]),
    }


def in_text(kind: str, shown: dict, language: str) -> SafeString:
    """Return a figure or an embed as HTML. `language` is that of the surrounding text."""
    lang = other(language) and page_language(language)
    return render_to_string(f"components/{kind}.html", {**shown, "lang": lang})


def edition_facts(edition: Edition, at: datetime, name: str, is_alone: bool = False) -> dict:
    """Return the context about an edition that is not in its frozen content.

    `name` is the prefix of the kind's URL names. Two queries: the rows of its other editions, which the page lists,
    and of its translations. None if it is rendered as if `is_alone`.
    """
    sisters = [edition] if is_alone else _sisters(type(edition), at=at, parent=edition.parent_id)
    current = next((each for each in sisters if each.live_until is None or each.live_until > at), None)
    slug = current.slug if current else edition.slug
    citation_files = downloads(name, slug, edition.number)

    def numbered(number: int, pattern: str = "edition") -> str:
        return path_to(f"{name}-{pattern}", slug=slug, number=number)

    def compared(before: int, after: int) -> str:
        return path_to(f"{name}-comparison", slug=slug, number=before, other=after)

    earlier = next((each.number for each in sisters if each.number < edition.number), None)
    return {
        "edition_number": edition.number,
        "edition_kind": edition.kind,
        "edition_note": edition.note,
        "live_from": edition.live_from,
        "is_current": current is not None and current.pk == edition.pk,
        "current_url": path_to(name, slug=slug) if current else "",
        "history_url": path_to(f"{name}-history", slug=slug),
        "changes_url": compared(earlier, edition.number) if earlier else "",
        "changes_since_url": compared(edition.number, current.number) if current and current.pk != edition.pk else "",
        "editions": [
            {
                "number": each.number,
                "url": numbered(each.number),
                "live_from": each.live_from,
                "note": each.note,
                "kind": each.kind,
                "is_shown": each.pk == edition.pk,
            }
            for each in sisters
        ],
        "corrections": [
            each for each in sisters if each.kind == Edition.Kind.CORRECTION and each.number <= edition.number
        ],
        "since": changes_since(name, edition.number, sisters),
        "permanent_url": numbered(edition.number),
        "formats": [
            {"name": "PDF", "url": numbered(edition.number, "edition-pdf")},
            {"name": _("Text"), "url": numbered(edition.number, "edition-text")},
            {"name": "JSON", "url": numbered(edition.number, "edition-json")},
            *citation_files,
        ],
        "pdf_url": numbered(edition.number, "edition-pdf"),
        "card_url": numbered(edition.number, "edition-card"),
        "citation_files": citation_files,
        "digest": edition.content_id,
        "translations": [] if is_alone else translations(edition, at, name),
    }


_sisters = Prepared(
    lambda edition, at, parent: (
        edition.objects.citable(at)
        .filter(parent_id=parent)
        .order_by("-number")
        .only("number", "slug", "live_from", "live_until", "note", "kind", "parent_id")
    )
)


def article_text(edition: ArticleEdition) -> str:
    """Return the edition as plain text, one paragraph per line."""
    return text_of(read(edition.content)["work"], edition.published_on)


def text_of(work: ArticleWork, published_on: date | None) -> str:
    """Return a frozen article as plain text, one paragraph per line. `published_on` is the publication date."""
    lines = [work["title"]]
    if work["authors"]:
        lines.append(both([author["name"] for author in work["authors"]]))
    if published_on:
        lines.append(day(published_on))
    for field in FIELDS.marked("text"):
        if work[field.name]:
            lines += ["", work[field.name]]
    if work["points"]:
        lines += [
            "",
            label_line(work["summary_label"]),
            *(f"- {prose.plain(point['text'])}" for point in work["points"]),
        ]
    counts = counts_of(work)
    if work["body"] or any(counts.values()):
        told = {
            "figure": [figure_line(each) for each in shown_figures(work["figures"])],
            "embed": [embed_line(each) for each in shown_embeds(work["embeds"])],
        }
        body = with_notes_spelled(signed(work["body"], counts), _("Notes"))
        placed = (
            [told[each.kind][each.number - 1]] if isinstance(each, Place) else prose.paragraphs(each)
            for each in parts(body)
        )
        lines += ["", *(line for block in placed for line in block)]
    if work["source_url"] and not work["body"]:
        lines += ["", full_text_line(work["source_url"])]
    if work["attachments"]:
        lines += ["", *(f"{each['title']} (PDF): {each['url']}" for each in shown_attachments(work["attachments"]))]
    imprint = imprint_texts(imprint_lines(work, work["authors"]))
    if imprint:
        lines += ["", *imprint]
    return "\n".join(lines).strip() + "\n"


def label_line(label: str) -> str:
    return _("%(label)s:") % {"label": label or _("Summary")}


def full_text_line(url: str) -> str:
    return _("Full text: %(url)s") % {"url": url}
