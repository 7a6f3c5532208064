import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from permissions.models import Assignment
from record.models import Edition, Organization
from tests import make
from tests.accounts import editor, person, signed_in
from tests.desk_forms import filled
from tests.make import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ORGANIZATION = "/admin/record/organization/"


def steps(client) -> list[bool]:
    return [step["is_done"] for step in client.get("/admin/").context["first_steps"]]


def test_the_first_page_shows_five_steps_and_which_are_done():
    client = signed_in()
    assert steps(client) == [False] * 5
    Organization.objects.create(pk=1, name="House")
    make.topic()
    assert steps(client) == [True, True, False, False, False]
    make.snapshot()
    assert steps(client) == [True, True, True, True, False]


def test_once_something_is_public_the_first_page_shows_what_is_in_hand():
    account = editor()
    client = signed_in(account)
    make.article("Mine", updated_by=account)
    make.article("Another’s", updated_by=editor())
    make.published(make.article("Public"))
    make.published(make.article("Soon"), live_from=timezone.now() + timedelta(days=1))
    make.published(make.article("In a month"), live_from=timezone.now() + timedelta(days=30))
    context = client.get("/admin/").context
    assert "first_steps" not in context
    assert [line.title for day in context["coming_days"] for line in day.lines] == ["Soon"]
    shown = {each["name"]: [row["title"] for row in each["rows"]] for each in context["desk_lists"]}
    assert shown == {
        "drafts": ["Mine"],
        "scheduled": ["In a month"],
        "recent": ["Public"],
    }


def waiting(account) -> list[tuple[str, str]]:
    lists = {each["name"]: each["rows"] for each in signed_in(account).get("/admin/").context["desk_lists"]}
    return [(row["title"], row["words"].split(" · ")[1]) for row in lists.get("waiting", [])]


def test_the_first_page_begins_with_what_waits_for_the_user():
    writer, reviewer = person("contributor", "Carla"), person("editor")
    make.published(make.article("Public"))
    make.article("Submitted", state="in-review", created_by=writer, updated_by=writer)
    draft = make.article("Assigned", updated_by=writer)
    Assignment.objects.create(kind="article", parent_id=draft.pk, account=reviewer, due_on=date(2026, 12, 3))
    assert set(waiting(reviewer)) == {
        ("Submitted", "in review, from Carla"), ("Assigned", "assigned to you, due Dec 3, 2026"),
    }  # fmt: skip
    assert waiting(writer) == []


def test_an_item_published_twice_is_listed_once_with_what_changed():
    article = make.article("Ports")
    make.published(article, at=NOON)
    article.title = "Harbors"
    article.save()
    make.published(article, at=NOON + timedelta(hours=1), kind=Edition.Kind.CORRECTION, note="Corrects a name.")
    lists = signed_in().get("/admin/").context["desk_lists"]
    (row,) = next(each["rows"] for each in lists if each["name"] == "recent")
    assert (row["title"], row["note"]) == ("Harbors", "Corrects a name.")
    assert row["words"].startswith("Article · edition 2 (correction)")


def test_the_first_page_shows_a_contributor_nothing_of_others():
    make.published(make.article("Soon"), live_from=timezone.now() + timedelta(days=3))
    make.published(make.article("Later"), live_from=timezone.now() + timedelta(days=30))
    context = signed_in(person("contributor")).get("/admin/").context
    assert [each["rows"] for each in context.get("desk_lists", [])] in ([], [[], [], []])
    assert all(not day.lines for day in context.get("coming_days", []))


def test_whoever_has_no_role_does_not_enter():
    assert signed_in(person("anonymous")).get("/admin/").status_code == 403


def test_the_organization_is_added_once_changed_and_never_deleted():
    client = signed_in()
    assert client.get(ORGANIZATION).url == f"{ORGANIZATION}add/"
    client.post(f"{ORGANIZATION}add/", filled(client, f"{ORGANIZATION}add/", name="House", time_zone="Asia/Yerevan"))
    assert client.get(ORGANIZATION).url == f"{ORGANIZATION}1/change/"
    assert client.get(f"{ORGANIZATION}add/").status_code == 403
    assert client.get(f"{ORGANIZATION}1/delete/").status_code == 403
    client.post(f"{ORGANIZATION}1/change/", filled(client, f"{ORGANIZATION}1/change/", name="The House"))
    assert (Organization.objects.get().name, Organization.objects.get().time_zone) == ("The House", "Asia/Yerevan")
    assert "The House" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("is_there", [True, False])
def test_whoever_may_not_change_the_organization_is_not_led_to_it(is_there, without_ledger):
    if is_there:
        Organization.objects.create(pk=1, name="House")
    assert signed_in(person("editor")).get(ORGANIZATION).status_code == 403


@pytest.mark.parametrize("address", ["articles/article", "snapshot/snapshot", "people/author", "articles/category"])
def test_the_choosers_find_what_is_typed(address):
    made = {"articles/article": make.article, "snapshot/snapshot": make.snapshot, "people/author": make.author}
    row = made.get(address, make.topic)("Needle in the stack")
    model = address.partition("/")[2]
    sources = {
        "article": ("snapshot", "placement", "article"), "snapshot": ("website", "front", "lead"),
        "author": ("articles", "byline", "author"), "category": ("articles", "article", "categories"),
    }  # fmt: skip
    names = dict(zip(("app_label", "model_name", "field_name"), sources[model], strict=True))
    found = signed_in().get("/admin/autocomplete/", {"term": "needle", **names}).json()["results"]
    assert [each["id"] for each in found] == [str(row.pk)]


def test_no_page_of_the_desk_has_an_inline_script_without_a_nonce():
    article = make.article()
    response = signed_in(editor()).get(f"/admin/articles/article/{article.pk}/change/")
    page = response.content.decode()
    nonce = response.headers["Content-Security-Policy"].partition("nonce-")[2].partition("'")[0]
    assert nonce
    assert (
        f'nonce="{nonce}"'
        in page.partition('type="importmap"')[0].rpartition("<script")[2] + page.partition('type="importmap"')[2][:200]
    )
    assert "<style" not in page
    assert " style=" not in page


def test_a_superuser_finds_accounts_too():
    client = signed_in(User.objects.create_superuser("root"))
    assert client.get("/admin/auth/user/").status_code == 200


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/admin/snapshot/snapshot/", "Snapshots"),
        ("/admin/snapshot/snapshot/calendar/", "Calendar"),
        ("/admin/monitoring/editionreadings/status/", "Status"),
    ],
)
def test_the_sidebar_marks_one_entry(path, name):
    page = signed_in(User.objects.create_superuser("root")).get(path).content.decode()
    assert re.findall(r'aria-current="page">([^<]+)<', page) == [name]


def test_what_is_deleted_with_an_article_is_named_without_rows_that_only_link():
    article = make.article(topics=[make.topic()])
    page = signed_in().get(f"/admin/articles/article/{article.pk}/delete/").content.decode()
    assert "First point." in page
    assert "relationship" not in page


def test_the_way_to_a_page_of_a_row_names_its_list_once():
    author = make.author()
    for act in ("delete", "history"):
        page = signed_in().get(f"/admin/people/author/{author.pk}/{act}/").content.decode()
        way = page[page.index('class="breadcrumbs"') :]
        assert re.findall(r">([^<>]+)</a>", way[: way.index("</div>")]) == ["Home", "Authors", str(author)]


def test_whoever_may_not_open_a_page_is_told_so():
    answer = signed_in(person("contributor")).get("/admin/record/organization/")
    assert answer.status_code == 403
    assert "You can’t open this page" in answer.content.decode()
