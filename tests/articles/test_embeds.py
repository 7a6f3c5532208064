"""What editors are told of embeds before they publish; embeds in the form; and carried through the history."""

import pytest
from django.urls import reverse

from articles.checks import article_findings
from articles.freezing import freeze, thaw
from articles.library_index import index, matching
from articles.models import Article, ArticleEmbed
from record.publishing import findings
from record.restoring import restore
from search.words import Phrase, Words
from tests import make
from tests.accounts import editor, signed_in
from tests.desk_forms import add_row, filled
from tests.make import NOON, changed, published

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def change(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("<p>[embed 1]</p>", []),
        ("<p>As [embed 9] shows.</p><p>[embed 1]</p>", []),
        ("<p>[embed 1]</p><p>[embed 2]</p>", ["embed-missing"]),
        ("<p>[embed 1]</p><p>[embed 1]</p>", ["embed-twice"]),
        ("<p>[figure 1]</p>", ["figure-missing", "embed-unplaced"]),
    ],
)
def test_marks_and_embeds_that_do_not_find_each_other_are_told(body, codes):
    article = make.article("Ferries", body=body)
    make.embedded(article, picture=make.picture())
    told = [each for each in article_findings(article) if each.code.startswith(("embed", "figure"))]
    assert [each.code for each in told] == codes
    assert all("“Ferries”" in each.message for each in told)


def test_an_embed_without_a_title_is_not_published_and_one_without_a_picture_is_told():
    article = make.article("Ferries", body="<p>[embed 1]</p>")
    make.embedded(article, title="")
    told = {each.code: each.is_error for each in findings(article, NOON) if each.code.startswith("embed")}
    assert told == {"embed-untitled": True, "embed-without-picture": False}


@pytest.mark.slow
def test_an_embed_is_typed_in_the_form_and_kept_under_its_canonical_address():
    article, client = make.article(), signed_in()
    assert "write [embed 1] in the full text" in client.get(change(article)).content.decode()
    row = {"address": "https://youtu.be/dQw4w9WgXcQ?si=x", "title": " A  quay ", "source": "Harbor TV", "picture": ""}
    assert client.post(change(article), add_row(filled(client, change(article)), "embeds", **row)).status_code == 302
    [kept] = article.embeds.all()
    assert (kept.address, kept.title, kept.source, kept.picture) == (VIDEO, "A quay", "Harbor TV", None)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("address", "words"),
    [("https://www.dailymotion.com/video/x8", "can’t be embedded"), ("javascript:alert(1)", "begins with https://")],
)
def test_the_form_refuses_what_cannot_be_embedded_once_with_a_sentence(address, words):
    article, client = make.article(), signed_in()
    answer = client.post(
        change(article), add_row(filled(client, change(article)), "embeds", address=address, title="A")
    )
    assert answer.status_code == 200
    assert answer.content.decode().count(words) == 1
    assert not ArticleEmbed.objects.exists()


def test_restoring_brings_embeds_back_under_their_keys():
    article, by = make.article(body="<p>[embed 1]</p>"), editor()
    row = make.embedded(article, title="At dusk", source="Ada", picture=make.picture())
    before = freeze(article)
    article.embeds.all().delete()
    done, _revision = restore(article, before, by, article.save_count)
    assert done.report.is_exact
    assert [(each.key, each.title) for each in article.embeds.all()] == [(row.key, "At dusk")]
    assert freeze(Article.objects.get(pk=article.pk)) == before


def test_an_embed_whose_picture_is_gone_comes_back_without_it_and_says_so():
    article = make.article()
    row = make.embedded(article, picture=make.picture())
    before = freeze(article)
    article.embeds.all().delete()
    row.picture.delete()
    assert len(thaw(before, article).missing) == 1
    assert [(each.address, each.picture) for each in article.embeds.all()] == [(row.address, None)]


def test_an_editor_finds_a_draft_by_the_words_of_its_embeds():
    article = make.article()
    make.embedded(article, title="Lighthouses", source="Beacon office")
    index([article.pk])
    assert [
        list(Article.objects.filter(matching(Words(((Phrase((word,)),),))))) for word in ("lighthouses", "beacon")
    ] == [[article]] * 2


def test_a_picture_of_an_embed_says_so():
    article = make.article("Rivers")
    row = make.embedded(article, picture=make.picture())
    page = signed_in().get(change(row.picture)).content.decode()
    assert "It is the picture of an embed in " in page
    assert "Rivers" in page


def test_the_desk_tells_of_the_embeds_of_an_edition():
    article = make.article()
    make.embedded(article, VIDEO, "Tolls <since> 1998")
    page = signed_in().get(change(published(changed(article, title="Locks"), NOON))).content.decode()
    assert f"Embed 1: Tolls &lt;since&gt; 1998 ({VIDEO})" in page
