"""Review links: who opens what, until when; the sign-off, and what voids it."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEntry
from media import attachments
from media.pictures import library
from outbox import entries
from outbox.models import OutboxEntry
from outbox.runner import run_due
from permissions.matrix import Act
from record.models import Revision
from record.saving import claim_save, save_draft
from record.terms import Refused
from review import links
from review.models import Comment, ReviewLink
from staff.accounts.hand_over import hand_over
from tests import make, uploads
from tests.accounts import person, queries_for, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("review.links")]


def made(draft, by=None, **differences) -> tuple[ReviewLink, str]:
    return links.make(draft, **{"name": "Dr. Rev Iewer", "by": by, "days": 7, **differences})


def address(token: str) -> str:
    return reverse("review", args=[token])


def page(draft, name: str) -> str:
    return reverse(f"admin:{draft._meta.app_label}_{draft._meta.model_name}_{name}", args=[draft.pk])


def edit(draft, **differences) -> None:
    """Save the working copy with other words, as its form does."""
    draft.refresh_from_db()
    for name, value in differences.items():
        setattr(draft, name, value)
    claim_save(draft, draft.save_count, None)
    draft.save()
    save_draft(draft, None)


def state(link) -> str:
    return ReviewLink.objects.with_later().get(pk=link.pk).state(timezone.now())


@pytest.mark.parametrize("maker", [make.article, make.snapshot])
def test_a_reviewer_without_an_account_reads_the_revision_and_no_later_one(maker):
    draft = maker("Quiet Harbors")
    _link, token = made(draft)
    edit(draft, title="Loud Harbors")
    body = Client().get(address(token)).content.decode()
    assert "Quiet Harbors" in body
    assert "Loud Harbors" not in body


def test_the_page_is_kept_nowhere_is_no_search_result_and_sends_no_address_on():
    answer = Client().get(address(made(make.article())[1]))
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_only_the_digest_of_a_token_of_128_bits_is_stored_and_no_mail_keeps_it_once_sent(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    article, account = make.article(), person("editor")
    client = signed_in(account)
    answer = client.post(page(article, "review_links"), {"name": "Rev", "address": "rev@x.example", "days": "3"})
    url = answer.context["made"]["url"]
    token = url.rstrip("/").rpartition("/")[2]
    assert len(token) == 22
    assert token not in str(list(ReviewLink.objects.values()))
    assert OutboxEntry.objects.filter(payload__url=url).exists()
    entries.write("notice", "later", timezone.now() + timedelta(days=9), {"words": "Another mail."})
    list(run_due())
    [sent] = mail.outbox
    assert OutboxEntry.objects.get(key="later").payload == {"words": "Another mail."}
    assert sent.to == ["rev@x.example"]
    assert url in sent.body
    assert token not in str(list(OutboxEntry.objects.values()))
    assert token not in client.get(page(article, "review_links")).content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_all_tokens_that_open_nothing_are_answered_as_an_address_that_is_not_there(method, django_assert_num_queries):
    article = make.article()
    link, token = made(article)
    (gone, revoked), (late, expired) = made(article), made(article)
    links.revoke(gone, None)
    ReviewLink.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    ask = getattr(Client(), method)
    ask(address("warm"))
    answers = []
    for each in ("A" * 22, token[:-1], token + "A", token.swapcase(), revoked, expired, "é", str(link.pk)):
        with django_assert_num_queries(1):
            answers.append(ask(address(each)))
    nowhere = ask("/review/")
    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {nowhere.content}
    assert len({tuple(sorted(answer.headers.items())) for answer in [*answers, nowhere]}) == 1


def test_a_link_is_valid_for_at_most_fourteen_days():
    article = make.article()
    client = signed_in()
    assert client.post(page(article, "review_links"), {"name": "Rev", "days": "15"}).status_code == 422
    for days in (0, 15):
        with pytest.raises(Refused):
            made(article, days=days)
    assert not ReviewLink.objects.exists()
    _link, token = made(article, days=14)
    with time_machine.travel(timezone.now() + timedelta(days=14, seconds=1)):
        assert Client().get(address(token)).status_code == 404


def test_reading_writes_nothing_and_a_browser_that_shows_the_page_says_so():
    link, token = made(make.article())
    Client().get(address(token))
    assert state(link) == "unopened"
    assert Client().post(address(token), {"do": "opened"}).status_code == 204
    assert state(link) == "opened"


def test_a_sign_off_is_recorded_for_the_revision_told_to_who_made_the_link_and_voided_by_any_later_edit():
    article, account = make.article("Ports"), person("editor", email="ed@house.example")
    link, token = made(article, account)
    Client().post(address(token), {"do": "sign", "remark": "Fine by me."})
    assert state(link) == "signed-off"
    entry = AuditEntry.objects.get(act=Act.REVIEW_BY_LINK)
    assert (entry.actor, entry.actor_name, entry.after) == (None, "Dr. Rev Iewer", link.revision.number)
    assert OutboxEntry.objects.get(kind="notice").payload["to"] == "ed@house.example"
    assert links.stands(links.latest_sign_off(article), article)
    edit(article, title="Harbors")
    assert state(link) == "voided"
    edit(article, title="Ports")  # the words that were signed off, but not the revision
    assert state(link) == "voided"


def test_opening_and_signing_off_concern_one_link_alone():
    first, second = made(make.article())[0], made(make.article())[0]
    links.opened(second)
    links.sign_off(second)
    assert (state(first), state(second)) == (ReviewLink.State.UNOPENED, ReviewLink.State.SIGNED_OFF)
    first.refresh_from_db()
    assert (first.opened_at, first.signed_at) == (None, None)
    links.sign_off(first)  # signing off means that the link was opened
    first.refresh_from_db()
    assert first.opened_at


def test_a_remark_that_is_too_long_signs_nothing_off():
    link, token = made(make.article())
    assert Client().post(address(token), {"do": "sign", "remark": "x" * 20_000}).status_code == 422
    assert ReviewLink.objects.get(pk=link.pk).signed_at is None


def test_a_link_is_made_at_the_desk_without_an_address_and_shown_once():
    article, client = make.article(), signed_in()
    shown = client.post(page(article, "review_links"), {"name": "Dr. Rev Iewer", "days": 7, "address": ""})
    assert "/review/" in shown.context["made"]["url"]
    assert not OutboxEntry.objects.exists()


def test_each_invitation_has_the_address_of_its_own_link():
    for name in ("ada", "ben"):
        link, token = made(make.article(), address=f"{name}@house.example")
        links.mail(link, f"/{name}/{token}")
    list(run_due())
    assert {(message.to[0], f"/{message.to[0][:3]}/" in message.body) for message in mail.outbox} == {
        ("ada@house.example", True), ("ben@house.example", True)
    }  # fmt: skip


def test_a_sign_off_does_not_stand_when_an_author_is_renamed():
    author = make.author("Ada Writer")
    article = make.article(authors=[author])
    link, _token = made(article)
    links.sign_off(link)
    author.name = "Ada Author"
    author.save()
    assert not links.stands(links.latest_sign_off(article), article)


def test_an_outdated_text_is_not_signed_off_and_nothing_is_signed_off_twice():
    article = make.article()
    _link, token = made(article)
    assert Client().post(address(token), {"do": "sign"}).status_code == 302
    assert Client().post(address(token), {"do": "sign"}).status_code == 422
    other, outdated = made(article)
    edit(article, title="Later")
    assert Client().post(address(outdated), {"do": "sign"}).status_code == 422
    assert state(other) == "unopened"


def test_a_link_seals_its_revision():
    article = make.article()
    link, _token = made(article)
    edit(article, title="Later")
    assert Revision.objects.get(pk=link.revision_id).sealed_at
    assert Revision.objects.filter(parent_id=article.pk).count() == 2


def test_revoking_is_audited_ends_the_sign_off_and_a_link_of_another_text_is_not_found():
    article, other = make.article(), make.article()
    link, token = made(article)
    links.sign_off(link)
    client = signed_in()
    assert client.post(page(other, "revoke_link"), {"link": link.pk}).status_code == 404
    for _ in range(2):
        client.post(page(article, "revoke_link"), {"link": link.pk})
    assert state(link) == "revoked"
    assert links.latest_sign_off(article) is None
    assert Client().get(address(token)).status_code == 404
    assert AuditEntry.objects.filter(act=Act.REVIEW_LINK, words__startswith="revoked").count() == 1


def test_a_link_is_revoked_as_long_as_it_opens_or_its_sign_off_counts():
    article, now = make.article(), timezone.now()
    usable, _expired, signed, revoked = (made(article)[0] for _ in range(4))
    links.revoke(revoked, None)
    ReviewLink.objects.exclude(pk__in=[usable.pk, revoked.pk]).update(expires_at=now - timedelta(hours=1))
    ReviewLink.objects.filter(pk=signed.pk).update(signed_at=now - timedelta(hours=2))
    rows = signed_in().get(page(article, "review_links")).context["rows"]
    assert {link for link, _state, is_usable in rows if is_usable} == {usable, signed}


def test_no_log_has_a_token(caplog):
    token = made(make.article())[1]
    Client().post(address(token), {"do": "comment"})
    Client().get(address(f"{token}x"))
    assert "/review/..." in caplog.text
    assert token not in caplog.text


def test_forms_of_a_link_are_limited_as_other_forms_of_readers_are(settings):
    settings.FORMS_A_MINUTE = 2
    token = made(make.article())[1]
    statuses = [Client().post(address(token), {"do": "opened"}).status_code for _ in range(3)]
    assert statuses == [204, 204, 429]
    assert Client().post(address("wrong"), {}).status_code == 429


def test_a_link_shows_the_pictures_of_its_revision_and_no_other():
    shown, other = (library.add(uploads.picture((601, 400 + n)), f"{n}.png", alternative_text="x") for n in (1, 2))
    assert shown.files.keys() == other.files.keys()
    _link, token = made(make.article(picture=shown))
    ending = next(name for name in shown.files if name.endswith(".jpg"))
    source = f"{address(token)}pictures/{shown.digest}-{ending}"
    assert source in Client().get(address(token)).content.decode()
    answer = Client().get(source)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(source.replace(shown.digest, other.digest)).status_code == 404
    assert Client().get(source.replace(token, "wrong")).status_code == 404


def test_a_link_opens_the_files_of_its_revision_and_no_other():
    offered, other = (
        attachments.stored(SimpleUploadedFile(f"{name}.pdf", uploads.PDF + name.encode())) for name in ("a", "b")
    )
    article = make.article()
    make.attached(article, file=offered)
    _link, token = made(article)
    source = f"{address(token)}files/{offered.digest}.pdf"
    answer = Client().get(source)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "no-store" in answer["Cache-Control"]
    assert Client().get(source.replace(offered.digest, other.digest)).status_code == 404
    assert Client().get(source.replace(token, "wrong")).status_code == 404


def test_links_go_with_the_draft_and_to_whoever_takes_the_work_over():
    account, colleague = person("editor"), person("editor")
    article = make.article(created_by=account)
    link, _token = made(article, account)
    anothers, _token = made(make.article(), person("editor"))
    hand_over(account, colleague, is_leaving=True)
    assert ReviewLink.objects.get(pk=link.pk).made_by == colleague
    assert ReviewLink.objects.get(pk=anothers.pk).made_by == anothers.made_by
    Comment.objects.create(revision=link.revision, words="x", by_name="x", at=timezone.now(), link=link)
    signed_in().post(page(article, "delete"), {"post": "yes"})
    assert list(ReviewLink.objects.all()) == [anothers]


def test_the_list_of_all_links_asks_the_same_queries_for_twenty_as_for_two():
    client = signed_in()
    for draft in (make.article("Ports"), make.snapshot("Harbors")):
        made(draft)
    few = queries_for(client, "/admin/review/reviewlink/")
    for number in range(18):
        made(make.article(f"Lock {number}"))
    assert queries_for(client, "/admin/review/reviewlink/") == few
    body = client.get("/admin/review/reviewlink/").content.decode()
    assert "Ports, revision 1" in body
    assert "Harbors, revision 1" in body
    assert "Lock 17, revision 1" in body
