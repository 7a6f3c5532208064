"""Review: submitted, taken back, approved, sent back, assigned; and what a second person is for."""

import pytest
from django.urls import reverse

from articles.models import Article
from audit.alarms import ALARM
from audit.models import AuditEntry
from audit.notices import NOTICE
from audit.trail import note
from outbox.models import OutboxEntry
from permissions.matrix import Act, Role
from permissions.models import Assignment
from snapshot.desk.acts import Sent, act
from snapshot.models import Snapshot
from staff.review import AssignForm, steps_for, wrote
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("staff.review")]


@pytest.fixture
def writer():
    return person("contributor", "Wanda Writer", email="wanda@house.example")


@pytest.fixture
def article(writer):
    return make.article("Ports", created_by=writer)


def page(thing, name: str) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk])


def state(article) -> str:
    return Article.objects.get(pk=article.pk).state


def submitted(article, writer):
    signed_in(writer).post(page(article, "submit"), {"reason": "Please look."})
    assert state(article) == "in-review"


def test_a_writer_submits_and_may_take_back_but_not_change_it_meanwhile(article, writer):
    submitted(article, writer)
    client = signed_in(writer)
    assert client.post(page(article, "change"), {"title": "Changed"}).status_code == 403
    client.post(page(article, "take_back"), {"reason": ""})
    assert state(article) == "draft"


def test_an_editor_approves_and_a_change_voids_the_approval(article, writer):
    submitted(article, writer)
    editor = signed_in(person("editor"))
    editor.post(page(article, "approve"), {"reason": "Good."})
    assert state(article) == "approved"
    editor.post(page(article, "change"), filled(editor, page(article, "change"), title="Changed"))
    assert state(article) == "in-review"


def test_a_step_concerns_one_text_alone(article, writer):
    other = make.article()
    submitted(article, writer)
    assert state(other) == "draft"


@pytest.mark.parametrize(("role", "names"), [
    ("contributor", ["take_back"]), ("editor", ["take_back", "approve", "send_back"]),
])  # fmt: skip
def test_the_steps_offered_are_those_that_fit_the_state_and_the_role(article, writer, role, names):
    account = writer if role == "contributor" else person(role)
    assert [step["name"] for step in steps_for(account, article)] == ["submit"]
    submitted(article, writer)
    assert [step["name"] for step in steps_for(account, Article.objects.get(pk=article.pk))] == names


def test_sending_back_needs_a_reason_which_is_mailed_and_kept(article, writer):
    submitted(article, writer)
    editor = signed_in(person("editor"))
    assert editor.post(page(article, "send_back"), {"reason": ""}).status_code == 422
    editor.post(page(article, "send_back"), {"reason": "Shorter, please."})
    assert state(article) == "draft"
    mail = OutboxEntry.objects.get(kind=NOTICE)
    assert mail.payload["to"] == "wanda@house.example"
    assert "Shorter, please." in mail.payload["text"]
    assert AuditEntry.objects.filter(act=Act.APPROVE, words="send_back: Shorter, please.").exists()


@pytest.mark.parametrize("step", ["take_back", "approve", "send_back"])
def test_a_step_that_does_not_fit_the_state_is_refused_in_a_sentence(article, step):
    answer = signed_in().post(page(article, step), {"reason": "x"})
    assert answer.status_code == 422
    assert "Your step was not carried out." in answer.content.decode()
    assert state(article) == "draft"


def test_without_the_second_person_one_approves_ones_own_and_publishes_what_nobody_approved(article):
    client = signed_in()
    client.post(page(article, "publish"), filled(client, page(article, "publish")))
    assert article.editions.exists()


def test_with_the_second_person_nobody_approves_what_they_wrote(article, writer, settings):
    settings.SECOND_PERSON = "on"
    submitted(article, writer)
    editor = signed_in(person("editor"))
    editor.post(page(article, "change"), filled(editor, page(article, "change"), title="Changed"))
    assert editor.post(page(article, "approve"), {"reason": ""}).status_code == 422
    assert state(article) == "in-review"
    signed_in(person("editor")).post(page(article, "approve"), {"reason": ""})
    assert state(article) == "approved"


def test_with_the_second_person_nothing_is_published_that_nobody_approved(article, writer, settings):
    settings.SECOND_PERSON = "on"
    client = signed_in()
    assert client.post(page(article, "publish"), filled(client, page(article, "publish"))).status_code == 422
    assert not article.editions.exists()
    submitted(article, writer)
    signed_in(person("editor")).post(page(article, "approve"), {"reason": ""})
    client.post(page(article, "publish"), filled(client, page(article, "publish")))
    assert article.editions.exists()


def test_an_unapproved_article_is_not_published_with_an_approved_snapshot(article, settings):
    settings.SECOND_PERSON = "on"
    snapshot = make.snapshot(sections={"News": [article]})
    Snapshot.objects.filter(pk=snapshot.pk).update(state="approved")
    client = signed_in()
    answer = client.post(page(snapshot, "publish"), filled(client, page(snapshot, "publish"), articles=article.pk))
    assert "Someone else must approve “Ports”" in answer.content.decode()
    assert not article.editions.exists()
    assert not snapshot.editions.exists()


def test_an_administrator_alone_may_override_the_second_person_with_a_reason_and_an_alarm(article, settings):
    settings.SECOND_PERSON, settings.ALARM_ADDRESSES = "on", ["board@house.example"]
    boss, other = (person("administrator", email=f"{name}@house.example") for name in ("boss", "other"))
    client, publisher = signed_in(boss), signed_in(person("publisher"))
    sent = filled(client, page(article, "publish"), override="The minister has resigned.")
    assert publisher.post(page(article, "publish"), sent).status_code == 422
    assert client.post(page(article, "publish"), {**sent, "override": " "}).status_code == 422
    assert not article.editions.exists()
    assert client.post(page(article, "publish"), sent).status_code == 302
    assert article.editions.exists()
    assert "The minister has resigned." in AuditEntry.objects.get(act=Act.OVERRIDE).words
    alarms = OutboxEntry.objects.filter(kind=ALARM)
    assert {alarm.payload["to"] for alarm in alarms} == {"board@house.example", other.email}
    assert all("The minister has resigned." in alarm.payload["text"] for alarm in alarms)


def test_no_override_is_offered_where_none_is_needed(article, settings):
    client = signed_in(person("administrator"))
    assert "override" not in filled(client, page(article, "publish"))
    settings.SECOND_PERSON = "on"
    assert "override" in filled(client, page(article, "publish"))


def test_what_is_assigned_can_be_read_by_whoever_it_is_assigned_to(article):
    other = person("contributor", email="other@house.example")
    assert signed_in(other).get(page(article, "revisions")).status_code == 404
    signed_in(person("editor")).post(page(article, "assign"), {"account": other.pk, "due_on": "2027-01-31"})
    assert str(Assignment.objects.get().due_on) == "2027-01-31"
    assert signed_in(other).get(page(article, "revisions")).status_code == 200
    payload = OutboxEntry.objects.get(kind=NOTICE).payload
    assert payload["to"] == "other@house.example"
    assert "2027-01-31" in payload["text"]


def test_assigning_again_replaces_only_the_assignment_of_that_text_and_is_audited(article):
    client, first, second = signed_in(person("editor")), person("contributor"), person("contributor")
    elsewhere = Assignment.objects.create(kind="article", parent_id=make.article().pk, account=first)
    client.post(page(article, "assign"), {"account": first.pk, "due_on": "2027-01-31"})
    client.post(page(article, "assign"), {"account": second.pk, "due_on": ""})
    assert Assignment.objects.exclude(pk=elsewhere.pk).get().account == second
    assert Assignment.objects.filter(pk=elsewhere.pk).exists()
    assert client.get(page(article, "assign")).context["form"].initial == {"account": second.pk, "due_on": None}
    entries = AuditEntry.objects.filter(act=Act.ASSIGN).order_by("pk")
    assert [entry.words for entry in entries] == [f"{first}, 2027-01-31", f"{second}, –"]
    client.post(page(article, "assign"), {"account": "", "due_on": ""})
    assert Assignment.objects.get() == elsewhere


def test_a_step_is_told_to_whoever_that_text_is_assigned_to_and_to_nobody_else(article, writer):
    mine, others = (person("contributor", email=f"{name}@house.example") for name in ("mine", "others"))
    Assignment.objects.create(kind="article", parent_id=article.pk, account=mine)
    Assignment.objects.create(kind="article", parent_id=make.article().pk, account=others)
    Assignment.objects.create(kind="snapshot", parent_id=article.pk, account=others)
    submitted(article, writer)
    assert [notice.payload["to"] for notice in OutboxEntry.objects.filter(kind=NOTICE)] == ["mine@house.example"]


@pytest.mark.parametrize(
    ("role", "differences", "is_offered"),
    [
        ("contributor", {}, True),
        (Role.ANONYMOUS, {}, False),
        ("contributor", {"is_active": False}, False),
        ("contributor", {"is_staff": False}, False),
    ],
)
def test_work_is_assigned_to_people_with_a_role_who_can_sign_in(role, differences, is_offered):
    account = person(role, **differences)
    assert (account in AssignForm().fields["account"].queryset) is is_offered


def test_with_the_second_person_it_counts_who_wrote_since_the_last_publication(article, settings):
    settings.SECOND_PERSON = "on"
    editor, client = person("editor"), signed_in(person("publisher"))
    signed_in(editor).post(page(article, "change"), filled(signed_in(editor), page(article, "change"), title="Docks"))
    assert wrote(editor, article)
    assert not wrote(editor, make.article())
    Article.objects.filter(pk=article.pk).update(state="approved")
    assert client.post(page(article, "publish"), filled(client, page(article, "publish"))).status_code == 302
    article.refresh_from_db()
    assert not wrote(editor, article)
    note(Act.PUBLISH, article, is_revised=False)  # a correction of another item, which travelled here
    assert not wrote(editor, article)
    signed_in(editor).post(page(article, "change"), filled(signed_in(editor), page(article, "change"), title="Piers"))
    assert wrote(editor, article)


def test_arranging_a_snapshot_voids_its_approval():
    snapshot = make.snapshot()
    Snapshot.objects.filter(pk=snapshot.pk).update(state="approved")
    sent = Sent("key", "tab", 0, {"op": "set", "target": "snapshot", "field": "title", "value": "Another"})
    act(snapshot.pk, sent, person("editor"), make.NOON)
    assert Snapshot.objects.get(pk=snapshot.pk).state == "in-review"
