"""manage.py seed_archive."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from articles import library_index
from articles.freezing import freeze
from articles.kind import ARTICLE
from articles.models import Article, ArticleEdition, SummaryPoint
from articles.models.record import ArticleEditionTopic
from articles.public.filters import read_filter
from articles.search_entry import INDEX
from dev.synthetic import articles as synthetic_articles
from dev.synthetic.articles import UNTIL, seed_articles
from dev.synthetic.snapshots import seed_snapshots
from dev.synthetic.text import SyntheticText
from people.models import Author
from record import publishing
from record.freezing import canonical, digest_of, read
from record.models import Address, FrozenContent, RecordVersion
from search.words import read_typed
from snapshot.models import Placement, SnapshotEdition
from tests import make
from tests.make import NOON, later

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.postgres("dev.synthetic.copies", "dev.management.commands.seed_archive"),
]
MANY = 100


def seed(seed: int = 7, articles: int = MANY, snapshots: int = 3) -> None:
    house = seed_articles(articles, seed)
    seed_snapshots(snapshots, seed, house)


def said() -> list[tuple]:
    """Return what was made, without the ids that the database gives."""
    rows = ArticleEdition.objects.order_by("slug", "number")
    return [
        (row.slug, row.number, str(row.published_on), row.search_text, [p["key"] for p in row.card["points"]])
        for row in rows
    ]


def made_and_taken_back(number: int) -> list[tuple]:
    with transaction.atomic():
        seed(number, articles=40, snapshots=0)
        made = said()
        transaction.set_rollback(True)
    return made


def test_the_same_seed_makes_the_same_archive_and_another_one_another():
    first = made_and_taken_back(7)
    assert made_and_taken_back(7) == first
    assert made_and_taken_back(8) != first


def test_another_seed_makes_another_archive_beside_it():
    seed_articles(5, 1)
    seed_articles(5, 2)
    assert Article.objects.count() == 10


def test_a_seed_is_sown_once():
    call_command("seed_archive", articles=3, snapshots=0, seed=1)
    with pytest.raises(CommandError, match="seed 1 is here already"):
        call_command("seed_archive", articles=3, snapshots=0, seed=1)


def test_the_desk_says_what_the_last_edition_says():
    seed()
    for article in Article.objects.filter(state=Article.State.AS_PUBLISHED)[:30]:
        last = article.editions.order_by("-number").first()
        assert freeze(article) == read(last.content)["work"]


def test_nothing_would_be_published_again():
    seed()
    article = Article.objects.filter(state=Article.State.AS_PUBLISHED).first()
    assert not publishing.differs(article, later(days=365))


def test_contents_are_canonical_and_under_their_digests():
    seed()
    for content in FrozenContent.objects.all()[:50]:
        assert content.pk == digest_of(content.text)
        assert content.text == canonical(read(content))


def test_the_columns_are_those_that_publishing_writes():
    seed()
    for edition in ArticleEdition.objects.select_related("content")[:30]:
        frozen = read(edition.content)
        columns = ARTICLE.columns(frozen["work"], frozen["edition"])
        assert {name: getattr(edition, name) for name in columns} == columns


def test_links_carry_what_the_edition_says_and_its_window():
    seed()
    for edition in ArticleEdition.objects.select_related("content")[:30]:
        work = read(edition.content)["work"]
        links = edition.author_links.order_by("position")
        assert [link.author_id for link in links] == [author["id"] for author in work["authors"]]
        assert {link.topic_id for link in edition.topic_links.all()} == {topic["id"] for topic in work["topics"]}
        assert {link.tag_id for link in edition.tag_links.all()} == {tag["id"] for tag in work["tags"]}
        window = (edition.published_on, edition.live_from, edition.live_until, edition.withdrawn_at)
        assert {(link.published_on, link.live_from, link.live_until, link.withdrawn_at) for link in links} == {window}


def test_there_are_drafts_corrections_and_withdrawals():
    seed(articles=400)
    assert Article.objects.filter(editions=None).count() == 2
    assert Article.objects.annotate(n=Count("editions")).filter(n=2).count() == 4
    assert ArticleEdition.objects.exclude(withdrawn_at=None).count() == 1


def test_one_edition_is_public_at_a_time():
    seed()
    public = ArticleEdition.objects.public(later(days=365)).values("parent").annotate(n=Count("pk"))
    assert set(public.values_list("n", flat=True)) == {1}


def test_dates_lie_in_the_fifteen_years_before_the_last_day():
    seed()
    days = Article.objects.values_list("published_on", flat=True)
    assert max(days) <= UNTIL
    assert min(days) > UNTIL - timedelta(days=15 * 366)


def test_every_article_can_be_searched():
    seed()
    assert len(library_index.INDEX.keys()) == MANY
    article = Article.objects.first()
    assert article in Article.objects.filter(library_index.matching(read_typed(f'"{article.title}"')))


def test_addresses_are_claimed_for_articles_authors_and_topics():
    seed()
    edition = ArticleEdition.objects.first()
    assert Address.objects.get(collection="analysis", slug=edition.slug).parent_id == edition.parent_id
    author = Author.objects.first()
    assert Address.objects.get(collection="authors", slug=author.slug).parent_id == author.pk
    assert Address.objects.filter(collection="topics", slug="south-caucasus").exists()


def test_snapshots_hold_articles_that_were_public_then():
    seed()
    assert SnapshotEdition.objects.count() == 3
    for edition in SnapshotEdition.objects.all():
        shown = [entry["id"] for entry in read(edition.content)["edition"]["entries"].values()]
        assert ArticleEdition.objects.public(edition.live_from).filter(pk__in=shown).count() == len(shown) > 0
    assert Placement.objects.filter(position=0).count() == 0


def test_bodies_can_be_left_out(capsys):
    call_command("seed_archive", articles=20, snapshots=1, seed=1, no_bodies=True)
    assert set(Article.objects.values_list("body", flat=True)) == {""}
    assert "20 articles and 1 snapshots" in capsys.readouterr().out


def test_the_record_version_is_raised():
    before = RecordVersion.objects.values_list("number", flat=True).filter(pk=1).first() or 0
    call_command("seed_archive", articles=3, snapshots=0, seed=1)
    assert RecordVersion.objects.get(pk=1).number > before


def test_frequent_words_are_much_more_frequent_than_rare_ones():
    text = SyntheticText(1)
    words = text.some(50_000)
    assert words.count(text.words[0]) > 20 * words.count(text.words[300]) > 0


def test_a_large_archive_is_copied_within_the_database_and_can_be_worked_with(monkeypatch, look):
    monkeypatch.setattr(synthetic_articles, "MADE", 20)
    call_command("seed_archive", articles=60, snapshots=2, seed=1)
    assert Article.objects.count() == 60
    assert len(set(Article.objects.values_list("slug", flat=True))) == 60
    assert SummaryPoint.objects.values("article").distinct().count() == 60
    editions = ArticleEdition.objects.count()
    assert editions % 3 == 0
    assert ArticleEditionTopic.objects.values("edition").distinct().count() == editions
    assert len(INDEX.keys()) == editions
    assert len(library_index.INDEX.keys()) == 60
    last = ArticleEdition.objects.public(timezone.now()).order_by("-pk").first()
    assert look(f"/analysis/{last.slug}/", timezone.now()).status_code == 200
    make.published(make.article("One more"), NOON)  # ids go on after the copies
    word = last.title.split()[0].lower()
    found = read_filter(QueryDict(f"q={word}")).results()
    assert found.total % 3 == 0
    assert found.total


@pytest.mark.parametrize("count", [25, 45])
def test_only_whole_copies_are_made(monkeypatch, count):
    monkeypatch.setattr(synthetic_articles, "MADE", 20)
    with pytest.raises(CommandError, match="multiple"):
        call_command("seed_archive", articles=count, snapshots=0, seed=1)
