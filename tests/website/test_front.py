"""The home page and topics' pages as editors arranged them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import Category
from record import record_version
from tests import make
from tests.accounts import person, signed_in
from tests.make import NOON, changed, later, published
from website.models import Front, FrontRow

pytestmark = pytest.mark.django_db


def front(topic=None, at=NOON, **differences) -> Front:
    made = Front.objects.create(topic=topic, live_from=at, **differences)
    record_version.raise_version()
    return made


def row(of: Front, **differences) -> FrontRow:
    made = FrontRow(front=of, **{"title": "On ports", "most": 4, **differences})
    made.full_clean()
    made.save()
    return made


def titles(answer) -> list[str]:
    """Return the titles on the page's arranged rows, in their order."""
    return [item["card"]["title"] for each in answer.context["front"].rows for item in each.cards]


def ports(*names: str) -> list:
    topic = make.topic("Ports", slug="ports")
    made = [make.article(name, topics=[topic], published_on=date(2026, 1, n)) for n, name in enumerate(names, 1)]
    for each in made:
        published(each, NOON)
    return made


def test_a_row_shows_what_its_filter_finds_newest_first(look):
    ports("First", "Second")
    published(make.article("Elsewhere"), NOON)
    row(front(), source="articles", query="topic=ports")
    assert titles(look("/", later(minutes=1))) == ["Second", "First"]


def test_a_row_shows_a_chosen_list_in_its_order(look):
    first, second = ports("First", "Second")
    published(make.snapshot("Caspian", slug="caspian"), NOON)
    chosen = f"/analysis/{first.slug}/\nhttps://example.org/snapshots/caspian/\n\n/analysis/{second.slug}"
    row(front(), source="chosen", chosen=chosen)
    assert titles(look("/", later(minutes=1))) == ["First", "Caspian", "Second"]


def test_a_row_that_finds_nothing_is_left_out(look):
    ports("First")
    arranged = front()
    row(arranged, title="Nothing", source="articles", query="year=1999")
    row(arranged, title="Something", source="articles", query="topic=ports")
    page = look("/", later(minutes=1)).content.decode()
    assert "Something" in page
    assert "Nothing" not in page


def test_an_arrangement_begins_at_its_moment_and_ends_with_the_next(look):
    ports("First")
    row(front(at=later(hours=1)), title="One", source="articles")
    row(front(at=later(hours=2)), title="Two", source="articles")
    shown = [[each.title for each in look("/", later(minutes=at)).context["front"].rows] for at in (59, 60, 119, 120)]
    assert shown == [[], ["One"], ["One"], ["Two"]]


def test_a_minor_change_moves_nothing(look):
    first, second = ports("First", "Second")
    for each in (first, second):
        each.published_on = date(2026, 1, 9)
        each.save()
        published(each, later(minutes=1), kind="minor")
    row(front(), source="articles", query="topic=ports")
    before = titles(look("/", later(minutes=2)))
    published(changed(first, standfirst="A comma less."), later(minutes=3), kind="minor")
    assert titles(look("/", later(minutes=4))) == before == ["Second", "First"]


def test_a_notice_has_a_beginning_and_an_end(look):
    front(notice="We move on Monday.", notice_from=later(hours=1), notice_until=later(hours=2))
    published(make.article(), NOON)
    shown = ["We move on Monday." in look("/", later(minutes=at)).content.decode() for at in (59, 60, 119, 120)]
    assert shown == [False, True, True, False]


def test_a_topics_page_has_an_arrangement_of_its_own(look):
    ports("First")
    published(make.snapshot("Caspian", slug="caspian"), NOON)
    row(front(Category.objects.get(slug="ports")), title="Begin here", source="snapshots")
    assert "Begin here" in look("/topics/ports/", later(minutes=1)).content.decode()
    assert "Begin here" not in look("/", later(minutes=1)).content.decode()


@pytest.mark.parametrize(
    ("differences", "field"),
    [
        ({"source": "articles", "query": "from=never"}, "query"),
        ({"source": "chosen", "chosen": "/analysis/nothing/"}, "chosen"),
        ({"source": "chosen", "chosen": "http://["}, "chosen"),
        ({"source": "articles", "most": 0}, "most"),
    ],
)
def test_a_row_that_means_nothing_is_refused(differences, field):
    with pytest.raises(ValidationError) as refused:
        row(front(), **differences)
    assert field in refused.value.error_dict


@pytest.mark.parametrize("link", ["//evil.example/", "https://u:p@127.0.0.1/", "javascript:x", "about/"])
def test_a_notice_links_to_this_site_or_a_public_one(link):
    with pytest.raises(ValidationError) as refused:
        Front(live_from=NOON, notice="Read this.", notice_url=link).full_clean()
    assert set(refused.value.message_dict) == {"notice_url"}


def test_an_arranged_home_page_takes_five_queries_at_most(look, django_assert_max_num_queries, monkeypatch):
    monkeypatch.setattr(record_version, "REFRESH_SECONDS", 3600)
    ports("First", "Second")
    arranged = front()
    for n in range(6):
        row(arranged, title=f"Row {n}", source="articles", query="topic=ports")
    look("/", later(minutes=1))
    with django_assert_max_num_queries(5):
        look("/", later(minutes=1))


def test_what_has_begun_cannot_be_changed(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin", "a@example.org", "x"))
    begun, coming = front(at=NOON - timedelta(days=999)), front(at=NOON + timedelta(days=9999))
    for arranged, status in ((begun, 403), (coming, 200)):
        answer = client.get(f"/admin/website/front/{arranged.pk}/delete/")
        assert answer.status_code == status


def test_an_arrangement_begins_now_at_the_earliest(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin", "a@example.org", "x"))
    form = {"live_from_0": "2020-01-01", "live_from_1": "12:00", "notice": "New.", "rows-TOTAL_FORMS": "0"}
    answer = client.post("/admin/website/front/add/", {**form, "rows-INITIAL_FORMS": "0"})
    assert answer.status_code == 302
    assert Front.objects.get().live_from > timezone.now() - timedelta(minutes=1)


def test_what_stood_on_a_day_can_be_looked_up(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("admin", "a@example.org", "x"))
    ports("First")
    row(front(at=NOON), title="In May", source="articles")
    row(front(at=later(days=2)), title="Two days later", source="articles")
    page = client.get("/admin/website/front/on/?day=2026-05-02").content.decode()
    assert "In May" in page
    assert "Two days later" not in page
    assert "This page as it stood on May 2, 2026." in page
    assert client.get("/admin/website/front/on/?day=soon").status_code == 400
    assert client.get("/admin/website/front/on/?day=9999-99-99").status_code == 400


@pytest.mark.usefixtures("without_ledger")
def test_what_stood_on_a_day_is_shown_to_whoever_may_arrange_the_home_page():
    page = "/admin/website/front/on/?day=2026-03-01"
    assert signed_in(person("editor")).get(page).status_code == 403
    assert signed_in(person("publisher")).get(page).status_code == 200


def test_the_list_writes_the_day_of_a_home_page_as_every_list_does(admin_client):
    front(at=timezone.now() - timedelta(minutes=1))
    day = timezone.localdate()
    assert f">{day:%b} {day.day}, {day.year}</a>" in admin_client.get("/admin/website/front/").content.decode()
