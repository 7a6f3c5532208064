from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ArticleEdition
from audit.models import AuditEntry
from permissions.matrix import Act
from record import publishing
from record.models import Organization
from record.revisions import keep_revision
from snapshot.models import SnapshotEdition
from tests import make
from tests.accounts import editor, person, signed_in
from tests.desk_forms import filled, filled_from

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.rehearsed]


def page(thing, act: str) -> str:
    opts = thing._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{act}", args=[thing.pk])


def text(response) -> str:
    return response.content.decode()


def test_a_snapshot_is_published_with_its_articles_in_one_act():
    client, snapshot = signed_in(editor("Maria Editor")), make.snapshot()
    response = client.post(page(snapshot, "publish"), filled(client, page(snapshot, "publish")), follow=True)
    assert "Edition 1 is live." in text(response)
    edition = SnapshotEdition.objects.get()
    assert edition.published_by == "Maria Editor"
    assert ArticleEdition.objects.filter(live_from=edition.live_from).count() == 2
    entries = AuditEntry.objects.filter(act=Act.PUBLISH)
    assert [entry.after for entry in entries] == [1, 1, 1]  # each with the revision that it published


def test_an_article_that_is_not_ticked_stays_unpublished_and_the_snapshot_is_refused_for_it():
    first, second = make.article("First"), make.article("Second")
    client, snapshot = signed_in(), make.snapshot(sections={"One": [first, second]})
    sent = filled(client, page(snapshot, "publish"), articles=[first.pk])
    response = client.post(page(snapshot, "publish"), sent)
    assert response.status_code == 422
    assert "“Second” is not published yet." in text(response)
    assert not ArticleEdition.objects.exists()


def test_where_no_article_is_ticked_the_snapshot_is_refused_for_each_of_them():
    client, snapshot = signed_in(), make.snapshot(sections={"One": [make.article("First"), make.article("Second")]})
    refused = text(client.post(page(snapshot, "publish"), filled(client, page(snapshot, "publish"), articles=[])))
    assert "“First” is not published yet." in refused
    assert "“Second” is not published yet." in refused


def test_all_reasons_stand_on_the_page_before_publishing_and_after_it_was_refused():
    client = signed_in()
    snapshot = make.snapshot(sections={"One": [make.article("First", published_on=None)], "Two": []})
    before = text(client.get(page(snapshot, "publish")))
    assert "“First” has no date." in before
    assert "The section “Two” is empty." in before
    refused = client.post(page(snapshot, "publish"), filled(client, page(snapshot, "publish")))
    assert "“First” has no date." in text(refused)
    assert not SnapshotEdition.objects.exists()


def test_what_was_withdrawn_is_offered_but_not_ticked():
    article = make.article("First")
    make.published(article)
    publishing.withdraw(article, "Wrong.")
    client, snapshot = signed_in(), make.snapshot(sections={"One": [article]})
    assert "(withdrawn: selecting it publishes it again)" in text(client.get(page(snapshot, "publish")))
    assert "articles" not in filled(client, page(snapshot, "publish"))


def test_the_page_says_what_has_changed_since_the_last_edition():
    client, first, second = signed_in(), make.article("First"), make.article("Second")
    snapshot = make.snapshot("Old Title", {"One": [first, second]})
    make.published(snapshot)
    snapshot.title = "New Title"
    snapshot.save()
    snapshot.sections.get().placements.get(article=second).delete()
    first.title = "First, corrected"
    first.save()
    make.published(first)
    shown = text(client.get(page(snapshot, "publish")))
    assert "Changed the title" in shown
    assert "Removed from “One”: “Second”" in shown
    assert "“First, corrected” is shown in edition 2 instead of 1" in shown


def test_the_page_says_what_differs_from_a_scheduled_edition_too():
    client, article = signed_in(), make.article("First", points=["Winter."])
    make.published(article)
    make.published(make.changed(article, title="Second"), live_from=timezone.now() + timedelta(days=1))
    make.changed(article, title="Third")
    shown = text(client.get(page(article, "publish")))
    assert "Changed since edition 1" in shown
    assert "Changes from the scheduled edition 2" in shown
    assert shown.count("Changed the title") == 2


def test_any_two_states_can_be_compared():
    client, article = signed_in(), make.article("First", points=["Winter."])
    make.published(article)
    make.published(make.changed(article, title="Second"))
    make.changed(article, standfirst="Only at the desk.")
    assert "Added the standfirst" in text(client.get(page(article, "compare")))
    shown = text(client.get(page(article, "compare") + "?from=edition-1&to=revision-2"))
    assert "Changed the title" in shown
    assert "Only at the desk" not in shown
    assert client.get(page(article, "compare") + "?from=edition-99&to=desk").status_code == 200


def test_only_states_of_the_item_itself_are_offered_for_comparing():
    article, other = make.article(), make.article()
    for each in (article, other):
        make.published(each)
        make.published(make.changed(each))
    offered = signed_in().get(page(article, "compare")).context["states"]
    assert offered[-1].name.startswith("Revision 1, ")
    assert offered[-1].name.endswith(", –")  # published without an account
    assert [state.key for state in offered] == ["desk", "edition-2", "edition-1", "revision-2", "revision-1"]


def test_an_old_revision_can_be_compared_though_its_article_is_deleted_and_none_was_published():
    client, article = signed_in(), make.article("Gone")
    snapshot = make.snapshot(sections={"One": [article, make.article("Stays")]})
    keep_revision(snapshot, None)
    snapshot.sections.get().placements.get(article=article).delete()
    pk = article.pk
    article.delete()
    shown = text(client.get(page(snapshot, "compare") + "?from=revision-1&to=desk"))
    assert f"Removed from “One”: “Article {pk}, which no longer exists”" in shown


def test_who_may_not_see_a_working_copy_may_not_compare_it():
    account = User.objects.create_user("walter", is_staff=True)
    assert signed_in(account).get(page(make.article(), "compare")).status_code == 403


def test_changes_of_an_article_that_are_not_published_stay_out_and_the_page_says_so():
    client, article = signed_in(), make.article("First")
    snapshot = make.snapshot(sections={"One": [article]})
    make.published(snapshot)
    Article.objects.filter(pk=article.pk).update(title="First, rewritten", state="draft")
    assert "has unpublished changes. They will not be included" in text(client.get(page(snapshot, "publish")))


def test_a_time_is_typed_on_the_house_s_clock():
    Organization.objects.create(pk=1, name="House", time_zone="America/New_York")
    client, article = signed_in(), make.article()
    assert "America/New_York" in text(client.get(page(article, "publish")))
    sent = filled(client, page(article, "publish"), when="later", moment="2099-07-01T09:30")
    client.post(page(article, "publish"), sent)
    assert ArticleEdition.objects.get().live_from == datetime(2099, 7, 1, 13, 30, tzinfo=UTC)


def test_a_time_that_the_clock_skips_is_refused_with_the_next_one():
    Organization.objects.create(pk=1, name="House", time_zone="America/New_York")
    client, article = signed_in(), make.article()
    with time_machine.travel(datetime(2027, 3, 1, tzinfo=UTC), tick=False):
        client = signed_in()
        sent = filled(client, page(article, "publish"), when="later", moment="2027-03-14T02:30")
        response = client.post(page(article, "publish"), sent)
    assert "does not exist in America/New_York" in text(response)
    assert "Mar 14, 2027, 03:00" in text(response)
    assert not ArticleEdition.objects.exists()


@pytest.mark.parametrize(("repeat", "hour"), [("1", 5), ("2", 6)])
def test_a_time_that_comes_twice_is_published_at_the_one_that_was_meant(repeat, hour):
    Organization.objects.create(pk=1, name="House", time_zone="America/New_York")
    article = make.article()
    with time_machine.travel(datetime(2027, 11, 1, tzinfo=UTC), tick=False):
        client = signed_in()
        sent = filled(client, page(article, "publish"), when="later", moment="2027-11-07T01:30")
        response = client.post(page(article, "publish"), sent)
        assert "The clocks go back then, so that time occurs twice. Choose which one you mean" in text(response)
        assert "EDT" in text(response)
        client.post(page(article, "publish"), {**sent, "repeat": repeat})
    assert ArticleEdition.objects.get().live_from == datetime(2027, 11, 7, hour, 30, tzinfo=UTC)


def test_a_moment_that_has_passed_is_refused():
    client, article = signed_in(), make.article()
    sent = filled(client, page(article, "publish"), when="later", moment="2020-01-01T09:00")
    assert "That time has passed. Publish now instead" in text(client.post(page(article, "publish"), sent))


def test_publishing_meanwhile_must_say_what_becomes_of_the_scheduled_edition():
    client, article = signed_in(), make.article("Then")
    moment = timezone.now() + timedelta(days=3)
    make.published(article, live_from=moment)
    Article.objects.filter(pk=article.pk).update(title="Now")
    sent = filled(client, page(article, "publish"))
    assert client.post(page(article, "publish"), sent).status_code == 422
    client.post(page(article, "publish"), {**sent, "pending": "cancel"})
    assert [edition.title for edition in ArticleEdition.objects.all()] == ["Now"]


def test_what_another_saved_since_the_page_was_opened_is_not_published_unseen():
    client, article = signed_in(), make.article()
    sent = filled(client, page(article, "publish"))
    Article.objects.filter(pk=article.pk).update(save_count=7)
    response = client.post(page(article, "publish"), sent)
    assert "after you opened this page. Nothing was published." in text(response)
    assert not ArticleEdition.objects.exists()


def test_a_scheduled_edition_is_moved_and_cancelled():
    client, article = signed_in(), make.article()
    make.published(article, live_from=timezone.now() + timedelta(days=3))
    client.post(page(article, "reschedule"), filled(client, page(article, "reschedule"), moment="2099-01-01T12:00"))
    assert ArticleEdition.objects.get().live_from.year == 2099
    response = client.post(page(article, "cancel"), filled(client, page(article, "cancel")), follow=True)
    assert "is canceled" in text(response)
    assert not ArticleEdition.objects.exists()


def test_a_cancelled_edition_that_a_snapshot_froze_is_refused_with_the_name_of_the_snapshot():
    article = make.article()
    snapshot = make.snapshot("Week One", {"One": [article]})
    make.published(snapshot, live_from=timezone.now() + timedelta(days=3))
    client = signed_in()
    refused = client.post(page(article, "cancel"), filled(client, page(article, "cancel")))
    assert "Week One, edition 1" in text(refused)
    assert ArticleEdition.objects.exists()


def test_withdrawing_needs_a_notice_and_names_the_snapshots_before_and_after():
    client, article = signed_in(), make.article("First")
    make.published(make.snapshot("Week One", {"One": [article]}))
    make.published(make.article("Second"))
    form = client.get(page(article, "withdraw")).context["form"]
    assert {edition.parent for edition in form.editions.values()} == {article}
    assert "Week One, edition 1" in text(client.get(page(article, "withdraw")))
    sent = filled(client, page(article, "withdraw"))
    assert client.post(page(article, "withdraw"), sent).status_code == 422
    response = client.post(page(article, "withdraw"), {**sent, "notice": "Its figures were wrong."}, follow=True)
    assert "“First” is withdrawn. These now show the notice instead: Week One, edition 1." in text(response)
    assert ArticleEdition.objects.get(parent=article).withdrawal_notice == "Its figures were wrong."


def test_one_edition_is_withdrawn_alone_and_readers_are_sent_to_what_replaces_it():
    client, article, other = signed_in(), make.article("First"), make.article("Other")
    first = make.published(article)
    article.title = "First, corrected"
    article.save()
    second = make.published(article)
    sent = filled(client, page(article, "withdraw"), notice="Wrong.", only=first.pk, replaced_by=other.pk)
    client.post(page(article, "withdraw"), sent)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.replaced_by, second.withdrawn_at) == (other, None)


def test_the_forms_lead_to_what_may_be_done_now():
    client, article = signed_in(), make.article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    acts = {act: page(article, act) for act in ("publish", "reschedule", "cancel", "withdraw")}

    def offered() -> set[str]:
        shown = text(client.get(address))
        return {act for act, where in acts.items() if f'href="{where}"' in shown}

    assert offered() == {"publish"}
    make.published(article, live_from=timezone.now() + timedelta(days=3))
    assert offered() == {"publish", "reschedule", "cancel"}
    publishing.cancel(ArticleEdition.objects.get())
    edition = make.published(article)
    assert offered() == {"publish", "withdraw"}
    assert edition.get_absolute_url() in text(client.get(address))


@pytest.mark.parametrize("act", ["publish", "reschedule", "cancel", "withdraw"])
def test_a_contributor_may_neither_publish_nor_withdraw(act):
    article, reader = make.article(), person("contributor")
    make.published(article, live_from=timezone.now() + timedelta(days=3))
    assert signed_in(reader).get(page(article, act)).status_code == 403
    assert signed_in(reader).post(page(article, act), {"notice": "x"}).status_code == 403
    assert signed_in(editor(is_staff=False)).get(page(article, act)).status_code == 302


def test_nothing_is_published_by_a_get():
    client, article = signed_in(), make.article()
    client.get(page(article, "publish"), {"when": "now"})
    assert not ArticleEdition.objects.exists()


def test_saving_with_publish_leads_to_the_page_that_publishes():
    client, article = signed_in(), make.article()
    address = reverse("admin:articles_article_change", args=[article.pk])
    response = client.post(address, filled(client, address, _publish="Save and publish…"))
    assert response.url == page(article, "publish")


# What cannot be taken back follows the most specific thing said, or asks


def typed_in(days: int) -> str:
    return (timezone.now() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize("made", [make.article, make.snapshot])
def test_a_moment_typed_while_now_is_chosen_publishes_nothing_and_asks(made):
    client, thing = signed_in(), made()
    sent = filled(client, page(thing, "publish"), when="now", moment=typed_in(2))
    response = client.post(page(thing, "publish"), sent)
    assert response.status_code == 422
    assert "You chose “Now” and typed a date and time, too." in text(response)
    assert not thing.editions.exists()


def test_half_a_moment_typed_while_now_is_chosen_publishes_nothing():
    client, article = signed_in(), make.article()
    response = client.post(page(article, "publish"), filled(client, page(article, "publish"), moment="2026-12-01"))
    assert response.status_code == 422
    assert not article.editions.exists()


def test_what_was_saved_after_the_page_was_shown_is_shown_before_it_is_published():
    client, article = signed_in(), make.article("As Seen")
    sent = filled(client, page(article, "publish"))
    Article.objects.filter(pk=article.pk).update(title="As Saved", save_count=7)
    refused = client.post(page(article, "publish"), sent)
    assert refused.status_code == 422
    assert "after you opened this page. Nothing was published." in text(refused)
    assert not article.editions.exists()


def test_an_article_saved_after_the_page_was_shown_is_not_published_with_its_snapshot():
    client, article = signed_in(), make.article("As Seen")
    snapshot = make.snapshot(sections={"One": [article]})
    sent = filled(client, page(snapshot, "publish"))
    Article.objects.filter(pk=article.pk).update(body="<p>Not read.</p>", save_count=7)
    refused = client.post(page(snapshot, "publish"), sent)
    assert "An article, author or topic that this uses has changed since you opened this page" in text(refused)
    assert not ArticleEdition.objects.exists()


def test_a_newer_text_published_after_the_page_was_shown_is_asked_about():
    client, article = signed_in(), make.article("First")
    snapshot = make.snapshot(sections={"One": [article]})
    make.published(article)
    sent = filled(client, page(snapshot, "publish"))
    make.published(make.changed(article, title="Second"))
    assert client.post(page(snapshot, "publish"), sent).status_code == 422
    assert not SnapshotEdition.objects.exists()


def test_the_page_that_asks_again_carries_what_it_shows_so_that_the_second_time_it_is_done():
    client, article = signed_in(), make.article("First")
    sent = filled(client, page(article, "publish"))
    Article.objects.filter(pk=article.pk).update(title="Second", save_count=7)
    parsed = filled_from(client.post(page(article, "publish"), sent))
    assert client.post(page(article, "publish"), parsed).status_code == 302
    assert article.editions.get().title == "Second"


def test_publishing_sent_twice_publishes_once():
    client, article = signed_in(), make.article()
    sent = filled(client, page(article, "publish"))
    assert client.post(page(article, "publish"), sent).status_code == 302
    assert client.post(page(article, "publish"), sent).status_code == 422
    assert article.editions.count() == 1


@pytest.mark.parametrize("act", ["cancel", "reschedule"])
def test_what_was_rescheduled_after_the_page_was_shown_is_neither_canceled_nor_moved(act):
    client, article = signed_in(), make.article()
    edition = make.published(article, live_from=timezone.now() + timedelta(days=2))
    sent = filled(client, page(article, act))
    publishing.reschedule(edition, timezone.now() + timedelta(days=5))
    response = client.post(page(article, act), sent)
    assert response.status_code == 422
    assert "The scheduled edition was changed after you opened this page," in text(response)
    assert article.editions.get().live_from > timezone.now() + timedelta(days=4)


@pytest.mark.parametrize("act", ["cancel", "reschedule"])
def test_what_is_not_scheduled_any_more_is_said_in_a_sentence(act):
    client, article = signed_in(), make.article()
    edition = make.published(article, live_from=timezone.now() + timedelta(days=2))
    sent = filled(client, page(article, act))
    publishing.cancel(edition)
    response = client.post(page(article, act), sent, follow=True)
    assert "it is no longer scheduled" in text(response)


def test_an_edition_published_after_the_page_was_shown_is_not_withdrawn_unseen():
    client, article = signed_in(), make.article()
    make.published(article)
    sent = filled(client, page(article, "withdraw"), notice="Wrong.")
    make.published(make.changed(article))
    response = client.post(page(article, "withdraw"), sent)
    assert response.status_code == 422
    assert not article.editions.exclude(withdrawn_at=None).exists()
