"""The record of an article: its row, its card and the links by which the archive finds it."""

import pytest
from django.db.models import ProtectedError

from articles.models import ArticleEdition, ArticleEditionAuthor, ArticleEditionTag, ArticleEditionTopic
from record.models import Address
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsed]


def test_the_byline_is_linked_in_the_editors_order():
    authors = [make.author(name) for name in ("Zed", "Ada", "Mo")]
    edition = published(make.article(authors=authors), NOON)
    assert list(edition.author_links.order_by("position").values_list("author__name", flat=True)) == [
        "Zed",
        "Ada",
        "Mo",
    ]


def test_every_link_has_the_date_and_the_window_of_its_edition():
    article = make.article(topics=[make.topic()], tags=[make.tag()])
    published(article, NOON)
    published(changed(article), NOON, live_from=later(days=1))
    for table in (ArticleEditionAuthor, ArticleEditionTopic, ArticleEditionTag):
        for link in table.objects.select_related("edition"):
            edition = link.edition
            assert (link.published_on, link.live_from, link.live_until, link.withdrawn_at) == (
                edition.published_on, edition.live_from, edition.live_until, edition.withdrawn_at,
            )  # fmt: skip


def test_an_institutional_text_without_a_byline_is_published():
    assert published(make.article(authors=[]), NOON).card["authors"] == []


def test_the_card_has_what_a_list_shows_and_no_body():
    card = published(make.article("Title", points=["Point"], body="<p>Body</p>"), NOON).card
    assert (card["title"], [point["text"] for point in card["points"]], card["has_body"]) == ("Title", ["Point"], True)
    assert "Body" not in str(card)


def test_the_search_text_has_the_words_of_every_part_without_markup():
    author = make.author("Ada Abel")
    article = make.article(
        "Title", authors=[author], points=["A <em>point</em>"], body="<p>The <b>body</b></p>", standfirst="Stand"
    )
    assert published(article, NOON).search_text.split("\n") == ["Title", "Stand", "Ada Abel", "A point", "The body"]


def test_authors_topics_and_the_topics_above_claim_their_addresses():
    above = make.topic(slug="above")
    below = make.topic(slug="below", parent=above)
    published(make.article(slug="text", authors=[make.author(slug="ada")], topics=[below]), NOON)
    assert set(Address.objects.values_list("collection", "slug")) == {
        ("analysis", "text"), ("authors", "ada"), ("topics", "below"), ("topics", "above"),
    }  # fmt: skip


def test_names_stay_as_printed_when_house_data_changes():
    author = make.author("As printed")
    edition = published(make.article(authors=[author]), NOON)
    changed(author, name="As now")
    edition.refresh_from_db()
    assert edition.card["authors"][0]["name"] == "As printed"


@pytest.mark.parametrize("part", ["author", "topic", "tag"])
def test_what_an_edition_refers_to_is_protected_from_deletion(part):
    row = {"author": make.author, "topic": make.topic, "tag": make.tag}[part]()
    article = make.article(**{f"{part}s": [row]})
    published(article, NOON)
    article.bylines.all().delete()
    article.categories.clear()
    article.tags.clear()
    with pytest.raises(ProtectedError):
        row.delete()
    assert ArticleEdition.objects.count() == 1
