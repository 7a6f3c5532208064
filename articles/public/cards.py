"""How lists and snapshots show an article, from the card stored on its edition."""

from datetime import date
from urllib.parse import urlsplit

from django.utils.safestring import SafeString, mark_safe

from articles import fields
from articles.models.record import ArticleEdition
from web.languages import other
from web.paths import path_to


def article_card(edition: ArticleEdition) -> dict:
    """Return the context of the component article_card.html, from an edition row without content."""
    card = fields.card(edition)
    return {
        "title": card["title"],
        "url": path_to("article", slug=edition.slug),
        "authors": people(card["authors"]),
        "published_on": edition.published_on,
        "summary_label": card["summary_label"],
        "points_html": points(card["points"]),
        "series": card["series"]["name"] if card["series"] else "",
        "has_body": card["has_body"],
        "withdrawn": edition.withdrawn_at is not None,
        "lang": other(edition.language),
    }


def people(authors: list[dict]) -> list[dict]:
    """Return the authors as printed, each with the URL of its page (also after a slug changed)."""
    return [{"name": author["name"], "url": path_to("author", slug=author["slug"])} for author in authors]


def subjects(topics: list[dict]) -> list[dict]:
    """Return the topics as printed, each with the URL of its page."""
    return [{"name": topic["name"], "url": path_to("topic", slug=topic["slug"])} for topic in topics]


def tags(frozen: list[dict]) -> list[dict]:
    """Return the tags as printed, each with the URL of its page.

    Old tags made of punctuation alone were frozen without a slug; their url is "".
    """
    return [{"name": tag["name"], "url": path_to("tag", slug=tag["slug"]) if tag["slug"] else ""} for tag in frozen]


def series_url(frozen: dict | None) -> str:
    """Return the URL of the series' page, or "" without a series."""
    return path_to("series", slug=frozen["slug"]) if frozen else ""


def points(frozen: list[dict]) -> list[dict]:
    """Return the summary points as {key, anchor, html}."""
    return [
        {"key": point["key"], "anchor": f"point-{point['key']}", "html": frozen_html(point["text"])} for point in frozen
    ]


def frozen_html(markup: str) -> SafeString:
    """Mark frozen markup as safe. It was sanitized when it was frozen and never changes after that."""
    return mark_safe(markup)  # noqa: S308


def day(text: str | None) -> date | None:
    """Return a date in frozen content, or None."""
    return date.fromisoformat(text) if text else None


def host_of(url: str) -> str:
    """Return the host of a URL without “www.”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
