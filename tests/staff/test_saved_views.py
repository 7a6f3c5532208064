"""Saved views of the desk's lists."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from audit.models import AuditEntry
from permissions.models import Assignment
from staff.accounts.hand_over import hand_over
from staff.models import SavedView
from staff.saved_views import MOST
from tests import make
from tests.accounts import editor, person, queries_for, signed_in

pytestmark = [pytest.mark.django_db]

LIST = "/admin/articles/article/"
DRAFTS = "status=draft"


def save(client: Client, name: str = "Drafts", query: str = DRAFTS, kind: str = "articles.article", **more):
    return client.post(reverse("admin:save_view", args=[kind]), {"name": name, "query": query, **more}, follow=True)


def view_of(account, name: str = "Drafts", query: str = DRAFTS, kind: str = "articles.article", **more) -> SavedView:
    return SavedView.objects.create(owner=account, name=name, query=query, kind=kind, **more)


def page_of(view: SavedView) -> str:
    return reverse("admin:saved_view", args=[view.pk])


def told(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def links(client: Client, path: str = LIST) -> list[str]:
    page = client.get(path).content.decode()
    return re.findall(r'<a href="/admin/views/\d+/"[^>]*><bdi>(.*?)</bdi>', page)


def test_filters_search_and_order_are_saved_under_a_name_and_its_link_leads_back_to_them():
    client = signed_in()
    answer = save(client, "Ports", "q=ports&status=draft&o=-1.3")
    assert answer.redirect_chain[-1][0] == f"{LIST}?o=-1.3&q=ports&status=draft"
    assert links(client) == ["Ports"]
    assert client.get(page_of(SavedView.objects.get())).url == f"{LIST}?o=-1.3&q=ports&status=draft"
    assert AuditEntry.objects.get(kind="staff.savedview").act == "save a view of a list"


def test_the_list_marks_the_view_that_it_shows_whatever_the_order_of_the_parameters():
    client = signed_in()
    save(client, "Ports", "q=ports&status=draft")
    for query, is_current in (("status=draft&q=ports", True), ("status=draft&q=ports&p=1", True), (DRAFTS, False)):
        assert ('aria-current="page"><bdi>' in client.get(f"{LIST}?{query}").content.decode()) is is_current


def test_snapshots_and_other_lists_have_their_own_views():
    client = signed_in()
    save(client, "Live", "status=live", "snapshot.snapshot")
    save(client, "Regions", "q=east", "articles.category")
    assert links(client) == []
    assert links(client, "/admin/snapshot/snapshot/") == ["Live"]
    assert links(client, "/admin/articles/category/") == ["Regions"]


def test_a_list_without_views_and_filters_shows_nothing_of_them():
    assert "saved-views" not in signed_in().get(LIST).content.decode()


@pytest.mark.postgres
@pytest.mark.parametrize(("query", "kept"), [
    ("status=draft&nosuch=1&p=4&all=1&e=1&_popup=1&title__contains=x&authors__bio__regex=.", "status=draft"),
    ("status=nosuch&q=a", "q=a"),
    ("topic=999&q=a", "q=a"),
    ("series__id__exact=999&language=xx&q=a", "q=a"),
    ("series__id__exact=x&q=a", "q=a"),
    ("published_on__year=99999999999&q=a", "q=a"),
    ("published_on__month=3&published_on__year=2026", "published_on__month=3&published_on__year=2026"),
    ("o=99&q=a", "q=a"), ("o=1;drop&q=a", "q=a"), ("o=--1&q=a", "q=a"), ("o=²&q=a", "q=a"),
    ("q=%00&status=draft", "status=draft"), ("q=%FF", "q=%EF%BF%BD"),
    ("status=draft&status=live", "status=draft&status=live"),
])  # fmt: skip
def test_only_parameters_that_the_list_understands_are_saved(query, kept):
    make.article()
    client = signed_in()
    save(client, query=query)
    assert SavedView.objects.get().query == kept
    assert client.get(f"{LIST}?{kept}").status_code == 200


@pytest.mark.parametrize("query", ["", "nosuch=1", "&".join(f"q={n}" for n in range(50)), "q=" + "ж" * 1_000])
def test_a_list_that_is_not_filtered_cannot_be_saved(query):
    assert "nothing to save" in told(save(signed_in(), query=query))
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7 }}", "\u202egnp.exe", "’; --"])
def test_a_name_is_shown_as_text(name):
    client = signed_in()
    save(client, name)
    page = client.get(f"{LIST}?{DRAFTS}").content.decode()
    assert SavedView.objects.count() == 1
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert links(client) != []


@pytest.mark.postgres
@pytest.mark.parametrize("name", ["", "   ", "x" * 61, "\0", "\u200b\n"])
def test_a_name_that_is_none_is_refused_in_words(name):
    answer = save(signed_in(), name)
    assert answer.status_code == 200
    assert told(answer).startswith("Name:")
    assert not SavedView.objects.exists()


def test_saving_under_a_name_again_replaces_the_query_and_leaves_it_shared():
    client = signed_in()
    save(client, is_shared="on")
    save(client, query="status=live")
    view = SavedView.objects.get()
    assert (view.query, view.is_shared) == ("status=live", True)


def test_two_people_may_use_one_name():
    for client in (signed_in(), signed_in()):
        save(client)
        assert links(client) == ["Drafts"]


def test_nobody_has_more_views_of_a_list_than_fit_above_it():
    account = editor()
    SavedView.objects.bulk_create(
        SavedView(owner=account, name=str(n), query=DRAFTS, kind="articles.article") for n in range(MOST)
    )
    assert "Delete one first" in told(save(signed_in(account), "One more"))
    assert SavedView.objects.count() == MOST


def test_the_owner_renames_shares_and_deletes_a_view_and_stays_at_the_list():
    account = editor()
    client, view = signed_in(account), view_of(account)
    answer = client.post(page_of(view), {"name": "Not yet public", "is_shared": "on", "query": "q=a&nosuch=1"})
    assert answer.url == f"{LIST}?q=a"
    view.refresh_from_db()
    assert (view.name, view.is_shared, view.query) == ("Not yet public", True, DRAFTS)
    client.post(page_of(view), {"delete": ""})
    assert not SavedView.objects.exists()


def test_a_view_is_not_renamed_to_a_name_that_its_owner_uses():
    account = editor()
    view, _other = view_of(account), view_of(account, "Live", "status=live")
    answer = signed_in(account).post(page_of(view), {"name": "Live"}, follow=True)
    assert "You have a view with this name already." in told(answer)
    assert SavedView.objects.filter(name="Drafts").exists()


def test_another_person_s_view_is_not_there_unless_it_is_shared():
    view, client = view_of(editor("Ada One")), signed_in()
    assert links(client) == []
    assert client.get(page_of(view)).status_code == 404
    for sent in ({"name": "Mine now"}, {"delete": ""}):
        assert client.post(page_of(view), sent).status_code == 404
    SavedView.objects.update(is_shared=True)
    assert links(client) == ["Drafts"]
    assert "Ada One" in client.get(LIST).content.decode()
    assert client.get(page_of(view)).url == f"{LIST}?{DRAFTS}"


@pytest.mark.parametrize(("role", "may_delete"), [
    ("contributor", False), ("editor", False), ("publisher", False), ("administrator", True),
])  # fmt: skip
def test_only_its_owner_or_an_administrator_deletes_a_shared_view_and_only_its_owner_renames_it(role, may_delete):
    view, client = view_of(editor(), is_shared=True), signed_in(person(role))
    assert client.post(page_of(view), {"name": "Mine now"}).status_code == 403
    assert ('name="delete"' in client.get(LIST).content.decode()) is may_delete
    assert client.post(page_of(view), {"delete": ""}).status_code == (302 if may_delete else 403)
    assert SavedView.objects.exists() is not may_delete


def test_a_view_of_a_list_that_one_may_not_see_is_refused():
    view, client = view_of(editor(), query="q=a", kind="auth.user", is_shared=True), signed_in(person("contributor"))
    assert client.get(page_of(view)).status_code == 403
    assert client.post(page_of(view), {"delete": ""}).status_code == 403
    assert client.post(reverse("admin:save_view", args=["auth.user"]), {"name": "x"}).status_code == 403


def test_a_shared_view_shows_each_person_only_what_they_may_read():
    make.article("Hidden ports")
    view = view_of(editor(), query="q=ports", is_shared=True)
    page = signed_in(person("contributor")).get(page_of(view), follow=True).content.decode()
    assert "Hidden ports" not in page


def test_a_view_that_no_longer_fits_says_what_was_left_out():
    series = make.series("Notes")
    make.article(series=series)
    make.article(series=make.series("Briefs"))
    client = signed_in()
    save(client, query=f"series__id__exact={series.pk}&q=a")
    make.article(series=make.series("Memos"))
    assert client.get(page_of(SavedView.objects.get())).url == f"{LIST}?q=a&series__id__exact={series.pk}"
    Article.objects.filter(series=series).update(series=None)
    answer = client.get(page_of(SavedView.objects.get()), follow=True)
    assert answer.redirect_chain == [(f"{LIST}?q=a", 302)]
    assert "Some of the view “Drafts” no longer exists in this list and is left out: Series." in told(answer)


def test_my_drafts_and_what_waits_for_review_are_views_that_show_everybody_their_own():
    me, other = editor("Ada One"), editor("Berta Two")
    for account, title in ((me, "Ports"), (other, "Rails")):
        article = make.article(title, created_by=account, state="in-review" if account == other else "draft")
        Assignment.objects.create(kind="article", parent_id=article.pk, account=me if account == other else other)
    save(signed_in(me), "My drafts", "person=mine&status=draft", is_shared="on")
    save(signed_in(me), "For me", "person=assigned", is_shared="on")
    save(signed_in(me), "Waiting", "status=review", is_shared="on")
    shown = {
        (view.name, account.first_name): [
            row.title for row in signed_in(account).get(page_of(view), follow=True).context["cl"].result_list
        ]
        for view in SavedView.objects.all()
        for account in (me, other)
    }
    assert shown == {
        ("My drafts", "Ada"): ["Ports"], ("My drafts", "Berta"): ["Rails"],
        ("For me", "Ada"): ["Rails"], ("For me", "Berta"): ["Ports"],
        ("Waiting", "Ada"): ["Rails"], ("Waiting", "Berta"): ["Rails"],
    }  # fmt: skip


@pytest.mark.postgres
@pytest.mark.parametrize("query", ["nosuch__in=1", "o=x", "status=%00", "series__id__exact=%F0", "=", "&&&", "q"])
def test_a_view_that_was_damaged_leads_to_the_list(query):
    view = view_of(account := editor(), query=query)
    assert signed_in(account).get(page_of(view), follow=True).status_code == 200


@pytest.mark.parametrize("kind", ["nosuch.model", "nosuch", "articles.byline", "a.b.c", "%00", "articles.ARTICLE "])
def test_a_view_of_a_list_that_there_is_not_answers_404(kind):
    assert signed_in().post(f"/admin/views/{kind}/save/", {"name": "x", "query": "q=a"}).status_code in (400, 404)
    view = view_of(account := editor(), kind=kind)
    assert signed_in(account).get(page_of(view)).status_code == 404
    assert signed_in(account).get("/admin/views/99999999999999999999/").status_code == 404


def test_a_form_without_a_token_saves_nothing():
    account = editor()
    client = Client(enforce_csrf_checks=True)
    client.force_login(account)
    page = client.get(f"{LIST}?{DRAFTS}").content.decode()
    assert (
        client.post(reverse("admin:save_view", args=["articles.article"]), {"name": "x", "query": DRAFTS}).status_code
        == 403
    )
    form = page[page.index('class="saved-views-edit"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    sent = {"name": "x", "query": DRAFTS, "csrfmiddlewaretoken": token}
    assert client.post(reverse("admin:save_view", args=["articles.article"]), sent).status_code == 302
    assert SavedView.objects.count() == 1


@pytest.mark.postgres
def test_a_list_asks_one_query_for_its_views_however_many(monkeypatch):
    make.article()
    client = signed_in(account := editor())
    with monkeypatch.context() as without:
        without.setattr("staff.saved_views.views_of", lambda *given: {})
        before = queries_for(client, LIST)
    for number in range(12):
        view_of(editor() if number % 2 else account, str(number), is_shared=bool(number % 2))
    assert queries_for(client, LIST) == before + 1


def test_shared_views_go_to_whoever_takes_the_work_over_and_none_is_lost():
    leaver, colleague = editor("Leaver"), editor("Colleague")
    for owner, name, is_shared in (
        (leaver, "Due", True),
        (leaver, "Mine", False),
        (leaver, "Same", True),
        (colleague, "Same", True),
    ):
        view_of(owner, name, is_shared=is_shared)
    assert "1 shared view" in hand_over(leaver, colleague, is_leaving=True)
    assert sorted(colleague.saved_views.values_list("name", flat=True)) == ["Due", "Same"]
    assert sorted(leaver.saved_views.values_list("name", flat=True)) == ["Mine", "Same"]
