"""Letters and proofs at the desk: shown, taken away and sent by who may change the working copy, and by nobody else."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.post import NOWHERE
from record import publishing
from record.models import Organization
from tests import make
from tests.accounts import editor, person, signed_in
from tests.letters import read_message
from tests.make import published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PAGES = ("mail", "letter", "letter_file", "proof_text")


def page(thing, name: str, **query) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{name}", args=[thing.pk], query=query)


def text(response) -> str:
    return response.content.decode()


@pytest.fixture(params=["article", "snapshot"])
def thing(request):
    """Something with two public editions and a change at the desk."""
    made = getattr(make, request.param)("First Title", slug="first")
    published(made)
    published(make.changed(made, title="Second Title"))
    return make.changed(made, title="Third Title")


def test_the_live_edition_is_shown_any_public_one_and_the_working_copy_can_be_chosen(thing):
    client = signed_in()
    for query, said in (({}, "Second Title"), ({"edition": 1}, "First Title"), ({"edition": 2}, "Second Title")):
        assert f"{said}</h1>" in text(client.get(page(thing, "letter", **query)))
    proof = text(client.get(page(thing, "letter", edition="proof")))
    assert "Third Title</h1>" in proof
    assert proof.count("Proof, not published") == 3  # its title, above and below
    shown = text(client.get(page(thing, "mail")))
    for choice in ("Edition 2, live", "Edition 1", "Working copy, as a proof"):
        assert f">{choice}</option>" in shown


def test_what_was_never_published_is_shown_as_a_proof():
    article = make.article("Draft")
    assert "Proof, not published" in text(signed_in().get(page(article, "mail")))


@pytest.mark.parametrize("number", ["0", "3", "-1", "x", "²", "9" * 30])
def test_an_edition_that_is_none_is_not_found(thing, number):
    assert signed_in().get(page(thing, "mail", edition=number)).status_code == 404


def test_a_scheduled_edition_is_mailed_as_a_proof_only(thing):
    published(thing, live_from=timezone.now() + timedelta(days=1))
    client = signed_in()
    assert client.get(page(thing, "letter", edition=3)).status_code == 404
    assert "Third Title" not in text(client.get(page(thing, "letter")))
    assert "Embargoed until" in text(client.get(page(thing, "letter", edition="proof")))


def test_a_withdrawn_edition_is_mailed_no_more(thing):
    publishing.withdraw(thing, "Wrong.")
    client = signed_in()
    assert client.get(page(thing, "letter", edition=2)).status_code == 404
    assert "Edition 2" not in text(client.get(page(thing, "mail")))


@pytest.mark.parametrize("name", PAGES)
def test_what_is_embargoed_is_had_by_nobody_who_may_not_read_it(thing, name):
    published(thing, live_from=timezone.now() + timedelta(days=1))
    address = page(thing, name, edition="proof")
    refused = signed_in(person("contributor")).get(address)
    assert refused.status_code == 404
    assert "Third Title" not in text(refused)
    for client in (signed_in(editor(is_staff=False)), signed_in(User.objects.create_user("nobody"))):
        assert client.get(address).status_code == 302
    anonymous = Client().get(address)
    assert (anonymous.status_code, "/admin/login/" in anonymous.url) == (302, True)


@pytest.mark.parametrize("name", PAGES)
def test_no_cache_keeps_a_page_of_the_desk(thing, name):
    assert "no-store" in signed_in().get(page(thing, name))["Cache-Control"]


def test_the_frame_may_show_styles_and_our_pictures_and_nothing_else(thing):
    client = signed_in()
    frame = client.get(page(thing, "letter"))
    policy = dict(part.strip().partition(" ")[::2] for part in frame["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'", "style-src": "'unsafe-inline'", "img-src": "'self'", "base-uri": "'none'", "form-action": "'none'",
        "frame-ancestors": "'self'", "sandbox": "allow-popups allow-popups-to-escape-sandbox",
    }  # fmt: skip
    assert frame["X-Frame-Options"] == "SAMEORIGIN"
    assert "unsafe-inline" not in client.get(page(thing, "mail"))["Content-Security-Policy"]


def test_the_page_shows_the_text_and_the_html_to_copy(thing):
    shown = text(signed_in().get(page(thing, "mail")))
    assert "&lt;!DOCTYPE html&gt;" in shown
    assert "Permanent address: http://testserver/" in shown
    assert page(thing, "letter", edition=2).replace("&", "&amp;") in shown


def test_the_file_is_a_message(thing):
    response = signed_in().get(page(thing, "letter_file"))
    assert response["Content-Type"] == "message/rfc822"
    assert 'filename="first-edition-2.eml"' in response["Content-Disposition"]
    assert read_message(response.content)["Subject"].endswith("Second Title")


def test_a_test_goes_to_oneself_and_to_nobody_else(thing, mailoutbox):
    client = signed_in(editor(email="vera@house.example"))
    response = client.post(page(thing, "mail", edition=1), {"to": "all@house.example"}, follow=True)
    assert "A test message was sent to vera@house.example." in text(response)
    (message,) = mailoutbox
    assert message.recipients() == ["vera@house.example"]
    assert message.subject.endswith("First Title")
    assert response.request["QUERY_STRING"] == "edition=1"


def test_an_account_without_an_address_is_told_so_before_and_after(thing, mailoutbox):
    client = signed_in()
    assert "Your account has no email address. Ask an administrator to add one" in text(client.get(page(thing, "mail")))
    assert "Your account has no email address. Ask an administrator to add one" in text(
        client.post(page(thing, "mail"), follow=True)
    )
    assert mailoutbox == []


def test_a_site_without_mail_says_so_plainly(thing, settings):
    settings.EMAIL_BACKEND = NOWHERE
    client = signed_in(editor(email="vera@house.example"))
    assert "Email is not set up on this site. The operator needs to set EMAIL_URL" in text(
        client.get(page(thing, "mail"))
    )
    assert "Email is not set up on this site. The operator needs to set EMAIL_URL" in text(
        client.post(page(thing, "mail"), follow=True)
    )


def test_a_server_that_is_away_is_told_in_a_sentence_and_the_page_stands(thing, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    response = signed_in(editor(email="vera@house.example")).post(page(thing, "mail"), follow=True)
    assert "Nothing was sent. The mail server could not be reached: Connection refused" in text(response)


@pytest.mark.parametrize("name", ["letter", "letter_file", "proof_text"])
def test_letters_and_proofs_are_read_not_posted(thing, name):
    assert signed_in().post(page(thing, name)).status_code == 405


def test_a_text_proof_is_the_working_copy_between_marks_with_its_embargo(thing):
    Organization.objects.create(pk=1, name="House", time_zone="Asia/Yerevan")
    published(thing, live_from=timezone.now() + timedelta(days=1))
    response = signed_in().get(page(thing, "proof_text"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = text(response).splitlines()
    assert lines[0] == lines[-2] == "Proof, not published"
    assert lines[1] == lines[-1]
    assert lines[1].endswith("(UTC+04:00).")
    assert "Third Title" in text(response)
    assert "First point." in text(response)


def test_the_ways_lead_there(thing):
    shown = text(
        signed_in().get(reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk]))
    )
    assert f'href="{page(thing, "mail")}"' in shown
    assert f'href="{page(thing, "proof_text")}"' in text(signed_in().get(page(thing, "mail")))


def test_an_article_withdrawn_since_is_cut_from_the_letter_of_a_snapshot():
    gone = make.article("Gone Title", points=["Gone point."])
    snapshot = make.snapshot(sections={"One": [gone]})
    published(snapshot)
    publishing.withdraw(gone, "A source was forged.")
    client = signed_in()
    for name in ("letter", "mail"):
        shown = text(client.get(page(snapshot, name)))
        assert "A source was forged." in shown
        assert "Gone point." not in shown


def test_a_site_that_writes_mail_to_files_says_where(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH, settings.BASE_DIR = tmp_path / "var" / "demo-mail", tmp_path
    article = make.article("Ferries")
    published(article)
    client = signed_in(editor(email="vera@house.example"))
    address = reverse("admin:articles_article_mail", args=[article.pk])
    assert "it writes each message to a file in var/demo-mail." in client.get(address).content.decode()
    answer = client.post(address, follow=True).content.decode()
    assert "A test to vera@house.example was written to var/demo-mail." in answer
    assert len(list(settings.EMAIL_FILE_PATH.iterdir())) == 1
