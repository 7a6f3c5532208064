"""Two editions compared: replayed on the first, the comparison yields the second exactly."""

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.models import SummaryPoint
from record import publishing
from record.comparison.replay import replay
from record.freezing import read
from record.publishing import Terms
from snapshot.comparison import compare
from snapshot.comparison.shape import SNAPSHOT, joined, parted
from snapshot.desk.acts import Sent, act
from snapshot.models import Snapshot
from snapshot.public.withholding import shown_content
from tests import make
from tests.accounts import person
from tests.desk_acts import operation_for
from tests.make import changed, later, published
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def without_head(content: dict) -> dict:
    """Return the content less what names the edition: its number, kind and note."""
    part = {name: value for name, value in content["edition"].items() if name not in ("number", "kind", "note")}
    return {"work": content["work"], "edition": part}


def check(before: dict, after: dict) -> None:
    there, back = compare(before, after), compare(after, before)
    assert parted(replay(SNAPSHOT, joined(before), there.difference.changes)) == without_head(after)
    assert parted(replay(SNAPSHOT, joined(after), back.difference.changes)) == without_head(before)
    assert there.is_same == (without_head(before) == without_head(after))
    assert compare(after, after).change_lines == ()
    assert not any(pair.is_changed for pair in compare(after, after).pairs)


@examples(25)
@given(data=st.data())
def test_whatever_was_done_at_the_desk_the_comparison_replayed_on_the_first_edition_yields_the_second(data):
    publisher = person("publisher")
    articles = [make.article(f"Article {n}") for n in range(5)]
    snapshot = make.snapshot(
        sections={"One": articles[:3], "Two": articles[1:]}, compilers=[make.author(), make.author()]
    )
    first = published(snapshot, later(days=-1))
    for number in range(data.draw(st.integers(1, 10))):
        operation = operation_for(data, snapshot, articles)
        base = Snapshot.objects.get(pk=snapshot.pk).act_count
        act(snapshot.pk, Sent(f"act-{number}", "tab", base, operation), publisher, timezone.now())
    for article in data.draw(st.lists(st.sampled_from(articles), max_size=2, unique=True)):
        SummaryPoint.objects.filter(article=article, position=2).update(text=data.draw(st.text("abc ", max_size=9)))
        changed(article, title=data.draw(st.sampled_from(["Article 1", "Article 9, renamed"])))
        try:
            publishing.publish(article, None, Terms(kind="correction", note="A name."), later(hours=-1))
        except publishing.Refused:
            continue  # nothing of it changed
    snapshot = changed(Snapshot.objects.get(pk=snapshot.pk), introduction=data.draw(st.sampled_from([
        "<p>First paragraph.</p><p>Second paragraph.</p>", "<p>Second paragraph.</p><p>First paragraph.</p>", "",
        "<p>First paragraph.</p><p>Second paragraph, reworded <em>here</em>.</p><ul><li>New</li></ul>",
    ])))  # fmt: skip
    try:
        second = published(snapshot, later())
    except publishing.Refused:
        return  # the acts took each other back
    check(read(first.content), read(second.content))


def test_an_article_withdrawn_since_is_cut_out_of_both_sides():
    gone, kept = make.article("Gone", points=["Secret point."]), make.article("Kept")
    snapshot = make.snapshot(sections={"One": [gone, kept]})
    first = published(snapshot, later(days=-2))
    second = published(changed(snapshot, title="Another title"), later(days=-1))
    publishing.withdraw(gone, "It was wrong.", at=later())
    check(shown_content(first), shown_content(second))
    found = compare(shown_content(first), shown_content(second))
    assert [told.words for told in found.change_lines] == ["Changed the title"]
    lines = [run.text for pair in found.pairs for side in (pair.before, pair.after) if side for run in side.runs]
    assert "It was wrong." in lines
    assert not any("Secret" in line for line in lines)
    check(read(first.content), shown_content(second))
    assert "“Gone” was withdrawn" in [
        told.words for told in compare(read(first.content), shown_content(second)).change_lines
    ]
