"""The page that makes one letter of several snapshots."""

import pytest
from django.urls import reverse

from record import publishing
from tests import make
from tests.accounts import editor, person, signed_in
from tests.letters import read_message
from tests.make import published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def address(**query) -> str:
    return reverse("admin:snapshot_snapshot_digest", query=query)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def two():
    """Two editions that are public."""
    return [published(make.snapshot(title, slug=title.lower())) for title in ("Winter", "Spring")]


def sent(two, **differences) -> dict:
    return {"subject": "This season", "note": "One.\n\nTwo.", "editions": [e.pk for e in two], **differences}


def test_recent_public_snapshots_are_offered_and_drafts_are_not(two):
    make.snapshot("Draft Title")
    shown = text(signed_in().get(address()))
    assert "Winter" in shown
    assert "Spring" in shown
    assert "Draft Title" not in shown


def test_the_list_of_editions_leads_there_with_the_chosen_ones_ticked(two):
    client = signed_in()
    listed = reverse("admin:snapshot_snapshotedition_changelist")
    response = client.post(listed, {"action": "mail_digest", "_selected_action": [two[0].pk]})
    assert response.url == address(editions=two[0].pk)
    shown = text(client.get(response.url))
    assert shown.count(" checked") == 1


def test_the_letter_is_made_shown_taken_away_and_sent(two, mailoutbox):
    client = signed_in(editor(email="vera@house.example"))
    made = text(client.post(address(), sent(two)))
    assert "Winter" in made
    assert "HTML to copy" in made
    frame = client.post(address(), sent(two, act="letter"))
    assert "'unsafe-inline'" in frame["Content-Security-Policy"]
    assert "This season</h1>" in text(frame)
    file = client.post(address(), sent(two, act="file"))
    assert read_message(file.content)["Subject"] == "This season"
    assert "A test message was sent to vera@house.example." in text(client.post(address(), sent(two, act="send")))
    assert mailoutbox[0].recipients() == ["vera@house.example"]


@pytest.mark.parametrize("missing", [{"subject": ""}, {"editions": []}, {"editions": ["x", "999999"]}])
def test_what_is_missing_is_asked_for_and_what_was_typed_stands(two, missing):
    response = signed_in().post(address(), sent(two, **missing))
    assert response.status_code == 422
    assert "The email can" in text(response)
    assert "One.\n\nTwo." in text(response)


def test_a_line_break_in_a_subject_adds_no_header(two):
    response = signed_in().post(address(), sent(two, subject="A\r\nBcc: all@example.org", act="file"))
    message = read_message(response.content)
    assert message["Bcc"] is None
    assert message["Subject"] == "A Bcc: all@example.org"


def test_what_is_withdrawn_is_not_offered(two):
    publishing.withdraw(two[0].parent, "Wrong.")
    shown = text(signed_in().get(address(editions=two[0].pk)))
    assert "Winter" not in shown


def test_an_older_edition_that_was_chosen_is_offered_with_its_number(two):
    published(make.changed(two[0].parent, title="Winter again"))
    assert "(edition 1)" in text(signed_in().get(address(editions=two[0].pk)))


def test_only_who_may_write_to_subscribers_makes_a_digest(two):
    assert signed_in(person("editor")).get(address()).status_code == 403
    assert signed_in(editor(is_staff=False)).get(address()).status_code == 302
