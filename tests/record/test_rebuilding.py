"""What is derived from editions is made again, and until then, older rows are read and are no damage."""

import pytest
from django.apps import apps
from django.core.management import call_command

from articles.kind import ARTICLE
from articles.models import ArticleEdition, ArticleEditionTopic
from record import verifying
from record.freezing import read
from record.rebuilding import rebuild_columns
from snapshot.kind import SNAPSHOT
from snapshot.models import SnapshotEdition
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = pytest.mark.django_db

OLDER = {"columns_version": "0-older", "search_text": "as once"}


@pytest.fixture
def article():
    topic = make.topic("Ports", slug="ports")
    article = make.article("Ferries", slug="ferries", topics=[topic])
    published(article, NOON)
    published(make.snapshot("Caspian", slug="caspian", sections={"One": [article]}), later(hours=1))
    published(changed(article, title="Ferries again"), later(hours=2))
    return article


def differences() -> tuple[list[str], dict]:
    count = verifying.Count()
    return list(verifying.verify(count)), count.outdated


def made_by_older_code(number: int = 1) -> ArticleEdition:
    """Leave an edition as an older version of the site could have: another card and search text, a link less."""
    edition = ArticleEdition.objects.get(number=number)
    ArticleEdition.objects.filter(pk=edition.pk).update(**OLDER, card={**edition.card, "former": True})
    ArticleEditionTopic.objects.filter(edition=edition).delete()
    ARTICLE.remove_from_index(edition)
    return edition


def test_what_is_published_bears_the_version_of_the_code(article):
    assert set(ArticleEdition.objects.values_list("columns_version", flat=True)) == {ARTICLE.columns_version}
    assert set(SnapshotEdition.objects.values_list("columns_version", flat=True)) == {SNAPSHOT.columns_version}


def test_columns_and_links_of_an_older_version_are_counted_and_are_no_difference(article):
    edition = made_by_older_code()
    assert differences() == ([], {"article": [edition.pk]})


def test_damage_to_what_is_frozen_is_reported_of_an_older_version_too(article):
    edition = made_by_older_code()
    ArticleEdition.objects.filter(pk=edition.pk).update(title="Other")
    found, outdated = differences()
    assert len(found) == 1
    assert "title is “Other” instead of “Ferries”" in found[0]
    assert outdated == {"article": [edition.pk]}


def test_the_same_row_with_the_version_of_today_is_damaged(article):
    edition = made_by_older_code()
    ArticleEdition.objects.filter(pk=edition.pk).update(columns_version=ARTICLE.columns_version)
    words = " ".join(differences()[0])
    assert all(each in words for each in ("card is", "search_text is “as once”", "topic with topic_id"))


def test_the_command_says_which_are_older_and_fails_for_none_of_them(article, capsys):
    edition = made_by_older_code()
    call_command("verify_editions")
    words = capsys.readouterr().out
    assert (
        f"1 article edition has a card, search text and links from an older version of the site (rows {edition.pk})"
        in words
    )
    assert "run manage.py rebuild_record" in words


@pytest.mark.postgres
@pytest.mark.parametrize("chosen", [(), ("--outdated",)])
def test_the_command_makes_cards_links_and_search_again(article, look, chosen, capsys):
    made_by_older_code(2)
    assert "Ferries again" not in look("/analysis/?topic=ports", later(hours=3)).content.decode()
    call_command("rebuild_record", *chosen)
    assert differences() == ([], {})
    assert "Ferries again" in look("/analysis/?topic=ports", later(hours=3)).content.decode()
    said = capsys.readouterr().out
    assert ("Rebuilt cards and links of 1 article editions." in said) is bool(chosen)


def test_the_search_alone_can_be_made_again(article, look):
    made_by_older_code(2)
    call_command("rebuild_record", "--search", verbosity=0)
    assert 'href="/analysis/ferries/"' in look("/analysis/?q=ferries", later(hours=3)).content.decode()
    assert "article" in differences()[1]


def test_a_migration_makes_cards_and_search_texts_again(article):
    edition = made_by_older_code()
    rebuild_columns("article")(apps, None)
    edition.refresh_from_db()
    assert edition.card == ArticleEdition.objects.get(number=2).card | {"title": "Ferries"}
    assert edition.search_text != "as once"


def test_a_snapshot_freezes_the_article_as_its_content_has_it_though_the_card_is_older(article):
    edition = made_by_older_code(2)
    points = edition.card["points"]
    ArticleEdition.objects.filter(number=2).update(card={**edition.card, "points": []})
    snapshot = published(make.snapshot("Second", slug="second", sections={"One": [article]}), later(hours=4))
    (entry,) = read(snapshot.content)["edition"]["entries"].values()
    assert points
    assert entry["points"] == points
