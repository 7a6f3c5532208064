"""Acts on several selected items: each by its own rules, each told."""

import pytest
from django.urls import reverse

from articles.models import Article, ArticleEdition
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("staff.bulk")]


def page(name: str, *articles) -> str:
    return f"{reverse(f'admin:{name}_article')}?ids={','.join(str(article.pk) for article in articles)}"


def told(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_the_list_leads_to_a_page_that_names_the_selected_items():
    first, second = make.article("Ports"), make.article("Rails")
    sent = {"action": "bulk_file", "_selected_action": [first.pk, second.pk]}
    shown = signed_in().post(reverse("admin:articles_article_changelist"), sent, follow=True).content.decode()
    assert "2 items selected" in shown
    assert "Ports" in shown


def test_topics_and_tags_are_added_and_removed_in_all_of_them():
    old, new, series = make.topic("Old"), make.topic("New"), make.series("Briefs")
    articles = [make.article(topics=[old], tags=["rails"]) for _ in range(2)]
    sent = {"add_topics": [new.pk], "remove_topics": [old.pk], "add_tags": "ports, locks", "remove_tags": "rails"}
    signed_in().post(page("bulk_file", *articles), {**sent, "series": series.pk})
    for article in Article.objects.filter(pk__in=[each.pk for each in articles]):
        assert list(article.categories.all()) == [new]
        assert sorted(article.tags.names()) == ["locks", "ports"]
        assert (article.series, article.save_count) == (series, 1)


def test_what_one_may_read_and_not_change_is_left_as_it_is_and_told():
    account = person("contributor")
    article = make.article("Ports", created_by=account)
    make.published(article)
    answer = signed_in(account).post(page("bulk_file", article), {"add_tags": "rails"}, follow=True)
    assert "“Ports”: You may not change it." in told(answer)
    assert not article.tags.exists()


def test_an_empty_form_changes_nothing_and_says_so():
    assert signed_in().post(page("bulk_file", make.article()), {}).status_code == 422


def test_what_can_be_published_is_and_what_cannot_is_told():
    ready, undated = make.article("Ready"), make.article("Undated", published_on=None)
    client, address = signed_in(), page("bulk_publish", ready, undated)
    answer = client.post(address, filled(client, address, when="now"), follow=True)
    assert list(ArticleEdition.objects.values_list("title", flat=True)) == ["Ready"]
    assert "“Ready”: edition 1 is live" in told(answer)
    assert "“Undated” has no date" in told(answer)


def test_selected_items_are_scheduled_for_one_moment():
    articles = [make.article(), make.article()]
    client, address = signed_in(), page("bulk_publish", *articles)
    client.post(address, filled(client, address, when="later", moment="2199-05-31T09:30"))
    moments = set(ArticleEdition.objects.values_list("live_from", flat=True))
    assert [moment.year for moment in moments] == [2199]


def test_selected_items_are_withdrawn_with_one_notice():
    article, draft = make.article("Public"), make.article("Draft")
    make.published(article)
    client, address = signed_in(), page("bulk_withdraw", article, draft)
    answer = client.post(address, filled(client, address, notice="Wrong numbers."), follow=True)
    assert ArticleEdition.objects.get().withdrawal_notice == "Wrong numbers."
    assert "“Draft”: It has no public edition" in told(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"when": "now", "moment": "2199-05-31T09:30"}, "Nothing was published."),
        ({"when": "later", "moment": ""}, "Say when."),
        ({"when": "later", "moment": "2001-05-31T09:30"}, "That time has passed."),
        ({"when": "", "moment": ""}, "This field is required."),
    ],
)
def test_selected_items_are_not_published_on_a_contradiction(typed, said):
    client, address = signed_in(), page("bulk_publish", make.article())
    answer = client.post(address, filled(client, address, **typed))
    assert said in answer.content.decode()
    assert (answer.status_code, ArticleEdition.objects.count()) == (422, 0)


@pytest.mark.parametrize(
    ("name", "typed"), [("bulk_publish", {"when": "now"}), ("bulk_withdraw", {"notice": "Wrong numbers."})]
)
def test_what_was_published_after_the_page_was_shown_is_left_as_it_is_and_told(name, typed):
    article = make.article()
    make.published(article, make.NOON)
    client, address = signed_in(), page(name, article)
    sent = filled(client, address, **typed)
    make.published(make.changed(article, title="Changed"), make.later(hours=1))
    answer = client.post(address, sent)
    assert answer.status_code == 422
    assert "after you opened this page" in answer.content.decode()
    assert ArticleEdition.objects.filter(withdrawn_at=None).count() == 2


def test_what_happens_to_other_items_meanwhile_hinders_nothing():
    article, other = make.article(), make.article()
    client, address = signed_in(), page("bulk_publish", article)
    sent = filled(client, address, when="now")
    make.published(other)
    assert client.post(address, sent).status_code == 302
    assert article.editions.exists()


def test_a_notice_for_several_items_is_printable_and_without_marks_of_notes():
    article = make.article("Public")
    make.published(article)
    client, address = signed_in(), page("bulk_withdraw", article)
    assert client.post(address, filled(client, address, notice="Wrong.[^1]")).status_code == 422
    client.post(address, filled(client, address, notice="Wro\ufffeng."))
    assert ArticleEdition.objects.get().withdrawal_notice == "Wrong."


def test_nobody_acts_on_what_they_may_not_read():
    other = make.article("Hidden")
    client = signed_in(person("contributor"))
    assert client.post(page("bulk_file", other), {"add_tags": "x"}).status_code in (403, 404)
    assert not other.tags.exists()


@pytest.mark.parametrize(("field", "maker"), [("series", make.series), ("add_topics", make.topic)])
def test_a_merged_series_or_topic_is_not_set(field, maker):
    kept, merged = maker("Briefs"), maker("Notes")
    make.changed(merged, merged_into=kept)
    answer = signed_in().post(page("bulk_file", make.article()), {field: merged.pk})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
