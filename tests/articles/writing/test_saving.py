"""Saving part by part at the writing desk."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from articles.writing import views
from record.models import Revision
from tests import make
from tests.accounts import editor
from tests.articles.writing.desk import TAB, board, write

pytestmark = pytest.mark.postgres("articles.writing.views")
QUERIES = 10


@pytest.fixture
def article(db):
    return make.article(
        "Ports wait", authors=[make.author("Ada Abel"), make.author("Ben Brook")], body="<p>One.</p>\n<p>Two.</p>"
    )


def test_the_first_save_creates_the_draft_and_makes_its_address(admin_client):
    told = write(admin_client, None, title="Cranes at dusk").json()
    made = Article.objects.get(pk=told["pk"])
    assert (made.title, made.slug, made.state) == ("Cranes at dusk", "cranes-at-dusk", "draft")


def test_a_draft_needs_no_title_to_be_kept(admin_client):
    told = write(admin_client, None, body="<p>Words first.</p>").json()
    assert Article.objects.get(pk=told["pk"]).body == "<p>Words first.</p>"


def test_opening_a_new_article_creates_nothing(admin_client, db):
    admin_client.get("/admin/articles/article/write/")
    assert not Article.objects.exists()


def test_a_first_save_sent_twice_creates_one_article(admin_client):
    told = [write(admin_client, None, title="Cranes").json() for _ in range(2)]
    assert [each["pk"] for each in told] == [Article.objects.get().pk] * 2


def test_the_address_follows_the_title_until_something_is_published(admin_client, article):
    Article.objects.filter(pk=article.pk).update(slug="ports-wait")
    write(admin_client, article, title="Ports wait no longer")
    article.refresh_from_db()
    assert article.slug == "ports-wait-no-longer"
    make.published(article)
    write(admin_client, article, title="Harbors")
    article.refresh_from_db()
    assert article.slug == "ports-wait-no-longer"


def test_an_article_that_is_deleted_while_its_desk_asks_is_not_found_and_leaves_nothing(
    admin_client, article, monkeypatch
):
    found = views.article_for

    def deleted_after(request, pk, is_locked=False):
        first = found(request, pk, is_locked)
        Article.objects.filter(pk=pk).delete()
        return first

    monkeypatch.setattr(views, "article_for", deleted_after)
    asked = f"/admin/articles/article/{article.pk}/write/changes/"
    assert admin_client.get(asked, {"tab": TAB, "since": "0", "leaving": "1"}).status_code == 404
    assert not Revision.objects.filter(parent_id=article.pk).exists()


def test_an_address_that_was_typed_stays(admin_client, article):
    write(admin_client, article, slug="typed-by-hand")
    write(admin_client, article, title="Another title")
    article.refresh_from_db()
    assert article.slug == "typed-by-hand"


@pytest.mark.parametrize(
    ("name", "theirs", "mine"),
    [
        ("body", "<p>Theirs.</p>", "<p>Mine.</p>"),
        ("points", [{"key": "", "text": "Theirs."}], [{"key": "", "text": "Mine."}]),
        ("tags", "theirs", "mine"),
    ],
)
def test_a_part_that_someone_changed_meanwhile_is_not_overwritten(admin_client, article, name, theirs, mine):
    seen = board(admin_client, article)["versions"]
    write(admin_client, article, was=seen, **{name: theirs})
    now = board(admin_client, article)
    answer = write(admin_client, article, was=seen, **{name: mine})
    assert answer.status_code == 409
    assert answer.json()["theirs"]["value"] == now["fields"][name]
    assert board(admin_client, article)["fields"] == now["fields"]


def test_different_parts_changed_at_once_both_hold(admin_client, article):
    seen = board(admin_client, article)["versions"]
    write(admin_client, article, was=seen, title="New title")
    assert write(admin_client, article, was=seen, body="<p>New text.</p>").status_code == 200
    article.refresh_from_db()
    assert (article.title, article.body) == ("New title", "<p>New text.</p>")


def test_a_change_by_the_ordinary_form_counts_as_a_change(admin_client, article):
    seen = board(admin_client, article)["versions"]
    Article.objects.filter(pk=article.pk).update(standfirst="By the form.", save_count=7)
    assert write(admin_client, article, was=seen, standfirst="By the desk.").status_code == 409


def test_the_same_change_sent_again_is_made_once(admin_client, article):
    seen = board(admin_client, article)["versions"]
    for _ in range(2):
        assert write(admin_client, article, was=seen, title="Once").status_code == 200


def test_the_byline_is_kept_in_the_order_sent(admin_client, article):
    rows = board(admin_client, article)["fields"]["bylines"]
    third = make.author("Cyd Cole")
    write(admin_client, article, bylines=[{"key": str(third.pk), "author": third.pk}, *reversed(rows)])
    names = article.bylines.order_by("position").values_list("author__name", flat=True)
    assert list(names) == ["Cyd Cole", "Ben Brook", "Ada Abel"]


def test_a_point_keeps_its_key_when_others_move_around_it(admin_client, article):
    first, second = board(admin_client, article)["fields"]["points"]
    write(admin_client, article, points=[second, {"key": "", "text": "Between."}, first])
    rows = board(admin_client, article)["fields"]["points"]
    assert [row["key"] for row in rows] == [second["key"], rows[1]["key"], first["key"]]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("published_on", "no day"),
        ("doi", "no doi"),
        ("points", [{"key": "", "text": "A note.[^1]"}]),
        ("bylines", [{"key": "99", "author": 99_999}]),
        ("bylines", [{"key": "99", "author": 10**30}]),
        ("bylines", [{"key": "99", "author": {"pk": 1}}]),
        ("bylines", [{"key": "99", "author": ""}]),
        ("figures", [{"key": "", "picture": "first", "caption": ""}]),
        ("title", "A note.[^1]"),
        ("created_by", "1"),
        ("save_count", "1"),
    ],
)
def test_what_the_form_refuses_is_refused_here_and_nothing_is_saved(admin_client, article, name, value):
    answer = write(admin_client, article, **{name: value})
    article.refresh_from_db()
    assert (answer.status_code, article.save_count, bool(answer.json()["message"])) == (422, 0, True)


@pytest.mark.parametrize("number", ["1e999", "-Infinity", "NaN"])
def test_a_number_that_is_none_is_refused(admin_client, article, number):
    parts = {"bylines": {"value": [{"key": "9", "author": "THIS"}], "was": None}}
    sent = json.dumps({"tab": "a" * 16, "parts": parts}).replace('"THIS"', number)
    path = f"/admin/articles/article/{article.pk}/write/save/"
    assert admin_client.post(path, sent, content_type="application/json").status_code == 400


def test_a_change_made_by_one_person_is_not_saved_under_another_name(admin_client, article):
    answer = admin_client.post(
        f"/admin/articles/article/{article.pk}/write/save/",
        {"tab": "a" * 16, "person": 99, "parts": {"title": {"value": "x", "was": None}}},
        content_type="application/json",
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("name", ["title", "body", "points", "bylines", "figures", "embeds"])
def test_saving_costs_at_most_ten_queries(admin_client, article, name):
    authors = [make.author(f"Dee Dunn {n}").pk for n in range(9)]
    pictures = [make.picture().pk for _ in range(9)]
    embed = {"address": "https://youtu.be/dQw4w9WgXcQ", "title": "", "source": ""}
    value = {
        "points": [{"key": "", "text": f"Point {n}."} for n in range(9)],
        "bylines": [{"key": str(pk), "author": pk} for pk in authors],
        "figures": [{"key": "", "picture": pk, "caption": ""} for pk in pictures],
        "embeds": [{"key": "", "picture": pk, **embed} for pk in pictures],
        "title": "Another", "body": "<p>Another.</p>" * 60,
    }[name]  # fmt: skip
    seen = board(admin_client, article)["versions"]
    write(admin_client, article, was=seen, standfirst="So that the sitting is ours.")
    with CaptureQueriesContext(connection) as asked:
        assert write(admin_client, article, was=seen, **{name: value}).status_code == 200
    own = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) <= QUERIES, "\n".join(sql[:160] for sql in own)


def test_what_someone_else_left_is_in_the_history_before_it_is_changed(admin_client, admin_user, article):
    before = editor()
    Article.objects.filter(pk=article.pk).update(updated_by=before)
    write(admin_client, article, title="Changed")
    first = Revision.objects.get(parent_id=article.pk, kind="article")
    assert (first.by, "Ports wait" in first.content.text) == (before, True)


def test_figures_are_numbered_by_their_places_in_the_text(admin_client, article):
    first, second = make.figured(article, "First"), make.figured(article, "Second")
    body = f"<p>One.</p><p>[figure:{second.key}]</p><p>Two.</p><p>[figure:{first.key}]</p>"
    write(admin_client, article, body=body)
    article.refresh_from_db()
    assert article.body == "<p>One.</p>\n<p>[figure 1]</p>\n<p>Two.</p>\n<p>[figure 2]</p>"
    assert [figure.caption for figure in article.figures.all()] == ["Second", "First"]
    assert board(admin_client, article)["fields"]["body"] == body.replace("</p><p>", "</p>\n<p>")


def test_a_place_may_arrive_before_its_figure(admin_client, article):
    write(admin_client, article, body="<p>One.</p><p>[figure:early12345]</p>")
    write(admin_client, article, figures=[{"key": "early12345", "picture": make.picture().pk, "caption": ""}])
    article.refresh_from_db()
    assert article.body == "<p>One.</p>\n<p>[figure 1]</p>"


def test_embeds_take_their_places_beside_figures_and_their_canonical_address(admin_client, article):
    figure, embed = make.figured(article, "First"), make.embedded(article)
    body = f"<p>One.</p>\n<p>[embed:{embed.key}]</p>\n<p>[embed:freshfresh]</p>\n<p>[figure:{figure.key}]</p>"
    fresh = {
        "key": "freshfresh",
        "address": "https://youtu.be/dQw4w9WgXcQ?t=9",
        "title": "",
        "source": "",
        "picture": None,
    }
    rows = board(admin_client, article)["fields"]["embeds"]
    assert write(admin_client, article, embeds=[*rows, fresh]).status_code == 200
    write(admin_client, article, body=body)
    article.refresh_from_db()
    assert article.body == "<p>One.</p>\n<p>[embed 1]</p>\n<p>[embed 2]</p>\n<p>[figure 1]</p>"
    assert [row.address for row in article.embeds.all()] == [
        embed.address,
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    ]
    assert board(admin_client, article)["fields"]["body"] == body


def test_moving_an_embed_moves_its_mark_and_no_figure(admin_client, article):
    figure, first, second = make.figured(article, "First"), make.embedded(article), make.embedded(article, title="Two")
    places = [f"<p>[{kind}:{row.key}]</p>" for kind, row in (("embed", second), ("figure", figure), ("embed", first))]
    write(admin_client, article, body="".join(places))
    article.refresh_from_db()
    assert article.body == "<p>[embed 1]</p>\n<p>[figure 1]</p>\n<p>[embed 2]</p>"
    assert [row.title for row in article.embeds.all()] == ["Two", "Ferries"]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("javascript:alert(1)", "begins with https://"),
        ("https://ada@youtu.be/dQw4w9WgXcQ", "without a user name"),
        ("https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ", "can’t be embedded"),
        ("", "required"),
    ],
)
def test_an_address_that_cannot_be_embedded_is_refused_with_a_sentence(admin_client, article, address, words):
    answer = write(admin_client, article, embeds=[{"key": "k", "address": address, "title": "A"}])
    assert answer.status_code == 422
    assert words in answer.json()["message"]
    assert not article.embeds.exists()


@pytest.mark.parametrize("part", ["embeds", "body"])
def test_saving_embeds_keeps_to_the_budget(admin_client, article, part):
    rows = [make.embedded(article) for _ in range(5)]
    figures = [make.figured(article) for _ in range(3)]
    marks = [f"<p>[embed:{row.key}]</p>" for row in rows] + [f"<p>[figure:{row.key}]</p>" for row in figures]
    values = [*board(admin_client, article)["fields"]["embeds"][::-1], {"key": "n", "address": "https://vimeo.com/1"}]
    was = board(admin_client, article)["versions"]
    write(admin_client, article, was, standfirst="So that the sitting is ours.")
    with CaptureQueriesContext(connection) as asked:
        answer = write(admin_client, article, was, **{part: values if part == "embeds" else "".join(marks)})
    assert answer.status_code == 200
    own = [each["sql"] for each in asked if not each["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(own) <= QUERIES, "\n".join(sql[:160] for sql in own)


def test_the_top_bar_says_what_publishing_would_do(admin_client, article):
    assert write(admin_client, article, title="Ports").json()["status"]["publish"] == "Publish"
    make.published(Article.objects.get(pk=article.pk))
    told = admin_client.get(f"/admin/articles/article/{article.pk}/write/").context["status"]
    assert told == {"name": "live", "words": "Edition 1 is live", "publish": "Publish edition 2", "is_quiet": True}
    told = write(admin_client, article, title="Harbors").json()["status"]
    assert (told["words"], told["is_quiet"]) == ("Changed since edition 1", False)
