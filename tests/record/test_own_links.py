"""Links to our own pages by identity."""

import pytest
from django.contrib.flatpages.models import FlatPage
from django.test import Client

from outputs.source import source_at
from record.freezing import read
from record.own_links import linked, own_addresses
from tests import make

pytestmark = pytest.mark.django_db


def text_to(thing, kind: str = "article") -> str:
    return f'<p>See <a href="{kind}:{thing.pk}">that one</a>.</p>'


def page(article) -> str:
    return Client().get(f"/analysis/{article.slug}/").content.decode()


def test_a_link_follows_an_article_to_its_new_address():
    target = make.article("Target", slug="old-place")
    make.published(target)
    article = make.article("Source", body=text_to(target))
    make.published(article)
    assert '<a href="/analysis/old-place/">that one</a>' in page(article)
    make.changed(target, slug="new-place")
    make.published(target)
    assert '<a href="/analysis/new-place/">that one</a>' in page(article)


def test_a_link_to_a_draft_is_its_words_until_the_draft_is_published():
    target = make.article("Secret", slug="secret")
    article = make.article("Source", body=text_to(target))
    make.published(article)
    assert "that one" in page(article)
    assert "secret" not in page(article)
    make.published(target)
    assert '<a href="/analysis/secret/">that one</a>' in page(article)


def test_the_frozen_content_keeps_the_identity():
    target = make.article("Target")
    article = make.article("Source", body=text_to(target))
    make.published(article)
    assert Client().get(f"/analysis/{article.slug}.json").json()["work"]["body"] == [text_to(target)]


def test_authors_topics_and_snapshots_are_linked_to():
    author, topic = make.author("Ada Abel"), make.topic("Ports")
    placed = make.article(authors=[author], topics=[topic])
    snapshot = make.snapshot("Harbors", {"One": [placed]})
    make.published(placed)
    make.published(snapshot)
    body = text_to(author, "author") + text_to(topic, "topic") + text_to(snapshot, "snapshot")
    article = make.article("Source", body=body)
    make.published(article)
    shown = page(article)
    for place in (f"authors/{author.slug}", f"topics/{topic.slug}", f"snapshots/{snapshot.slug}"):
        assert f'<a href="/{place}/">that one</a>' in shown


def test_what_is_read_elsewhere_leads_to_the_site():
    target = make.article("Target", slug="target")
    make.published(target)
    edition = make.published(make.article("Source", body=text_to(target)))
    source = source_at("https://example.org{}".format, edition, read(edition.content))
    assert source.work["body"] == ['<p>See <a href="https://example.org/analysis/target/">that one</a>.</p>']


def test_texts_without_such_links_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert own_addresses(["<p>Plain.</p>"], None) == {}


@pytest.mark.parametrize("href", ["article:", "article:x", "article:1/..", "user:1", "article:1 onclick"])
def test_nothing_else_is_a_link_of_ours(href):
    markup = f'<a href="{href}">words</a>'
    assert linked(markup, {href: "/x/"}) == markup


def test_a_biography_and_an_organizations_page_follow_it_too_and_show_words_until_it_is_public():
    target = make.article("Target", slug="target")
    author = make.author("Ada Abel", slug="ada", bio=text_to(target))
    make.published(make.article("Source", authors=[author]))
    FlatPage.objects.create(url="/about/", title="About", content=text_to(target)).sites.add(1)
    make.record_changed()
    paths = ("/authors/ada/", "/about/", "/api/v1/authors/ada/")

    def shown() -> list[str]:
        return [Client().get(path).content.decode().replace('\\"', '"') for path in paths]

    assert all("See that one." in text for text in shown())
    make.published(target)
    assert all('<a href="/analysis/target/">that one</a>' in text for text in shown())
