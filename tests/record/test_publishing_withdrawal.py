"""Withdrawing: record/publishing.py's act that ends what is public."""

import pytest

from articles.models import ArticleEditionAuthor
from record import publishing
from record.models import Address
from record.publishing import Refused
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def withdrawn(article) -> list[bool]:
    return [edition.withdrawn_at is not None for edition in article.editions.order_by("number")]


def with_two_editions(**differences):
    article = make.article(**differences)
    published(article, NOON)
    published(changed(article), later(hours=1))
    return article


def test_withdrawing_marks_all_editions_with_the_moment_and_the_notice():
    article = with_two_editions()
    publishing.withdraw(article, "It was wrong.", at=later(hours=2))
    marks = set(article.editions.values_list("withdrawn_at", "withdrawal_notice"))
    assert marks == {(later(hours=2), "It was wrong.")}


def test_withdrawing_reaches_the_links():
    article = with_two_editions()
    publishing.withdraw(article, "", at=later(hours=2))
    assert set(ArticleEditionAuthor.objects.values_list("withdrawn_at", flat=True)) == {later(hours=2)}


def test_withdrawing_cancels_what_is_scheduled_and_frees_its_address():
    article = with_two_editions()
    published(changed(article, slug="next-week"), later(hours=1), live_from=later(days=7))
    publishing.withdraw(article, "", at=later(hours=2))
    assert withdrawn(article) == [True, True]
    assert not Address.objects.filter(slug="next-week").exists()


def test_one_edition_can_be_withdrawn_alone_and_what_is_scheduled_stays():
    article = with_two_editions()
    published(changed(article), later(hours=1), live_from=later(days=7))
    publishing.withdraw(article, "", only=article.editions.get(number=1), at=later(hours=2))
    assert withdrawn(article) == [True, False, False]


def test_withdrawing_again_leaves_the_first_notice():
    article = with_two_editions()
    publishing.withdraw(article, "First.", only=article.editions.get(number=1), at=later(hours=2))
    publishing.withdraw(article, "Second.", at=later(hours=3))
    notices = article.editions.order_by("number").values_list("withdrawal_notice", flat=True)
    assert list(notices) == ["First.", "Second."]


def test_what_was_never_public_has_nothing_to_withdraw():
    article = make.article()
    published(article, NOON, live_from=later(days=1))
    with pytest.raises(Refused, match="nothing to withdraw"):
        publishing.withdraw(article, "", at=later(hours=1))
    assert article.editions.count() == 1


def test_nothing_stands_in_its_own_place():
    article = with_two_editions()
    with pytest.raises(Refused):
        publishing.withdraw(article, "", replaced_by=article, at=later(hours=2))
    assert withdrawn(article) == [False, False]


def test_withdrawing_names_the_snapshots_it_stands_in():
    article = make.article()
    published(make.snapshot("The Long Winter", sections={"One": [article]}), NOON)
    assert publishing.withdraw(article, "", at=later(hours=1)) == ["The Long Winter, edition 1"]


def test_the_same_words_can_be_published_again_after_a_withdrawal():
    article = with_two_editions()
    publishing.withdraw(article, "", at=later(hours=2))
    assert published(article, later(hours=3)).number == 3
    assert withdrawn(article) == [True, True, False]


def test_after_the_current_edition_was_withdrawn_alone_the_next_one_ends_it():
    article = with_two_editions()
    publishing.withdraw(article, "", only=article.editions.get(number=2), at=later(hours=2))
    published(article, later(hours=3))
    assert article.editions.get(number=2).live_until == later(hours=3)
    assert withdrawn(article) == [False, True, False]


# At the addresses


def answers(look, at, *paths) -> list[int]:
    return [look(path, at).status_code for path in paths]


def all_addresses(slug: str) -> list[str]:
    numbered = [f"/analysis/{slug}/editions/{n}{ending}" for n in (1, 2) for ending in ("/", ".txt", ".json")]
    return [f"/analysis/{slug}/", f"/analysis/{slug}.txt", f"/analysis/{slug}.json", *numbered]


def test_every_address_answers_410_with_the_notice_from_the_second_of_the_withdrawal(look):
    article = with_two_editions(slug="gone")
    publishing.withdraw(article, "A source was forged.", at=later(hours=2))
    for path in all_addresses("gone"):
        response = look(path, later(hours=2))
        assert response.status_code == 410, path
        assert "A source was forged." in response.content.decode(), path


def test_replaced_by_sends_readers_on_instead(look):
    article, instead = with_two_editions(slug="gone"), make.article(slug="better")
    published(instead, NOON)
    publishing.withdraw(article, "", replaced_by=instead, at=later(hours=2))
    response = look("/analysis/gone/", later(hours=2))
    assert (response.status_code, response["Location"]) == (301, "/analysis/better/")
    assert look("/analysis/gone.txt", later(hours=2))["Location"] == "/analysis/better.txt"


@pytest.mark.parametrize(("ending", "there"), [("/", "/"), (".txt", ".txt"), (".json", ".json")])
def test_a_replaced_edition_leads_to_the_current_page_of_the_other_whose_numbers_are_its_own(look, ending, there):
    article, instead = with_two_editions(slug="gone"), make.article(slug="better")
    published(instead, NOON)
    publishing.withdraw(article, "", replaced_by=instead, at=later(hours=2))
    response = look(f"/analysis/gone/editions/2{ending}", later(hours=2))
    assert (response.status_code, response["Location"]) == (301, f"/analysis/better{there}")


def test_a_replacement_that_was_replaced_itself_is_followed(look):
    first, second, third = (make.article(slug=slug) for slug in ("first", "second", "third"))
    for article in (first, second, third):
        published(article, NOON)
    publishing.withdraw(first, "", replaced_by=second, at=later(hours=1))
    publishing.withdraw(second, "", replaced_by=third, at=later(hours=2))
    assert look("/analysis/first/", later(hours=3))["Location"] == "/analysis/third/"


def test_two_that_were_withdrawn_for_each_other_are_gone(look):
    first, second = make.article(slug="first"), make.article(slug="second")
    published(first, NOON)
    published(second, NOON)
    publishing.withdraw(first, "", replaced_by=second, at=later(hours=1))
    publishing.withdraw(second, "", replaced_by=first, at=later(hours=2))
    assert answers(look, later(hours=3), "/analysis/first/", "/analysis/second/") == [410, 410]


def test_where_the_replacement_is_not_public_the_notice_stands(look):
    article, instead = with_two_editions(slug="gone"), make.article(slug="never")
    publishing.withdraw(article, "Sorry.", replaced_by=instead, at=later(hours=2))
    assert answers(look, later(hours=2), "/analysis/gone/", "/analysis/never/") == [410, 404]


def test_publishing_again_restores_the_current_address_only(look):
    article = with_two_editions(slug="back")
    publishing.withdraw(article, "", at=later(hours=2))
    published(article, later(hours=3))
    paths = ["/analysis/back/", "/analysis/back.txt", "/analysis/back/editions/3/"]
    assert answers(look, later(hours=3), *paths) == [200, 200, 200]
    assert answers(look, later(hours=3), "/analysis/back/editions/1/", "/analysis/back/editions/2.json") == [410, 410]


def test_the_current_edition_withdrawn_alone_leaves_410_until_another_is_published(look):
    article = with_two_editions(slug="half")
    publishing.withdraw(article, "", only=article.editions.get(number=2), at=later(hours=2))
    paths = ["/analysis/half/", "/analysis/half/editions/1/", "/analysis/half/editions/2/"]
    assert answers(look, later(hours=2), *paths) == [410, 200, 410]
    published(article, later(hours=3))
    assert answers(look, later(hours=3), *paths) == [200, 200, 410]
