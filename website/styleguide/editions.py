"""Samples of edition notices, citations and changes."""

from django.utils.safestring import mark_safe

from website.styleguide.edge_cases import DIGEST, HERE, LATER, MOMENT, ONE, UNBROKEN
from website.styleguide.reading import EDITION, SINCE

CITED = mark_safe("Marlowe, Ada. “Ferries Wait.” <em>Harbor Notes</em> 12, no. 3 (March 9, 2026).")
TOLL = "The toll is in euros."
OLD = {"edition_number": 1, "live_from": MOMENT, "is_current": False}
FORMATS = [{"name": name, "url": HERE} for name in ("PDF", "Plain text", "JSON")]
EDITIONS = [
    {
        "number": 2,
        "url": HERE,
        "live_from": LATER,
        "kind": "correction",
        "note": "The toll is in euros.",
        "is_shown": True,
    },
    {"number": 1, "url": HERE, "live_from": MOMENT, "kind": "first"},
]
RUNS = [
    {"text": "The toll is in "},
    {"mark": "removed", "text": "dollars"},
    {"mark": "added", "text": "euros"},
    {"text": "."},
]
PLAIN = [{"text": "Ferries wait for berths."}]
CHANGE_LINE = {"words": "Changed in “Ferries Wait”, point 2", "runs": RUNS, "address": HERE, "address_words": "show"}
WAS = {"runs": RUNS[:2], "label": "Point 2", "level": 3, "fate": "changed", "shows_fate": True}
IS = {"runs": [RUNS[0], RUNS[2]], "label": "Point 2", "level": 3, "fate": "changed", "shows_fate": True}
SAME = {"runs": PLAIN, "label": "", "level": 3}
TITLE = {"runs": [{"text": "Ferries Wait"}], "level": 1}
ADDED = {"runs": [{"text": UNBROKEN}], "level": 3, "fate": "added", "shows_fate": True}
PAIRS = [
    {
        "before": {"runs": [{"text": "Ferries Wait"}], "level": 1},
        "after": {"runs": [{"text": "Ferries Wait"}], "level": 1},
    },
    {"folded": 4, "before": WAS, "after": IS, "is_changed": True},
    {
        "before": None,
        "after": {"runs": [{"text": UNBROKEN}], "level": 3, "fate": "added", "shows_fate": True},
        "is_changed": True,
    },
]
STYLES = [{"key": name.lower(), "name": name, "html": CITED} for name in ("Chicago", "APA", "MLA")]
NAMED = {"before": "Edition 1", "after": "Edition 2"}


def listed(**more) -> dict:
    """Return sample context for edition_list_item.html."""
    facts = {"number": 1, "kind_name": "first edition", "live_from": MOMENT, "url": HERE, "digest": DIGEST}
    return {"edition": {**facts, **more}}


SAMPLES = {
    "edition_line": [
        ("First edition", {"page": {"edition_number": 1, "edition_kind": "first", "live_from": MOMENT}}),
        ("Corrected", {"page": EDITION}),
        ("Updated", {"page": {**EDITION, "edition_kind": "update"}}),
    ],
    "edition_banner": [
        (
            "Replaced, and corrected since",
            {
                "page": {
                    **OLD,
                    "current_url": HERE,
                    "changes_since_url": HERE,
                    "since": SINCE,
                }
            },
        ),
        ("Replaced by none that is public", {"page": OLD}),
        ("The current one: shows nothing", {"page": EDITION}),
    ],
    "edition_list_item": [
        (
            "The current one, a correction",
            listed(number=2, kind_name="correction", note=TOLL, is_current=True, comparison_url=HERE, before_number=1),
        ),
        ("The first", listed()),
    ],
    "edition_record": [
        (
            "A correction among two editions",
            {
                "page": {
                    **EDITION,
                    "edition_note": TOLL,
                    "permanent_url": "https://example.org/snapshots/winter/editions/2/",
                    "doi": "10.1000/182",
                    "digest": DIGEST,
                    "formats": FORMATS,
                    "editions": EDITIONS,
                    "history_url": HERE,
                    "changes_url": HERE,
                }
            },
        ),
        ("The first, alone", {"page": {"edition_number": 1, "live_from": MOMENT, "digest": DIGEST}}),
    ],
    "cite_panel": [
        (
            "With files of its articles",
            {
                "cite": {
                    "edition_number": 2,
                    "styles": STYLES,
                    "downloads": [{"name": "BibTeX", "url": HERE}, {"name": "RIS", "url": HERE}],
                    "of_articles": [{"name": "BibTeX", "url": HERE}],
                }
            },
        ),
        (
            "What does not break",
            {
                "cite": {
                    "edition_number": 1,
                    "styles": [{"key": "apa", "name": "APA", "html": UNBROKEN}],
                    "downloads": [{"name": "RIS", "url": HERE}],
                }
            },
        ),
    ],
    "marked_words": [
        ("Removed and added", {"runs": RUNS}),
        ("One character", {"runs": [{"mark": "added", "text": ONE}]}),
    ],
    "change_line": [
        ("With the words and a way there", {"line": CHANGE_LINE}),
        ("In words alone", {"line": {"words": "“Seals Travel” moved from Ice to Customs"}}),
    ],
    "side": [
        ("Changed", {"side": WAS, "name": "Edition 1"}),
        ("Unchanged", {"side": SAME, "name": "Edition 1"}),
        ("Nothing on this side", {"side": None, "name": "Edition 2"}),
    ],
    "side_by_side": [("Changed, added, folded", {"pairs": PAIRS, **NAMED})],
    "comparison": [
        ("With changes", {"comparison": {"change_lines": [CHANGE_LINE], "shown_pairs": PAIRS[:2]}, **NAMED}),
        ("Nothing changed", {"comparison": {"is_same": True}, **NAMED}),
        ("Nothing that a reader sees", {"comparison": {"is_same": False}, **NAMED}),
    ],
}
