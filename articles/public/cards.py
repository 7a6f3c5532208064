"""How lists and snapshots show an article, from the small card its edition carries."""

from datetime import date
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from articles.models.record import ArticleEdition
from editorial.languages import other


def article_card(edition: ArticleEdition) -> dict:
    """Return what the component article_card.html takes, from a thin row."""
    card = edition.card
    return {
        "title": card["title"],
        "url": reverse("article", kwargs={"slug": edition.slug}),
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
    """Return the authors as printed, each with the address of its page (which follows a changed slug)."""
    return [{"name": author["name"], "url": reverse("author", kwargs={"slug": author["slug"]})} for author in authors]


def subjects(topics: list[dict]) -> list[dict]:
    """Return the topics as printed, each with the address of its page."""
    return [{"name": topic["name"], "url": reverse("topic", kwargs={"slug": topic["slug"]})} for topic in topics]


def tags(frozen: list[dict]) -> list[dict]:
    """Return the tags as printed, each with the address of its page."""
    return [{"name": tag["name"], "url": reverse("tag", kwargs={"slug": tag["slug"]})} for tag in frozen]


def series_url(frozen: dict | None) -> str:
    """Return the address of the series' page; "" of none."""
    return reverse("series", kwargs={"slug": frozen["slug"]}) if frozen else ""


def points(frozen: list[dict]) -> list[dict]:
    """Return the summary points as {key, anchor, html}."""
    return [
        {"key": point["key"], "anchor": f"point-{point['key']}", "html": frozen_html(point["text"])} for point in frozen
    ]


def frozen_html(markup: str) -> SafeString:
    """Mark frozen markup as safe: freezing has sanitized it, and what is frozen is never rewritten."""
    return mark_safe(markup)  # noqa: S308


def day(text: str | None) -> date | None:
    """Return the date a frozen content bears."""
    return date.fromisoformat(text) if text else None


def host_of(url: str) -> str:
    """Return the host of an address as a reader knows it, without “www.”."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
