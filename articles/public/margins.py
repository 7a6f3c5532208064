"""An article's page with something after each paragraph and point, for reviewing."""

from datetime import datetime

from articles.fields import ArticleWork
from articles.public.cards import day
from articles.public.renditions import page_of
from text.margins import Margin, filled, margins, with_signs


def page_with_margins(work: ArticleWork, at: datetime, margin: Margin) -> dict:
    """Return the page context of an unpublished work."""
    page = page_of({**work, "body": with_signs(work["body"])}, day(work["published_on"]) or at.date())
    for point in page["points_html"]:
        point["html"] += margin(f"points/{point['key']}")
    page["body_html"] = filled(page["body_html"], margins(work["body"], margin, "body"))
    return page | {"has_body": bool(work["body"]), "is_current": True, "is_preview": True}
