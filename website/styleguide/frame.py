"""Samples of page headers, footers and navigation."""

from website.styleguide.edge_cases import (
    ARABIC_TITLE,
    CHINESE_TITLE,
    GEORGIAN_TITLE,
    HERE,
    MOMENT,
    ONE,
    TITLE_OF_300,
    UNBROKEN,
)

HOUSE = {
    "name": "Institute for Ports and Passage",
    "tagline": "What moves by sea, and who decides.",
    "website": "https://example.org/",
    "contact_email": "desk@example.org",
}
LINKS = [{"label": "About us", "url": HERE}, {"label": "Support", "url": HERE}]

SAMPLES = {
    "site_header": [
        ("In the archive, with links of the house", {"organization": HOUSE, "section": "archive", "links": LINKS}),
        ("Before the house has a name", {"organization": {"name": ""}, "section": "", "links": []}),
        ("A name that does not break", {"organization": {"name": UNBROKEN}, "section": "search", "links": []}),
    ],
    "breadcrumb": [
        (
            "Two steps below the root",
            {
                "root_name": "Topics",
                "root_url": HERE,
                "trail": [{"name": "Eurasia", "url": HERE}, {"name": "South Caucasus", "url": HERE}],
            },
        ),
        ("At the first step", {"root_name": "Topics", "root_url": HERE, "trail": []}),
        ("A long step", {"root_name": "Topics", "root_url": HERE, "trail": [{"name": UNBROKEN, "url": HERE}]}),
    ],
    "page_header": [
        (
            "With all of it",
            {
                "title": "Winter on the Caspian",
                "series": "Strategic Snapshot",
                "series_url": HERE,
                "standfirst": "Three ports, two ferries, one timetable.",
                "count": "42",
                "unit": "articles",
            },
        ),
        ("A title of one character", {"title": ONE}),
        ("A title of 300", {"title": TITLE_OF_300, "series": "Strategic Snapshot"}),
        ("A title that does not break", {"title": UNBROKEN}),
        ("Arabic", {"title": ARABIC_TITLE}),
        ("Georgian", {"title": GEORGIAN_TITLE}),
        ("Chinese", {"title": CHINESE_TITLE}),
    ],
    "empty_state": [("A sentence", {"text": "No analysis has been published yet."})],
    "site_directory": [("As it is", {})],
    "pager": [
        ("More to come", {"next_url": HERE, "label": "More analysis"}),
        ("Without words of its own", {"next_url": HERE}),
        ("The last page: shows nothing", {"next_url": ""}),
    ],
    "site_footer": [
        ("A house with all its facts", {"organization": HOUSE, "links": LINKS, "year": MOMENT.year}),
        ("A name alone", {"organization": {"name": "Institute"}, "links": [], "year": MOMENT.year}),
    ],
}
