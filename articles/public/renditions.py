"""An article edition as a page, as plain text and as JSON: all from the frozen content alone."""

from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models.record import ArticleEdition
from articles.public import cards
from articles.public.translations import translations
from editorial import prose
from editorial.attachments import shown_attachments
from editorial.citing.panel import downloads
from editorial.enumerating import both
from editorial.figures import figure_line, in_place, shown_figures, signed, with_figures
from editorial.footnotes import with_notes
from editorial.freezing import read
from editorial.languages import other, page_language
from editorial.models import Edition
from editorial.notices import told_since
from editorial.pictures.shown import shown_picture
from editorial.public_pages import said_in
from editorial.reading import minutes, with_anchors
from editorial.written import day

LEAST_HEADINGS = 3  # of fewer a list of contents says no more than the text


def article_page(edition: ArticleEdition, content: dict, at: datetime) -> dict:
    """Return what article_page.html takes; `content` is the edition's own."""
    return {
        **page_of(content["work"], edition.published_on),
        **edition_facts(edition, at, "article"),
    }


def page_of(work: dict, published_on: date | None) -> dict:
    """Return what the page shows of a frozen article; `published_on` is the day it bears."""
    figures = shown_figures(work["figures"])
    body, notes = with_notes(signed(work["body"], len(figures)))
    body, headings = with_anchors(body)
    return {
        "series": work["series"]["name"] if work["series"] else "",
        "series_url": cards.series_url(work["series"]),
        "volume": work["volume"],
        "issue": work["issue"],
        "title": work["title"],
        "standfirst": work["standfirst"],
        "published_on": published_on,
        "authors": cards.people(work["authors"]),
        "summary_label": work["summary_label"],
        "points_html": cards.points(work["points"]),
        "body_html": with_figures(body, [figure_html(each, work["language"]) for each in figures]),
        "has_body": bool(work["body"]),
        "notes": notes,
        "contents": headings if len(headings) >= LEAST_HEADINGS else [],
        "reading_minutes": minutes([*(point["text"] for point in work["points"]), *work["body"]])
        if work["body"]
        else 0,
        "picture": shown_picture(work["picture"]),
        "attachments": shown_attachments(work["attachments"]),
        "source_url": work["source_url"],
        "source_host": cards.host_of(work["source_url"]),
        "topics": cards.subjects(work["topics"]),
        "tags": cards.tags(work["tags"]),
        "doi": work["doi"],
        "language": work["language"],
        **said_in(work["language"]),
    }


def figure_html(figure: dict, language: str) -> SafeString:
    """Return a figure of a text in that language as its page shows it."""
    return render_to_string("components/figure.html", {**figure, "lang": other(language) and page_language(language)})


def edition_facts(edition: Edition, at: datetime, name: str) -> dict:
    """Return what every edition's page says of the edition itself. `name` is that of the kind's address patterns.

    Two queries: the thin rows of its sisters, which the page lists, and of its translations.
    """
    sisters = list(
        type(edition)
        .objects.citable(at)
        .filter(parent_id=edition.parent_id)
        .order_by("-number")
        .only("id", "number", "slug", "live_from", "live_until", "note", "kind", "parent_id")
    )
    current = next((each for each in sisters if each.live_until is None or each.live_until > at), None)
    slug = current.slug if current else edition.slug
    citation_files = downloads(name, slug, edition.number)

    def numbered(number: int, pattern: str = "edition") -> str:
        return reverse(f"{name}-{pattern}", kwargs={"slug": slug, "number": number})

    def compared(before: int, after: int) -> str:
        return reverse(f"{name}-comparison", kwargs={"slug": slug, "number": before, "other": after})

    earlier = next((each.number for each in sisters if each.number < edition.number), None)
    return {
        "edition_number": edition.number,
        "edition_kind": edition.kind,
        "edition_note": edition.note,
        "live_from": edition.live_from,
        "is_current": current is not None and current.pk == edition.pk,
        "current_url": reverse(name, kwargs={"slug": slug}) if current else "",
        "history_url": reverse(f"{name}-history", kwargs={"slug": slug}),
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
        "since": told_since(name, edition.number, sisters),
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
        "translations": translations(edition, at, name),
    }


def article_text(edition: ArticleEdition) -> str:
    """Return the edition as plain text, one paragraph a line."""
    return text_of(read(edition.content)["work"], edition.published_on)


def text_of(work: dict, published_on: date | None) -> str:
    """Return a frozen article as plain text, one paragraph a line; `published_on` is the day it bears."""
    lines = [work["title"]]
    if work["authors"]:
        lines.append(both([author["name"] for author in work["authors"]]))
    if published_on:
        lines.append(day(published_on))
    if work["standfirst"]:
        lines += ["", work["standfirst"]]
    if work["points"]:
        lines += [
            "",
            label_line(work["summary_label"]),
            *(f"- {prose.plain(point['text'])}" for point in work["points"]),
        ]
    if work["body"] or work["figures"]:
        figures = [figure_line(each) for each in shown_figures(work["figures"])]
        placed = in_place(work["body"], len(figures))
        blocks = ([figures[each - 1]] if isinstance(each, int) else prose.paragraphs(each) for each in placed)
        lines += ["", *(line for block in blocks for line in block)]
    if work["source_url"] and not work["body"]:
        lines += ["", full_text_line(work["source_url"])]
    if work["attachments"]:
        lines += ["", *(f"{each['title']} (PDF): {each['url']}" for each in shown_attachments(work["attachments"]))]
    return "\n".join(lines).strip() + "\n"


def label_line(label: str) -> str:
    """Return the line above summary points in plain text."""
    return _("%(label)s:") % {"label": label or _("Summary")}


def full_text_line(url: str) -> str:
    """Return the line of plain text that says where the full text is."""
    return _("Full text: %(url)s") % {"url": url}
