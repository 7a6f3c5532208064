"""With a set clock, every public address is right one second before and one second after each transition.

Nothing is listed by hand: the walk asks every pattern that the resolver knows outside the admin, with every value its
arguments can have (tests/test_never_leaks.py says which; a pattern with an argument unknown there fails loudly). What
is right is told without knowing what a page shows:

- until its moment, whatever is scheduled makes no difference to any answer, byte for byte;
- from its moment on, it makes no difference that it was scheduled, and not published by hand at that moment;
- what was withdrawn answers 410 wherever it answered 200, and its words are nowhere.

So an address that is added is held to this without a line here.

Each test walks all addresses of what took part and one of each other kind; in `make test-all`, every address.
"""

import os
from dataclasses import dataclass
from functools import partial
from itertools import product

import pytest
import time_machine
from django.test import Client
from django.urls import get_resolver, reverse

from articles.models import Article
from record import publishing, record_version
from record.models import Edition, Publishable
from tests import make, pdfs
from tests.make import NOON, changed, later, published
from tests.test_never_leaks import VALUES, collection_of, numbers, others, patterns

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.more]

MOMENT = later(days=1)
BEFORE, AFTER = later(days=1, seconds=-1), later(days=1, seconds=1)
NEW, OLD, NOTICE = "newwordofit", "oldwordofit", "noticeofit"
KINDS = ["article", "snapshot"]
TOOK_PART = {"it", "moved", "its-author", "its"}
WATCHED = {*TOOK_PART, "week", "holds"}
SHOW_NOTHING_PUBLISHED = {"styleguide", "api", "picture", "file", "alerts", "alerts-confirm", "alerts-leave"}


@dataclass(frozen=True)
class Place:
    """A public address: the pattern's name and collection, and the values of its arguments."""

    name: str
    collection: str
    values: tuple

    @property
    def path(self) -> str:
        return reverse(self.name, kwargs=dict(self.values))

    @property
    def slug(self) -> str:
        return dict(self.values).get("slug", "")

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of editions in it."""
        return [value for name, value in self.values if VALUES[name] in (numbers, others)]

    def with_slug(self, slug: str) -> "Place":
        return Place(
            self.name, self.collection, tuple((name, slug if name == "slug" else was) for name, was in self.values)
        )


@dataclass(frozen=True)
class Answer:
    """What an address answered, without what differs from one request to the next."""

    status: int
    leads_to: str
    kind: str
    body: bytes

    def has(self, word: str) -> bool:
        if self.kind == "application/pdf":
            return word in pdfs.printed(self.body)
        return word in self.body.decode(errors="ignore")


def values_of(name: str, route: str) -> list:
    """Return what an argument can be, less what no test here is about: what never was, and a third edition."""
    values = VALUES[name](route)
    if VALUES[name] is numbers:
        return [number for number in values if number in (1, 2)]
    return [value for value in values if value in WATCHED] if name == "slug" else values


def places() -> list[Place]:
    """Return every public address with every value its arguments can have here."""
    found = []
    for route, pattern in patterns(get_resolver()):
        if route.startswith("review/"):
            continue  # shows a revision, whatever is published
        names = sorted(pattern.pattern.converters)
        unknown = set(names) - set(VALUES)
        assert not unknown, f"{route}: say in VALUES of tests/test_never_leaks.py what {unknown} can be"
        collection = collection_of(route)
        for values in product(*(values_of(name, route) for name in names)):
            found.append(Place(pattern.name, collection.rstrip("/"), tuple(zip(names, values, strict=True))))
    assert len(found) > 20
    return found


def near() -> list[Place]:
    """Return the addresses of what takes part in what happens, and one of each other kind that shows anything."""
    everywhere = [place for place in places() if place.name not in SHOW_NOTHING_PUBLISHED]
    one_of_each = {place.name: place for place in reversed(everywhere)}
    return [
        place for place in everywhere
        if place is one_of_each[place.name] or (place.collection and place.slug in TOOK_PART)
    ]  # fmt: skip


def walk(at, where=places) -> dict[Place, Answer]:
    """Return what the addresses answer at the moment; each lets caches keep nothing unasked."""
    record_version.clear_cache()  # each walk is a process of its own
    reader, found = Client(), {}
    with time_machine.travel(at, tick=False):
        for place in where():
            answer = reader.get(place.path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[place] = Answer(
                answer.status_code, answer.headers.get("Location", ""), answer.headers["Content-Type"], body
            )
            control = answer.headers["Cache-Control"]
            assert "no-cache" in control or "no-store" in control, place.path
            assert "max-age" not in answer.headers["Cache-Control"], place.path
            assert "Expires" not in answer.headers, place.path
            assert answer.status_code in {200, 301, 400, 404, 410}, place.path
    return found


def differing(one: dict[Place, Answer], other: dict[Place, Answer]) -> list[str]:
    """Return the addresses that answer otherwise in the two walks. One that was asked in one alone must find nothing."""
    alone = {place for place in one.keys() ^ other.keys() if {**one, **other}[place].status != 404}
    return sorted(place.path for place in one.keys() & other.keys() if one[place] != other[place]) + sorted(
        place.path for place in alone
    )


def showing(found: dict[Place, Answer], word: str) -> list[str]:
    return sorted(place.path for place, answer in found.items() if answer.has(word))


class Site:
    """A site with something live on it, and the one thing whose transitions are watched."""

    def __init__(self, kind: str, is_live: bool, is_walked_whole: bool):
        self.where = places if is_walked_whole else near
        author, topic = make.author(slug="ada"), make.topic(slug="ports")
        other = make.article("Other article", slug="other", authors=[author], topics=[topic], tags=[make.tag()])
        published(make.snapshot("Other snapshot", {"One": [other]}, slug="week", topics=[topic]), NOON)
        if kind == "article":
            self.thing = make.article(
                OLD, slug="it", authors=[make.author(slug="its-author")], topics=[make.topic(slug="its")]
            )
        else:
            compilers = [make.author(slug="its-author")]
            self.thing = make.snapshot(
                OLD, {"One": [other]}, slug="it", compilers=compilers, topics=[make.topic(slug="its")]
            )
        if is_live:
            published(self.thing, NOON)
            if kind == "article":
                published(make.snapshot("Holds it", {"One": [self.thing]}, slug="holds"), later(hours=1))

    def walk(self, at) -> dict[Place, Answer]:
        return walk(at, self.where)

    def write(self, **differences) -> Publishable:
        """Change the working copy at the desk."""
        return changed(self.thing, **{"title": NEW, **differences})

    def schedule(self, live_from=MOMENT) -> Edition:
        return published(self.thing, later(hours=2), live_from=live_from)

    @property
    def collection(self) -> str:
        return "analysis" if isinstance(self.thing, Article) else "snapshots"

    def is_of_it(self, place: Place, *slugs: str) -> bool:
        return place.collection == self.collection and place.slug in (slugs or ("it",))


@pytest.fixture
def begin():
    """Return begin(kind, is_live=…): a site as it stood before anything was scheduled."""
    with time_machine.travel(later(hours=2), tick=False):
        yield partial(Site, is_walked_whole=os.environ.get("SUITE") == "all")


def arrives_as_if_by_hand(site: Site, at=MOMENT, after=AFTER) -> dict[Place, Answer]:
    """Hold that what is scheduled answers, once it has come, as if it had been published by hand then; return how."""
    arrived = site.walk(after)
    pending = site.thing.editions.get(live_from=at)
    with time_machine.travel(at, tick=False):
        publishing.cancel(pending, later(hours=3))
        again = published(site.thing, at)
    assert again.content_id == pending.content_id
    assert differing(arrived, site.walk(after)) == []
    return arrived


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_live", [False, True], ids=["first edition", "change"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_scheduled_edition_changes_nothing_until_its_moment_and_everything_from_then_on(begin, kind, is_live):
    site = begin(kind, is_live)
    site.write()
    before = site.walk(BEFORE)
    site.schedule()
    assert differing(before, site.walk(BEFORE)) == []
    assert showing(before, NEW) == []
    arrived = arrives_as_if_by_hand(site)
    shown = showing(arrived, NEW)
    for path in (
        "/",
        f"/{site.collection}/",
        f"/{site.collection}/it/",
        f"/{site.collection}/it.json",
        f"/api/v1/{kind}s/",
        f"/api/v1/{kind}s/it/",
        "/authors/its-author/",
    ):
        assert path in shown
    numbered = {place.numbers[0] for place in arrived if site.is_of_it(place) and place.path in shown and place.numbers}
    assert (2 if is_live else 1) in numbered


@pytest.mark.parametrize("kind", KINDS)
def test_a_scheduled_change_of_address_moves_every_address_at_its_moment(begin, kind):
    site = begin(kind, is_live=True)
    site.write(slug="moved")
    before = site.walk(BEFORE)
    site.schedule()
    waiting = site.walk(BEFORE)
    assert differing(before, waiting) == []
    assert all(answer.status == 404 for place, answer in waiting.items() if site.is_of_it(place, "moved"))
    arrived = arrives_as_if_by_hand(site)
    moved = [place for place, answer in arrived.items() if site.is_of_it(place) and answer.status != 404]
    assert len(moved) >= 6
    for place in moved:
        assert (arrived[place].status, arrived[place].leads_to) == (301, place.with_slug("moved").path)
        assert arrived[place.with_slug("moved")].status == 200
    here = [place for place, answer in arrived.items() if site.is_of_it(place, "moved") and answer.status == 200]
    assert {place.with_slug("it") for place in here} == set(moved)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_live", [False, True], ids=["first edition", "change"])
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_canceled_before_its_moment_never_was(begin, kind, is_live):
    site = begin(kind, is_live)
    site.write(slug="moved")
    never = site.walk(AFTER)
    publishing.cancel(site.schedule(), BEFORE)
    assert differing(never, site.walk(AFTER)) == []
    assert showing(never, NEW) == []


@pytest.mark.sampled(2)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hours", [12, 72], ids=["a first edition earlier", "a change later"])
def test_what_is_rescheduled_comes_at_the_new_moment_and_not_at_the_old(begin, kind, hours):
    site = begin(kind, is_live=hours > 24)
    site.write(published_on=NOON.date())  # without a date a snapshot keeps that of the moment it was scheduled for
    instead, last = later(hours=hours), later(hours=hours, seconds=-1)
    unchanged = [last] if hours < 24 else [AFTER, last]
    never = [site.walk(at) for at in unchanged]
    publishing.reschedule(site.schedule(), instead, later(hours=3))
    assert [differing(one, site.walk(at)) for one, at in zip(never, unchanged, strict=True)] == [[] for _ in unchanged]
    arrives_as_if_by_hand(site, instead, later(hours=hours, seconds=1))


def gone(site: Site, before: dict[Place, Answer], after: dict[Place, Answer], is_gone) -> None:
    """Hold that what was there of it and `is_gone` answers 410 with the notice, and all else of it as it did."""
    mine = {place: answer for place, answer in before.items() if site.is_of_it(place) and answer.status == 200}
    assert len(mine) >= 6
    for place in mine:
        if is_gone(place):
            assert after[place].status == 410, place.path
            assert after[place].has(NOTICE), place.path
        else:
            assert after[place].status == 200, place.path


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_withdrawn_is_gone_from_every_address_at_once_and_its_words_with_it(begin, kind):
    site = begin(kind, is_live=True)
    site.write(standfirst=NEW)
    published(site.thing, later(hours=3))
    before = site.walk(BEFORE)
    assert len(showing(before, NEW)) >= 6
    publishing.withdraw(site.thing, NOTICE, at=MOMENT)
    after = site.walk(MOMENT)
    gone(site, before, after, lambda place: True)
    # The notice bears its title; of a snapshot that holds it, so does its place there. (A title frozen there is OLD.)
    assert [path for path in showing(after, NEW) if "/it" not in path] == []
    holds = {path for path in showing(after, OLD) if "/it" not in path}
    assert all(path.startswith(("/snapshots/holds", "/api/v1/snapshots/holds")) for path in holds)
    assert [place.path for place in after if place.path in holds and not after[place].has(NOTICE)] == []


@pytest.mark.parametrize("kind", KINDS)
def test_one_edition_that_is_withdrawn_alone_is_gone_from_its_own_addresses_only(begin, kind):
    site = begin(kind, is_live=True)
    site.write()
    published(site.thing, later(hours=3))
    before = site.walk(BEFORE)
    publishing.withdraw(site.thing, NOTICE, only=site.thing.editions.get(number=1), at=MOMENT)
    gone(site, before, site.walk(MOMENT), lambda place: 1 in place.numbers)


@pytest.mark.parametrize("kind", KINDS)
def test_the_current_edition_withdrawn_alone_leaves_only_the_older_ones(begin, kind):
    site = begin(kind, is_live=True)
    site.write()
    published(site.thing, later(hours=3))
    before = site.walk(BEFORE)
    publishing.withdraw(site.thing, NOTICE, only=site.thing.editions.get(number=2), at=MOMENT)
    after = site.walk(MOMENT)
    current = reverse("article" if kind == "article" else "snapshot", kwargs={"slug": "it"})
    assert {answer.status for place, answer in after.items() if place.path == current} == {410}
    gone(site, {p: a for p, a in before.items() if p.numbers}, after, lambda place: 2 in place.numbers)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("is_scheduled", [False, True], ids=["by hand", "scheduled"])
@pytest.mark.parametrize("kind", KINDS)
def test_publishing_again_brings_back_the_current_addresses_and_not_what_was_withdrawn(begin, kind, is_scheduled):
    site = begin(kind, is_live=True)
    before = site.walk(later(hours=2))
    publishing.withdraw(site.thing, NOTICE, at=later(hours=3))
    withdrawn = site.walk(BEFORE)
    site.write()
    if is_scheduled:
        published(site.thing, later(hours=4), live_from=MOMENT)
        assert differing(withdrawn, site.walk(BEFORE)) == []
        after = arrives_as_if_by_hand(site)
    else:
        published(site.thing, MOMENT)
        after = site.walk(AFTER)
    gone(site, before, after, lambda place: 1 in place.numbers)
    second = [place for place in after if site.is_of_it(place) and place.numbers == [2]]
    assert second
    assert {after[place].status for place in second} == {200}


def test_an_argument_that_the_walk_does_not_know_fails_it(begin, monkeypatch):
    begin("article", is_live=False)
    monkeypatch.delitem(VALUES, "number")
    with pytest.raises(AssertionError, match="say in VALUES"):
        places()


def test_a_page_that_showed_what_is_scheduled_would_be_found(begin, monkeypatch):
    """The walk could fail: with publicness asked of another moment, it does."""
    site = begin("article", is_live=False)
    site.write()
    before = site.walk(BEFORE)
    site.schedule()
    public = type(site.thing.editions.model.objects.all()).public
    monkeypatch.setattr(
        "record.models.record.EditionQuerySet.public", lambda self, at: public(self, at + (AFTER - BEFORE))
    )
    assert differing(before, site.walk(BEFORE)) != []
