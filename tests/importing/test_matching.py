"""Outline against archive."""

import pytest

from articles.models import Article
from importing import applying
from importing.matching import NEW, Decisions, Status, make_plan, snapshot_status
from importing.outlining import make_outline
from importing.reading import read
from people.models import Author
from tests import make
from tests.importing.documents import SMALL, without

pytestmark = pytest.mark.django_db
SERIES = ["Strategic Snapshot"]


def outline(text: str = SMALL):
    return make_outline(read(text.encode(), "small.txt"), SERIES)


def plan(text: str = SMALL, **decisions):
    return make_plan(outline(text), Decisions(**decisions))


def applied(text: str = SMALL):
    return applying.apply(plan(text), applying.import_account())


def test_on_an_empty_desk_everything_is_new():
    made = plan()
    assert [match.status for match in made.articles] == [Status.NEW] * 3
    assert snapshot_status(made) is Status.NEW
    assert all(match.status is Status.NEW for match in made.authors.values())


def test_what_was_imported_before_is_the_same():
    applied()
    made = plan()
    assert [match.status for match in made.articles] == [Status.SAME] * 3
    assert snapshot_status(made) is Status.SAME


def test_the_series_is_the_words_before_the_colon():
    made = plan()
    assert made.series.name == "Strategic Snapshot"
    assert made.title == "Ferries of the Inner Sea"


def test_an_unknown_series_stays_in_the_title():
    made = plan(SMALL.replace("Strategic Snapshot:", "Weekly Notes:"))
    assert made.series is None
    assert made.title == "Weekly Notes: Ferries of the Inner Sea"


def test_a_corrected_point_makes_an_article_changed_and_says_so():
    applied()
    made = plan(SMALL.replace("nine meters", "ten meters"))
    changed = made.with_status(Status.CHANGED)
    assert [match.changes for match in changed] == [["point 1 is corrected"]]


def test_a_changed_byline_is_told():
    applied()
    made = plan(SMALL.replace("Ben Okoro and Ada Brandt", "Ada Brandt and Ben Okoro"))
    assert made.with_status(Status.CHANGED)[0].changes == ["byline: Ada Brandt, Ben Okoro"]


def test_an_order_changed_makes_the_snapshot_changed_and_no_article():
    applied()
    text = SMALL.replace("Harbors and Hulls\n", "Hulls and Harbors\n")
    made = plan(text)
    assert snapshot_status(made) is Status.CHANGED
    assert not made.with_status(Status.CHANGED)


def test_a_nearly_identical_title_is_unsure():
    applied()
    made = plan(SMALL.replace("Northport Dredges Its Last Channel", "Northport Dredges Its Lost Channel"))
    assert [match.outline.title for match in made.undecided] == ["Northport Dredges Its Lost Channel"]
    assert [article.title for article in made.undecided[0].candidates] == ["Northport Dredges Its Last Channel"]


def test_the_same_title_on_another_day_by_another_author_is_unsure():
    make.article("Northport Dredges Its Last Channel")
    assert len(plan().undecided) == 1


def test_a_title_that_differs_in_dashes_alone_is_the_same_article_with_a_changed_title():
    applied(SMALL.replace("Treaty Nobody Reads", "Treaty–Nobody–Reads"))
    made = plan(SMALL.replace("Treaty Nobody Reads", "Treaty-Nobody-Reads"))
    assert made.with_status(Status.CHANGED)[0].changes[0].startswith("title:")


def test_an_editor_may_decide_that_it_is_another_article():
    applied()
    made = plan(articles={0: NEW})
    assert made.articles[0].status is Status.NEW


def test_an_editor_may_decide_that_an_unsure_one_is_there_already():
    other = make.article("Northport Dredges Its Last Channel")
    made = plan(articles={0: str(other.pk)})
    assert made.articles[0].status is Status.CHANGED
    assert made.articles[0].article == other


def test_two_spellings_of_a_name_are_never_merged_silently():
    Author.objects.create(name="Chiara Lindquist", slug="chiara-lindquist")
    match = plan().authors["Chiara Lindqvist"]
    assert match.author is None
    assert [author.name for author in match.candidates] == ["Chiara Lindquist"]


@pytest.mark.parametrize("known", ["Chiara Lindkvist", "Clara Lindqvist", "Chiara Lindqvst"])
def test_a_name_that_differs_by_a_letter_or_two_is_offered_as_the_same_person(known):
    author = make.author(known)
    assert plan().authors["Chiara Lindqvist"].candidates == [author]


@pytest.mark.parametrize("known", ["Maria Lindqvist", "Clara Lundqvist", "Chiara Lindstrom", "Chiara Lindholm"])
def test_a_name_that_shares_a_first_or_a_last_name_is_another_person(known):
    make.author(known)
    match = plan().authors["Chiara Lindqvist"]
    assert (match.status, match.candidates) == (Status.NEW, [])


def test_an_alias_an_editor_entered_finds_the_author():
    author = Author.objects.create(name="Chiara M. Lindqvist", slug="cml", aliases=["Chiara Lindqvist"])
    assert plan().authors["Chiara Lindqvist"].author == author


def test_a_merged_author_leads_to_the_one_that_stayed():
    stayed = make.author("Chiara Maria Lindqvist")
    Author.objects.create(name="Chiara Lindqvist", slug="merged", merged_into=stayed)
    assert plan().authors["Chiara Lindqvist"].author == stayed


def test_two_authors_of_one_name_are_a_question():
    Author.objects.create(name="Ada Brandt", slug="ada-1")
    Author.objects.create(name="Ada Brandt", slug="ada-2")
    assert plan().authors["Ada Brandt"].status is Status.UNSURE


def test_an_article_placed_twice_is_met_once():
    twice = SMALL.replace(
        "See PDF version here.",
        "Northport Dredges Its Last Channel\nAda Brandt\nMarch 3, 2026\nExecutive Summary:\n"
        "- Northport has deepened its channel to nine meters, enough for the new hulls.\n"
        "- The harbor authority borrowed against tolls it does not yet collect.\nSee PDF version here.",
    )
    made = plan(twice)
    assert len(made.articles) == 3
    assert made.places == [[0, 1], [2, 0]]


def test_the_topic_behind_the_coverage_line_is_found_by_its_alias():
    topic = make.topic("The Inner Sea and its Coasts", aliases=["Inner Sea"])
    assert plan().coverage.topic == topic


def test_a_topic_that_does_not_exist_is_proposed():
    assert plan().coverage.topic is None
    assert plan().coverage.name == "Inner Sea"


def test_a_topic_named_in_a_title_is_given_to_that_article_alone():
    make.topic("Northport")
    given = [[subject.name for subject in match.subjects] for match in plan().articles]
    assert given == [["Inner Sea", "Northport"], ["Inner Sea"], ["Inner Sea"]]


def test_a_dropped_topic_is_not_given():
    made = plan(dropped_topics={"new:Inner Sea"})
    assert all(not match.subjects for match in made.articles)


def test_planning_saves_nothing():
    plan()
    assert not Article.objects.exists()
    assert not Author.objects.exists()


def test_a_document_without_dates_keeps_the_dates_that_are_there():
    applied()
    made = plan(without("March 3", "January 12", "February 9"))
    assert [match.status for match in made.articles] == [Status.SAME] * 3
