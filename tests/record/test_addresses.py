"""Addresses: claimed by publishing, kept for ever, answered by the moment."""

import pytest

from record import publishing
from record.models import Address
from record.publishing import Pending, Refused
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SUB_ADDRESSES = ["/", ".txt", ".json", "/editions/1/", "/editions/1.txt", "/editions/1.json"]


@pytest.fixture(params=["analysis", "snapshots"])
def collection(request) -> str:
    return request.param


def new(collection: str, slug: str, **differences):
    return (make.article if collection == "analysis" else make.snapshot)(slug=slug, **differences)


def status(look, at, *paths) -> list[int]:
    return [look(path, at).status_code for path in paths]


def test_a_slug_edited_at_the_desk_does_not_move_the_live_address(look, collection):
    thing = new(collection, "old")
    published(thing, NOON)
    changed(thing, slug="new")
    assert status(look, later(hours=1), f"/{collection}/old/", f"/{collection}/new/") == [200, 404]


@pytest.mark.parametrize("ending", SUB_ADDRESSES)
@pytest.mark.slow
def test_after_publishing_the_old_address_answers_301_sub_addresses_and_query_included(look, collection, ending):
    thing = new(collection, "old")
    published(thing, NOON)
    published(changed(thing, slug="new"), later(hours=1))
    response = look(f"/{collection}/old{ending}?from=mail&x=%C3%A9", later(hours=2))
    assert response.status_code == 301
    assert response["Location"] == f"/{collection}/new{ending}?from=mail&x=%C3%A9"
    assert look(response["Location"], later(hours=2)).status_code == 200


@pytest.mark.slow
def test_a_scheduled_change_of_slug_moves_the_address_at_its_second(look, collection):
    thing = new(collection, "old")
    published(thing, later(days=-2))
    published(changed(thing, slug="new"), later(days=-1), live_from=NOON)
    paths = [f"/{collection}/{slug}{ending}" for slug in ("old", "new") for ending in SUB_ADDRESSES]
    assert status(look, later(seconds=-1), *paths) == [200] * 6 + [404] * 6
    assert status(look, NOON, *paths) == [301] * 6 + [200] * 6


def test_a_slug_that_comes_back_is_current_again_and_the_one_between_leads_to_it(look):
    article = make.article(slug="first")
    published(article, NOON)
    published(changed(article, slug="second"), later(hours=1))
    published(changed(article, slug="first"), later(hours=2))
    assert status(look, later(hours=3), "/analysis/first/", "/analysis/second/") == [200, 301]


def test_neither_a_redirect_nor_a_notice_nor_a_missing_page_is_kept_without_asking(look):
    moved, gone = make.article(slug="old"), make.article(slug="gone")
    published(moved, NOON)
    published(gone, NOON)
    published(changed(moved, slug="new"), later(hours=1))
    publishing.withdraw(gone, "", at=later(hours=1))
    for path in ("/analysis/old/", "/analysis/gone/", "/analysis/never/"):
        assert "no-cache" in look(path, later(hours=2))["Cache-Control"], path


def test_a_slug_claimed_by_one_cannot_be_published_by_another():
    first = make.article(slug="taken")
    published(first, NOON)
    changed(first, slug="free")
    published(first, later(hours=1))
    with pytest.raises(Refused, match="“taken” is taken by something published earlier"):
        published(make.article(slug="taken"), later(hours=2))


def test_a_scheduled_slug_is_claimed_at_once():
    first = make.article(slug="soon")
    published(first, NOON, live_from=later(days=1))
    changed(first, slug="elsewhere")
    with pytest.raises(Refused):
        published(make.article(slug="soon"), later(hours=1))


@pytest.mark.parametrize("end", ["cancel", "publish another", "withdraw"])
def test_a_slug_that_was_never_public_is_released_when_its_edition_is_canceled(end):
    article = make.article(slug="plain")
    published(article, NOON)
    pending = published(changed(article, slug="pending"), NOON, live_from=later(days=1))
    changed(article, slug="plain")
    if end == "cancel":
        publishing.cancel(pending, later(hours=1))
    elif end == "publish another":
        published(changed(article), later(hours=1), pending=Pending.CANCEL)
    else:
        publishing.withdraw(article, "", at=later(hours=1))
    assert set(Address.objects.filter(collection="analysis").values_list("slug", flat=True)) == {"plain"}
    assert published(make.article(slug="pending"), later(hours=2)).number == 1


def test_canceling_does_not_release_a_slug_that_an_earlier_edition_bore():
    article = make.article(slug="same")
    published(article, NOON)
    publishing.cancel(published(changed(article), NOON, live_from=later(days=1)), later(hours=1))
    assert Address.objects.filter(collection="analysis", slug="same").exists()


def test_a_claimed_slug_is_404_until_an_edition_under_it_has_been_public(look, collection):
    published(new(collection, "soon"), later(days=-1), live_from=NOON)
    paths = [f"/{collection}/soon{ending}" for ending in SUB_ADDRESSES]
    assert status(look, later(seconds=-1), *paths) == [404] * 6
    assert status(look, NOON, *paths) == [200] * 6


def test_edition_numbers_that_are_not_there_yet_answer_404(look):
    article = make.article(slug="one")
    published(article, later(days=-1))
    published(changed(article), later(days=-1), live_from=NOON)
    numbers = ["0", "2", "3", str(2**31 - 1), str(2**31), str(10**30), "9" * 5000]
    assert status(look, later(seconds=-1), *(f"/analysis/one/editions/{n}/" for n in numbers)) == [404] * 7
    assert status(look, NOON, "/analysis/one/editions/2/") == [200]


def test_permanent_pages_stay_when_newer_editions_come(look):
    article = make.article("As it was", slug="one")
    published(article, NOON)
    published(changed(article, title="As it is"), later(hours=1))
    text = look("/analysis/one/editions/1/", later(hours=2)).content.decode()
    assert "As it was" in text
    assert "This is edition 1" in text


def test_slugs_in_other_scripts_have_addresses(look):
    published(make.article(slug="լեռնային-ղարաբաղ"), NOON)
    assert status(look, NOON, "/analysis/լեռնային-ղարաբաղ/", "/analysis/լեռնային-ղարաբաղ.txt") == [200, 200]


def test_snapshots_and_articles_claim_apart(look):
    published(make.article(slug="both"), NOON)
    published(make.snapshot(slug="both"), NOON)
    assert status(look, NOON, "/analysis/both/", "/snapshots/both/") == [200, 200]
