"""What was withdrawn shows on no public address: none of its words, whatever they were derived into.

Every field of a withdrawn article, of its placements and of the house data that only it has holds a word that nothing
else does. The walk is that of tests/test_never_leaks.py. The title alone stays, beside the notice: at the article's own
addresses (410) and in its place in the snapshots that hold it.
"""

import pytest
import time_machine
from django.test import Client

from alerts.models import Issue
from articles.models import Article
from record import publishing, record_version
from snapshot.models import Placement, Snapshot
from tests import make
from tests.make import NOON, later, published
from tests.test_never_leaks import new_series, public_addresses, spoil, words_of

pytestmark = pytest.mark.django_db

GONE, TITLE, MISSPELLED = "goneword", "gonetitle", "gonewrod"
MOMENT, AFTER = later(days=1), later(days=3)  # between them a scheduled edition of a snapshot goes live
SEARCHES = ["/search/", "/analysis/", "/snapshots/", "/api/v1/articles/", "/api/v1/snapshots/", "/search/suggest/"]
FEEDS = ["/analysis/feed.atom", "/snapshots/feed.json", "/snapshots/feed.atom"]
HOLDING = ("/snapshots/week", "/api/v1/snapshots/week", "/analysis/gone", "/api/v1/articles/gone", "/snapshots/gone")


def spoiled_article() -> Article:
    """Return an article whose every word but its title and its address is GONE."""
    author, topic, tag, series = (spoil(new(), GONE) for new in (make.author, make.topic, make.tag, new_series))
    article = make.article(
        slug="gone", authors=[author], points=[f"{GONE} point"], topics=[topic], tags=[tag], series=series,
        picture=spoil(make.picture(), GONE),
    )  # fmt: skip
    make.figured(article, f"{GONE} figure", spoil(make.picture(), GONE))
    make.attached(article, f"{GONE} attached", spoil(make.stored_file(), GONE))
    spoil(article, GONE)
    return make.changed(article, slug="gone", title=TITLE, language="en")


def spoiled_placements(snapshot: Snapshot, article: Article) -> None:
    for placement in Placement.objects.filter(section__snapshot=snapshot, article=article):
        spoil(placement, GONE)


@pytest.fixture
def gone():
    """An article in two editions of a snapshot, and in a third that is scheduled."""
    ada, article = make.author(slug="ada"), spoiled_article()
    other = make.article("Other article", slug="other", authors=[ada], topics=[make.topic(slug="ports")])
    snapshot = make.snapshot(
        "The week", {"One": [other, article]}, slug="week", compilers=[ada], topics=other.categories.all()
    )
    spoiled_placements(snapshot, article)
    edition = published(snapshot, NOON)
    told = [["snapshot", edition.pk, ""], ["article", article.editions.get().pk, f"{GONE} correction"]]
    for key, entries in (("both", told), ("only", told[1:])):  # in what was sent with another, and alone
        Issue.objects.create(
            follows="series",
            target_id=snapshot.series_id,
            key=key,
            subject=GONE,
            note=GONE,
            entries=entries,
            sent_at=NOON,
        )
    published(make.changed(snapshot, title="The week again"), later(hours=1))
    published(make.changed(snapshot, title="The week to come"), later(hours=2), live_from=later(days=2))
    return article


def searches() -> list[str]:
    return [f"{path}?q={word}" for path in SEARCHES for word in (GONE, TITLE, MISSPELLED, GONE[:5])]


def walk(paths: list[str], at) -> dict[str, str]:
    """Return what each address says at the moment, its Location with it."""
    reader = Client()
    with time_machine.travel(at, tick=False):
        record_version.clear_cache()
        answers = {path: reader.get(path) for path in paths}
        return {path: words_of(answer) + answer.headers.get("Location", "") for path, answer in answers.items()}


def saying(word: str, walked: dict[str, str]) -> list[str]:
    """Return the addresses that say the word; of those that only repeat what was sought, those that found something."""
    return [path for path, said in walked.items() if (_found(said) if _repeats(path, word) else word in said)]


def _repeats(path: str, word: str) -> bool:
    return path.endswith(f"?q={word}") and "suggest" not in path


def _found(said: str) -> bool:
    return "The week" in said or "Other article" in said


@pytest.mark.slow
def test_the_words_of_a_withdrawn_article_are_on_no_public_address(gone):
    cards = ["/", "/snapshots/", "/authors/ada/", "/api/v1/snapshots/", *searches()]
    assert len(saying(GONE, walk(cards, later(hours=3)))) > 12  # the walk could fail
    publishing.withdraw(gone, "Taken back.", at=MOMENT)
    for moment in (MOMENT, AFTER):
        walked = walk([*public_addresses(), *searches(), *FEEDS, "/snapshots/week/editions/1/to/3/"], moment)
        assert saying(GONE, walked) == []
        assert [path for path in saying(TITLE, walked) if not path.startswith(HOLDING)] == []
