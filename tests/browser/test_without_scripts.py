"""The ordinary form of an article without scripts: everything can be chosen, and rows can be added."""

import pytest

from articles.models import Article
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_article_is_written_without_scripts(open_page, signed_in):
    make.author("Ada Abel")
    make.author("Ben Brook")
    make.topic("Ports")
    picture = make.picture(title="Cranes")
    page = open_page("/admin/articles/article/add/", java_script_enabled=False, **signed_in)
    assert '<a href="?plain=1">Open the form that works without it</a></p></noscript>' in page.content()
    page.goto(
        "/admin/articles/article/add/?plain=1"
    )  # Chromium shows no noscript where only a debugger disables scripts
    page.fill("[name=title]", "Ferries wait")
    page.fill("[name=body]", "<p>One.</p><p>[figure 1]</p>")
    for place, name in enumerate(("Ben Brook", "Ada Abel")):
        page.select_option(f"[name=bylines-{place}-author]", label=name)
    for place, point in enumerate(("First.", "Second.")):
        page.fill(f"[name=points-{place}-text]", point)
    page.select_option("[name=figures-0-picture]", value=str(picture.pk))
    page.select_option("[name=categories]", label="Ports")
    page.click("[name=_save]")
    article = Article.objects.get()
    assert (article.title, "[figure 1]" in article.body) == ("Ferries wait", True)
    assert [byline.author.name for byline in article.bylines.order_by("position")] == ["Ben Brook", "Ada Abel"]
    assert [point.text for point in article.points.order_by("position")] == ["First.", "Second."]
    assert [figure.picture for figure in article.figures.all()] == [picture]
    assert [topic.name for topic in article.categories.all()] == ["Ports"]
