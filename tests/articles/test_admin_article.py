from datetime import timedelta
from unittest import mock

import pytest
from django.contrib.admin import ModelAdmin
from django.urls import reverse
from django.utils import timezone
from django_prose_editor.config import allowlist_from_extensions

from articles.models import Article
from record import publishing
from record.models import Revision
from staff.desk import SavedMeanwhile, claim_save
from staff.texts import EXTENSIONS
from tests import make
from tests.accounts import editor, person, queries_for, signed_in
from tests.desk_forms import add_row, filled
from text import prose

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = "/admin/articles/article/"
ADD = "/admin/articles/article/add/"


def change(article: Article) -> str:
    return reverse("admin:articles_article_change", args=[article.pk])


def test_an_article_is_written_with_its_byline_and_points():
    client, author = signed_in(), make.author()
    sent = filled(client, ADD, title="Rivers and Rails", body="<p>One.</p>")
    sent = add_row(add_row(sent, "points", text="First <b>point</b> & more"), "points", text="Second")
    client.post(ADD, add_row(sent, "bylines", author=author.pk))
    article = Article.objects.get()
    assert (article.slug, article.body, article.save_count, article.state) == (
        "rivers-and-rails",
        "<p>One.</p>",
        1,
        "draft",
    )
    points = [(point.position, point.text) for point in article.points.all()]
    assert points == [(1, "First <strong>point</strong> &amp; more"), (2, "Second")]
    assert [row.author for row in article.bylines.all()] == [author]


def test_whoever_saves_is_remembered():
    writer, other = editor(), editor()
    signed_in(writer).post(ADD, filled(signed_in(writer), ADD, title="Rails"))
    article = Article.objects.get()
    signed_in(other).post(change(article), filled(signed_in(other), change(article), title="Rivers"))
    article.refresh_from_db()
    assert (article.created_by, article.updated_by, article.title) == (writer, other, "Rivers")


def test_an_address_is_made_from_the_title_in_any_script_and_is_never_one_in_use():
    client = signed_in()
    make.article(slug="հարավային-կովկաս")
    for _ in range(2):
        client.post(ADD, filled(client, ADD, title="Հարավային Կովկաս", slug=""))
    assert set(Article.objects.values_list("slug", flat=True)) == {
        "հարավային-կովկաս", "հարավային-կովկաս-2", "հարավային-կովկաս-3",
    }  # fmt: skip


def test_an_address_keeps_the_case_in_which_it_was_typed():
    client = signed_in()
    client.post(ADD, filled(client, ADD, title="Rails", slug="NATO-Brief"))
    assert Article.objects.get().slug == "NATO-Brief"


def test_an_address_under_which_something_else_was_published_is_refused():
    client, published = signed_in(), make.article(slug="rails")
    make.published(published)
    Article.objects.filter(pk=published.pk).update(slug="rails-renamed")
    response = client.post(ADD, filled(client, ADD, title="Rails", slug="rails"))
    assert "is already the address of something published. Choose another" in response.content.decode()
    client.post(ADD, filled(client, ADD, title="Rails", slug=""))
    assert Article.objects.filter(slug="rails-2").exists()


def test_a_form_sent_back_unchanged_changes_nothing_but_the_count_of_saves():
    client, article = signed_in(), make.article(body="<p>A &amp; B</p>", points=["R&amp;D <em>now</em>"])
    make.published(article)
    client.post(change(article), filled(client, change(article)))
    article.refresh_from_db()
    assert (article.state, article.save_count) == (Article.State.AS_PUBLISHED, 1)
    assert article.points.get().text == "R&amp;D <em>now</em>"


def test_a_change_to_a_published_article_makes_its_copy_a_draft_and_changing_it_back_does_not():
    client, article = signed_in(), make.article("Rails")
    make.published(article)
    for title, state in (("Rivers", Article.State.DRAFT), ("Rails", Article.State.AS_PUBLISHED)):
        client.post(change(article), filled(client, change(article), title=title))
        article.refresh_from_db()
        assert article.state == state


def test_each_save_is_kept_as_one_revision_with_its_points():
    client = signed_in()
    client.post(ADD, add_row(filled(client, ADD, title="Rails"), "points", text="Only point"))
    assert "Only point" in Revision.objects.get().content.text


def test_two_editors_saving_one_article_do_not_overwrite_each_other():
    article = make.article("As it was")
    maria, john = signed_in(editor("Maria Editor")), signed_in(editor("John Editor"))
    marias, johns = filled(maria, change(article), title="Maria’s"), filled(john, change(article), title="John’s")
    maria.post(change(article), marias)
    response = john.post(change(article), johns)
    page = response.content.decode()
    assert "Maria Editor saved this on" in page
    assert 'value="John’s"' in page
    article.refresh_from_db()
    assert (article.title, article.save_count) == ("Maria’s", 1)


def test_a_save_that_loses_the_race_after_its_check_is_shown_the_form_again():
    article, client, real = make.article("As it was"), signed_in(), ModelAdmin.changeform_view
    sent = filled(client, change(article), title="Too late")

    def overtaken_once(self, *args, **kwargs):
        if Article.objects.filter(pk=article.pk, save_count=0).update(title="Hers", save_count=1):
            raise SavedMeanwhile
        return real(self, *args, **kwargs)

    with mock.patch.object(ModelAdmin, "changeform_view", overtaken_once):
        page = client.post(change(article), sent).content.decode()
    assert "Nothing was overwritten" in page
    assert 'value="Too late"' in page
    assert Article.objects.get().title == "Hers"


def test_a_save_is_claimed_in_the_database_against_the_count_its_editor_saw():
    article = make.article()
    claim_save(article, 0, editor())
    with pytest.raises(SavedMeanwhile):
        claim_save(Article.objects.get(), 0, editor())


@pytest.mark.parametrize(
    ("typed", "order"),
    [
        ({3: 1}, "4123"), ({0: 4}, "2341"), ({0: 2, 1: 1}, "2134"), ({1: 99}, "1342"), ({2: ""}, "1243"), ({}, "1234"),
    ],
)  # fmt: skip
def test_a_row_given_a_number_takes_that_place_and_the_others_close_up(typed, order):
    client, article = signed_in(), make.article(points=["1", "2", "3", "4"])
    numbers = {f"points-{row}-position": number for row, number in typed.items()}
    client.post(change(article), filled(client, change(article), **numbers))
    points = list(article.points.all())
    assert "".join(point.text for point in points) == order
    assert [point.position for point in points] == [1, 2, 3, 4]


def test_a_removed_row_leaves_no_gap():
    client, article = signed_in(), make.article(points=["1", "2", "3"])
    sent = add_row(filled(client, change(article)), "points", text="4", position="2")
    client.post(change(article), {**sent, "points-0-DELETE": "on"})
    assert [(point.position, point.text) for point in article.points.all()] == [(1, "2"), (2, "4"), (3, "3")]


def test_an_article_that_was_published_is_not_deleted_and_the_page_says_why():
    client, article = signed_in(), make.article("Rails")
    make.published(article)
    address = reverse("admin:articles_article_delete", args=[article.pk])
    assert "Withdraw it instead" in client.get(address).content.decode()
    client.post(address, {"post": "yes"})
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_long_point_is_shortened_with_an_ellipsis_where_its_article_is_deleted():
    client, article = signed_in(), make.article("Rails", points=["Ports " * 20])
    page = client.get(reverse("admin:articles_article_delete", args=[article.pk])).content.decode()
    assert "Ports Ports…" in page


def test_an_article_that_is_placed_is_not_deleted_and_the_page_says_where():
    client, article = signed_in(), make.article("Rails")
    make.snapshot("Week One", {"Transport": [article]})
    page = client.get(reverse("admin:articles_article_delete", args=[article.pk])).content.decode()
    assert "Week One" in page
    assert "Transport" in page


def test_deleting_many_deletes_none_where_one_is_in_use():
    client, free, placed = signed_in(), make.article("Free"), make.article("Placed")
    make.snapshot("Week One", {"Transport": [placed]})
    chosen = {"action": "delete_selected", "_selected_action": [free.pk, placed.pk], "post": "yes"}
    page = client.post(LIST, chosen).content.decode()
    assert "Nothing was deleted" in page
    assert "Week One" in page
    assert Article.objects.count() == 2


def test_a_draft_that_stands_nowhere_is_deleted():
    client, article = signed_in(), make.article()
    client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert not Article.objects.exists()


@pytest.mark.parametrize(
    ("status", "titles"),
    [
        ("live", {"Live", "Changed"}), ("changed", {"Changed"}), ("scheduled", {"Scheduled"}),
        ("draft", {"Draft", "In review"}), ("withdrawn", {"Withdrawn"}), ("review", {"In review"}),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_status(status, titles):
    for title in ("Live", "Changed", "Scheduled", "Draft", "In review", "Withdrawn"):
        article = make.article(title)
        if title not in ("Draft", "In review"):
            make.published(
                article, **({"live_from": timezone.now() + timedelta(days=1)} if title == "Scheduled" else {})
            )
        if title == "Changed":
            Article.objects.filter(pk=article.pk).update(state="draft")
        if title == "In review":
            Article.objects.filter(pk=article.pk).update(state="in-review")
        if title == "Withdrawn":
            publishing.withdraw(article, "Wrong.")
    response = signed_in().get(LIST, {"status": status})
    assert {article.title for article in response.context["cl"].result_list} == titles


@pytest.mark.parametrize(("state", "page"), [("draft", "write"), ("in-review", "change")])
def test_a_title_in_the_list_opens_the_writing_desk_if_the_user_may_write(state, page):
    writer = person("contributor")
    article = make.article("Ports", created_by=writer, state=state)
    assert f'<a href="{reverse(f"admin:articles_article_{page}", args=[article.pk])}">Ports</a>' in (
        signed_in(writer).get(LIST).content.decode()
    )


def test_a_list_shows_no_filter_that_offers_one_choice():
    make.article(language="en")
    assert 'data-filter-title="language"' not in signed_in().get(LIST).content.decode()
    make.article(language="fr")
    assert 'data-filter-title="language"' in signed_in().get(LIST).content.decode()


def test_the_list_asks_the_same_queries_for_fifty_articles_as_for_five():
    client = signed_in()
    series, author = make.series(), make.author()

    def queries(count: int) -> int:
        while Article.objects.count() < count:
            make.published(make.article(series=series, authors=[author, make.author()]))
        return queries_for(client, LIST)

    assert queries(5) == queries(50) <= 20


def test_the_editor_offers_only_what_the_sanitizer_keeps():
    offered = allowlist_from_extensions(EXTENSIONS)["tags"]
    assert offered <= prose.INLINE_TAGS | prose.BLOCK_TAGS


def test_what_is_typed_is_sanitized():
    client = signed_in()
    dirty = '<p onclick="x()">Text<script>alert(1)</script> <a href="javascript:x()">link</a></p><p></p>'
    client.post(ADD, filled(client, ADD, title="A\x07B", body=dirty))
    article = Article.objects.get()
    assert article.title == "AB"
    assert article.body == "<p>Text <a>link</a></p>"


def test_only_who_may_change_articles_may_open_one():
    article, reader = make.article(), editor()
    reader.groups.clear()
    assert signed_in(reader).get(change(article)).status_code == 403


def test_a_contributor_uses_the_tags_there_are_and_makes_none():
    client = signed_in(person("contributor"))
    make.tag("harbors")
    answer = client.post(ADD, filled(client, ADD, title="Ports", tags="harbors, new tag"))
    assert "There is no tag “new tag” yet." in answer.content.decode()
    client.post(ADD, filled(client, ADD, title="Ports", tags="Harbors"))
    assert [tag.name for tag in Article.objects.get().tags.all()] == ["harbors"]


def test_an_editor_changes_what_is_published_but_for_its_date_authors_and_address():
    article = make.article("Ports")
    make.published(article)
    client = signed_in(person("editor"))
    sent = filled(client, change(article), title="Ferries")
    assert not {"slug", "published_on", "bylines-TOTAL_FORMS"} & set(sent)
    client.post(change(article), sent | {"slug": "forged", "published_on": "2020-01-01"})
    saved = Article.objects.get()
    assert (saved.title, saved.slug, saved.published_on) == ("Ferries", article.slug, article.published_on)


def opened_by_title(account, article: Article) -> str:
    row = signed_in(account).get(LIST).text.split('class="field-title"')[1]
    return row.split('href="')[1].split('"')[0]


def test_a_title_in_the_list_opens_the_writing_desk():
    article = make.article("Ports")
    desk = reverse("admin:articles_article_write", args=[article.pk])
    assert opened_by_title(person("editor"), article) == desk
    writer = person("contributor")
    Article.objects.filter(pk=article.pk).update(created_by=writer)
    assert opened_by_title(writer, article) == desk
    make.published(article)
    assert opened_by_title(writer, article) == change(article)


def test_the_list_takes_no_more_queries_for_twenty_articles_than_for_ten():
    writer = person("contributor")
    client = signed_in(writer)
    counts = []
    for _ in range(2):
        counts.append(queries_for(client, LIST))
        for _ in range(10):
            Article.objects.filter(pk=make.article().pk).update(created_by=writer)
        counts.append(queries_for(client, LIST))
    assert counts[1] == counts[3]
