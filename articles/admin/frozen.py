"""How the admin shows a frozen article."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from record.own_links import linked
from staff.attachments import frozen_media
from staff.editions import day, paragraphs, points


def frozen_article(work: dict) -> SafeString:
    """Return a frozen article as HTML. Also accepts content frozen without a date, authors or points."""
    return format_html(
        "<h2>{}</h2><p>{}</p><p>{} · {}</p>{}<h3>{}</h3>{}{}",
        work["title"], work["standfirst"], ", ".join(author["name"] for author in work["authors"]) or "–",
        day(work["published_on"]), frozen_media(work),
        work["summary_label"], points([point["text"] for point in work["points"]]),
        paragraphs(linked(work["body"], {})),
    )  # fmt: skip
