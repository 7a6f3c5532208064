"""Comments: where they stand when the text moves, threads, mentions, and suggestions taken in."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from articles.models import Article
from audit.models import AuditEntry
from outbox.runner import run_due
from permissions.matrix import MATRIX, Act, Reach, Role
from record import publishing
from record.models import Revision
from record.revisions import seal
from record.terms import Refused
from review import comments, notices
from review.comments import said_at_desk, said_through
from review.models import Comment, CommentNotice
from review.suggestions import take_in
from snapshot.models import DeskAct, Placement
from tests import make
from tests.accounts import person, signed_in
from tests.review.test_links import address, edit, made, page

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("review.suggestions")]

FIRST, SECOND, THIRD = (f"<p>{words}</p>" for words in (
    "The port awaits its ships, as it has since the autumn.", "Customs officers count what is left on the quay.",
    "Nobody knows when the ice will go.",
))  # fmt: skip


@pytest.fixture
def editor():
    return person("editor", "Maria Editor")


@pytest.fixture
def article():
    return make.article("Ports", body=f"{FIRST}\n{SECOND}\n{THIRD}")


def said(draft, place: str, by=None, words="Really?", suggestion="") -> Comment:
    return comments.add(said_at_desk(draft), place, words, suggestion, by=by)


def thread(draft):
    draft = type(draft).objects.get(pk=draft.pk)
    return said_at_desk(draft).threads[0]


@pytest.mark.parametrize(("body", "place"), [
    ((FIRST, SECOND, THIRD), "body/1"),
    (("<p>New at the top.</p>", FIRST, THIRD, SECOND), "body/3"),
    ((THIRD, SECOND.replace("count", "counted").replace("is left", "was left")), "body/1"),
    ((FIRST, THIRD), None),
    ((FIRST, "<p>Something else altogether stands in its stead.</p>", THIRD), None),
])  # fmt: skip
def test_a_comment_follows_its_paragraph_and_is_kept_when_that_is_removed(article, editor, body, place):
    said(article, "body/1", editor)
    edit(article, body="\n".join(body))
    found = thread(article)
    assert (found.place and found.place.key) == place
    assert found.is_removed is (place is None)
    shown = signed_in(editor).get(page(article, "comments")).content.decode()
    assert ("On parts since removed" in shown) is (place is None)
    assert "Really?" in shown


def test_a_comment_on_a_point_follows_it_by_key(article, editor):
    first = article.points.first()
    said(article, f"points/{first.key}", editor)
    article.points.filter(pk=first.pk).update(position=9, text="Other words altogether.")
    edit(article)
    assert thread(article).place.words == "Other words altogether."
    article.points.filter(pk=first.pk).delete()
    edit(article)
    assert thread(article).is_removed


def test_a_comment_on_a_placement_follows_it_to_another_section(editor):
    snapshot = make.snapshot(sections={"One": [make.article("Ports")], "Two": []})
    placement = make.placements_of(snapshot)[0]
    said(snapshot, f"placements/{placement.key}", editor)
    Placement.objects.filter(pk=placement.pk).update(section=snapshot.sections.last())
    edit(snapshot)
    assert thread(snapshot).place.label == "“Ports”"
    assert thread(snapshot).place.path[:2] == ("sections", 1)


@pytest.mark.parametrize("place", ["body/99", "points/nothing", "slug", "sections/x", "title/0", "x" * 80])
def test_nothing_is_said_about_a_part_that_is_not_there(article, editor, place):
    answer = signed_in(editor).post(page(article, "comments"), {"do": "comment", "place": place, "words": "Hm"})
    assert answer.status_code == 422
    assert not Comment.objects.exists()


def test_a_thread_is_answered_resolved_and_reopened_and_each_act_is_audited(article, editor):
    client = signed_in(editor)
    client.post(page(article, "comments"), {"do": "comment", "place": "title", "words": "Shorter?"})
    root = Comment.objects.get()
    client.post(page(article, "comments"), {"do": "comment", "thread": root.pk, "words": "No."})
    client.post(page(article, "comments"), {"do": "resolve", "thread": root.pk})
    assert not thread(article).is_open
    client.post(page(article, "comments"), {"do": "reopen", "thread": root.pk})
    found = thread(article)
    assert found.is_open
    assert [each.words for each in found.replies] == ["No."]
    entries = AuditEntry.objects.filter(act=Act.COMMENT).order_by("pk").values_list("words", flat=True)
    assert list(entries) == ["commented", "replied", "resolved", "reopened"]


def test_a_comment_seals_the_revision_and_voids_no_approval(article, editor):
    Article.objects.filter(pk=article.pk).update(state="approved")
    said(article, "title", editor)
    assert Revision.objects.get().sealed_at
    assert Article.objects.get(pk=article.pk).state == "approved"


def test_a_contributor_comments_on_their_own_and_finds_nothing_of_others(article):
    writer = person("contributor")
    own = make.article(created_by=writer)
    client = signed_in(writer)
    assert f'href="{page(own, "review_links")}"' in client.get(page(own, "comments")).content.decode()
    foreign = said(article, "title")
    for name in ("comments", "comments_json"):
        assert client.get(page(article, name)).status_code == 404
    answer = client.post(page(own, "comments"), {"do": "comment", "thread": foreign.pk, "words": "Forged"})
    assert answer.status_code == 422
    client.post(page(own, "comments"), {"do": "resolve", "thread": foreign.pk})
    assert thread(article).is_open
    assert Comment.objects.count() == 1


def test_a_reviewer_sees_the_threads_they_began_with_their_answers_and_no_others(article, editor):
    link, token = made(article)
    said(article, "title", editor, "Between ourselves")
    other = comments.add(said_through(made(article)[0]), "title", "Of another reviewer", link=made(article)[0])
    Client().post(address(token), {"do": "comment", "place": "body/0", "words": "Since when?"})
    mine = Comment.objects.get(words="Since when?")
    comments.reply(mine, "Since September.", by=editor)
    body = Client().get(address(token)).content.decode()
    assert "Since when?" in body
    assert "Since September." in body
    assert "Between ourselves" not in body
    assert "Of another reviewer" not in body
    assert Client().post(address(token), {"do": "comment", "thread": other.pk, "words": "x"}).status_code == 422
    assert (mine.by_name, mine.by, mine.link) == ("Dr. Rev Iewer", None, link)


def test_what_a_reviewer_wrote_and_was_refused_stands_in_the_form(article):
    token = made(article)[1]
    sent = {"do": "comment", "place": "points/none", "words": "Do not lose me"}
    assert Client().post(address(token), sent).status_code == 422
    sent = {"do": "comment", "place": "body/0", "words": "Do not lose me", "suggestion": "<script>x</script>"}
    answer = Client().post(address(token), sent)
    assert answer.status_code == 422
    assert "Do not lose me" in answer.content.decode()


def test_markup_in_a_comment_is_shown_as_written_and_in_a_suggestion_is_cleaned(article, editor):
    said(article, "body/0", editor, "<script>alert(1)</script>", '<em onclick="x">Ports</em> wait.')
    assert Comment.objects.get().suggestion == "<em>Ports</em> wait."
    body = signed_in(editor).get(page(article, "comments")).content.decode()
    assert "<script>alert" not in body
    assert "&lt;script&gt;alert(1)" in body


def test_a_suggestion_is_taken_in_by_one_act_and_credited_in_the_revision(article, editor):
    link, token = made(article)
    sent = {"do": "comment", "place": "body/1", "words": "", "suggestion": "Customs officers count <em>nothing</em>."}
    Client().post(address(token), sent)
    suggested = Comment.objects.get()
    other, elsewhere = said(article, "body/2", editor), make.article()
    for words in ("One", "Two", "Three"):
        edit(elsewhere, title=words)
    client = signed_in(editor)
    client.post(page(article, "comments_take_in"), {"comment": suggested.pk})
    article.refresh_from_db()
    assert article.body.split("\n") == [FIRST, "<p>Customs officers count <em>nothing</em>.</p>", THIRD]
    assert article.updated_by == editor
    root = Comment.objects.get(pk=suggested.pk)
    assert (root.taken_in.parent_id, root.taken_in.by) == (article.pk, editor)
    assert Comment.objects.get(pk=other.pk).resolved_at is None
    assert root.resolved_at
    entry = AuditEntry.objects.get(act=Act.EDIT_DRAFT)
    assert (entry.words, entry.before, entry.after) == (
        "Took in a suggestion by Dr. Rev Iewer.", link.revision.number, root.taken_in.number
    )  # fmt: skip
    history = client.get(page(article, "revisions")).content.decode()
    assert "suggested by Dr. Rev Iewer" in history


@pytest.mark.parametrize(("place", "words", "expected"), [
    ("title", "Harbors", lambda article: article.title == "Harbors"),
    ("point", "A <strong>better</strong> point.", lambda article: article.points.first().text == "A <strong>better</strong> point."),
])  # fmt: skip
def test_titles_and_points_take_suggestions_too(article, editor, place, words, expected):
    place = f"points/{article.points.first().key}" if place == "point" else place
    take_in(said(article, place, editor, suggestion=words), article, editor)
    assert expected(Article.objects.get(pk=article.pk))


def test_an_open_desk_of_a_snapshot_learns_of_a_suggestion_taken_in(editor):
    snapshot = make.snapshot()
    take_in(said(snapshot, "introduction/0", editor, suggestion="Reworded."), snapshot, editor)
    snapshot.refresh_from_db()
    assert snapshot.introduction.startswith("<p>Reworded.</p>")
    assert DeskAct.objects.filter(snapshot=snapshot).exists()


def test_what_was_taken_in_is_the_revision_of_its_own_text(article, editor):
    other = make.article("Another")
    for number in range(4):
        edit(other, title=f"Another {number}")
        seal(other)
    made = take_in(said(article, "title", editor, suggestion="Harbors"), article, editor)
    assert (made.kind, made.parent_id) == ("article", article.pk)


def test_a_suggestion_for_words_that_have_changed_since_is_refused_and_changes_nothing(article, editor):
    root = said(article, "body/0", editor, suggestion="Ports wait.")
    edit(article, body="\n".join([FIRST.replace("awaits", "expects"), SECOND]))
    with pytest.raises(Refused):
        take_in(root, article, editor)
    article.refresh_from_db()
    assert "Ports wait." not in article.body


def test_taking_in_needs_the_right_to_edit(article):
    writer = person("contributor")
    own = make.article(created_by=writer, body=FIRST)
    root = said(own, "body/0", suggestion="Ports wait.")
    client, taking_in = signed_in(writer), page(own, "comments_take_in")
    assert taking_in in client.get(page(own, "comments")).content.decode()
    Article.objects.filter(pk=own.pk).update(state="in-review")
    assert taking_in not in client.get(page(own, "comments")).content.decode()
    assert client.post(taking_in, {"comment": root.pk}).status_code == 403
    own.refresh_from_db()
    assert own.body == FIRST


def test_mentions_of_a_day_are_one_mail_to_each_who_may_read_it(article, editor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ann = person("editor", "Ann", username="ann.b", email="ann@house.example")
    person("contributor", "Out", username="out", email="out@house.example")
    with time_machine.travel(make.NOON, tick=False):
        said(article, "title", editor, "@ann.b, @Out and @nobody: look. Not mail@ann.b")
        said(article, "body/0", editor, "And here, @ANN.B.")
        assert notices.digest_moment(timezone.now()) == make.NOON + timedelta(hours=5)
    list(run_due(make.NOON + timedelta(hours=4)))
    assert mail.outbox == []
    list(run_due(make.NOON + timedelta(hours=5)))
    [sent] = mail.outbox
    assert sent.to == [ann.email]
    assert "look" in sent.body
    assert "And here" in sent.body
    assert not CommentNotice.objects.filter(mailed_at=None).exists()


def test_who_wrote_the_text_in_the_thread_or_made_the_link_is_told_and_nobody_of_their_own_words(editor):
    writer, maker = person("contributor"), person("editor")
    own = make.article(created_by=writer)
    _link, token = made(own, maker)
    Client().post(address(token), {"do": "comment", "place": "title", "words": "Shorter?"})
    root = Comment.objects.get()
    told = CommentNotice.objects.filter(comment=root).values_list("account", flat=True)
    assert set(told) == {writer.pk, maker.pk}
    comments.reply(root, "No.", by=editor)
    answer = comments.reply(root, "Yes.", by=maker)
    assert set(answer.notices.values_list("account", flat=True)) == {writer.pk, editor.pk}


def test_a_mention_that_may_no_longer_be_read_is_not_mailed(article, editor, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    ann = person("editor", username="ann", email="ann@house.example")
    said(article, "title", editor, "@ann")
    type(ann).objects.filter(pk=ann.pk).update(is_staff=False)
    list(run_due(timezone.now() + timedelta(days=1)))
    assert mail.outbox == []


def test_nothing_of_a_review_is_frozen(article, editor):
    said(article, "title", editor, "canarycomment", "Canarysuggestion")
    links_of = made(article)
    comments.add(said_through(links_of[0]), "body/0", "canarycomment", link=links_of[0])
    edition = publishing.publish(article, editor)
    assert "canary" not in edition.content.text.lower()
    assert "canary" not in str(edition.card).lower()
    assert "canary" not in edition.search_text.lower()


def test_the_page_of_comments_asks_as_many_queries_for_twenty_as_for_two(
    article, editor, django_assert_max_num_queries
):
    for _ in range(20):
        comments.reply(said(article, "body/0", editor), "Yes.", by=editor)
    found = said_at_desk(article)
    with django_assert_max_num_queries(12):
        assert len(found.threads) == 20


def test_a_suggestion_for_what_is_public_is_taken_in_only_by_whoever_may_change_that(article, monkeypatch):
    suggested = said(article, "body/0", suggestion="Ports wait.")
    make.published(article)
    monkeypatch.setitem(MATRIX, Act.CHANGE_LIVE, (Reach.NONE,) * len(Role))
    client = signed_in(person("editor"))
    assert client.post(page(article, "comments_take_in"), {"comment": suggested.pk}).status_code == 403
    article.refresh_from_db()
    assert "Ports wait." not in article.body
