"""Publishing what needs a sign-off: refused while it is missing or voided, unless a publisher says why."""

import pytest

from audit.alarms import ALARM
from audit.models import AuditEntry
from outbox.models import OutboxEntry
from permissions.matrix import Act
from record import publishing
from record.terms import Refused
from review import links
from review.required import require_sign_off
from snapshot.publishing import publish_with_articles
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled
from tests.review.test_links import edit, made, page

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(params=[make.article, lambda title: make.snapshot(title, {})], ids=["article", "snapshot"])
def draft(request):
    found = request.param("Ports")
    require_sign_off(found, True, None)
    found.refresh_from_db()
    return found


def publish(draft, **typed):
    client = signed_in(person("publisher"))
    return client.post(page(draft, "publish"), filled(client, page(draft, "publish"), **typed))


def test_it_is_refused_while_the_sign_off_is_missing_and_published_once_it_is_there(draft):
    assert publish(draft).status_code == 422
    links.sign_off(made(draft)[0])
    assert publish(draft).status_code == 302
    assert draft.editions.count() == 1


def test_it_is_refused_once_an_edit_voids_the_sign_off_and_the_page_shows_what_changed(draft):
    links.sign_off(made(draft)[0])
    edit(draft, title="Harbors")
    answer = publish(draft)
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "Changed since Dr. Rev Iewer signed it off" in body
    assert "Changed the title" in body
    assert not draft.editions.exists()


def test_a_publisher_overrides_with_a_reason_which_is_audited_and_sounds_an_alarm(draft):
    person("administrator", email="admin@house.example")
    assert publish(draft, unsigned="  ").status_code == 422
    assert publish(draft, unsigned="The reviewer is at sea.").status_code == 302
    assert draft.editions.count() == 1
    assert AuditEntry.objects.get(act=Act.OVERRIDE_SIGN_OFF).words == "The reviewer is at sea."
    alarm = OutboxEntry.objects.get(kind=ALARM)
    assert alarm.payload["to"] == "admin@house.example"
    assert "The reviewer is at sea." in alarm.payload["text"]


def test_an_override_holds_for_one_revision(draft):
    publish(draft, unsigned="Urgent.")
    edit(draft, title="Harbors")
    assert publish(draft).status_code == 422


def test_a_refused_publication_leaves_no_override(draft):
    edit(draft, title="")
    assert publish(draft, unsigned="Urgent.").status_code == 422
    assert not AuditEntry.objects.filter(act=Act.OVERRIDE_SIGN_OFF).exists()


def test_no_other_way_of_publishing_goes_around_it():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    require_sign_off(article, True, None)
    article.refresh_from_db()
    with pytest.raises(Refused, match="needs a sign-off"):
        publish_with_articles(snapshot, [article], None)
    with pytest.raises(Refused, match="needs a sign-off"):
        publishing.publish(article, None)


@pytest.mark.parametrize(("role", "status"), [("contributor", 403), ("editor", 302)])
def test_editors_require_a_sign_off_and_contributors_do_not(role, status):
    account = person(role)
    article = make.article(created_by=account)
    client = signed_in(account)
    assert client.get(page(article, "review_links")).context["may_require"] is (status == 302)
    assert client.post(page(article, "require_sign_off"), {"is_required": "yes"}).status_code == status
    article.refresh_from_db()
    assert article.needs_sign_off is (status == 302)
    assert AuditEntry.objects.filter(act=Act.REQUIRE_SIGN_OFF).exists() is (status == 302)


def test_what_is_required_already_is_not_audited_again():
    article = make.article()
    for is_required in (True, True, False, False):
        require_sign_off(article, is_required, None)
    entries = AuditEntry.objects.filter(act=Act.REQUIRE_SIGN_OFF).order_by("pk")
    assert [entry.words for entry in entries] == ["required", "no longer required"]
