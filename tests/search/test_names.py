"""Names found by their beginnings: as a plain reading finds them."""

from hypothesis import given
from hypothesis import strategies as st

from search.names import Name, Names
from text.folding import fold

some_names = st.lists(
    st.builds(
        Name,
        kind=st.sampled_from(["topic", "author"]),
        slug=st.just("slug"),
        name=st.lists(st.sampled_from(["South", "Caucasus", "Türkiye", "Sea", "Søren"]), min_size=1, max_size=3).map(
            " ".join
        ),
        others=st.lists(st.sampled_from(["Turkey", "The South"]), max_size=2).map(tuple),
    ),
    max_size=8,
)


def plainly(names: list[Name], typed: str) -> list[Name]:
    def bears(name: Name) -> bool:
        words = [word for text in (name.name, *name.others) for word in fold(text).split()]
        return all(any(word.startswith(asked) for word in words) for asked in fold(typed).split())

    return [name for name in names if bears(name)]


@given(some_names, st.sampled_from(["s", "so", "turk", "south ca", "ca so", "sea x", "SØ", "the"]))
def test_every_name_is_found_in_which_each_word_begins_a_word(names, typed):
    assert sorted(Names(names).beginning(typed, 100), key=str) == sorted(plainly(names, typed), key=str)


@given(some_names, st.sampled_from(["s", "so", "turk", "ca"]), st.integers(1, 3))
def test_no_kind_crowds_out_another(names, typed, most):
    found = Names(names).beginning(typed, most)
    for kind in ("topic", "author"):
        there = sum(name.kind == kind for name in plainly(names, typed))
        assert sum(name.kind == kind for name in found) == min(there, most)


def test_what_begins_with_everything_typed_stands_first():
    names = Names(Name("topic", name, name) for name in ("Black Sea Ports", "Sea", "Seabed"))
    assert [each.name for each in names.beginning("sea", 5)] == ["Sea", "Seabed", "Black Sea Ports"]


def test_nothing_typed_finds_nothing():
    assert Names([Name("topic", "sea", "Sea")]).beginning(" – ", 5) == []
