"""Taking newer texts into several snapshots in one go."""

from datetime import timedelta

import pytest

from articles.models import ArticleEdition
from record import freezing, publishing
from record.models import Edition
from record.publishing import Refused, Terms
from snapshot.corrections.together import Choice, publish_and_take_in, take_in_each
from snapshot.models import SnapshotEdition
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
CORRECTION = Edition.Kind.CORRECTION


@pytest.fixture
def ferries():
    return make.article("Ferries", slug="ferries")


@pytest.fixture
def snapshots(ferries):
    """Two live snapshots that hold the article."""
    made = [make.snapshot(title, {"One": [ferries]}, slug=title.lower()) for title in ("Caspian", "Baltic")]
    for each in made:
        published(each, NOON)
    return made


def numbers(snapshot) -> list[int]:
    return list(snapshot.editions.order_by("number").values_list("number", flat=True))


def text_shown(edition) -> int:
    [entry] = freezing.read(edition.content)["edition"]["entries"].values()
    return entry["number"]


class TestEach:
    @pytest.fixture
    def outcomes(self, ferries, snapshots):
        """Return a function that takes the correction into three snapshots, of which the second is refused."""
        published(changed(ferries), later(hours=1), kind=CORRECTION, note="The port is Baku.")
        chosen = [snapshots[0], make.snapshot("Draft", {"One": [ferries]}), snapshots[1]]

        def take_in(**terms):
            return take_in_each([Choice(each, [ferries]) for each in chosen], None, later(hours=2), **terms)

        return take_in

    def test_one_that_is_refused_does_not_stop_the_others(self, outcomes, snapshots):
        assert [bool(outcome.reasons) for outcome in outcomes()] == [False, True, False]
        assert [numbers(each) for each in snapshots] == [[1, 2], [1, 2]]

    def test_asked_to_it_stops_all_of_them(self, outcomes, snapshots):
        told = outcomes(all_or_none=True)
        assert [outcome.edition for outcome in told] == [None, None, None]
        assert told[0].reasons == ["Not published, because another one was refused."]
        assert "“Draft” has no public edition." in told[1].reasons
        assert [numbers(each) for each in snapshots] == [[1], [1]]


class TestWithTheArticle:
    def test_the_article_and_all_its_snapshots_are_published_in_one_act(self, ferries, snapshots):
        terms = Terms(kind=CORRECTION, note="The port is Baku.")
        edition, made = publish_and_take_in(changed(ferries), snapshots, None, terms, later(hours=1))
        assert [each.live_from for each in (edition, *made)] == [later(hours=1)] * 3
        assert [text_shown(each) for each in made] == [2, 2]
        assert made[0].note.endswith(": The port is Baku.")

    def test_published_twice_within_a_tick_of_the_clock_they_still_go_together(self, ferries, snapshots):
        edition, made = publish_and_take_in(
            changed(ferries), snapshots, None, Terms(kind=CORRECTION, note="The port is Baku."), NOON
        )
        assert {each.live_from for each in made} == {edition.live_from} == {NOON + timedelta(microseconds=1)}

    def test_one_that_is_refused_takes_all_back_with_every_reason(self, ferries, snapshots):
        for each in snapshots:
            publishing.withdraw(each, "Wrong.", at=later(hours=1))
        with pytest.raises(Refused) as refused:
            publish_and_take_in(
                changed(ferries), snapshots, None, Terms(kind=CORRECTION, note="The port is Baku."), later(hours=2)
            )
        assert len(refused.value.reasons) == 2
        assert ArticleEdition.objects.count() == 1

    @pytest.mark.slow
    @pytest.mark.parametrize(("seconds", "shown"), [(-1, 1), (1, 2)])
    def test_scheduled_all_of_them_go_live_at_the_same_moment(self, look, ferries, snapshots, seconds, shown):
        moment = later(days=1)
        changed(ferries, title="Ferries of Baku")
        terms = Terms(live_from=moment, kind=CORRECTION, note="The port is Baku.")
        publish_and_take_in(ferries, snapshots, None, terms, later(hours=1))
        at = moment + timedelta(seconds=seconds)
        pages = ["/analysis/ferries/", "/snapshots/caspian/", "/snapshots/baltic/", "/corrections/"]
        told = ["Baku" in look(page, at).content.decode() for page in pages]
        assert told == [shown == 2] * 4
        assert SnapshotEdition.objects.public(at).filter(number=shown).count() == 2

    @pytest.mark.slow
    def test_scheduled_it_is_refused_for_a_snapshot_that_has_something_scheduled(self, ferries, snapshots):
        published(changed(snapshots[0]), later(hours=1), live_from=later(days=9))
        with pytest.raises(Refused) as refused:
            publish_and_take_in(changed(ferries), snapshots, None, Terms(live_from=later(days=1)), later(hours=2))
        assert "Only one can be scheduled at a time" in str(refused.value)
        assert ArticleEdition.objects.count() == 1

    @pytest.mark.slow
    def test_a_scheduled_text_is_not_taken_away_while_a_snapshot_waits_with_it(self, ferries, snapshots):
        terms = Terms(live_from=later(days=1), kind=CORRECTION, note="The port is Baku.")
        edition, made = publish_and_take_in(changed(ferries), snapshots, None, terms, later(hours=1))
        with pytest.raises(Refused, match="Caspian, edition 2"):
            publishing.cancel(edition, later(hours=2))
        for each in made:
            publishing.cancel(each, later(hours=2))
        publishing.cancel(edition, later(hours=2))
        assert [numbers(each) for each in (ferries, *snapshots)] == [[1]] * 3

    @pytest.mark.slow
    def test_taken_back_the_desk_is_again_as_published(self, ferries, snapshots):
        terms = Terms(live_from=later(days=1), kind=CORRECTION, note="The port is Baku.")
        _edition, made = publish_and_take_in(changed(ferries), snapshots, None, terms, later(hours=1))
        publishing.cancel(made[0], later(hours=2))
        snapshots[0].refresh_from_db()
        assert snapshots[0].state == snapshots[0].State.AS_PUBLISHED
