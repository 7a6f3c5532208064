"""freeze: a snapshot's working copy as plain data. thaw: the way back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.freezing import canonical, digest_of, read
from snapshot.freezing import freeze, thaw
from snapshot.models import Compiler, Placement, Section, Snapshot
from tests import make, strategies
from tests.make import NOON, changed, published
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsed]

TEXTS = ("title", "standfirst", "selection_heading", "pdf_label", "coverage_label")


@pytest.fixture
def house() -> dict:
    articles = [make.article(f"Article {n}", published_on=date(2026, 1, 9 - n)) for n in range(4)]
    return {
        "articles": articles,
        "editions": [published(each, NOON) for each in articles],
        "authors": [make.author() for _ in range(3)],
        "topics": [make.topic() for _ in range(3)],
        "tags": [make.tag() for _ in range(2)],
        "picture": make.picture(),
        "file": make.stored_file(),
    }


placements = st.fixed_dictionaries(
    {
        "article": st.integers(0, 3),
        "note": strategies.inline,
        "title": strategies.maybe_line,
        "summary": st.lists(strategies.inline, max_size=2),
        "is_kept": st.booleans(),
    }
)
sections = st.fixed_dictionaries(
    {"title": strategies.maybe_line, "note": strategies.inline, "placements": st.lists(placements, max_size=5)}
)
titles = strategies.line.map(lambda text: text.strip() or "Title")
drafts = st.fixed_dictionaries(
    {
        "texts": st.fixed_dictionaries(dict.fromkeys(TEXTS, strategies.maybe_line)),
        "published_on": strategies.days,
        "introduction": strategies.prose,
        "sections": st.lists(sections, max_size=4),
        "compilers": strategies.some_of(3),
        "topics": strategies.some_of(3),
        "tags": strategies.some_of(2),
        "has_coverage": st.booleans(),
        "has_picture": st.booleans(),
        "attachments": st.lists(titles, max_size=3),
    }
)


def draft(drawn: dict, house: dict) -> Snapshot:
    snapshot = make.snapshot(
        **drawn["texts"],
        published_on=drawn["published_on"],
        introduction=drawn["introduction"],
        sections={},
        compilers=[house["authors"][n] for n in drawn["compilers"]],
        topics=[house["topics"][n] for n in drawn["topics"]],
        tags=[house["tags"][n] for n in drawn["tags"]],
        coverage=house["topics"][0] if drawn["has_coverage"] else None,
        picture=house["picture"] if drawn["has_picture"] else None,
    )
    for title in drawn["attachments"]:
        make.attached(snapshot, title, house["file"])
    for position, part in enumerate(drawn["sections"], 1):
        section = Section.objects.create(snapshot=snapshot, position=position, title=part["title"], note=part["note"])
        for place, each in enumerate(part["placements"], 1):
            Placement.objects.create(
                section=section, position=place, article=house["articles"][each["article"]],
                note=each["note"], title=each["title"], summary=each["summary"],
                kept_edition=house["editions"][each["article"]] if each["is_kept"] else None,
                kept_reason="It says more." if each["is_kept"] else "",
            )  # fmt: skip
    return snapshot


def disturb(snapshot: Snapshot, house: dict) -> None:
    """Change everything that an editor can change."""
    changed(snapshot, title="Disturbed", introduction="", coverage=None, series=None, published_on=date(1999, 1, 1))
    changed(snapshot, picture=house["picture"])
    snapshot.attachments.update(title="Disturbed", position=1)
    kept = list(snapshot.sections.all())
    for section in kept[::2]:
        section.delete()
    extra = Section.objects.create(snapshot=snapshot, title="Extra", position=0)
    Placement.objects.filter(section__snapshot=snapshot).update(position=1, title="Disturbed")
    Placement.objects.create(section=extra, article=house["articles"][0], position=1)
    Compiler.objects.filter(snapshot=snapshot).delete()
    snapshot.categories.clear()
    snapshot.tags.set(house["tags"])


@pytest.mark.slow
@examples(25)
@given(drawn=drafts)
def test_freezing_what_was_thawed_gives_the_same_whatever_was_changed_between(drawn, house):
    snapshot = draft(drawn, house)
    content = freeze(snapshot)
    disturb(snapshot, house)
    report = thaw(content, snapshot)
    assert freeze(Snapshot.objects.get(pk=snapshot.pk)) == content
    assert report.is_exact


@pytest.mark.slow
@examples(15)
@given(drawn=drafts)
def test_thawing_into_a_new_working_copy_gives_the_same(drawn, house):
    snapshot = draft(drawn, house)
    content = freeze(snapshot)
    changed(snapshot, slug=f"moved-{snapshot.slug}")
    fresh = Snapshot()
    assert thaw(content, fresh).is_exact
    assert freeze(Snapshot.objects.get(pk=fresh.pk)) == content


@pytest.mark.slow
@examples(10)
@given(order=st.permutations(range(4)), again=st.permutations(range(4)))
def test_order_is_the_editors_and_never_the_dates_and_survives_everything(order, again, house):
    """Two sections with the same four articles in two orders: through freeze, publish, the page's text and thaw."""
    chosen = [[house["articles"][n] for n in each] for each in (order, again)]
    snapshot = make.snapshot(sections={"One": chosen[0], "Two": chosen[1]})
    ids = [article.pk for part in chosen for article in part]

    def frozen_ids(work: dict) -> list[int]:
        return [placement["article"] for section in work["sections"] for placement in section["placements"]]

    edition = published(snapshot, NOON)
    content = freeze(snapshot)
    Placement.objects.filter(section__snapshot=snapshot).update(position=1)
    thaw(content, snapshot)
    assert frozen_ids(content) == ids
    assert frozen_ids(freeze(snapshot)) == ids
    assert frozen_ids(read(edition.content)["work"]) == ids
    assert [placement.article_id for placement in make.placements_of(snapshot)] == ids


def test_positions_with_gaps_and_doubles_freeze_in_one_order():
    articles = [make.article() for _ in range(4)]
    snapshot = make.snapshot(sections={"One": articles})
    for placement, position in zip(make.placements_of(snapshot), (70, 3, 3, 0), strict=True):
        Placement.objects.filter(pk=placement.pk).update(position=position)
    frozen = [placement["article"] for placement in freeze(snapshot)["sections"][0]["placements"]]
    assert frozen == [articles[n].pk for n in (3, 1, 2, 0)]


def test_an_article_may_stand_twice_each_time_in_other_words():
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article], "Two": [article]})
    first, second = make.placements_of(snapshot)
    Placement.objects.filter(pk=second.pk).update(title="Seen again")
    titles = [part["placements"][0]["title"] for part in freeze(snapshot)["sections"]]
    assert titles == ["", "Seen again"]
    assert first.key != second.key


def test_equal_content_keys_and_ids_included_has_one_digest_on_every_database():
    article = make.article(pk=9104, published_on=date(2026, 3, 1))
    snapshot = make.snapshot(
        "“Winter” – again", pk=9105, slug="winter", sections={}, series=None,
        coverage=make.topic("Երևան", pk=9102, slug="yerevan"), coverage_label="For more coverage on Երևան, click here.",
    )  # fmt: skip
    section = Section.objects.create(snapshot=snapshot, key="s1", title="One", position=1, note="A <em>note</em>.")
    Placement.objects.create(section=section, article=article, key="p1", position=1, summary=["R&D"])
    text = canonical({"work": freeze(snapshot)})
    assert digest_of(text) == "54be01f606a73899509001ff8a193290982acd507652ae6fb1b33404c9fce3a7"


# What is no longer as it was


def test_a_missing_article_is_reported_and_the_rest_keeps_its_order():
    first, gone, last = make.article(), make.article(), make.article()
    snapshot = make.snapshot(sections={"One": [first, gone, last]})
    content = freeze(snapshot)
    Placement.objects.filter(article=gone).delete()
    pk = gone.pk
    gone.delete()
    report = thaw(content, snapshot)
    assert report.missing == [f"article {pk} no longer exists."]
    assert [placement.article_id for placement in make.placements_of(snapshot)] == [first.pk, last.pk]
    assert [placement.position for placement in make.placements_of(snapshot)] == [1, 2]


def test_a_renamed_topic_and_a_merged_compiler_are_reported():
    topic, merged, survivor = make.topic("Before"), make.author("Merged"), make.author("Survivor")
    snapshot = make.snapshot(sections={}, topics=[topic], compilers=[merged])
    content = freeze(snapshot)
    changed(topic, name="After")
    changed(merged, merged_into=survivor)
    report = thaw(content, snapshot)
    assert (len(report.renamed), len(report.merged), report.missing) == (1, 1, [])
    assert [compiler["name"] for compiler in freeze(snapshot)["compilers"]] == ["Survivor"]
