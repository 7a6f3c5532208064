"""freeze: an article's working copy as plain data. thaw: the way back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.freezing import freeze, thaw
from articles.models import Article, Byline, SummaryPoint
from record.freezing import canonical, digest_of
from tests import make, strategies
from tests.make import changed
from tests.strategies import examples

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.rehearsed]

TEXTS = ("title", "standfirst", "volume", "issue", "summary_label", "doi")


@pytest.fixture
def house() -> dict:
    return {
        "authors": [make.author(name) for name in ("Zoë Zander", "Անի", "Ada Abel", "李明")],
        "topics": [make.topic() for _ in range(3)],
        "tags": [make.tag() for _ in range(3)],
        "pictures": [make.picture(caption="In the library"), make.picture(alternative_text="", is_decorative=True)],
        "files": [make.stored_file() for _ in range(2)],
    }


titles = strategies.line.map(lambda text: text.strip() or "Title")
drafts = st.fixed_dictionaries(
    {
        "texts": st.fixed_dictionaries({name: strategies.maybe_line.map(lambda text: text[:20]) for name in TEXTS}),
        "published_on": strategies.days,
        "body": strategies.prose,
        "points": st.lists(strategies.inline, max_size=4),
        "authors": strategies.some_of(4),
        "topics": strategies.some_of(3),
        "tags": strategies.some_of(3),
        "has_series": st.booleans(),
        "is_translation": st.booleans(),
        "picture": st.none() | st.integers(0, 1),
        "attachments": st.lists(st.tuples(titles, st.integers(0, 1)), max_size=3),
        "figures": st.lists(st.tuples(strategies.maybe_line, st.integers(0, 1)), max_size=3),
    }
)


def draft(drawn: dict, house: dict) -> Article:
    article = make.article(
        **drawn["texts"],
        published_on=drawn["published_on"],
        body=drawn["body"],
        points=drawn["points"],
        authors=[house["authors"][n] for n in drawn["authors"]],
        topics=[house["topics"][n] for n in drawn["topics"]],
        tags=[house["tags"][n] for n in drawn["tags"]],
        series=make.series() if drawn["has_series"] else None,
        translation_of=make.article() if drawn["is_translation"] else None,
        picture=None if drawn["picture"] is None else house["pictures"][drawn["picture"]],
    )
    for title, n in drawn["attachments"]:
        make.attached(article, title, house["files"][n])
    for caption, n in drawn["figures"]:
        make.figured(article, caption, house["pictures"][n])
    return article


def disturb(article: Article, house: dict) -> None:
    """Change everything that an editor can change."""
    changed(
        article,
        title="Disturbed",
        body="<p>Other</p>",
        published_on=date(1999, 1, 1),
        series=None,
        translation_of=None,
        picture=house["pictures"][1],
    )
    Byline.objects.filter(article=article).delete()
    Byline.objects.create(article=article, author=house["authors"][0], position=1)
    SummaryPoint.objects.filter(article=article).update(position=1, text="Disturbed")
    SummaryPoint.objects.create(article=article, text="One more", position=0)
    article.attachments.all().delete()
    make.attached(article, "Disturbed", house["files"][1])
    article.figures.update(caption="Disturbed", position=1)
    make.figured(article, "One more", house["pictures"][0])
    article.categories.set(house["topics"][:1])
    article.tags.set(house["tags"][1:])


@examples(25)
@given(drawn=drafts)
def test_freezing_what_was_thawed_gives_the_same_whatever_was_changed_between(drawn, house):
    article = draft(drawn, house)
    content = freeze(article)
    disturb(article, house)
    report = thaw(content, article)
    assert freeze(Article.objects.get(pk=article.pk)) == content
    assert report.is_exact


@examples(15)
@given(drawn=drafts)
def test_thawing_into_a_new_working_copy_gives_the_same(drawn, house):
    article = draft(drawn, house)
    content = freeze(article)
    changed(article, slug=f"moved-{article.slug}")
    fresh = Article()
    assert thaw(content, fresh).is_exact
    assert freeze(Article.objects.get(pk=fresh.pk)) == content
    assert fresh.pk != article.pk


@examples(15)
@given(drawn=drafts)
def test_what_is_frozen_can_be_written_and_has_one_digest(drawn, house):
    article = draft(drawn, house)
    assert canonical(freeze(article)) == canonical(freeze(Article.objects.get(pk=article.pk)))


def test_the_byline_is_in_the_editors_order():
    authors = [make.author(name) for name in ("Zed", "Ada", "Mo")]
    article = make.article(authors=authors)
    Byline.objects.filter(author=authors[0]).update(position=9)
    assert [author["name"] for author in freeze(article)["authors"]] == ["Ada", "Mo", "Zed"]


def test_points_are_in_the_editors_order_and_keep_their_keys():
    article = make.article(points=["One", "Two", "Three"])
    SummaryPoint.objects.filter(text="Three").update(position=0)
    points = freeze(article)["points"]
    assert [point["text"] for point in points] == ["Three", "One", "Two"]
    assert {point["key"] for point in points} == set(SummaryPoint.objects.values_list("key", flat=True))


def test_markup_is_sanitized_on_the_way_into_the_record():
    article = make.article(points=["<script>x</script>A <b>point</b>"], body='<p onclick="x">Text</p><iframe></iframe>')
    work = freeze(article)
    assert [point["text"] for point in work["points"]] == ["A <strong>point</strong>"]
    assert work["body"] == ["<p>Text</p>"]


def test_equal_content_keys_and_ids_included_has_one_digest_on_every_database():
    author = make.author("Անի Daly", pk=9001, slug="ani-daly")
    region = make.topic("South Caucasus", pk=9002, slug="south-caucasus")
    tag = make.tag("transit", pk=9003, slug="transit")
    article = make.article(
        "“Roads” – and R&D", pk=9004, slug="roads", authors=[author], points=[], topics=[region], tags=[tag],
        body="<p>Naïve.</p>", published_on=date(2026, 3, 1),
    )  # fmt: skip
    SummaryPoint.objects.create(article=article, key="k1", text="A <em>point</em>.", position=1)
    text = canonical({"work": freeze(article)})
    assert digest_of(text) == "c8b0f41354d87b980716aed13ed47fda44c3893f7ebd6cbfd75e0d956bfd156b"


# What is no longer as it was printed


def thawed(article: Article, content: dict):
    return thaw(content, Article.objects.get(pk=article.pk))


def test_a_renamed_author_is_reported_and_taken_as_named_now():
    author = make.author("Before")
    article = make.article(authors=[author])
    content = freeze(article)
    changed(author, name="After")
    report = thawed(article, content)
    assert report.renamed == ["“Before” is now “After”."]
    assert freeze(article) == content | {"authors": [content["authors"][0] | {"name": "After"}]}


@pytest.mark.parametrize("change", [{"slug": "elsewhere"}, {"kind": "theme"}])
def test_any_other_change_of_what_is_printed_of_a_topic_is_reported(change):
    topic = make.topic("Transit")
    article = make.article(topics=[topic])
    content = freeze(article)
    changed(topic, **change)
    assert len(thawed(article, content).renamed) == 1


def test_a_merged_author_is_followed_to_the_survivor_and_reported():
    merged, survivor = make.author("Merged"), make.author("Survivor")
    article = make.article(authors=[merged])
    content = freeze(article)
    changed(merged, merged_into=survivor)
    assert thawed(article, content).merged == ["“Merged” was merged into “Survivor”."]
    assert [author["name"] for author in freeze(article)["authors"]] == ["Survivor"]


def test_two_that_were_merged_stand_in_the_byline_once():
    merged, survivor, third = make.author("Merged"), make.author("Survivor"), make.author("Third")
    article = make.article(authors=[merged, survivor, third])
    content = freeze(article)
    changed(merged, merged_into=survivor)
    thawed(article, content)
    assert [author["name"] for author in freeze(article)["authors"]] == ["Survivor", "Third"]


@pytest.mark.parametrize("part", ["authors", "topics", "tags"])
def test_what_is_gone_is_reported_missing_and_the_rest_is_as_it_was(part):
    gone, stays = {"authors": make.author, "topics": make.topic, "tags": make.tag}[part]("Gone"), make.author("Stays")
    article = make.article(**{"authors": [stays], part: [gone, *([stays] if part == "authors" else [])]})
    content = freeze(article)
    Byline.objects.filter(author_id=gone.pk, article=article).delete() if part == "authors" else None
    gone.delete()
    report = thawed(article, content)
    assert report.missing == ["“Gone” no longer exists."]
    assert freeze(article) == content | {part: [each for each in content[part] if each["name"] != "Gone"]}


def test_a_missing_series_and_a_missing_original_are_reported():
    series, original = make.series("Gone"), make.article()
    article = make.article(series=series, translation_of=original)
    content = freeze(article)
    changed(article, series=None, translation_of=None)
    series.delete()
    original.delete()
    assert len(thawed(article, content).missing) == 2
    assert freeze(article) == content | {"series": None, "translation_of": None}
