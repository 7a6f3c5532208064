"""Statements of a document about funding, interests, license and its authors."""

import pytest

from articles.models import Article
from importing.applying import apply, import_account
from importing.lines import Place
from importing.matching import Status, make_plan
from importing.outlining import make_outline
from importing.outlining.imprint import funders_of, license_in, role_and_place
from importing.reading import read
from people.models import Author
from record.models import Organization
from snapshot.draft import draft
from snapshot.public.renditions import text_of
from tests import make

OPENING = """Strategic Snapshot: Ports in Winter

The ports are closed.

Selected Analysis
Ferries
Ferries Wait
Ada Writer and Boris Abel
March 1, 2026
Executive Summary:
- Ferries wait two days.
- No berth is free.
"""
STATED = """Funding: This research was supported by the Northgate Fund (grant NF-17).
Disclosure: Ada Writer owns a ferry.
About the authors
Ada Writer is a Senior Fellow at the Institute of Ferries. She sails.
Boris Abel writes on ports.
"""
CLOSING = """Cranes Rust
Ada Writer
March 2, 2026
Executive Summary:
- Cranes rust.
- Nobody paints them.
"""


def outlined(*parts: str):
    return make_outline(read("".join(parts).encode(), "ports.txt"), ["Strategic Snapshot"])


def test_statements_belong_to_the_article_above_them():
    outline = outlined(OPENING, STATED, CLOSING, "License: CC BY 4.0\n")
    ferries, cranes = outline.sections[0].articles
    assert ferries.imprint == {
        "funders": [{"name": "Northgate Fund", "identifier": "", "grants": ["NF-17"]}],
        "disclosure": "Ada Writer owns a ferry.",
    }
    assert cranes.imprint == {"license": "CC-BY-4.0"}
    assert outline.about == {
        "Ada Writer": "Ada Writer is a Senior Fellow at the Institute of Ferries. She sails.",
        "Boris Abel": "Boris Abel writes on ports.",
    }
    assert [point.text for point in cranes.summary] == ["Cranes rust.", "Nobody paints them."]
    assert outline.places[13] == [Place.IMPRINT]


def test_statements_below_all_articles_or_our_own_heading_are_about_the_whole():
    assert outlined(OPENING, CLOSING, "License: CC0-1.0\n").imprint == {"license": "CC0-1.0"}
    own = "About this publication\nType: Brief\nFunding: A; A-1\nFunding: B\n"
    outline = outlined(OPENING, STATED, CLOSING, own)
    assert outline.imprint["type"] == "Brief"
    assert [each["name"] for each in outline.imprint["funders"]] == ["A", "B"]


def test_an_unknown_license_is_reported():
    outline = outlined(OPENING, CLOSING, "License: free for friends\n")
    assert [each.code for each in outline.warnings if "free for friends" in each.message] == ["not-taken"]


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("This work is licensed under https://creativecommons.org/licenses/by-nc/4.0/.", "CC-BY-NC-4.0"),
        ("© 2026 Harbor Institute. All rights reserved.", "all rights reserved"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0"),
        ("by agreement", ""),
    ],
)
def test_a_license_is_found_in_a_sentence(words, key):
    assert license_in(words) == key


def test_funders_are_read_from_a_sentence_or_from_our_own_form():
    assert funders_of("Funded by the Harbor Fund, grants HF-1 and HF-2.") == [
        {"name": "Harbor Fund", "identifier": "", "grants": ["HF-1", "HF-2"]}
    ]
    assert funders_of("Harbor Fund; 03yrm5c26; HF-1")[0]["identifier"] == "https://ror.org/03yrm5c26"


def test_role_and_affiliation_are_read_from_a_biography():
    assert role_and_place("Ada Writer", "Ada Writer is a Fellow at the Harbor Institute, and sails.") == (
        "Fellow", "Harbor Institute",
    )  # fmt: skip
    assert role_and_place("Ada Writer", "She sails.") == ("", "")


@pytest.mark.django_db
def test_applying_enters_what_is_not_a_default_already_and_describes_new_authors():
    Organization.objects.create(pk=1, name="Harbor Institute", license="CC-BY-4.0")
    make.series()
    plan = make_plan(outlined(OPENING, STATED, CLOSING, "License: CC BY 4.0\nDisclosure: None to tell.\n"))
    apply(plan, import_account())
    ferries, cranes = (Article.objects.get(title=title) for title in ("Ferries Wait", "Cranes Rust"))
    assert (ferries.funding, ferries.disclosure) == ("Northgate Fund; NF-17", "Ada Writer owns a ferry.")
    assert (cranes.license, cranes.disclosure) == ("", "None to tell.")
    ada = Author.objects.get(name="Ada Writer")
    assert (ada.role, ada.affiliation) == ("Senior Fellow", "Institute of Ferries")
    assert "She sails." in ada.bio
    again = make_plan(outlined(OPENING, STATED, CLOSING, "Disclosure: None to tell.\n"))
    assert [match.status for match in again.articles] == [Status.SAME, Status.SAME]


@pytest.mark.django_db
def test_the_text_form_of_a_snapshot_brings_its_imprint_back():
    points = ["Ferries wait two days.", "No berth is free."]
    article = make.article("Ferries Wait", [make.author("Ada Writer")], points)
    snapshot = make.snapshot(
        "Ports", sections={"Ferries": [article]}, license="CC0-1.0", disclosure="One of us sails.",
        funding="Harbor Fund; https://ror.org/03yrm5c26; HF-1\nNorthgate Fund",
    )  # fmt: skip
    content = draft(snapshot, make.NOON)
    outline = outlined(text_of(content["work"], content["edition"]["entries"]))
    imprint = content["work"]["imprint"]
    assert outline.imprint == {name: imprint[name] for name in ("funders", "disclosure", "license")}
    assert [each.code for each in outline.warnings] == []
