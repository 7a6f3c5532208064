"""What the desk says of a draft: one word for lists, one sentence at the desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from record import publishing
from record.status import publication_status
from tests import make

pytestmark = pytest.mark.django_db


def status_of(article: Article, state: str = ""):
    if state:
        Article.objects.filter(pk=article.pk).update(state=state)
    return publication_status(Article.objects.get(pk=article.pk), timezone.now())


@pytest.mark.parametrize(
    ("state", "name", "words", "sentence"),
    [
        ("", "live", "live", "Edition 1 is live"),
        ("draft", "changed", "live, unpublished changes", "Changed since edition 1"),
        ("in-review", "in-review", "live, changes in review", "In review, changed since edition 1"),
    ],
)
def test_a_live_article_says_whether_it_was_changed_since(state, name, words, sentence):
    article = make.article()
    make.published(article)
    found = status_of(article, state)
    assert (found.name, found.words, found.sentence, found.next_number) == (name, words, sentence, 2)


@pytest.mark.parametrize(("state", "words"), [("draft", "draft"), ("in-review", "in review"), ("approved", "approved")])
def test_an_unpublished_article_says_how_far_it_is(state, words):
    found = status_of(make.article(), state)
    assert (found.name, found.words, found.sentence, found.next_number) == (state, words, words.capitalize(), 1)


def test_a_scheduled_edition_gives_its_number_to_the_one_published_instead():
    article = make.article()
    make.published(article, live_from=timezone.now() + timedelta(days=1))
    found = status_of(article)
    assert (found.name, found.sentence, found.next_number) == ("scheduled", "Edition 1 is scheduled", 1)


def test_a_withdrawn_article_names_its_last_edition():
    article = make.article()
    make.published(article)
    publishing.withdraw(article, "Wrong.")
    found = status_of(article)
    assert (found.name, found.sentence, found.next_number) == ("withdrawn", "Edition 1 is withdrawn", 2)
