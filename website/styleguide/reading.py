"""Samples of texts, with the elements beside and below them."""

from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.safestring import mark_safe

from website.styleguide.edge_cases import (
    ADA,
    ARABIC_TITLE,
    BORIS,
    CROWD,
    DAY,
    HERE,
    LATER,
    MOMENT,
    ONE,
    SCRIPTS,
    SENTENCE,
    TITLE_OF_300,
    UNBROKEN,
)

WHY = mark_safe("<p>Placed first, since the others answer it.</p>")
NOTED = mark_safe("<em>Harbor Returns</em>, 2025, table 4.")
SINCE = {"is_correction": True, "number": 2, "live_from": LATER, "note": "The toll is in euros.", "url": HERE}
POINTS = [{"anchor": "", "html": SENTENCE}, {"anchor": "", "html": "Two of nine berths stand empty."}]
EDITION = {"edition_number": 2, "edition_kind": "correction", "live_from": LATER, "is_current": True}


def entry(title: str, **more) -> dict:
    """Return sample context for entry.html."""
    facts = {"anchor": "entry", "url": HERE, "authors": [ADA, BORIS], "published_on": DAY, "points_html": POINTS}
    return {"number": 1, "title": title, "has_body": True, "summary_label": "Executive Summary", **facts, **more}


def section(title: str, anchor: str = "section", entries: int = 3, **more) -> dict:
    """Return sample context of a section for contents.html and entry_section.html."""
    told = [
        entry(f"Article {n}", number=n, anchor=f"{anchor}-entry-{n}", points_html=[]) for n in range(1, entries + 1)
    ]
    return {"title": title, "anchor": anchor, "entries": told, **more}


PLACES = [section("The Ports"), section("", entries=1), section(TITLE_OF_300)]


FILE = {
    "title": "The whole report",
    "url": HERE,
    "media_type": "application/pdf",
    "kind": "PDF",
    "size_words": "2.4 MB",
}

COVER = lazy(static, str)("favicon.svg")  # known only after static files are collected
OPENING = {
    "series": "Strategic Snapshot",
    "title": "Winter on the Caspian",
    "standfirst": SENTENCE,
    "authors": [ADA, *SCRIPTS],
    "published_on": DAY,
    "volume": "12",
    "counts": "16 articles",
    "reading_minutes": 7,
    "edition_number": 1,
    "pdf_url": HERE,
    "follow": {
        "query": "snapshot=winter",
        "label": "Follow this snapshot",
        "words": "Get email alerts for new editions",
    },
}

SAMPLES = {
    "attachments": [
        ("One file", {"attachments": [FILE]}),
        ("Two, one with an unbroken title", {"attachments": [FILE, {**FILE, "title": UNBROKEN}]}),
        ("None: shows nothing", {"attachments": []}),
    ],
    "translation_links": [
        (
            "Two other languages",
            {
                "translations": [
                    {"language": "fr", "name": "Français", "url": HERE},
                    {"language": "ar", "name": "العربية", "url": HERE},
                ]
            },
        ),
        ("None: shows nothing", {"translations": []}),
    ],
    "dateline": [
        ("A day alone", {"date": DAY}),
        ("With series, volume and issue", {"date": DAY, "series": "Harbor Notes", "volume": "12", "issue": "3"}),
        ("Nothing known: shows nothing", {"date": None}),
    ],
    "opening": [
        (
            "A snapshot with a cover, compiled by two",
            {"page": {**OPENING, "compilers": [ADA, BORIS], "cover_url": COVER}},
        ),
        (
            "Corrected, a title of 300, thirty authors",
            {"page": {**OPENING, **EDITION, "title": TITLE_OF_300, "authors": CROWD}},
        ),
        ("A title and an edition alone", {"page": {"title": ONE, "edition_number": 1}}),
    ],
    "page_acts": [("As it is without scripts", {"page": OPENING, "share_url": "https://example.org/winter/"})],
    "cover": [
        ("A drawing", {"cover_url": COVER, "words": "Map: Georgia"}),
        ("None: shows nothing", {"cover_url": ""}),
    ],
    "view_choice": [
        ("With summaries", {"path": HERE}),
        ("Titles only", {"path": HERE, "titles_only": True}),
    ],
    "contents": [
        ("Three sections", {"places": PLACES}),
        (
            "Headings of two levels",
            {
                "places": [
                    {"anchor": "styleguide", "title": "Berths", "level": 2},
                    {"anchor": "styleguide", "title": "The Night Shift", "level": 3},
                    {"anchor": "styleguide", "title": UNBROKEN, "level": 2},
                ]
            },
        ),
        ("Nothing: shows nothing", {"places": []}),
    ],
    "contents_list": [("A section without a title", {"places": PLACES[1:2]})],
    "entry": [
        ("With points", {"entry": entry("Ferries Wait")}),
        ("Corrected since, with the editors' note", {"entry": entry("Ferries Wait", since=SINCE, note_html=WHY)}),
        (
            "Its text stands elsewhere",
            {
                "entry": entry(
                    "Seals Travel", has_body=False, source_url="https://example.org/", source_host="example.org"
                )
            },
        ),
        ("Withdrawn", {"entry": entry("Tolls Fall", withdrawn=True, notice="The figures were another port's.")}),
        ("A title of one character, no authors", {"entry": entry(ONE, authors=[], points_html=[])}),
        ("A title of 300, thirty authors", {"entry": entry(TITLE_OF_300, authors=CROWD)}),
        ("What does not break", {"entry": entry(UNBROKEN, points_html=[{"html": UNBROKEN}])}),
        ("Arabic", {"entry": entry(ARABIC_TITLE, authors=SCRIPTS, points_html=[{"html": ARABIC_TITLE}])}),
    ],
    "entry_section": [
        ("With a note", {"section": section("The Ports", note_html=WHY, entries=2)}),
        ("Without a title", {"section": section("", entries=1)}),
    ],
    "summary_points": [
        ("Two points", {"label": "Executive Summary", "points": POINTS}),
        ("Without a label; one that does not break", {"points": [{"html": UNBROKEN}]}),
        ("No points: shows nothing", {"points": []}),
    ],
    "corrected_since": [
        ("Corrected", {"since": SINCE}),
        ("Updated, without a note", {"since": {**SINCE, "is_correction": False, "note": ""}}),
    ],
    "notes": [
        (
            "Two notes, one named twice",
            {
                "notes": [
                    {"number": 1, "anchor": "note-1", "html": NOTED, "marks": ["styleguide"]},
                    {"number": 2, "anchor": "note-2", "html": UNBROKEN, "marks": ["styleguide", "styleguide"]},
                ]
            },
        )
    ],
    "withdrawn_notice": [
        ("With the reason", {"notice": "The figures were another port's. We are sorry."}),
        ("Without", {"notice": ""}),
    ],
    "correction_list": [
        (
            "Two corrections",
            {
                "corrections": [
                    {"number": 3, "note": "The toll is in euros.", "live_from": LATER},
                    {"number": 2, "note": "", "live_from": MOMENT},
                ]
            },
        )
    ],
    "topic_links": [
        (
            "Topics and tags",
            {
                "topics": [{"name": "Ports", "url": HERE}, {"name": UNBROKEN, "url": HERE}],
                "tags": [{"name": "ice", "url": HERE}, {"name": "without a page"}],
            },
        )
    ],
    "imprint": [
        (
            "All it can say",
            {
                "lines": [
                    {"term": "Type", "rows": [[{"text": "Working paper", "href": ""}]]},
                    {
                        "term": "Authors",
                        "rows": [
                            [
                                {"text": "Ada Writer, Senior Fellow", "href": ""},
                                {"text": "ORCID 0000-0002-1825-0097", "href": HERE},
                            ],
                            [{"text": UNBROKEN, "href": HERE}],
                        ],
                    },
                    {
                        "term": "Funding",
                        "rows": [[{"text": "Harbor Fund", "href": HERE}, {"text": "grant HF-2025-17", "href": ""}]],
                    },
                    {"term": "Disclosure", "rows": [[{"text": ARABIC_TITLE, "href": ""}]]},
                ]
            },
        )
    ],
    "share": [("As it is without scripts", {"title": "Winter on the Caspian", "url": "https://example.org/winter/"})],
    "newsletter": [
        (
            "At the end of a snapshot",
            {"key": "end", "query": "snapshot=winter", "words": "Get alerts", "often": "at-once"},
        ),
        ("What does not break", {"key": "end", "query": "series=notes", "words": UNBROKEN, "often": "weekly"}),
    ],
    "follow_link": [
        ("A filter", {"words": "Get alerts for this search", "query": "topic=ports"}),
        ("A snapshot", {"words": "Get email alerts for new editions", "snapshot": "winter"}),
        ("A series", {"words": "Get alerts for this series", "series": "harbor-notes"}),
    ],
}
