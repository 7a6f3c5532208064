"""Merging authors, topics, series and tags at the desk: what moves, where readers are led, and separating again."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import MergedTag
from audit.models import AuditEntry
from permissions.models import Branch
from permissions.roles import branch_topics
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("staff.merging")]

KINDS = ["author", "topic", "tag"]
ADMINS = {"author": "people_author", "topic": "articles_category", "series": "articles_series", "tag": "taggit_tag"}


def two(kind: str):
    return tuple(getattr(make, kind)(name, slug=name.lower()) for name in ("Before", "After"))


def page_of(kind: str, row) -> str:
    return reverse(f"admin:{ADMINS[kind]}_merge", args=[row.pk])


def merged(kind: str, row, into, client: Client | None = None):
    client, page = client or signed_in(), page_of(kind, row)
    return client.post(page, filled(client, page, into=into.pk), follow=True)


def article_with(kind: str, *rows, **differences):
    return make.article(**{f"{kind}s": rows}, **differences)


def used_by(article, kind: str) -> list:
    return list({"author": article.authors, "topic": article.categories, "tag": article.tags}[kind].all())


@pytest.mark.parametrize("kind", KINDS)
def test_working_copies_move_each_once_and_open_forms_of_them_are_refused(kind):
    old, new = two(kind)
    one, both = article_with(kind, old), article_with(kind, old, new)
    before = both.save_count
    page = merged(kind, old, new).content.decode()
    assert "Moved: 2 articles." in page
    assert (used_by(one, kind), used_by(both, kind)) == ([new], [new])
    both.refresh_from_db()
    assert both.save_count == before + 1


@pytest.mark.parametrize("kind", KINDS)
def test_readers_are_led_to_the_entry_that_remains_which_lists_the_work_of_both(look, kind):
    old, new = two(kind)
    published(article_with(kind, old, title="By the one", slug="one"), NOON)
    published(article_with(kind, new, title="By the other"), NOON)
    printed = look("/analysis/one/editions/1.json", later(hours=1)).content
    merged(kind, old, new)
    moved = look(f"/{kind}s/before/?from=mail", later(hours=1))
    assert (moved.status_code, moved["Location"]) == (301, f"/{kind}s/after/?from=mail")
    for address in (f"/{kind}s/after/", f"/analysis/?{kind}=before", f"/analysis/?{kind}=after",
                    f"/analysis/feed.atom?{kind}=before", f"/api/v1/articles/?{kind}=before"):  # fmt: skip
        text = look(address, later(hours=1)).content.decode()
        assert "By the one" in text, address
        assert "By the other" in text, address
    assert look("/analysis/one/editions/1.json", later(hours=1)).content == printed


@pytest.mark.parametrize("kind", ["author", "topic"])
def test_the_api_redirects_the_address_of_a_merged_entry(look, kind):
    old, new = two(kind)
    published(article_with(kind, old), NOON)
    merged(kind, old, new)
    moved = look(f"/api/v1/{kind}s/before/", later(hours=1))
    assert (moved.status_code, moved["Location"].endswith(f"/api/v1/{kind}s/after/")) == (301, True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_facet_counts_what_was_merged_once(look, kind):
    old, new = two(kind)
    published(article_with(kind, old, new), NOON)
    merged(kind, old, new)
    facets = look("/analysis/", later(hours=1)).context["facets"]
    counted = [
        (value.name, value.count) for facet in facets for value in facet.values if value.name in ("Before", "After")
    ]
    assert counted == [("After", 1)]


def test_the_spellings_of_what_was_merged_become_those_of_the_entry_that_remains():
    old, new = make.author("Ana B.", aliases=["Anna B."]), make.author("Ana Beridze", aliases=["A. Beridze"])
    merged("author", old, new)
    new.refresh_from_db()
    assert new.aliases == ["A. Beridze", "Ana B.", "Anna B."]


def test_whoever_types_a_merged_tag_gets_the_one_that_remains_through_several_merges():
    first, second, third = (make.tag(name) for name in ("Natural gas", "LNG", "Gas"))
    merged("tag", first, second)
    merged("tag", second, third)
    article = make.article()
    article.tags.set(["natural GAS", "lng"])
    assert list(article.tags.all()) == [third]
    assert set(MergedTag.objects.values_list("into", flat=True)) == {third.pk}


def test_subtopics_and_limits_of_editors_move_and_coverage_of_a_snapshot_too():
    old, new = two("topic")
    child, snapshot = make.topic("Within", parent=old), make.snapshot(sections={}, coverage=old)
    limited = person("editor", topics=(old, new))
    merged("topic", old, new)
    child.refresh_from_db()
    snapshot.refresh_from_db()
    assert (child.parent, snapshot.coverage) == (new, new)
    assert list(Branch.objects.values_list("account", "topic")) == [(limited.pk, new.pk)]
    assert branch_topics(limited) == {new.pk, child.pk}


def test_a_topic_is_not_merged_into_one_below_it_and_nothing_into_itself_or_twice():
    top = make.topic("Top")
    below = make.topic("Below", parent=top)
    assert "is a subtopic of" in merged("topic", top, below).content.decode()
    assert merged("topic", top, top).status_code == 422
    other = make.topic("Other")
    changed(other, merged_into=below)
    assert merged("topic", top, other).status_code == 422
    top.refresh_from_db()
    assert top.merged_into is None


def test_what_moved_since_the_page_was_opened_is_shown_before_anything_is_done():
    old, new = two("author")
    client, page = signed_in(), page_of("author", old)
    form = filled(client, page, into=new.pk)
    article_with("author", old)
    answer = client.post(page, form)
    assert answer.status_code == 422
    assert "What uses it has changed" in answer.content.decode()
    old.refresh_from_db()
    assert old.merged_into is None


@pytest.mark.parametrize("kind", ADMINS)
def test_publishers_merge_and_editors_may_not(kind):
    old, new = two(kind)
    for role, status in (("contributor", 403), ("editor", 403), ("publisher", 200), ("administrator", 200)):
        client = signed_in(person(role))
        assert client.get(page_of(kind, old)).status_code == status, role
        if status == 403:
            assert client.post(page_of(kind, old), {"into": new.pk}).status_code == 403, role
    assert not AuditEntry.objects.exists()
    merged(kind, old, new)
    entry = AuditEntry.objects.get()
    assert (entry.object_id, entry.words) == (str(old.pk), "Merged into “After”. Moved: nothing at the desk.")


def test_a_merged_entry_is_offered_nowhere_and_no_form_merges_by_the_way():
    old, new = two("author")
    article_with("author", new)
    client = signed_in()
    page = reverse("admin:people_author_change", args=[new.pk])
    client.post(page, {**filled(client, page), "merged_into": old.pk})
    new.refresh_from_db()
    assert new.merged_into is None
    merged("author", old, new)
    query = {"app_label": "articles", "model_name": "byline", "field_name": "author"}
    found = client.get(reverse("admin:autocomplete", query=query)).json()["results"]
    assert [each["text"] for each in found] == ["After"]


@pytest.mark.parametrize("kind", KINDS)
def test_separating_gives_readers_both_again_and_leaves_the_desk_as_it_is(look, kind):
    old, new = two(kind)
    article = article_with(kind, old, title="By the one")
    published(article, NOON)
    merged(kind, old, new)
    client = signed_in()
    client.post(page_of(kind, old))
    assert "By the one" in look(f"/{kind}s/before/", later(hours=1)).content.decode()
    assert look(f"/{kind}s/after/", later(hours=1)).status_code == 404
    assert used_by(article, kind) == [new]
    assert AuditEntry.objects.order_by("-pk").first().words == "Separated from “After”."
    if kind != "tag":
        new.refresh_from_db()
        assert new.aliases == []
