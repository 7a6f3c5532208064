"""Full text search at the desk."""

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from taggit.models import Tag

from articles import library_index
from articles.models import Article
from record.kinds import taxonomy_changed
from record.revisions import keep_revision
from search.index import Draft, Zone
from search.word_columns import Texts
from search.words import Phrase, Words, read_typed
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("search.index")]


def titles(typed: str, zone: Zone = Zone.TEXT, is_typing: bool = False) -> set[str]:
    found = Article.objects.filter(library_index.matching(read_typed(typed, is_typing), zone))
    return set(found.values_list("title", flat=True))


def indexed(title: str, **differences) -> Article:
    made = make.article(title, **differences)
    library_index.index([made.pk])
    return made


@pytest.mark.parametrize(
    "typed",
    [
        "corridor",
        "hakobyan",
        "freight",
        "railway",
        "south caucasus",
        "transit",
        "ministers",
        "waits",
        "barges",
        "drawn",
    ],
)
def test_an_article_is_found_by_every_part_of_it(typed):
    made = indexed(
        "The Corridor", authors=[make.author("Lusine Hakobyan")], points=["Freight doubled."], standfirst="Who waits.",
        body="<p>A <em>railway</em> of</p><p>ministers.</p>", topics=[make.topic("South Caucasus")],
    )  # fmt: skip
    made.tags.add("transit")
    make.figured(made, "Where barges wait.")
    make.figured(made, shown=make.picture(caption="Drawn for us."))
    library_index.index([made.pk])
    indexed("Another")
    assert titles(typed) == {"The Corridor"}


@pytest.mark.parametrize(
    ("title", "typed"),
    [
        ("Türkiye Votes", "turkiye"),
        ("Azərbaycan", "azerbaycan"),
        ("Inanç and Law", "INANC"),
        ("Ёлка", "елка"),
        ("Russia–Azerbaijan Ties", "Russia-Azerbaijan"),
        ("Baku’s “Choice”", "baku's choice"),
        ("Straße", "strasse"),
        ("Հայաստան", "հայաստան"),
    ],
)
def test_case_accents_dashes_and_quotation_marks_do_not_matter(title, typed):
    indexed(title)
    assert titles(typed) == {title}


def test_every_word_must_be_there():
    indexed("Gas and Oil")
    indexed("Gas Alone")
    assert titles("oil gas") == {"Gas and Oil"}


def test_the_words_may_stand_in_different_parts():
    indexed("Gas", points=["Prices rise."])
    assert titles("gas prices") == {"Gas"}


def test_a_phrase_stands_in_one_piece():
    indexed("North Sea Gas")
    indexed("Sea North")
    assert titles('"north sea"') == {"North Sea Gas"}


def test_a_compound_is_a_phrase():
    indexed("The Baku-Tbilisi Line")
    indexed("From Tbilisi to Baku")
    assert titles("Baku–Tbilisi") == {"The Baku-Tbilisi Line"}


def test_no_phrase_begins_in_one_point_and_ends_in_the_next():
    indexed("Points", points=["All is north", "sea levels rise"])
    assert titles('"north sea"') == set()


def test_the_last_word_is_a_beginning_while_typing():
    indexed("The Corridor Opens")
    assert titles("corr", is_typing=True) == {"The Corridor Opens"}
    assert titles("corr", is_typing=False) == set()


@pytest.mark.parametrize("typed", ["corr ", '"corr"'])
def test_a_space_or_quotation_mark_ends_the_word(typed):
    indexed("The Corridor Opens")
    assert titles(typed, is_typing=True) == set()


def test_a_phrase_may_be_unfinished_while_typing():
    indexed("The Long Corridor Opens")
    assert titles('"long corr', is_typing=True) == {"The Long Corridor Opens"}


def test_one_letter_alone_does_not_narrow_while_typing():
    indexed("North Sea")
    assert titles("north x", is_typing=True) == {"North Sea"}


@pytest.mark.parametrize("typed", ["", "   ", "—", "“”", "***", "'"])
def test_without_a_word_everything_is_found(typed):
    indexed("One")
    assert titles(typed) == {"One"}


HOSTILE = [
    'a"b*( NOT', "NEAR(a b)", "title:one", "-one", "one AND", "{title}:one", "one*", "^one", "a & | ! <->",
    "o'ne \\ ''", "one\0two", "\ud800", "¶", "%s %(x)s", "'; DROP TABLE articles_article; --", "x" * 100_000,
    '"' * 1_001, "🙂", "１２",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize("zone", list(Zone))
def test_no_input_is_an_error(typed, zone):
    indexed("One")
    for is_typing in (True, False):
        assert titles(typed, zone, is_typing) <= {"One"}


@given(st.text())
@pytest.mark.slow
def test_whatever_a_title_holds_finds_it(typed):
    made = Article.objects.create(title=typed[:300].replace("\0", ""), slug="any")
    library_index.INDEX.put([Draft(made.pk, Texts(title=[typed]))])
    assert Article.objects.filter(library_index.matching(read_typed(typed))).exists()
    made.delete()


def test_the_zones_hold_one_another():
    indexed("Gas", points=["Oil."], body="<p>Coal.</p>")
    assert [titles("gas", zone) for zone in Zone] == [{"Gas"}] * 3
    assert [titles("oil", zone) for zone in Zone] == [set(), {"Gas"}, {"Gas"}]
    assert [titles("coal", zone) for zone in Zone] == [set(), set(), {"Gas"}]


def test_each_article_is_in_the_rank_of_where_its_words_stand():
    indexed("Gas Prices")
    indexed("Gas", points=["Prices."])
    indexed("Other", points=["Gas."], body="<p>Prices.</p>")
    ranks = [
        list(Article.objects.filter(rank).values_list("title", flat=True))
        for rank in library_index.ranked(Words(((Phrase(("gas",)),), (Phrase(("prices",)),))))
    ]
    assert ranks == [["Gas Prices"], ["Gas"], ["Other"]]


def test_a_save_brings_the_index_up_to_date():
    made = make.article("Before")
    keep_revision(made, None)
    made.title = "After"
    made.save()
    keep_revision(made, None)
    assert (titles("before"), titles("after")) == (set(), {"After"})


def test_a_renamed_author_is_found_by_the_new_name():
    ana = make.author("Ana Petrova")
    indexed("By Ana", authors=[ana])
    ana.name = "Ana Markova"
    ana.save()
    taxonomy_changed(ana)
    assert (titles("petrova"), titles("markova")) == (set(), {"By Ana"})


def test_a_renamed_topic_is_found_by_the_new_name():
    topic = make.topic("Energy")
    indexed("Filed", topics=[topic])
    topic.name = "Power"
    topic.save()
    taxonomy_changed(topic)
    assert (titles("energy"), titles("power")) == (set(), {"Filed"})


def test_a_renamed_tag_is_found_by_the_new_name():
    made = indexed("Tagged")
    made.tags.add("gas")
    tag = Tag.objects.get(name="gas")
    tag.name = "oil"
    tag.save()
    taxonomy_changed(tag)
    assert titles("oil") == {"Tagged"}


def test_a_save_and_a_rebuild_find_the_same():
    made = make.article(
        "One", body="<p>Two</p>\n<p>three</p>", points=["Four <em>five</em>"], topics=[make.topic("Six")]
    )
    keep_revision(made, None)
    words = ["one", "two three", '"four five"', "six"]
    saved = [titles(word) for word in words]
    call_command("rebuild_record", "--search", verbosity=0)
    assert saved == [titles(word) for word in words] == [{"One"}] * 4


def test_a_rebuild_forgets_what_is_gone():
    made = indexed("Gone")
    made.delete()
    make.article("Here")
    assert library_index.rebuild() == 1
    assert titles("here") == {"Here"}


def test_words_past_the_most_are_not_indexed(monkeypatch):
    monkeypatch.setattr("search.word_columns.MOST_WORDS", 3)
    indexed("Long", body="<p>one two three four</p>")
    assert (titles("two"), titles("four")) == ({"Long"}, set())


def test_a_text_of_a_million_characters_is_indexed():
    indexed("Long", body=f"<p>{'abcdefghi ' * 50_000}{' '.join(str(number) for number in range(60_000))} end</p>")
    assert titles("abcdefghi") == {"Long"}
