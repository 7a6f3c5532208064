"""Tags: one of each name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from taggit.models import Tag

from articles.models import Article
from articles.tags import key_of
from tests import make
from tests.accounts import signed_in
from tests.desk_forms import filled

ADD = "/admin/articles/article/add/"
TAGS = "/admin/taggit/tag/"


def names(article: Article) -> list[str]:
    return sorted(tag.name for tag in article.tags.all())


@pytest.mark.django_db
def test_tags_that_differ_in_case_alone_are_one_in_any_script():
    client = signed_in()
    client.post(ADD, filled(client, ADD, title="Rails", tags="É, é, Ёж, ёж, Zealand, zealand"))
    assert sorted(map(key_of, names(Article.objects.get()))) == ["zealand", "é", "ёж"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["e\u0301nergie", "E\u0301NERGIE", "énergie", "ÉNERGIE", "éner\ufffegie", "énergie\u2028"]
)
def test_a_name_in_any_case_and_form_is_the_tag_that_there_is(typed):
    tag, article = make.tag("Énergie"), make.article()
    article.tags.set([typed])
    assert list(article.tags.all()) == [tag]


@pytest.mark.django_db
def test_of_two_tags_of_one_name_the_older_is_taken():
    older, article = make.tag("É"), make.article()
    make.tag("é")
    article.tags.add("é")
    assert list(article.tags.all()) == [older]


@given(st.text(max_size=6))
def test_what_tags_have_in_common_has_no_case_and_one_form(name):
    assert key_of(key_of(name)) == key_of(name)


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["é", "e\u0301", "É"])
def test_a_second_tag_of_the_same_name_is_refused(typed):
    make.tag("É")
    client = signed_in()
    page = client.post(f"{TAGS}add/", filled(client, f"{TAGS}add/", name=typed)).content.decode()
    assert "A tag named “É” already exists." in page
    assert Tag.objects.count() == 1


@pytest.mark.django_db
def test_a_tag_keeps_its_name_and_may_change_its_case():
    tag, client = make.tag("É"), signed_in()
    address = f"{TAGS}{tag.pk}/change/"
    client.post(address, filled(client, address, name="é"))
    assert Tag.objects.get().name == "é"


@pytest.mark.django_db
def test_a_tag_longer_than_the_database_holds_is_refused():
    client = signed_in()
    page = client.post(ADD, filled(client, ADD, title="Rails", tags=f"{'long' * 26},")).content.decode()
    assert "A tag has at most 100 characters." in page
    assert not Article.objects.exists()
