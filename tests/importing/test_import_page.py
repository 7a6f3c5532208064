"""The import page: upload or paste, look through, apply."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Article
from importing.matching import NEW
from importing.models import ImportedDocument
from people.models import Author
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor, signed_in
from tests.importing.documents import SMALL, without

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("importing.import_page"), pytest.mark.slow]
UPLOAD = "/admin/snapshot/snapshot/import/"


@pytest.fixture
def staff():
    return signed_in()


def paste(staff, text: str = SMALL):
    return staff.post(UPLOAD, {"text": text}, follow=True)


def choices(response) -> dict:
    """Return what the review form would send, as it stands."""
    form = response.context["form"]
    values = {bound.html_name: bound.initial for bound in form}
    return {name: value for name, value in values.items() if value not in (False, None)}


def apply(staff, response, **differences):
    address = response.redirect_chain[-1][0]
    return staff.post(address, choices(response) | differences | {"apply": "Apply"}, follow=True)


def test_a_pasted_text_is_shown_beside_its_outline_and_nothing_is_saved(staff):
    response = paste(staff)
    page = response.content.decode()
    assert "Northport Dredges Its Last Channel" in page
    assert len(response.context["source"]) == len(SMALL.rstrip("\n").split("\n"))
    assert not Snapshot.objects.exists()


def test_the_links_of_pasted_text_are_kept(staff):
    title = "Northport Dredges Its Last Channel"
    blocks = "".join(f"<p>{line}</p>" for line in SMALL.splitlines() if line)
    markup = blocks.replace(title, f'<a href="https://harbor.example/northport">{title}</a>')
    response = staff.post(UPLOAD, {"text": SMALL, "markup": f"<html><body>{markup}</body></html>"}, follow=True)
    assert response.context["plan"].outline.sections[0].articles[0].url == "https://harbor.example/northport"


def test_the_topics_of_each_new_article_are_told(staff):
    response = paste(staff)
    entry = response.context["sections"][0]["entries"][0]
    assert entry["topics"] == ["Inner Sea"]
    assert b"Topics: Inner Sea" in response.content


def test_an_uploaded_file_is_taken(staff):
    file = SimpleUploadedFile("ferries.txt", SMALL.encode())
    response = staff.post(UPLOAD, {"file": file}, follow=True)
    assert response.context["plan"].title == "Ferries of the Inner Sea"


def test_applying_makes_the_snapshot_and_opens_it(staff):
    response = apply(staff, paste(staff))
    snapshot = Snapshot.objects.get()
    assert response.redirect_chain[-1][0] == reverse("admin:desk", args=[snapshot.pk])
    assert Article.objects.count() == 3
    assert snapshot.updated_by.username.startswith("editor")


def test_an_editor_may_take_an_article_as_one_that_is_there(staff):
    there = make.article("Northport Dredges Its Last Channel")
    response = paste(staff)
    apply(staff, response, **{"article-0": str(there.pk)})
    assert Article.objects.filter(title="Northport Dredges Its Last Channel").count() == 1
    there.refresh_from_db()
    assert there.published_on.isoformat() == "2026-03-03"


def test_an_unsure_article_asks_and_nothing_is_applied_until_it_is_answered(staff):
    make.article("Northport Dredges Its Last Channel")
    response = paste(staff)
    assert b"which is it?" in response.content
    refused = apply(staff, response)
    assert refused.context["form"].errors
    assert not Snapshot.objects.exists()
    apply(staff, response, **{"article-0": NEW})
    assert Article.objects.filter(title="Northport Dredges Its Last Channel").count() == 2


def test_a_name_that_may_be_anothers_asks_too(staff):
    make.author("Chiara Lindquist")
    response = paste(staff)
    assert b"who is it?" in response.content
    assert apply(staff, response).context["form"].errors


def test_two_spellings_in_one_document_may_be_said_to_be_one_person(staff):
    response = paste(staff, SMALL.replace("Chiara Lindqvist", "Ada Brant"))
    name = next(field.html_name for match, field in response.context["form"].authors() if match.name == "Ada Brant")
    apply(staff, response, **{name: "as:Ada Brandt"})
    assert Author.objects.filter(name__startswith="Ada").count() == 1
    assert Article.objects.get(title__startswith="A Treaty").bylines.get().author.name == "Ada Brandt"


def test_two_spellings_cannot_each_be_the_other(staff):
    response = paste(staff, SMALL.replace("Chiara Lindqvist", "Ada Brant"))
    names = {match.name: field.html_name for match, field in response.context["form"].authors()}
    refused = apply(staff, response, **{names["Ada Brant"]: "as:Ada Brandt", names["Ada Brandt"]: "as:Ada Brant"})
    assert refused.context["form"].non_field_errors()


def test_an_editor_may_say_who_a_name_is(staff):
    known = make.author("Chiara Lindquist")
    response = paste(staff)
    name = next(
        field.html_name for match, field in response.context["form"].authors() if match.name.startswith("Chiara")
    )
    apply(staff, response, **{name: str(known.pk)})
    assert not Author.objects.filter(name="Chiara Lindqvist").exists()
    assert Article.objects.get(title__startswith="A Treaty").bylines.get().author == known


def test_a_topic_may_be_left_out(staff):
    response = paste(staff)
    values = choices(response)
    values.pop("topic-0")
    staff.post(response.redirect_chain[-1][0], values | {"apply": "Apply"})
    assert not Article.objects.filter(categories__isnull=False).exists()


def test_a_document_may_become_a_new_snapshot_beside_the_one_of_its_title(staff):
    apply(staff, paste(staff))
    apply(staff, paste(staff), snapshot=NEW)
    assert Snapshot.objects.filter(title="Ferries of the Inner Sea").count() == 2


def test_looking_at_other_choices_saves_nothing(staff):
    make.article("Northport Dredges Its Last Channel")
    response = paste(staff)
    values = choices(response) | {"article-0": NEW, "look": "Show"}
    shown = staff.post(response.redirect_chain[-1][0], values)
    assert shown.context["plan"].articles[0].status.value == NEW
    assert not Snapshot.objects.exists()


def test_a_choice_that_was_not_offered_is_refused(staff):
    other = make.article()
    response = apply(staff, paste(staff), **{"article-0": str(other.pk)})
    assert response.context["form"].errors
    assert not Snapshot.objects.exists()


def test_every_warning_stands_at_its_line(staff):
    response = paste(staff, SMALL.replace("March 3, 2026", "03/04/2026"))
    warned = [line for line in response.context["source"] if line["warnings"]]
    assert "03/04/2026" in [line["text"] for line in warned]


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 40, b"<script>alert(1)</script>"])
def test_what_cannot_be_taken_says_why_on_the_form(staff, data):
    response = staff.post(UPLOAD, {"file": SimpleUploadedFile("odd.html", data)})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not ImportedDocument.objects.exists()


def test_neither_file_nor_text_is_asked_for(staff):
    assert b"Choose a file or paste text" in staff.post(UPLOAD, {"text": "  "}).content


def test_a_document_applied_twice_changes_nothing(staff):
    apply(staff, paste(staff))
    response = apply(staff, paste(staff))
    assert b"Nothing changed" in response.content


def test_totals_and_the_act_stand_before_the_first_article(staff):
    page = paste(staff).content.decode()
    first = page.index("Northport Dredges Its Last Channel")
    assert page.index("3 articles by 3 authors, no warnings") < first
    assert page.index("Applying adds 3 new articles, 3 new authors and 1 new topic.") < first
    assert page.index('name="apply"') < first


def test_what_was_imported_is_said_in_plain_numbers(staff):
    assert "Imported: 3 new articles, 3 new authors and 1 new topic." in apply(staff, paste(staff)).content.decode()


def test_apply_sent_twice_makes_one_snapshot(staff):
    response = paste(staff)
    apply(staff, response)
    again = apply(staff, response)
    assert b"this document was applied before" in again.content
    assert (Snapshot.objects.count(), Article.objects.count()) == (1, 3)


def test_an_article_changed_after_the_page_was_shown_is_not_overwritten_unseen(staff):
    apply(staff, paste(staff))
    response = paste(staff)
    article = Article.objects.get(title="Northport Dredges Its Last Channel")
    article.points.all().delete()
    Article.objects.filter(pk=article.pk).update(save_count=7)
    refused = apply(staff, response)
    assert b"The desk has changed since you opened this page. Nothing was applied." in refused.content
    assert not article.points.exists()


def test_a_missing_date_is_shown_and_does_not_hinder_applying(staff):
    response = paste(staff, without("March 3"))
    assert b"no date" in response.content
    apply(staff, response)
    assert Article.objects.get(title__startswith="Northport").published_on is None


def test_who_may_not_add_snapshots_may_not_import(db):
    account = editor()
    account.groups.clear()
    assert signed_in(account).get(UPLOAD).status_code == 403


def test_without_a_sign_in_the_page_leads_to_it(client, db):
    assert client.get(UPLOAD).status_code == 302
