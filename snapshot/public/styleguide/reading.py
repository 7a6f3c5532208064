"""A text, and what stands beside and below it."""

from django.utils.safestring import mark_safe

from snapshot.public.styleguide.awkward import (
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
    """Return an article as entry.html takes it."""
    facts = {"anchor": "entry", "url": HERE, "authors": [ADA, BORIS], "published_on": DAY, "points_html": POINTS}
    return {"title": title, "has_body": True, "summary_label": "Executive Summary", **facts, **more}


def section(title: str, anchor: str = "section", entries: int = 3, **more) -> dict:
    """Return a section as contents.html and entry_section.html take it."""
    told = [entry(f"Article {n}", anchor=f"{anchor}-entry-{n}", points_html=[]) for n in range(1, entries + 1)]
    return {"title": title, "anchor": anchor, "entries": told, **more}


FILE = {
    "title": "The whole report",
    "url": HERE,
    "media_type": "application/pdf",
    "kind": "PDF",
    "size_words": "2.4 MB",
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
    "snapshot_facts": [
        (
            "Corrected, compiled by two",
            {
                "page": {
                    **EDITION,
                    "published_on": DAY,
                    "article_count": 16,
                    "author_count": 9,
                    "compilers": [ADA, BORIS],
                }
            },
        ),
        ("First edition, one article", {"page": {"published_on": DAY, "edition_number": 1, "article_count": 1}}),
    ],
    "article_facts": [
        (
            "With all of it",
            {
                "page": {
                    **EDITION,
                    "authors": [ADA, *SCRIPTS],
                    "published_on": DAY,
                    "volume": "12",
                    "reading_minutes": 7,
                }
            },
        ),
        ("Thirty authors", {"page": {"authors": CROWD, "published_on": DAY, "edition_number": 1}}),
        ("No authors", {"page": {"authors": [], "published_on": DAY, "edition_number": 1, "reading_minutes": 1}}),
    ],
    "contents": [
        ("Three sections", {"places": [section("The Ports"), section("", entries=1), section(TITLE_OF_300)]}),
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
    "share": [("As it is without scripts", {"title": "Winter on the Caspian", "url": "https://example.org/winter/"})],
    "follow_link": [
        ("A filter", {"words": "Be told of new articles like these", "query": "topic=ports"}),
        ("A snapshot", {"words": "Be told by e-mail of new editions", "snapshot": "winter"}),
        ("A series", {"words": "Be told of what appears in this series", "series": "harbor-notes"}),
    ],
}
