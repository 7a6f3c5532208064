"""Samples of filters, sort orders and exports of lists."""

from datetime import UTC, date, datetime

from website.styleguide.edge_cases import ARABIC, HERE, TITLE_OF_300, UNBROKEN

PATH = {"path": HERE}


def value(name: str, count: int | None = 7, is_chosen: bool = False) -> dict:
    return {"name": name, "query": "", "count": count, "is_chosen": is_chosen}


def issue(title: str, entries: list[dict]) -> dict:
    return {
        "number": 1,
        "title": title,
        "list_name": "All analysis",
        "sent_at": datetime(2026, 3, 2, 7, tzinfo=UTC),
        "entries": entries,
        "left_out": 0,
    }


FACETS = [
    {
        "label": "Topic",
        "is_open": True,
        "first": [value("Ports", 112, True), value("Ice")],
        "more": [value("Tolls", 1)],
    },
    {"label": "Author", "is_open": True, "first": [value(ARABIC), value(UNBROKEN)], "more": []},
]
ORDERS = [
    {"name": "best match", "query": "order=relevance", "is_chosen": False},
    {"name": "newest", "query": "order=newest", "is_chosen": True},
]
LEAF = {"name": "Armenia", "url": HERE, "count": 3, "children": []}
BRANCH = {"name": "South Caucasus", "url": HERE, "count": 12, "children": [LEAF, {**LEAF, "name": UNBROKEN}]}

SAMPLES = {
    "filter_form": [
        ("Nothing asked", {**PATH, "asked": {}, "kept": [], "label": "Search the analysis"}),
        (
            "Words and a period",
            {
                **PATH,
                "asked": {"q": TITLE_OF_300},
                "kept": [("topic", "ports")],
                "since": date(2026, 1, 1),
                "until": date(2026, 3, 31),
                "label": "Search the analysis",
            },
        ),
    ],
    "filter_chips": [
        ("Three active", {**PATH, "chips": [{"label": "Ports"}, {"label": ARABIC}, {"label": UNBROKEN}]}),
        ("One", {**PATH, "chips": [{"label": "Since January 1, 2026"}]}),
    ],
    "did_you_mean": [("Another spelling", {**PATH, "meant": "ferries", "query": "q=ferries"})],
    "list_orders": [("Newest is chosen", {**PATH, "orders": ORDERS})],
    "facets": [
        ("One chosen, one with more", {**PATH, "facets": FACETS}),
        ("None: shows nothing", {**PATH, "facets": []}),
    ],
    "facet_value": [
        ("Open to choose", {**PATH, "value": value("Ports")}),
        ("Chosen, uncounted", {**PATH, "value": value("Ports", None, True)}),
    ],
    "newsletter_card": [
        (
            "A weekly list, with one title more",
            {
                "issue": issue(
                    "All analysis", [{"title": "Ports"}, {"title": ARABIC}, {"title": UNBROKEN}, {"title": "Ice"}]
                )
            },
        ),
        ("A letter from the editors", {"issue": issue(TITLE_OF_300, [{"title": "Ports"}])}),
    ],
    "letter_entry": [
        (
            "An article with a correction",
            {
                "entry": {
                    "kind": "article",
                    "title": TITLE_OF_300,
                    "url": "#",
                    "byline": "Ada Reed and Bo Lind",
                    "published_on": date(2026, 5, 4),
                    "note_html": "Correction: A figure was wrong.",
                    "summary_label": "Executive Summary",
                    "points_html": [{"html": "Ships queue."}, {"html": UNBROKEN}],
                }
            },
        ),
        (
            "A snapshot",
            {
                "entry": {
                    "kind": "snapshot",
                    "title": "Ports",
                    "url": "#",
                    "series": "Strategic Snapshot",
                    "published_on": date(2026, 5, 4),
                    "article_count": 2,
                    "lead": "Ships queue.",
                    "sections": [
                        {
                            "title": "Sea",
                            "entries": [{"title": "Ice", "url": "#"}, {"title": ARABIC, "url": "#"}],
                        }
                    ],
                }
            },
        ),
    ],
    "export_links": [("All of it", {"query": ""}), ("What a filter finds", {"query": "topic=ports"})],
    "topic_tree": [("Two levels", {"nodes": [BRANCH, {**LEAF, "name": "Ports", "count": 0}]})],
}
