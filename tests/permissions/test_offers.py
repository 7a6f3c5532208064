"""What the desk's own pages show and offer each role: what a role may not do or read is not offered to it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import library_index
from permissions.matrix import MATRIX, Act, Reach, Role
from staff.accounts.hand_over import HandOverForm
from tests import make
from tests.accounts import person, signed_in

pytestmark = pytest.mark.django_db

FILES = "django.core.mail.backends.filebased.EmailBackend"
EVERYBODY = {"admin:desk_calendar", "admin:mailbox"}
OFFERED = {
    "contributor": EVERYBODY,
    "editor": {*EVERYBODY, "admin:corrections"},
    "publisher": {*EVERYBODY, "admin:corrections", "admin:status"},
    "administrator": {*EVERYBODY, "admin:corrections", "admin:status"},
}


def entries(client: Client) -> set[str]:
    groups = client.get(reverse("admin:index")).context["app_list"]
    return {model["admin_url"] for group in groups for model in group["models"]}


def listed(client: Client, name: str) -> list[str]:
    lists = client.get(reverse("admin:index")).context["desk_lists"]
    return [row["title"] for each in lists if each["name"] == name for row in each["rows"]]


@pytest.mark.parametrize("role", OFFERED)
def test_the_sidebar_has_the_desks_own_pages_that_the_role_may_open(role, tmp_path, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path)
    own = {reverse(name): name for names in OFFERED.values() for name in names}
    assert {own[address] for address in entries(signed_in(person(role))) & own.keys()} == OFFERED[role]


def test_the_first_page_lists_nothing_scheduled_that_one_may_not_read():
    branch, elsewhere, soon = make.topic("Caucasus"), make.topic("Arctic"), timezone.now() + timedelta(days=40)
    make.published(make.article("Public first"))
    make.published(make.article("Ours", topics=[branch]), live_from=soon)
    make.published(make.article("Theirs", topics=[elsewhere]), live_from=soon)
    assert listed(signed_in(person("editor", topics=(branch,))), "scheduled") == ["Ours"]
    assert sorted(listed(signed_in(person("editor")), "scheduled")) == ["Ours", "Theirs"]


def test_pasted_titles_find_only_what_one_may_read():
    branch = make.topic("Caucasus")
    ours = make.article("Grain ports of the Caspian", topics=[branch])
    theirs = make.article("Icebreakers of the north", topics=[make.topic("Arctic")])
    library_index.index([ours.pk, theirs.pk])
    snapshot = make.snapshot(topics=[branch])
    client = signed_in(person("editor", topics=(branch,)))
    lines = {"lines": [ours.title, theirs.title]}
    answer = client.post(reverse("admin:desk_paste", args=[snapshot.pk]), lines, content_type="application/json").json()
    assert [[row["card"]["id"] for row in match["rows"]] for match in answer["matches"]] == [[ours.pk], []]


def test_the_first_page_lists_outdated_snapshots_to_whoever_may_arrange_them():
    article = make.article("Ports")
    make.published(make.snapshot("Caspian", sections={"One": [article]}))
    make.published(make.changed(article))
    assert listed(signed_in(person("editor")), "outdated") == ["Caspian"]
    assert listed(signed_in(person("contributor")), "outdated") == []


def test_comments_lead_to_review_links_where_one_may_make_them(monkeypatch):
    page = reverse("admin:articles_article_comments", args=[make.article().pk])
    assert signed_in().get(page).context["may_link"]
    monkeypatch.setitem(MATRIX, Act.REVIEW_LINK, (Reach.NONE,) * len(Role))
    assert not signed_in().get(page).context["may_link"]


def acts_on(client: Client, page: str) -> list[str]:
    """Return the last parts of the addresses that the form's buttons lead to."""
    shown = client.get(page).content.decode()
    buttons = re.search(r'<p class="desk-acts">(.*?)</p>', shown, re.S)[1]
    addresses = re.findall(r'href="([^"]+)"', buttons)
    assert all(client.get(address).status_code in (200, 302) for address in addresses)
    return sorted(address.rstrip("/").rpartition("/")[2] for address in addresses)


READ = ["comments", "compare", "mail", "proof.pdf", "review-links", "revisions"]
ON_A_LIVE_ARTICLE = {
    "contributor": [*READ, "ports"],
    "editor": [*READ, "assign", "ports", "withdraw", "write"],
    "publisher": [*READ, "assign", "ports", "publish", "withdraw", "write"],
}


@pytest.mark.parametrize("role", ON_A_LIVE_ARTICLE)
def test_the_form_of_a_live_article_has_the_buttons_of_what_the_role_may_do(role):
    account = person(role)
    article = make.article("Ports", slug="ports", created_by=account)
    make.published(article)
    page = reverse("admin:articles_article_change", args=[article.pk])
    assert acts_on(signed_in(account), page) == sorted(ON_A_LIVE_ARTICLE[role])


def test_merging_is_offered_to_whoever_may_merge():
    page = reverse("admin:people_author_change", args=[make.author().pk])
    assert not signed_in(person("editor")).get(page).context["can_merge"]
    assert signed_in(person("publisher")).get(page).context["can_merge"]


def test_the_form_leads_to_comments_and_review_links_where_one_may_use_them(monkeypatch):
    page = reverse("admin:articles_article_change", args=[make.article().pk])
    client = signed_in()
    assert {"comments", "review-links"} <= set(acts_on(client, page))
    for act, name in ((Act.COMMENT, "comments"), (Act.REVIEW_LINK, "review-links")):
        monkeypatch.setitem(MATRIX, act, (Reach.NONE,) * len(Role))
        assert name not in acts_on(client, page)


def test_the_writing_desk_names_the_snapshots_of_an_article_that_one_may_read():
    branch = make.topic("Caucasus")
    article = make.article("Ports", topics=[branch])
    make.snapshot("Ours", {"One": [article]}, topics=[branch])
    make.snapshot("Theirs", {"One": [article]}, topics=[make.topic("Arctic")])
    page = reverse("admin:articles_article_write_findings", args=[article.pk])
    places = signed_in(person("editor", topics=(branch,))).get(page).json()["places"]
    assert [place["title"] for place in places] == ["Ours"]


def test_the_desk_of_a_snapshot_opens_for_whoever_may_arrange_that_one(monkeypatch):
    monkeypatch.setitem(MATRIX, Act.ARRANGE, (Reach.NONE, Reach.NONE, Reach.OWN, Reach.ALL, Reach.ALL))
    account = person("editor")
    own, other = make.snapshot(created_by=account), make.snapshot()
    client = signed_in(account)
    assert client.get(reverse("admin:desk", args=[own.pk])).status_code == 200
    assert client.get(reverse("admin:desk", args=[other.pk])).status_code == 403


def test_the_desk_names_only_snapshots_and_articles_that_one_may_read():
    branch, elsewhere = make.topic("Caucasus"), make.topic("Arctic")
    article, hidden = make.article("Ports", topics=[branch]), make.article("Ice", topics=[elsewhere])
    snapshot = make.snapshot("Ours", {"One": [article]}, topics=[branch])
    make.snapshot("Ours, too", {"One": [article]}, topics=[branch])
    make.snapshot("Theirs", {"One": [article]}, topics=[elsewhere])
    client, page = signed_in(person("editor", topics=(branch,))), reverse("admin:desk_article", args=[snapshot.pk])
    found = client.get(page, {"article": article.pk}).json()["snapshots"]
    assert [each["title"] for each in found] == ["Ours, too"]
    assert client.get(page, {"article": hidden.pk}).status_code == 404


def test_the_writing_desk_offers_publishing_to_whoever_may_publish():
    for role, may_publish in (("contributor", False), ("publisher", True)):
        account = person(role)
        page = reverse("admin:articles_article_write", args=[make.article(created_by=account).pk])
        assert signed_in(account).get(page).context["may_publish"] is may_publish


@pytest.mark.usefixtures("without_ledger")
def test_authors_are_merged_only_by_whoever_may_merge_them():
    page = reverse("admin:people_author_merge", args=[make.author().pk])
    assert signed_in(person("editor")).get(page).status_code == 403
    assert signed_in(person("publisher")).get(page).status_code == 200


@pytest.mark.usefixtures("without_ledger")
def test_work_is_handed_over_by_whoever_may_manage_people():
    page = reverse("admin:auth_user_hand_over", args=[person("editor").pk])
    assert signed_in(person("publisher")).get(page).status_code == 403
    assert signed_in(person("administrator")).get(page).status_code == 200


def test_work_is_handed_over_to_people_with_a_role_who_can_sign_in():
    leaver, heir = person("editor"), person("contributor")
    person("editor", is_active=False)
    person(Role.ANONYMOUS)
    assert list(HandOverForm(leaver=leaver).fields["to"].queryset) == [heir]


def test_a_revision_is_restored_by_whoever_may_restore(monkeypatch):
    article = make.article()
    make.published(article)
    client, page = signed_in(), reverse("admin:articles_article_revision", args=[article.pk, 1])
    assert client.get(page).context["may_restore"]
    monkeypatch.setitem(MATRIX, Act.RESTORE, (Reach.NONE,) * len(Role))
    assert not client.get(page).context["may_restore"]


def test_restoring_changes_only_what_one_may_change(monkeypatch):
    article = make.article()
    make.published(article)
    monkeypatch.setitem(MATRIX, Act.CHANGE_LIVE, (Reach.NONE,) * len(Role))
    page = reverse("admin:articles_article_restore", args=[article.pk, 1])
    assert signed_in().get(page).status_code == 403
    revision = reverse("admin:articles_article_revision", args=[article.pk, 1])
    assert not signed_in().get(revision).context["may_restore"]


def test_what_is_withdrawn_is_replaced_only_by_what_one_may_read():
    branch = make.topic("Caucasus")
    article, seen = (make.article(topics=[branch]) for _ in range(2))
    for each in (article, seen, make.article("Hidden", topics=[make.topic("Arctic")])):
        make.published(each)
    page = reverse("admin:articles_article_withdraw", args=[article.pk])
    form = signed_in(person("editor", topics=(branch,))).get(page).context["form"]
    assert set(form.fields["replaced_by"].queryset) <= {article, seen}
    assert seen in form.fields["replaced_by"].queryset


def test_the_first_page_lists_no_draft_of_ones_own_that_one_may_not_read_any_more():
    branch = make.topic("Caucasus")
    account = person("editor", topics=(branch,))
    make.published(make.article("Public first"))
    make.article("Ours", topics=[branch], updated_by=account)
    make.article("Moved elsewhere", topics=[make.topic("Arctic")], updated_by=account)
    assert listed(signed_in(account), "drafts") == ["Ours"]


def test_a_section_is_opened_only_by_whoever_may_read_its_snapshot():
    branch = make.topic("Caucasus")
    client = signed_in(person("editor", topics=(branch,)))
    for topic, status in ((branch, 200), (make.topic("Arctic"), 302)):
        section = make.snapshot(topics=[topic]).sections.first()
        assert client.get(reverse("admin:snapshot_section_change", args=[section.pk])).status_code == status


def test_a_snapshot_is_started_from_picked_articles_that_one_may_read():
    branch = make.topic("Caucasus")
    seen, hidden = make.article(topics=[branch]), make.article(topics=[make.topic("Arctic")])
    page = reverse("admin:desk_start", query={"articles": f"{seen.pk},{hidden.pk}"})
    assert signed_in(person("editor", topics=(branch,))).get(page).context["shown"] == [seen]
