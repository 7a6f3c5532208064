"""Samples of list items."""

from django.utils.safestring import mark_safe

from website.styleguide.edge_cases import (
    ADA,
    ARABIC_TITLE,
    BORIS,
    CHINESE_TITLE,
    CROWD,
    DAY,
    GEORGIAN_TITLE,
    HERE,
    HOSTILE,
    LATER,
    ONE,
    SCRIPTS,
    SENTENCE,
    TITLE_OF_300,
    UNBROKEN,
)

MARKED = mark_safe("Ferries wait for <mark>berths</mark>, not for cargo.")


def article(title: str, **more) -> dict:
    """Return sample context for article_card.html."""
    return {"card": {"title": title, "url": HERE, "authors": [ADA, BORIS], "published_on": DAY, **more}}


def snapshot(title: str, **more) -> dict:
    """Return sample context for snapshot_card.html and snapshot_lead.html."""
    facts = {"url": HERE, "published_on": DAY, "series": "Strategic Snapshot", "article_count": 16, "edition_number": 2}
    return {"card": {"title": title, "sections": [], "authors_line": "9 authors", **facts, **more}}


def correction(**more) -> dict:
    """Return sample context for correction_card.html."""
    facts = {
        "kind": "article",
        "title": "Ferries Wait",
        "url": HERE,
        "number": 2,
        "edition_url": HERE,
        "live_from": LATER,
    }
    return {"card": {**facts, **more}}


SHARED = {"title": "Seals Travel", "url": HERE, "published_on": DAY}

ROW = {"title": "On the ports", "source": "archive", "query": "topic=ports"}
CARDS = [
    {"kind": "article", **article("Ferries Wait", points_html=[SENTENCE])},
    {"kind": "snapshot", **snapshot("Winter on the Caspian", standfirst=SENTENCE)},
    {"kind": "article", **article(TITLE_OF_300)},
]

SAMPLES = {
    "front_row": [
        ("From a filter", {"row": {**ROW, "cards": CARDS}, "number": 1}),
        ("A chosen list, one that does not break", {"row": {"title": UNBROKEN, "cards": CARDS[:1]}, "number": 2}),
    ],
    "notice": [
        ("With a link", {"notice": {"words": SENTENCE, "url": HERE, "key": "sample"}}),
        ("None: shows nothing", {"notice": None}),
    ],
    "article_card": [
        ("With a point", article("Ferries Wait", points_html=[SENTENCE], series="Harbor Notes")),
        ("Found by words", article("Ferries Wait", passage=MARKED)),
        ("Withdrawn", article("Ferries Wait", withdrawn=True)),
        ("No authors, no point", article("Ferries Wait", authors=[])),
        ("Thirty authors", article("Ferries Wait", authors=CROWD)),
        ("A title of one character", article(ONE)),
        ("A title of 300", article(TITLE_OF_300, points_html=[SENTENCE])),
        ("A title and a point that do not break", article(UNBROKEN, points_html=[UNBROKEN])),
        ("Markup in a title", article(HOSTILE)),
        ("Arabic", article(ARABIC_TITLE, authors=SCRIPTS)),
    ],
    "snapshot_card": [
        ("With a standfirst", snapshot("Winter on the Caspian", standfirst="Three ports, two ferries.")),
        ("Found by words", snapshot("Winter on the Caspian", passage=MARKED)),
        ("One article, nobody named", snapshot("Winter", article_count=1, authors_line="", series="")),
        ("A title that does not break", snapshot(UNBROKEN)),
        ("Georgian", snapshot(GEORGIAN_TITLE)),
    ],
    "snapshot_lead": [
        (
            "With sections",
            snapshot("Winter on the Caspian", standfirst="Three ports.", sections=["The Ports", "Customs", "Ice"]),
        ),
        ("A title of 300, no sections", snapshot(TITLE_OF_300)),
        ("Chinese", snapshot(CHINESE_TITLE, sections=[UNBROKEN])),
    ],
    "correction_card": [
        ("An article's, with a note", correction(note="The toll is in euros, not in dollars.", comparison_url=HERE)),
        ("A snapshot's, without", correction(kind="snapshot", title=TITLE_OF_300)),
    ],
    "related": [
        (
            "Three, one in Arabic, one that does not break",
            {
                "heading": "Related analysis",
                "cards": [
                    {**SHARED, "authors": [ADA, BORIS]},
                    {**SHARED, "title": ARABIC_TITLE, "authors": SCRIPTS},
                    {**SHARED, "title": UNBROKEN},
                ],
            },
        ),
        ("Nothing related: shows nothing", {"heading": "Related analysis", "cards": []}),
    ],
    "selected_in": [
        (
            "In two snapshots",
            {
                "places": [
                    {"title": "Winter on the Caspian", "url": HERE, "section": "Customs", "number": 2},
                    {"title": TITLE_OF_300, "url": HERE, "section": ""},
                ]
            },
        )
    ],
}
