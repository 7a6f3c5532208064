"""What changed between two editions of a snapshot, in words."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import SummaryPoint
from record import publishing
from record.comparison.words import Mark
from record.freezing import read
from record.publishing import Terms
from snapshot.comparison import compare
from snapshot.models import Placement, Section
from tests import make
from tests.make import changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def snapshot():
    return make.snapshot(
        sections={
            "Peace": [make.article("A"), make.article("B"), make.article("C")],
            "Relations": [make.article("D"), make.article("E"), make.article("F")],
        }
    )


def move(title: str, section: str, place: int) -> None:
    """Take the article out of its section and put it at the place, the others closing up behind it."""
    row = Placement.objects.get(article__title=title)
    target = Section.objects.get(snapshot=row.section.snapshot, title=section)
    for each in {row.section, target}:
        keys = [other.pk for other in each.placements.exclude(pk=row.pk).order_by("position")]
        if each == target:
            keys.insert(place - 1, row.pk)
        for position, pk in enumerate(keys, 1):
            Placement.objects.filter(pk=pk).update(position=position, section=each)


def told(snapshot, **terms) -> list[str]:
    """Publish the snapshot again and return what its comparison with the edition before says, marks in brackets."""
    before = snapshot.editions.order_by("-number").first()
    after = published(snapshot, later(hours=before.number), **terms)
    signs = {Mark.SAME: "{}", Mark.REMOVED: "[-{}-]", Mark.ADDED: "[+{}+]"}
    return [
        each.words + (": " + "".join(signs[run.mark].format(run.text) for run in each.runs) if each.runs else "")
        for each in compare(read(before.content), read(after.content)).change_lines
    ]


def test_what_passes_to_another_section_is_told_as_one_move(snapshot):
    published(snapshot, later())
    move("F", "Peace", 1)
    assert told(snapshot) == ["Moved “F” from “Relations” (3rd) to “Peace” (1st)"]


def test_what_moves_within_its_section_is_told_with_both_places(snapshot):
    published(snapshot, later())
    move("C", "Peace", 1)
    assert told(snapshot) == ["Moved “C” within “Peace” from 3rd to 1st place"]


def test_what_comes_to_a_section_and_what_goes_is_told_together(snapshot):
    published(snapshot, later())
    Placement.objects.filter(article__title__in=["D", "E"]).delete()
    for name, place in (("G", 7), ("H", 8)):
        section = Section.objects.get(title="Peace")
        Placement.objects.create(section=section, article=make.article(name), position=place)
    assert told(snapshot) == ["Removed from “Relations”: “D”, “E”", "Added to “Peace”: “G” (4th), “H” (5th)"]


def test_sections_are_told_as_renamed_moved_added_and_removed(snapshot):
    published(snapshot, later())
    Section.objects.filter(title="Peace").update(title="Peace Process", position=9)
    Section.objects.create(snapshot=snapshot, title="New", position=10)
    found = told(snapshot)
    assert "Added the section “New” (3rd)" in found
    assert "Renamed the section “Peace” to “Peace Process”" in found
    moves = [each for each in found if each.startswith("Moved the section")]
    assert moves in (
        ["Moved the section “Peace Process” from 1st to 2nd place"],
        ["Moved the section “Relations” from 2nd to 1st place"],
    )  # either explains it


def test_a_correction_is_told_with_the_words_that_changed(snapshot):
    published(snapshot, later())
    row = Placement.objects.get(article__title="B")
    SummaryPoint.objects.filter(article=row.article, position=2).update(text="A second point.")
    publishing.publish(row.article, None, Terms(kind="correction", note="One word."), later(minutes=1))
    assert told(snapshot, kind="correction") == [
        "“B” is shown in edition 2 instead of 1",
        "Corrected the 2nd point of “B”: [-Second-][+A second+] point.",
    ]


def test_another_edition_of_an_article_leads_to_its_comparison(snapshot):
    published(snapshot, later())
    article = Placement.objects.get(article__title="B").article
    publishing.publish(changed(article, body="<p>New text.</p>"), None, Terms(kind="update"), later(minutes=1))
    before = snapshot.editions.get()
    [sentence] = compare(read(before.content), read(published(snapshot, later(hours=1)).content)).change_lines
    assert sentence.address == f"/analysis/{article.slug}/editions/1/to/2/"


def test_paragraphs_are_told_by_number(snapshot):
    published(snapshot, later())
    changed(snapshot, introduction="<p>First paragraph.</p><p>Second new paragraph.</p><h2>Third</h2>")
    assert told(snapshot) == [
        "Paragraph 2 of the introduction changed: Second [+new +]paragraph.",
        "Added heading 3 to the introduction: Third",
    ]


def test_a_link_that_changed_is_told_though_no_word_did(snapshot):
    changed(snapshot, introduction='<p><a href="https://example.org/a">There</a></p>')
    published(snapshot, later())
    changed(snapshot, introduction='<p><a href="https://example.org/b">There</a></p>')
    assert told(snapshot) == ["Paragraph 1 of the introduction: only the formatting or a link changed"]


def test_titles_notes_and_facts_are_told(snapshot):
    published(snapshot, later())
    changed(snapshot, title="Peace at last", doi="10.1000/182")
    Placement.objects.filter(article__title="A").update(note="Read it <em>first</em>.", title="A, in short")
    Section.objects.filter(title="Peace").update(note="Since May.")
    found = told(snapshot)
    assert "Added the DOI: 10.1000/182" in found
    assert any(each.startswith("Changed the title: ") for each in found)
    assert "Added the note of the section “Peace”: Since May." in found
    assert "Changed this snapshot’s own title for “A”: A[+, in short+]" in found
    assert "Added the note on “A, in short”: Read it first." in found


def test_titles_are_words_not_markup_or_formats(snapshot):
    published(snapshot, later())
    article = make.article("100 % <b>sure</b> %(title)s {x}")
    section = Section.objects.get(title="Peace")
    Placement.objects.create(section=section, article=article, position=9)
    Section.objects.filter(title="Relations").update(title="5 < 6 %s")
    assert sorted(told(snapshot)) == [
        "Added to “Peace”: “100 % <b>sure</b> %(title)s {x}” (4th)",
        "Renamed the section “Relations” to “5 < 6 %s”",
    ]


def test_comparing_asks_the_database_nothing(snapshot):
    first = published(snapshot, later())
    move("F", "Peace", 1)
    contents = [read(edition.content) for edition in (first, published(snapshot, later(hours=1)))]
    with CaptureQueriesContext(connection) as queries:
        compare(*contents)
    assert len(queries) == 0
