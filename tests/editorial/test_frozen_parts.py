"""The database gives a content less one part, and nothing else is another."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.freezing import keep, parse
from editorial.frozen_parts import Without
from editorial.models import FrozenContent

pytestmark = pytest.mark.django_db

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
values = st.recursive(
    texts | st.integers(-(2**40), 2**40) | st.booleans() | st.none(), lambda inner: st.lists(inner, max_size=3)
)
works = st.dictionaries(texts.filter(lambda name: name != "body"), values, max_size=4)


@given(work=works, body=st.lists(texts), part=works)
def test_all_but_the_body_comes_back_as_it_was_frozen(work, body, part):
    row = keep({"work": {**work, "body": body}, "edition": part})
    told = FrozenContent.objects.annotate(told=Without("text", "work", "body")).values_list("told", flat=True)
    assert parse(told.get(pk=row.pk)) == {"work": work, "edition": part}
    assert json.loads(row.text)["work"]["body"] == body
