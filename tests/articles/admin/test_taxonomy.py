import pytest
from taggit.models import Tag

from articles.models import Category
from record import record_version
from tests import make
from tests.accounts import queries_for, signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TOPICS = "/admin/articles/category/"


def test_topics_stand_each_below_the_wider_one():
    wide, other = make.topic("South Caucasus"), make.topic("Baltics")
    make.topic("Georgia", parent=wide)
    make.topic("Estonia", parent=other)
    make.topic("Armenia", parent=wide)
    shown = [topic.name for topic in signed_in().get(TOPICS).context["cl"].result_list]
    assert shown == ["Baltics", "Estonia", "South Caucasus", "Armenia", "Georgia"]


def test_topics_are_found_by_another_name_and_filtered_by_kind():
    trade = make.topic("Trade", kind="theme", aliases=["Commerce"])
    make.topic("Armenia")
    client = signed_in()
    for query in ({"q": "commerce"}, {"kind": "theme"}):
        assert list(client.get(TOPICS, query).context["cl"].result_list) == [trade]


def test_a_topic_that_holds_others_is_not_deleted_with_them():
    wide = make.topic("South Caucasus")
    make.topic("Armenia", parent=wide)
    client = signed_in()
    assert client.get(f"{TOPICS}{wide.pk}/delete/").content.decode().count(">Armenia</a>") == 1
    assert "is a subtopic of it" in client.get(f"{TOPICS}{wide.pk}/delete/").content.decode()
    client.post(f"{TOPICS}{wide.pk}/delete/", {"post": "yes"})
    assert Category.objects.count() == 2


def test_a_topic_under_which_something_was_published_is_not_deleted():
    topic = make.topic()
    make.published(make.article("Rails", topics=[topic]))
    client = signed_in()
    assert "Rails" in client.get(f"{TOPICS}{topic.pk}/delete/").content.decode()
    client.post(TOPICS, {"action": "delete_selected", "_selected_action": [topic.pk], "post": "yes"})
    assert Category.objects.exists()


def test_a_topic_is_not_placed_within_itself():
    wide = make.topic("South Caucasus")
    narrow = make.topic("Armenia", parent=wide)
    client, address = signed_in(), f"{TOPICS}{wide.pk}/change/"
    assert client.post(address, filled(client, address, parent=narrow.pk)).status_code == 200
    wide.refresh_from_db()
    assert wide.parent is None


@pytest.mark.parametrize(
    ("address", "values"),
    [
        (f"{TOPICS}add/", {"name": "Trade"}),
        ("/admin/articles/series/add/", {"name": "Briefs"}),
        ("/admin/taggit/tag/add/", {"name": "rail"}),
    ],
)
def test_adding_house_data_raises_the_record_version_and_makes_an_address(address, values):
    client, version = signed_in(), record_version.current()
    assert client.post(address, filled(client, address, **values)).status_code == 302
    assert record_version.current() > version


def test_a_tag_that_was_published_is_not_deleted():
    article = make.article("Rails")
    article.tags.add("rail")
    make.published(article)
    tag, client = Tag.objects.get(), signed_in()
    client.post(f"/admin/taggit/tag/{tag.pk}/delete/", {"post": "yes"})
    assert Tag.objects.exists()


@pytest.mark.parametrize("address", [TOPICS, "/admin/taggit/tag/"])
def test_the_lists_ask_the_same_queries_for_fifty_rows_as_for_five(address):
    client = signed_in()

    def queries(count: int) -> int:
        while Category.objects.count() < count:
            topic = make.topic(parent=Category.objects.order_by("pk").last())
            make.article(topics=[topic]).tags.add(topic.name)
        return queries_for(client, address)

    assert queries(5) == queries(50) <= 20
