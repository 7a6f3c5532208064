"""A frozen snapshot rendered for the desk."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from staff.attachments import frozen_media
from staff.editions import day, paragraphs, points


def frozen_snapshot(work: dict, entries: dict) -> SafeString:
    """Return a frozen snapshot as HTML. `entries` holds its articles by placement key."""
    sections = format_html_join(
        "", "<h3>{}</h3>{}{}", ((s["title"], paragraphs([s["note"]]), _section(s, entries)) for s in work["sections"])
    )
    heading = format_html("<p><strong>{}</strong></p>", work["selection_heading"]) if work["selection_heading"] else ""
    return format_html(
        "<h2>{}</h2>{}{}{}{}", work["title"], frozen_media(work), paragraphs(work["introduction"]), heading, sections
    )


def _section(section: dict, entries: dict) -> SafeString:
    return format_html_join("", "{}", ((_placement(each, entries),) for each in section["placements"]))


def _placement(placement: dict, entries: dict) -> SafeString:
    entry = entries[placement["key"]]
    return format_html(
        "<h4>{}</h4><p>{} · {}</p>{}{}",
        placement["title"] or entry["title"], ", ".join(author["name"] for author in entry["authors"]) or "–",
        day(entry["published_on"]), points(placement["summary"] or [point["text"] for point in entry["points"]]),
        paragraphs([placement["note"]]),
    )  # fmt: skip
