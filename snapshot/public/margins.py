"""A snapshot's page with something after each paragraph, section and article, for reviewing."""

from datetime import datetime

from articles.public.cards import day
from snapshot.public.renditions import page_of
from snapshot.public.timeline import timeline_of
from snapshot.public.withholding import withhold
from text.margins import Margin, filled, margins, with_signs


def page_with_margins(content: dict, at: datetime, margin: Margin) -> dict:
    """Return the page context of unpublished content ({"work", "edition"})."""
    content = withhold(content)
    work, entries = content["work"], content["edition"]["entries"]
    page = page_of({**work, "introduction": with_signs(work["introduction"])}, entries)
    found = margins(work["introduction"], margin, "introduction")
    page["introduction_html"] = [filled(block, found) for block in page["introduction_html"]]
    for section in page["sections"]:
        section["margin"] = margin(f"sections/{section['key']}")
        for entry in section["entries"]:
            entry["margin"] = margin(f"placements/{entry['key']}")
    return page | {
        "timeline": timeline_of(page["sections"]),
        "published_on": day(work["published_on"]) or at.date(),
        "is_current": True,
        "is_preview": True,
    }
