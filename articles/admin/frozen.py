"""A frozen article as the desk shows it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.admin.attaching import frozen_media
from editorial.admin.editions import day, paragraphs, points


def frozen_article(work: dict) -> SafeString:
    """Return a frozen article as HTML; one that was kept before it had a date, an author or a point, too."""
    return format_html(
        "<h2>{}</h2><p>{}</p><p>{} · {}</p>{}<h3>{}</h3>{}{}",
        work["title"], work["standfirst"], ", ".join(author["name"] for author in work["authors"]) or "–",
        day(work["published_on"]), frozen_media(work),
        work["summary_label"], points([point["text"] for point in work["points"]]),
        paragraphs(work["body"]),
    )  # fmt: skip
