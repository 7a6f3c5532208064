import pytest
from django.urls import reverse

from record.models import Revision
from snapshot.models import Section, Snapshot
from tests import make
from tests.accounts import queries_for, signed_in
from tests.desk_forms import add_row, filled

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LIST = "/admin/snapshot/snapshot/"


def change(thing) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def test_sections_are_added_in_their_order_and_lead_to_their_articles():
    client, snapshot = signed_in(), make.snapshot(sections={})
    sent = add_row(add_row(filled(client, change(snapshot)), "sections", title="One"), "sections", title="Two")
    client.post(change(snapshot), sent)
    assert [(section.position, section.title) for section in snapshot.sections.all()] == [(1, "One"), (2, "Two")]
    assert f'href="{change(snapshot.sections.first())}"' in client.get(change(snapshot)).content.decode()


def test_articles_are_placed_in_a_section_and_the_snapshot_counts_the_save():
    client, snapshot, article = signed_in(), make.snapshot(sections={"One": []}), make.article()
    section = snapshot.sections.get()
    sent = add_row(
        filled(client, change(section)), "placements", article=article.pk, summary="First <b>point</b>\n\nSecond"
    )
    response = client.post(change(section), {**sent, "_save": "Save"})
    placement = section.placements.get()
    assert (placement.position, placement.summary) == (1, ["First <strong>point</strong>", "Second"])
    snapshot.refresh_from_db()
    assert snapshot.save_count == 1
    assert str(article.pk) in Revision.objects.get(kind="snapshot").content.text
    assert response.url == change(snapshot)


def test_a_section_is_not_saved_over_another_s_save_of_its_snapshot():
    snapshot, client = make.snapshot(), signed_in()
    section = snapshot.sections.get()
    sent = filled(client, change(section), title="Too late")
    Snapshot.objects.filter(pk=snapshot.pk).update(save_count=3)
    page = client.post(change(section), sent).content.decode()
    assert "Nothing was overwritten" in page
    assert Section.objects.get(pk=section.pk).title == "First Section"


def test_an_older_text_is_kept_only_of_that_article_and_only_with_a_reason():
    client, article, other = signed_in(), make.article(), make.article()
    section = make.snapshot(sections={"One": [article]}).sections.get()
    sent = filled(client, change(section))

    def said(kept, reason="") -> str:
        values = {"placements-0-kept_edition": make.published(kept).pk, "placements-0-kept_reason": reason}
        return client.post(change(section), {**sent, **values}).content.decode()

    assert "That edition belongs to another article." in said(other, "Cited so.")
    assert "Explain why the older edition is kept." in said(article)


def test_sections_stand_in_no_list_of_their_own():
    client, snapshot = signed_in(), make.snapshot()
    assert "/admin/snapshot/section/" not in client.get("/admin/").content.decode()
    assert client.get("/admin/snapshot/section/").url == LIST
    assert client.get(change(snapshot.sections.get())).status_code == 200


def test_a_snapshot_is_deleted_with_its_sections_until_it_was_published():
    client, draft, published = signed_in(), make.snapshot(), make.snapshot()
    make.published(published)
    for snapshot in (draft, published):
        client.post(reverse("admin:snapshot_snapshot_delete", args=[snapshot.pk]), {"post": "yes"})
    assert list(Snapshot.objects.all()) == [published]


def test_a_deleted_section_closes_the_gap_and_is_kept_as_a_revision():
    client, snapshot = signed_in(), make.snapshot(sections={"One": [], "Two": []})
    section = snapshot.sections.first()
    client.post(reverse("admin:snapshot_section_delete", args=[section.pk]), {"post": "yes"})
    assert [(left.position, left.title) for left in snapshot.sections.all()] == [(1, "Two")]
    assert Revision.objects.filter(kind="snapshot", parent_id=snapshot.pk).exists()


def test_editions_are_read_and_never_changed():
    client, edition = signed_in(), make.published(make.snapshot("Week One"))
    for kind in ("snapshot/snapshotedition", "articles/articleedition"):
        assert client.get(f"/admin/{kind}/").status_code == 200
        assert client.get(f"/admin/{kind}/add/").status_code == 403
    page = client.get(change(edition)).content.decode()
    assert "First paragraph." in page
    assert "First point." in page
    assert client.post(change(edition), {"title": "Other"}).status_code == 403
    assert client.get(reverse("admin:snapshot_snapshotedition_delete", args=[edition.pk])).status_code == 403


@pytest.mark.sampled(1)
@pytest.mark.parametrize("address", [LIST, "/admin/snapshot/snapshotedition/", "/admin/articles/articleedition/"])
def test_the_lists_ask_the_same_queries_for_fifty_rows_as_for_five(address):
    client, topic, articles = signed_in(), make.topic(), [make.article(), make.article()]

    def queries(count: int) -> int:
        while Snapshot.objects.count() < count:
            articles.append(make.article(topics=[topic]))
            make.published(make.snapshot(sections={"One": articles[-2:]}))
        return queries_for(client, address)

    assert queries(5) == queries(50) <= 20
