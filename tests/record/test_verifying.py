"""manage.py verify_editions: what is not as it was published is reported, each thing broken once behind its back."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from articles.models import ArticleEdition
from dev.synthetic.articles import seed_articles
from dev.synthetic.snapshots import seed_snapshots
from record import publishing, verifying
from record.freezing import canonical, digest_of, read
from record.models import FrozenContent, Revision
from record.revisions import keep_revision
from snapshot.models import SnapshotEdition
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def verify() -> tuple[list[str], int]:
    """Run the command; return what it printed, line by line, and its exit status."""
    said = StringIO()
    try:
        call_command("verify_editions", stdout=said)
    except SystemExit as stopped:
        return said.getvalue().splitlines(), stopped.code
    return said.getvalue().splitlines(), 0


def differences() -> str:
    lines, status = verify()
    assert status == (1 if len(lines) > 1 else 0)
    return "\n".join(lines[:-1])


def break_row(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        assert cursor.rowcount, "nothing was broken"


@pytest.fixture
def record():
    """Two articles in a snapshot, all with every kind of link, one corrected since; and a revision of each."""
    topic, author = make.topic(), make.author()
    ferries = make.article(
        "Ferries", slug="ferries", authors=[author, make.author()], topics=[topic], tags=[make.tag()]
    )
    seals = make.article("Seals", slug="seals")
    snapshot = make.snapshot(
        "Caspian", {"One": [ferries], "Two": [seals, ferries]}, slug="caspian", compilers=[author], topics=[topic]
    )
    published(snapshot, NOON)
    published(changed(ferries, title="Ferries again"), later(hours=1), kind="correction", note="A figure.")
    published(snapshot, later(hours=2))
    published(changed(seals, title="Seals again"), later(hours=3), live_from=later(days=90000))
    return snapshot


@pytest.mark.usefixtures("record")
def test_a_whole_record_is_as_published():
    assert verify() == (["Verified 6 editions and 5 revisions: all as published."], 0)


def test_an_empty_record_is_as_published():
    assert verify() == (["Verified 0 editions and 0 revisions: all as published."], 0)


def test_what_was_withdrawn_canceled_and_published_again_is_as_published(record):
    ferries, seals = (row.article for row in make.placements_of(record)[:2])
    publishing.cancel(ArticleEdition.objects.get(parent=seals, number=2), later(hours=4))
    publishing.withdraw(ferries, "Wrong.", at=later(hours=5))
    published(ferries, later(hours=6))
    publishing.withdraw(record, "Wrong.", only=SnapshotEdition.objects.get(number=2), at=later(hours=7))
    assert differences() == ""


def test_a_synthetic_archive_is_as_published():
    seed_snapshots(3, 7, seed_articles(240, 7))
    assert differences() == ""


ARTICLE, SNAPSHOT = "articles_articleedition", "snapshot_snapshotedition"
THIRD = "2001-01-01 00:00:00+00"


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("table", "column", "value", "said"),
    [
        (ARTICLE, "title", "Other", "title is “Other” instead of “Ferries”"),
        (ARTICLE, "language", "fr", "language is “fr” instead of “en”"),
        (ARTICLE, "published_on", "2001-01-01", "published_on is “2001-01-01” instead of “2026-03-01”"),
        (ARTICLE, "search_text", "Other", "search_text is “Other” instead of “Ferries"),
        (ARTICLE, "card", "{}", "card is “{}” instead of “{"),
        (ARTICLE, "kind", "minor", "kind is “minor” instead of “first”"),
        (ARTICLE, "note", "Other", "note is “Other” instead of “”"),
        (ARTICLE, "slug", "other", "slug is “other” instead of “ferries”"),
        (ARTICLE, "live_from", THIRD, "in its article edition author with author_id"),
        (SNAPSHOT, "title", "Other", "title is “Other” instead of “Caspian”"),
        (SNAPSHOT, "card", "{}", "card is “{}” instead of “{"),
        (SNAPSHOT, "published_on", "2001-01-01", "published_on is “2001-01-01” instead of “2026-05-01”"),
        (SNAPSHOT, "series_id", None, "series_id is nothing instead of"),
    ],
)  # fmt: skip
def test_a_column_that_says_something_else_is_reported(table, column, value, said):
    pk = {ARTICLE: ArticleEdition, SNAPSHOT: SnapshotEdition}[table].objects.order_by("pk").first().pk
    break_row(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, pk)
    assert said in differences()
    assert f"row {pk})" in differences()


@pytest.mark.usefixtures("record")
def test_a_number_that_was_changed_leaves_a_gap():
    break_row(f"UPDATE {ARTICLE} SET number = 5 WHERE title = %s", "Ferries again")
    assert "number is “5” instead of “2”" in differences()
    assert "article edition 5 of “Ferries again” (/analysis/ferries/" in differences()
    assert "it follows edition 1: one between them is gone" in differences()


@pytest.mark.usefixtures("record")
def test_a_first_edition_that_is_gone_is_reported():
    pk = ArticleEdition.objects.get(title="Ferries").pk
    for table, column in (
        ("articles_articleeditionauthor", "edition_id"), ("articles_articleeditiontopic", "edition_id"),
        ("articles_articleeditiontag", "edition_id"), ("articles_selectedin", "edition_id"), (ARTICLE, "id"),
    ):  # fmt: skip
        break_row(f"DELETE FROM {table} WHERE {column} = %s", pk)
    assert "no edition with the number before it is there" in differences()
    assert f"names the article edition {pk}, which is not there" in differences()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("which", "until", "said"),
    [
        ("Ferries", THIRD, "live_until is"),
        ("Ferries again", "2090-01-01 00:00:00+00", "and no later edition begins there"),
    ],
)
def test_a_window_with_a_gap_or_an_end_is_reported(which, until, said):
    break_row(f"UPDATE {ARTICLE} SET live_from = %s WHERE title = %s", THIRD, which) if until == THIRD else None
    break_row(f"UPDATE {ARTICLE} SET live_until = %s WHERE title = %s", until.replace("2001", "2002"), which)
    assert said in differences()


def text_of(which: str) -> str:
    return FrozenContent.objects.get(pk=ArticleEdition.objects.get(title=which).content_id).text


def put_text(which: str, text: str) -> None:
    edition = ArticleEdition.objects.get(title=which)
    break_row("UPDATE record_frozencontent SET text = %s WHERE digest = %s", text, edition.content_id)


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("Ferries", "Ferrjes"), "its text has the digest"),
        (lambda text: text[:-1], "its text is not JSON of ours"),
        (lambda text: json.dumps(json.loads(text)), "its text is not canonical JSON"),
        (lambda text: text.replace('"number":1', '"number":1.5'), "its text is not JSON of ours"),
        (lambda text: "[]", "its text has not exactly these parts: edition, work"),
        (lambda text: text.replace('"edition":', '"version":'), "its text has not exactly these parts: edition, work"),
        (lambda text: text.replace('"title":', '"name":'), "its content lacks what its kind must have"),
        (lambda text: text.replace('"topics":', '"subjects":'), "its content lacks what its kind must have"),
    ],
)
def test_a_text_that_was_touched_is_reported(change, said):
    put_text("Ferries", change(text_of("Ferries")))
    assert said in differences()
    assert "its text has the digest" in differences()


def test_a_snapshots_text_without_its_articles_is_reported():
    content = published(make.snapshot(), NOON).content
    break_row("UPDATE record_frozencontent SET text = %s WHERE digest = %s", content.text.replace('"entries"', '"eotries"'), content.pk)  # fmt: skip
    assert "its content lacks what its kind must have" in differences()


@pytest.mark.usefixtures("record")
def test_one_damaged_content_hides_no_other_difference():
    put_text("Ferries", text_of("Ferries").replace('"topics":', '"subjects":'))
    break_row("DELETE FROM articles_articleeditionauthor WHERE edition_id IN (SELECT id FROM articles_articleedition WHERE title = %s)", "Seals")  # fmt: skip
    assert "its content lacks what its kind must have" in differences()
    assert "“Seals” (/analysis/seals/" in differences()


LINKS = [
    "articles_articleeditionauthor", "articles_articleeditiontopic", "articles_articleeditiontag", "articles_selectedin",
    "snapshot_snapshoteditiontopic", "snapshot_snapshoteditioncompiler",
]  # fmt: skip


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("table", LINKS)
@pytest.mark.parametrize("column", ["live_from", "live_until", "withdrawn_at"])
def test_a_window_copied_wrong_is_reported(table, column):
    break_row(f"UPDATE {table} SET {column} = %s WHERE id = (SELECT min(id) FROM {table})", THIRD)
    assert f"{column} is “2001-01-01" in differences()


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("table", LINKS)
def test_a_link_that_is_missing_is_reported(table):
    break_row(f"DELETE FROM {table} WHERE id = (SELECT min(id) FROM {table})")
    assert "is missing" in differences()


@pytest.mark.usefixtures("record")
def test_a_link_too_many_is_reported():
    other = make.author().pk
    pk = ArticleEdition.objects.get(title="Seals").author_links.get().pk
    columns = "edition_id, position, published_on, live_from, live_until, withdrawn_at"
    break_row(
        f"INSERT INTO articles_articleeditionauthor (author_id, {columns}) "
        f"SELECT %s, {columns} FROM articles_articleeditionauthor WHERE id = %s",
        other, pk,
    )  # fmt: skip
    assert f"too many, with author_id {other}" in differences()


@pytest.mark.usefixtures("record")
def test_a_byline_in_another_order_is_reported():
    edition = ArticleEdition.objects.get(title="Ferries")
    break_row("UPDATE articles_articleeditionauthor SET position = 3 - position WHERE edition_id = %s", edition.pk)
    assert "position is “2” instead of “1”" in differences()


@pytest.mark.usefixtures("record")
def test_an_address_that_is_not_claimed_is_reported():
    break_row("DELETE FROM record_address WHERE slug = %s", "caspian")
    assert "its address /snapshots/caspian/ is not claimed for it" in differences()


@pytest.mark.usefixtures("record")
def test_an_address_claimed_for_something_else_is_reported():
    break_row("UPDATE record_address SET parent_id = 0 WHERE slug = %s", "ferries")
    assert "its address /analysis/ferries/ is not claimed for it" in differences()


def put_entry(record, **differences) -> None:
    """Freeze the first edition of the snapshot anew with one entry changed: its own digest is right."""
    edition = SnapshotEdition.objects.get(parent=record, number=1)
    content = read(edition.content)
    key = make.placements_of(record)[0].key
    content["edition"]["entries"][key] |= differences
    text = canonical(content)
    FrozenContent.objects.create(digest=digest_of(text), text=text)
    break_row("UPDATE snapshot_snapshotedition SET content_id = %s WHERE id = %s", digest_of(text), edition.pk)


@pytest.mark.parametrize(
    ("difference", "said"),
    [
        ({"digest": "0" * 64}, "names the digest 000"),
        ({"number": 7}, "differs from the article edition in number"),
        ({"standfirst": "x", "title": "Other"}, "differs from the article edition in title"),
        ({"id": 999_999}, "names the article edition 999999, which is not there"),
    ],
)
def test_an_entry_that_is_not_the_article_edition_it_names_is_reported(record, difference, said):
    put_entry(record, **difference)
    assert said in differences()


def test_an_entry_that_was_not_public_when_the_snapshot_went_live_is_reported(record):
    pending = ArticleEdition.objects.get(title="Seals again")
    put_entry(record, id=pending.pk)
    assert "was not public when the snapshot went live" in differences()


def test_a_revision_that_was_touched_is_reported(record):
    article = make.article("Draft")
    revision = keep_revision(article, None, NOON)
    break_row("UPDATE record_frozencontent SET text = %s WHERE digest = %s", '{"work":{}} ', revision.content_id)
    assert f"article {article.pk}, revision 1 (row {revision.pk}): its text has the digest" in differences()
    assert "its text is not canonical JSON" in differences()


def test_everything_is_looked_at_however_many_chunks_it_takes(monkeypatch):
    monkeypatch.setattr(verifying, "CHUNK", 2)
    article = make.article(slug="it")
    for hour in range(5):
        published(changed(article), later(hours=hour))
    published(make.article())
    last = ArticleEdition.objects.get(number=5)
    assert verify() == (["Verified 6 editions and 6 revisions: all as published."], 0)
    break_row(f"UPDATE {ARTICLE} SET title = 'Other' WHERE id = %s", last.pk)
    break_row("UPDATE record_frozencontent SET text = '' WHERE digest = %s", Revision.objects.get(number=5).content_id)
    assert "title is “Other”" in differences()
    assert f"article {article.pk}, revision 5" in differences()


def test_the_queries_grow_with_the_chunks_and_not_with_the_editions(django_assert_max_num_queries):
    seed_articles(90, 1)
    with django_assert_max_num_queries(23):
        list(verifying.verify(verifying.Count()))


def test_what_an_act_changed_while_it_was_read_is_no_difference(record, monkeypatch):
    """Between reading an edition and its links, it is rescheduled."""
    pending = ArticleEdition.objects.get(title="Seals again")
    moved = []

    def meanwhile(links):
        if not moved:
            moved.append(publishing.reschedule(pending, pending.live_from + timedelta(days=1), later(hours=4)))
        return whole(links)

    whole = verifying.link_differences
    monkeypatch.setattr("record.verifying.link_differences", meanwhile)
    assert differences() == ""
    assert moved


def test_further_checks_are_asked_too(monkeypatch):
    monkeypatch.setattr(verifying, "further", [lambda: iter(["The file 2.pdf is not that of edition 2."])])
    assert verify() == (
        ["The file 2.pdf is not that of edition 2.", "1 difference in 0 editions and 0 revisions."], 1,
    )  # fmt: skip
