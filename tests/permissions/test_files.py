"""Pictures and files that no public edition shows: seen by those who may read what uses them."""

import pytest

from articles.models import Article
from media.models import Picture, StoredFile
from permissions.files import may_see_file
from staff.choosers import offered
from tests import make
from tests.accounts import person

pytestmark = pytest.mark.django_db


def sees(account, row) -> bool:
    return may_see_file(account, type(row), row.digest)


@pytest.mark.parametrize("use", ["picture", "figure", "attachment", "snapshot picture"])
def test_a_contributor_sees_what_their_own_draft_uses_and_nothing_of_others(use):
    writer, stranger = person("contributor"), person("contributor")
    picture, file = make.picture(), make.stored_file()
    if use == "snapshot picture":
        make.snapshot(created_by=writer, picture=picture)
    else:
        article = make.article(created_by=writer, picture=picture if use == "picture" else None)
    if use == "figure":
        make.figured(article, shown=picture)
    elif use == "attachment":
        make.attached(article, file=file)
    row = file if use == "attachment" else picture
    assert sees(writer, row)
    assert not sees(stranger, row)


def test_whoever_uploaded_a_file_sees_it():
    writer = person("contributor")
    assert sees(writer, make.picture(uploaded_by=writer))
    assert not sees(writer, make.picture())


def test_only_a_picture_that_one_may_see_can_be_chosen_or_the_one_chosen_already():
    writer = person("contributor")
    own, hidden, chosen = make.picture(uploaded_by=writer), make.picture(), make.picture()
    article = make.article(picture=chosen)
    column = Article._meta.get_field("picture")
    assert set(offered(writer, column, 0)) == {own}
    assert set(offered(writer, column, article.pk)) == {own, chosen}
    assert set(offered(person("editor"), column, 0)) == {own, hidden, chosen}


def test_a_limited_editor_sees_what_their_branch_uses():
    topic = make.topic()
    account = person("editor", topics=(topic,))
    inside, outside = make.picture(), make.picture()
    make.article(topics=[topic], picture=inside)
    make.article(topics=[make.topic()], picture=outside)
    assert sees(account, inside)
    assert not sees(account, outside)


@pytest.mark.parametrize(("role", "is_seen"), [("anonymous", False), ("editor", True), ("publisher", True)])
def test_who_sees_everything_sees_every_file_and_whoever_has_no_role_none(role, is_seen):
    assert sees(person(role), make.picture()) is is_seen


def test_a_file_that_is_not_there_is_seen_by_no_contributor():
    account = person("contributor")
    assert not may_see_file(account, Picture, "0" * 64)
    assert not may_see_file(account, StoredFile, "0" * 64)
    assert not may_see_file(None, Picture, "0" * 64)
