"""A snapshot's articles on a line of time, as its page shows them: from what the page already has."""

from itertools import count

from django.utils.translation import gettext as _

from editorial.drawing.timeline import Item, Timeline, timeline


def timeline_of(sections: list[dict]) -> Timeline | None:
    """Return the sections of page_of (snapshot/public/renditions.py) as lanes; None below three dated articles.

    The numbers are those beside the entries. A withdrawn article has a number, and no date.
    """
    numbers = count(1)
    lanes = []
    for section in sections:
        numbered = [(next(numbers), entry) for entry in section["entries"]]
        items = [
            Item(number, entry["title"], entry["published_on"], f"#{entry['anchor']}")
            for number, entry in numbered
            if entry.get("published_on")
        ]
        lanes.append((section["title"] or _("Articles"), f"#{section['anchor']}", items))
    return timeline(lanes, title=_("These articles over time"))
