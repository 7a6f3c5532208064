"""What editors are told of figures and their marks before they publish; and figures at the desk."""

import pytest
from django.urls import reverse

from articles.checks import article_findings
from articles.freezing import freeze, thaw
from articles.models import Article, ArticleFigure
from media.models import Picture
from record.models import Revision
from record.restoring import restore
from tests import make
from tests.accounts import editor, queries_for, signed_in
from tests.desk_forms import add_row, filled
from tests.make import NOON, changed, published

pytestmark = pytest.mark.django_db


def change(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def told(article: Article) -> dict[str, str]:
    return {each.code: each.message for each in article_findings(article) if each.code.startswith("figure")}


# Findings


@pytest.mark.parametrize(
    ("body", "count", "codes"),
    [
        ("<p>[figure 1]</p><p>[figure 2]</p>", 2, []),
        ("<p>As [figure 9] shows.</p>", 0, []),
        ("<p>[figure 1]</p>", 0, ["figure-missing"]),
        ("<p>[figure 999999999999999999]</p>", 0, []),
        ("<p>[figure 1]</p><p>[figure 1]</p>", 1, ["figure-twice"]),
        ("<p>See [figure 1].</p>", 1, ["figure-unplaced"]),
        ("<p>[figure 3]</p>", 1, ["figure-missing", "figure-unplaced"]),
        ("", 1, ["figure-unplaced"]),
    ],
)
def test_marks_and_figures_that_do_not_find_each_other_are_told(body, count, codes):
    article = make.article("Ferries", body=body)
    for _ in range(count):
        make.figured(article)
    assert list(told(article)) == codes
    assert all("“Ferries”" in words for words in told(article).values())


def test_no_figure_stands_in_the_way_of_publishing():
    article = make.article(body="<p>[figure 7]</p><p>[figure 1]</p><p>[figure 1]</p>")
    make.figured(article)
    make.figured(article)
    assert published(article, NOON).number == 1
    assert len(told(article)) == 3


# The form


@pytest.mark.slow
def test_figures_are_chosen_ordered_and_captioned_on_the_form():
    article, first, second = make.article(), make.picture(), make.picture(caption="The library’s")
    client = signed_in()
    assert "write [figure 1] in the full text" in client.get(change(article)).content.decode()
    sent = add_row(filled(client, change(article)), "figures", picture=first.pk, caption="Two\n  lines <b>\u202e")
    assert client.post(change(article), add_row(sent, "figures", picture=second.pk, caption="")).status_code == 302
    rows = [(row.position, row.picture, row.caption) for row in article.figures.all()]
    assert rows == [(1, first, "Two lines <b>"), (2, second, "")]
    keys = [row.key for row in article.figures.all()]
    assert (
        client.post(change(article), filled(client, change(article), **{"figures-1-position": "1"})).status_code == 302
    )
    assert [(row.picture, row.key) for row in article.figures.all()] == [(second, keys[1]), (first, keys[0])]
    work = Revision.objects.latest("number").content.text
    assert work.index(second.digest) < work.index(first.digest)


@pytest.mark.slow
def test_a_figure_needs_a_picture():
    article, client = make.article(), signed_in()
    sent = add_row(filled(client, change(article)), "figures", caption="Nothing to see")
    assert client.post(change(article), sent).status_code == 200
    assert not ArticleFigure.objects.exists()


@pytest.mark.slow
def test_the_form_asks_no_more_for_many_figures():
    few, many = make.article(), make.article()
    picture = make.picture()
    for article, count in ((few, 2), (many, 8)):
        for _ in range(count):
            make.figured(article, "", picture)
    client = signed_in()
    client.get(change(few))
    assert queries_for(client, change(many)) <= queries_for(client, change(few)) + 6  # a chooser asks for its own


# Carried


def test_restoring_brings_figures_back_under_their_keys():
    article, by = make.article(body="<p>[figure 1]</p>"), editor()
    row = make.figured(article, "At dusk")
    before = freeze(article)
    article.figures.all().delete()
    make.figured(article, "Another")
    done, _revision = restore(article, before, by, article.save_count)
    assert done.report.is_exact
    assert [(each.key, each.caption) for each in article.figures.all()] == [(row.key, "At dusk")]
    assert freeze(Article.objects.get(pk=article.pk)) == before


def test_a_caption_that_the_library_changed_since_is_kept_as_the_figures_own():
    article, picture = make.article(), make.picture(caption="As printed")
    make.figured(article, "", picture)
    before = freeze(article)
    changed(picture, caption="As described now")
    assert thaw(before, article).is_exact
    assert article.figures.get().caption == "As printed"
    assert freeze(article) == before


@pytest.mark.parametrize("caption", ["", "Its own"])
def test_what_else_the_library_says_otherwise_is_reported(caption):
    article, picture = make.article(), make.picture(title="Cranes")
    make.figured(article, caption, picture)
    before = freeze(article)
    changed(picture, alternative_text="Something else")
    assert thaw(before, article).renamed == ["The description of the picture “Cranes” has changed."]
    assert article.figures.get().caption == caption


def test_a_picture_that_is_gone_is_reported_and_the_rest_stay_in_order():
    article = make.article()
    rows = [make.figured(article, words) for words in ("A", "B", "C")]
    before = freeze(article)
    article.figures.all().delete()
    rows[1].picture.delete()
    report = thaw(before, article)
    assert len(report.missing) == 1
    assert [(each.position, each.caption) for each in article.figures.all()] == [(1, "A"), (2, "C")]


# In use


def test_a_picture_that_is_a_figure_says_so_and_is_not_deleted():
    article = make.article("Rivers")
    row = make.figured(article)
    client, address = signed_in(), reverse("admin:media_picture_delete", args=[row.picture.pk])
    for page in (client.get(change(row.picture)), client.get(address)):
        assert "It is a figure of " in page.content.decode()
        assert "Rivers" in page.content.decode()
    client.post(address, {"post": "yes"})
    assert Picture.objects.filter(pk=row.picture.pk).exists()
    assert change(row.picture) in client.get("/admin/media/picture/?used=yes").content.decode()


def test_deleting_an_article_takes_its_figures_and_leaves_the_pictures():
    article = make.article()
    make.figured(article)
    signed_in().post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not ArticleFigure.objects.exists()
    assert Picture.objects.count() == 1


def test_the_desk_tells_of_the_figures_of_an_edition():
    article = make.article()
    make.figured(article, "Tolls <since> 1998")
    edition = published(article, NOON)
    page = signed_in().get(change(edition)).content.decode()
    assert "Figure 1: Tolls &lt;since&gt; 1998" in page
