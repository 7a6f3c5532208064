"""Forged forms and bulk actions at the desk: they do what the person may do, and to nothing else."""

import pytest
from django.urls import reverse

from articles.models import Article
from audit.models import AuditEntry
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def writer():
    return person("contributor")


@pytest.fixture
def own(writer):
    return make.article("Own", created_by=writer)


@pytest.fixture
def hidden():
    return make.article("qzhidden", points=["Hidden point."])


def page_of(article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_save_as_new_makes_no_copy(writer, own):
    client = signed_in(writer)
    for slug in ("own", "another"):
        sent = {**filled(client, page_of(own)), "_saveasnew": "1", "title": "Copy", "slug": slug}
        assert client.post(page_of(own), sent).status_code == 403
    assert list(Article.objects.values_list("title", flat=True)) == ["Own"]


def test_a_list_that_is_sent_as_a_form_changes_nothing(writer, own):
    row = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": own.pk, "form-0-title": "Forged"}
    assert signed_in(writer).post(LIST, {**row, "_save": "Save"}).status_code in (200, 302, 403)
    own.refresh_from_db()
    assert own.title == "Own"


def test_a_row_of_somebody_else_s_article_is_not_changed_through_one_s_own(writer, own, hidden):
    client, point = signed_in(writer), hidden.points.get()
    sent = {**filled(client, page_of(own)), "points-TOTAL_FORMS": "1", "points-INITIAL_FORMS": "1"}
    for owner in (own.pk, hidden.pk):
        row = {"points-0-id": point.pk, "points-0-article": owner, "points-0-text": "Forged.", "points-0-DELETE": "on"}
        answer = client.post(page_of(own), {**sent, **row})
        assert "Hidden point." not in answer.content.decode()
    point.refresh_from_db()
    assert (point.text, point.article_id) == ("Hidden point.", hidden.pk)


@pytest.mark.sampled(7)
@pytest.mark.parametrize("count", ["", "x", "-1", "0", "1001", "9" * 12])
@pytest.mark.parametrize(
    "name", ["points-TOTAL_FORMS", "bylines-TOTAL_FORMS", "points-INITIAL_FORMS", "bylines-INITIAL_FORMS"]
)
def test_a_forged_number_of_rows_changes_nothing(writer, own, name, count):
    client = signed_in(writer)
    rows = [list(each.values_list()) for each in (own.points.all(), own.bylines.all())]
    answer = client.post(page_of(own), {**filled(client, page_of(own)), name: count})
    assert answer.status_code < 500
    assert [list(each.values_list()) for each in (own.points.all(), own.bylines.all())] == rows


def test_fields_that_a_form_does_not_offer_are_ignored(writer, own, hidden):
    client = signed_in(writer)
    forged = {"created_by": "1", "state": "approved", "save_count": "99", "id": hidden.pk, "pk": hidden.pk}
    client.post(page_of(own), {**filled(client, page_of(own)), **forged, "title": "Changed"})
    own.refresh_from_db()
    hidden.refresh_from_db()
    assert (own.title, own.state, own.created_by) == ("Changed", "draft", writer)
    assert hidden.title == "qzhidden"


@pytest.mark.parametrize("action", ["delete_selected", "start_snapshot", "cite_bib", "nothing_like_it"])
@pytest.mark.parametrize("across", ["0", "1"])
def test_a_bulk_action_reaches_nothing_that_is_hidden(writer, own, hidden, action, across):
    sent = {"action": action, "_selected_action": [hidden.pk], "select_across": across, "post": "yes", "index": "0"}
    answer = signed_in(writer).post(LIST, sent, follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    assert b"qzhidden" not in body
    assert Article.objects.filter(pk=hidden.pk).exists()
    assert not AuditEntry.objects.filter(object_id=str(hidden.pk)).exists()


def test_a_bulk_deletion_takes_each_item_by_its_own_row(writer, own, hidden):
    reviewed = make.article("In review", created_by=writer)
    Article.objects.filter(pk=reviewed.pk).update(state="in-review")
    sent = {"action": "delete_selected", "_selected_action": [own.pk, reviewed.pk, hidden.pk], "post": "yes"}
    signed_in(writer).post(LIST, sent)
    assert {"In review", "qzhidden"} <= set(Article.objects.values_list("title", flat=True))
