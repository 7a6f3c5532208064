"""The pages of revisions: the list, one as it was, and restoring it."""

import pytest
from django.urls import reverse

from articles.models import Article
from record.models import FrozenContent, Revision
from record.revisions import keep_revision
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor, person, queries_for, signed_in
from tests.desk_forms import filled
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def page(thing, name: str, *number) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk, *number])


def text(response) -> str:
    return response.content.decode()


def with_revisions(thing, *titles):
    """Keep a revision for each title, an hour apart; the last is what the desk says."""
    for hour, title in enumerate(titles):
        keep_revision(changed(thing, title=title), editor("Vera Holm"), later(hours=hour))
    return thing


def test_the_list_says_which_when_and_by_whom_newest_first():
    article = with_revisions(make.article(), "One", "Two")
    shown = text(signed_in().get(page(article, "revisions")))
    assert shown.index(page(article, "revision", 2)) < shown.index(page(article, "revision", 1))
    assert shown.count("Vera Holm") == 2
    assert "May 1, 2026, 13:00" in shown


def test_the_list_says_from_which_an_edition_was_frozen_and_which_says_the_same():
    article = with_revisions(make.article(), "One")
    published(article, later(minutes=1))
    with_revisions(article, "Two", "One")
    rows = {row.revision.number: row for row in signed_in().get(page(article, "revisions")).context["rows"]}
    assert {number: (row.editions, row.first_at) for number, row in rows.items()} == {
        1: ([1], 1), 2: ([], 2), 3: ([1], 1),
    }  # fmt: skip


def test_a_snapshot_published_again_unchanged_names_both_editions():
    article = make.article()
    snapshot = with_revisions(make.snapshot(sections={"A": [article]}), "One")
    published(snapshot, NOON)
    published(changed(article), later(hours=1))
    published(snapshot, later(hours=2))
    assert signed_in().get(page(snapshot, "revisions")).context["rows"][0].editions == [1, 2]


def test_hundreds_are_paged_with_the_same_queries():
    article, client = make.article(), signed_in()
    with_revisions(article, "One")
    few = queries_for(client, page(article, "revisions"))
    content = Revision.objects.get().content
    Revision.objects.bulk_create(
        Revision(kind="article", parent_id=article.pk, number=n, content=content, at=NOON) for n in range(2, 301)
    )
    assert queries_for(client, page(article, "revisions")) <= few + 1
    first, last = (client.get(page(article, "revisions") + query).context for query in ("", "?p=6"))
    assert [row.revision.number for row in first["rows"]] == list(range(300, 250, -1))
    assert [row.revision.number for row in last["rows"]] == list(range(50, 0, -1))


def test_one_is_shown_as_it_was_frozen():
    article = make.article("Early title", slug="early", topics=[make.topic("Ports")], points=["An early point."])
    with_revisions(article, "Early title")
    changed(article, title="Late title")
    shown = text(signed_in().get(page(article, "revision", 1)))
    assert "<h2>Early title</h2>" in shown
    for words in ("An early point.", "early", "Ports"):
        assert words in shown


def test_a_draft_without_a_date_is_shown_too():
    article = with_revisions(make.article(published_on=None, authors=[], points=[]), "One")
    assert signed_in().get(page(article, "revision", 1)).status_code == 200


def test_a_snapshots_page_names_its_articles_and_those_that_are_gone():
    stays, gone = make.article("Stays"), make.article("Gone")
    snapshot = with_revisions(make.snapshot(sections={"A": [stays, gone]}), "One")
    make.placements_of(snapshot)[1].delete()
    pk = gone.pk
    gone.delete()
    shown = text(signed_in().get(page(snapshot, "revision", 1)))
    assert "<h4>Stays</h4>" in shown
    assert f"Article {pk}, which no longer exists" in shown


@pytest.mark.parametrize("number", [0, 3, 2**31])
def test_a_number_that_there_is_none_of_is_not_found(number):
    article = with_revisions(make.article(), "One", "Two")
    client = signed_in()
    assert client.get(page(article, "revision", number)).status_code == 404
    assert client.get(page(article, "restore", number)).status_code == 404


def test_the_page_before_restoring_says_what_would_change_and_what_cannot_come_back():
    author = make.author("Before Marriage")
    article = with_revisions(make.article(authors=[author]), "One", "Two")
    changed(author, name="After Marriage")
    shown = text(signed_in().get(page(article, "restore", 1)))
    assert "Changed the title" in shown
    assert "[removed: </span>Two<" in shown
    assert "“Before Marriage” is now “After Marriage”." in shown
    assert Article.objects.get().title == "Two"


def test_restoring_leads_to_where_it_is_worked_on_and_says_what_was_done():
    snapshot = with_revisions(make.snapshot(sections={}), "One", "Two")
    client = signed_in(editor("Otto Lund"))
    response = client.post(page(snapshot, "restore", 1), filled(client, page(snapshot, "restore", 1)))
    assert response.url == reverse("admin:desk", args=[snapshot.pk])
    assert Snapshot.objects.get().title == "One"
    said = [str(message) for message in client.get(page(snapshot, "revisions")).context["messages"]]
    assert said == ["Revision 1 was restored as revision 3."]


def test_restoring_after_anothers_save_is_refused_and_shows_the_page_afresh():
    article = with_revisions(make.article(), "One", "Two")
    client = signed_in()
    sent = filled(client, page(article, "restore", 1))
    changed(article, title="Three", save_count=5, updated_by=editor("Otto Lund"))
    response = client.post(page(article, "restore", 1), sent, follow=True)
    assert "Nothing was restored: Otto Lund saved this" in text(response)
    assert "[removed: </span>Three<" in text(response)
    assert Article.objects.get().title == "Three"


def test_what_the_desk_says_already_offers_no_button():
    article = with_revisions(make.article(), "One")
    client = signed_in()
    shown = text(client.get(page(article, "restore", 1)))
    assert "Nothing would change: the working copy already matches" in shown
    assert "Restore…" not in shown
    refused = client.post(page(article, "restore", 1), {"seen": article.save_count})
    assert refused.status_code == 422
    assert "The working copy already matches that revision." in text(refused)


@pytest.mark.parametrize(("is_published", "chosen"), [(True, "late"), (False, "early")])
def test_an_address_that_differs_is_asked_about_and_a_published_one_stays_unless_chosen(is_published, chosen):
    article = with_revisions(make.article(slug="early"), "One")
    changed(article, slug="late")
    published(article if is_published else make.article())
    client = signed_in()
    sent = filled(client, page(article, "restore", 1))
    assert sent["address"] == chosen
    client.post(page(article, "restore", 1), sent)
    assert Article.objects.get(pk=article.pk).slug == chosen


def test_an_address_that_is_neither_is_refused_on_the_page():
    article = with_revisions(make.article(slug="early"), "One")
    changed(article, slug="late")
    client = signed_in()
    sent = filled(client, page(article, "restore", 1)) | {"address": "other"}
    assert client.post(page(article, "restore", 1), sent).status_code == 422
    assert Article.objects.get().slug == "late"


def test_the_revisions_address_comes_back_where_that_is_chosen():
    article = with_revisions(make.article(slug="early"), "One")
    changed(article, slug="late")
    published(article)
    client = signed_in()
    client.post(page(article, "restore", 1), filled(client, page(article, "restore", 1)) | {"address": "early"})
    assert Article.objects.get().slug == "early"


def test_an_address_that_is_anothers_by_now_is_kept_and_said():
    article = with_revisions(make.article(slug="early"), "One", "Two")
    changed(article, slug="late")
    make.article(slug="early")
    client = signed_in()
    assert "“early” is now used by something else. The current one is kept: late." in text(
        client.get(page(article, "restore", 1))
    )
    client.post(page(article, "restore", 1), filled(client, page(article, "restore", 1)))
    assert list(Article.objects.filter(title="One").values_list("slug", flat=True)) == ["late"]


def test_a_contributor_reads_the_revisions_of_what_was_published_and_restores_none():
    account = person("contributor")
    article = with_revisions(make.article(created_by=account), "One", "Two")
    make.published(article)
    client = signed_in(account)
    assert client.get(page(article, "revisions")).status_code == 200
    assert "Restore…" not in text(client.get(page(article, "revision", 1)))
    assert client.get(page(article, "restore", 1)).status_code == 403
    assert client.post(page(article, "restore", 1), {"seen": article.save_count}).status_code == 403


@pytest.mark.parametrize("name", ["revisions", "revision", "restore"])
def test_who_may_see_no_articles_sees_none_of_their_revisions(name):
    article = with_revisions(make.article(), "One", "Two")
    account = editor()
    account.groups.clear()
    number = [] if name == "revisions" else [1]
    assert signed_in(account).get(page(article, name, *number)).status_code == 403


@pytest.mark.parametrize("address", ["admin:articles_article_change", "admin:snapshot_snapshot_change", "admin:desk"])
def test_the_form_and_the_desk_lead_to_the_revisions(address):
    thing = make.article() if "article" in address else make.snapshot(sections={})
    assert page(thing, "revisions") in text(signed_in().get(reverse(address, args=[thing.pk])))


@pytest.mark.parametrize("way", ["one", "many"])
@pytest.mark.parametrize("kind", ["article", "snapshot"])
def test_a_deleted_draft_leaves_no_revision_behind(kind, way):
    thing = make.article() if kind == "article" else make.snapshot(sections={})
    with_revisions(thing, "One", "Two")
    client = signed_in()
    if way == "one":
        client.post(page(thing, "delete"), {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [thing.pk], "post": "yes"}
        client.post(reverse(f"admin:{thing._meta.app_label}_{kind}_changelist"), chosen)
    assert not type(thing).objects.exists()
    assert not Revision.objects.exists()
    assert not FrozenContent.objects.exists()


def test_what_cannot_be_deleted_keeps_its_revisions():
    article = with_revisions(make.article(), "One")
    published(article)
    signed_in().post(page(article, "delete"), {"post": "yes"})
    assert Revision.objects.filter(kind="article").exists()
