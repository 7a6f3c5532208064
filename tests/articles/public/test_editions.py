"""The list of editions, and two of them compared: the same for articles and snapshots."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from record import publishing
from record.publishing import Terms
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db


def text_of(look, path: str, at=NOON) -> str:
    response = look(path, at)
    assert response.status_code == 200, path
    return response.content.decode()


@pytest.fixture
def article():
    article = make.article("The Road", slug="road", points=["It is long."])
    published(article, later(days=-3))
    published(changed(article, title="The Long Road"), later(days=-2), kind="correction", note="The title was short.")
    return article


@pytest.fixture
def snapshot(article):
    snapshot = make.snapshot("Roads", slug="roads", sections={"One": [article]})
    published(snapshot, later(days=-3))
    published(changed(snapshot, title="Roads and Rails"), later(days=-1), note="Rails, too.")
    return snapshot


def test_the_list_of_editions_names_each_with_its_note_its_digest_and_what_changed(look, snapshot):
    page = text_of(look, "/snapshots/roads/editions/")
    assert page.index("/snapshots/roads/editions/2/") < page.index("/snapshots/roads/editions/1/to/2/")
    assert "Rails, too." in page
    assert all(edition.content_id in page for edition in snapshot.editions.all())
    assert page.count("edition-list-item") == 2


def test_a_scheduled_edition_is_not_in_the_list_one_second_before_its_time(look, article):
    published(changed(article, title="Later"), later(hours=-1), live_from=NOON, note="Secret until noon.")
    assert "Secret until noon." not in text_of(look, "/analysis/road/editions/", later(seconds=-1))
    assert "Secret until noon." in text_of(look, "/analysis/road/editions/", later(seconds=1))


def test_two_editions_are_compared_in_words_and_side_by_side(look, article):
    page = text_of(look, "/analysis/road/editions/1/to/2/")
    assert "Changed the title" in page
    assert "</span>Long <span" in page
    assert '<th scope="col">Edition 1</th><th scope="col">Edition 2</th>' in page


def test_the_later_edition_may_come_first(look, article):
    assert "[removed: </span>Long " in text_of(look, "/analysis/road/editions/2/to/1/")


def test_an_edition_compared_with_itself_says_nothing(look, article):
    assert "No changes." in text_of(look, "/analysis/road/editions/2/to/2/")


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/analysis/road/editions/1/to/9/", "/analysis/road/editions/0/to/1/", "/analysis/road/editions/1/to/99999999999999/", "/analysis/nowhere/editions/1/to/2/", "/analysis/nowhere/editions/"])  # fmt: skip
def test_what_was_never_published_is_compared_with_nothing(look, article, path):
    assert look(path).status_code == 404


def test_a_scheduled_edition_is_compared_with_nothing_before_its_time(look, article):
    published(changed(article, title="Later"), later(hours=-1), live_from=NOON)
    assert look("/analysis/road/editions/2/to/3/", later(seconds=-1)).status_code == 404
    assert look("/analysis/road/editions/2/to/3/", later(seconds=1)).status_code == 200


def test_a_withdrawn_edition_is_gone_from_comparing_and_from_the_list(look, article):
    publishing.withdraw(article, "It was wrong.", only=article.editions.get(number=1), at=later(hours=-1))
    assert look("/analysis/road/editions/1/to/2/").status_code == 410
    assert "/analysis/road/editions/1/" not in text_of(look, "/analysis/road/editions/")


def test_a_moved_address_leads_on_from_both_pages(look, article):
    published(changed(article, slug="the-long-road"), later(hours=-1))
    for path in ("editions/", "editions/1/to/2/"):
        assert look(f"/analysis/road/{path}").headers["Location"] == f"/analysis/the-long-road/{path}"


def test_what_replaces_a_withdrawn_article_is_shown_in_the_place_of_a_comparison(look, article):
    published(make.article(slug="rail"), later(days=-1))
    instead = type(article).objects.get(slug="rail")
    publishing.withdraw(article, "See the other.", replaced_by=instead, at=later(hours=-1))
    assert look("/analysis/road/editions/1/to/2/").headers["Location"] == "/analysis/rail/"


def test_an_article_withdrawn_since_shows_its_notice_in_the_comparison_of_snapshots(look, snapshot, article):
    publishing.withdraw(article, "It was wrong.", at=later(hours=-1))
    page = text_of(look, "/snapshots/roads/editions/1/to/2/")
    assert "It is long." not in page


def test_an_older_edition_says_so_and_leads_to_what_changed_since(look, snapshot):
    page = text_of(look, "/snapshots/roads/editions/1/")
    assert "There is a newer edition" in page
    assert "/snapshots/roads/editions/1/to/2/" in page
    assert '<link rel="canonical" href="http://testserver/snapshots/roads/">' in page


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/snapshots/roads/editions/", "/snapshots/roads/editions/1/to/2/", "/analysis/road/editions/1/to/2/"])  # fmt: skip
def test_each_page_takes_three_queries_at_most(look, snapshot, path):
    look(path)
    with CaptureQueriesContext(connection) as queries:
        text_of(look, path)
    assert len([each for each in queries if "recordversion" not in each["sql"]]) <= 3


def test_the_kind_correction_is_said_of_its_points(look):
    article = make.article(slug="a", points=["It cost 20 million."])
    published(article, later(days=-3))
    article.points.update(text="It cost 12 million.")
    publishing.publish(article, None, Terms(kind="correction", note="A name."), later(days=-2))
    assert "Corrected the 1st point of" in text_of(look, "/analysis/a/editions/1/to/2/")


def test_what_is_compared_bears_its_language_where_the_page_speaks_another(look):
    article = make.article("Նավահանգիստ", slug="ports", language="hy", body="<p>Հին</p>")
    published(article, NOON)
    published(changed(article, body="<p>Նոր</p>"), later(hours=1))
    page = look("/analysis/ports/editions/1/to/2/", later(days=1)).content.decode()
    assert '<span class="change-line-words" dir="auto" lang="hy">' in page
    assert page.count('<span dir="auto" lang="hy">') >= 2
    make.changed(article, language="en")
    published(changed(article, body="<p>New</p>"), later(days=2))
    assert "lang=" not in look("/analysis/ports/editions/2/to/3/", later(days=3)).content.decode().partition("<main")[2]
