"""A timeline of a snapshot's articles, from the page's context."""

from django.utils.translation import gettext as _

from web.charts.timeline import Item, Timeline, timeline


def timeline_of(sections: list[dict]) -> Timeline | None:
    """Return the sections of page_of (snapshot/public/renditions.py) as lanes; None below three dated articles.

    A withdrawn article has a number but no date.
    """
    lanes = []
    for section in sections:
        items = [
            Item(entry["number"], entry["title"], entry["published_on"], f"#{entry['anchor']}")
            for entry in section["entries"]
            if entry.get("published_on")
        ]
        lanes.append((section["title"] or _("Articles"), f"#{section['anchor']}", items))
    return timeline(lanes, title=_("These articles over time"))
