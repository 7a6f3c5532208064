"""Tags of a working copy: whatever their letters, each has an address that readers can follow."""

import pytest
from taggit.models import Tag

from tests import make
from tests.make import NOON, published

pytestmark = pytest.mark.django_db

SIGNS = ["😀", "…", "!!!", "+", "—", "_", "\ufffd"]


@pytest.mark.slow
@pytest.mark.parametrize("name", SIGNS)
def test_a_tag_without_letters_gets_an_address_and_its_article_a_page(name, look):
    article = make.article(slug="signs")
    article.tags.add(name)
    edition = published(article, NOON)
    assert Tag.objects.get(name=name).slug == "tag"
    for path in ("/analysis/signs/", f"/analysis/signs/editions/{edition.number}/", "/tags/tag/"):
        assert look(path).status_code == 200


def test_several_tags_without_letters_get_an_address_each():
    article = make.article()
    article.tags.add(*SIGNS)
    slugs = list(Tag.objects.order_by("slug").values_list("slug", flat=True))
    assert slugs == ["tag", *(f"tag-{number}" for number in range(2, len(SIGNS) + 1))]


def test_an_address_keeps_the_script_of_its_tag():
    article = make.article()
    article.tags.add("Հայաստան")
    assert Tag.objects.get().slug == "հայաստան"


def test_a_tag_whose_letters_unfold_into_many_still_fits_its_column():
    article = make.article()
    article.tags.add("\ufdfa" * 100)  # one letter that stands for eighteen
    assert 0 < len(Tag.objects.get().slug) <= 100


def test_a_tag_that_is_there_is_taken_whatever_its_case():
    made = make.tag("Gas")
    article = make.article()
    article.tags.add("gas")
    assert list(article.tags.all()) == [made]


def test_an_edition_frozen_with_a_tag_that_had_no_address_is_shown_without_that_link(look):
    article = make.article(slug="old", tags=[make.tag("!!!")])
    Tag.objects.update(slug="")
    published(article, NOON)
    page = look("/analysis/old/")
    assert page.status_code == 200
    assert "!!!" in page.content.decode()
