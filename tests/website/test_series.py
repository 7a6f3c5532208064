"""Pages of series and tags, and related snapshots."""

import pytest

from tests import make
from tests.make import NOON, later, published

pytestmark = pytest.mark.django_db
NOW = later(hours=1)


@pytest.fixture
def notes():
    """Publish an article and a snapshot in a series; schedule an article in another."""
    notes, hidden = make.series("Border Notes", slug="border-notes"), make.series("Hidden", slug="hidden")
    ferries = make.article("Ferries Wait", series=notes, tags=[make.tag("Ships", slug="ships")], slug="ferries")
    published(ferries, NOON)
    published(make.snapshot("Caspian", {"One": [ferries]}, series=notes, slug="caspian"), NOON)
    coming = make.article("Later", series=hidden, tags=[make.tag("Secret", slug="secret")])
    published(coming, NOON, live_from=later(days=1))
    return notes


def test_a_series_shows_its_snapshots_and_articles(notes, look):
    page = look("/series/border-notes/", NOW).content.decode()
    assert "Ferries Wait" in page
    assert "Caspian" in page
    assert "/analysis/feed.atom?series=border-notes" in page


@pytest.mark.slow
@pytest.mark.parametrize("path", ["/series/hidden/", "/tags/secret/", "/series/none/", "/tags/none/"])
def test_a_series_or_tag_without_anything_public_is_no_page(notes, look, path):
    assert look(path, NOW).status_code == 404


@pytest.mark.parametrize("path", ["/series/hidden/", "/tags/secret/"])
def test_it_is_one_from_the_moment_on(notes, look, path):
    assert look(path, later(days=1, seconds=-1)).status_code == 404
    assert look(path, later(days=1, seconds=1)).status_code == 200


def test_a_renamed_series_leads_on_and_so_does_a_merged_one(notes, look):
    notes.slug = "notes"
    notes.save()
    assert look("/series/border-notes/", NOW).url == "/series/notes/"
    notes.merged_into = make.series("Better Notes", slug="better")
    notes.save()
    make.record_changed()
    assert look("/series/notes/", NOW).url == "/series/better/"
    assert "Ferries Wait" in look("/series/better/", NOW).content.decode()


def test_a_tag_shows_what_bears_it_and_articles_lead_to_their_series_and_tags(notes, look):
    assert "Ferries Wait" in look("/tags/ships/", NOW).content.decode()
    page = look("/analysis/ferries/", NOW).content.decode()
    assert 'href="/tags/ships/"' in page
    assert 'href="/series/border-notes/"' in page


def test_series_and_tags_take_six_queries_at_the_most(notes, look, django_assert_max_num_queries):
    for path in ("/series/border-notes/", "/tags/ships/"):
        look(path, NOW)
        with django_assert_max_num_queries(6):
            look(path, NOW)


def test_related_snapshots_share_a_topic(look):
    coast, hills = make.topic("Coast"), make.topic("Hills")
    for title, topics in (("Own", [coast]), ("Near", [coast]), ("Far", [hills])):
        published(make.snapshot(title, {"One": [make.article()]}, topics=topics, slug=title.lower()), NOON)
    page = look("/snapshots/own/", NOW).content.decode()
    part = page[page.index('class="related"') :].split("</section>")[0]
    assert "Near" in part
    assert "Far" not in part
