"""Canonical JSON and its digest."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from record.freezing import canonical, digest_of, read, store
from record.models import FrozenContent
from tests.strategies import examples

texts = st.text(st.characters(exclude_categories=["Cs"]))
contents = st.dictionaries(
    texts,
    st.recursive(
        st.none() | st.booleans() | st.integers() | texts,
        lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
        max_leaves=6,
    ),
)


def test_keys_are_sorted_spaces_left_out_and_letters_as_they_are():
    content = {"b": [1, True, None], "a": {"ն": "“Dash – é” / \\", "B": ""}}
    assert canonical(content) == '{"a":{"B":"","ն":"“Dash – é” / \\\\"},"b":[1,true,null]}'


@examples(40)
@given(contents)
def test_what_is_read_back_is_what_was_written(content):
    assert json.loads(canonical(content)) == content


@examples(40)
@given(contents, st.randoms())
def test_the_order_in_which_keys_were_given_does_not_matter(content, chance):
    keys = list(content)
    chance.shuffle(keys)
    assert canonical({key: content[key] for key in keys}) == canonical(content)


@pytest.mark.parametrize("value", [1.0, [0.5], {"deep": [{"er": 1.5}]}, (0.5,), float("nan")])
def test_floats_are_refused(value):
    with pytest.raises(TypeError):
        canonical({"value": value})


@pytest.mark.parametrize("key", [1, None, True, 1.5])
def test_keys_that_are_no_texts_are_refused(key):
    with pytest.raises(TypeError):
        canonical({"inner": {key: ""}})


def test_the_digest_is_the_sha_256_of_the_bytes():
    text = canonical({"title": "Ճանապարհ"})
    assert digest_of(text) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.django_db
def test_equal_contents_are_kept_once():
    assert store({"a": 1, "b": [2]}) == store({"b": [2], "a": 1})
    assert FrozenContent.objects.count() == 1


@pytest.mark.django_db
def test_what_was_kept_reads_as_it_was():
    content = {"title": "“Curly” – ֏ \U0001f30d", "lines": ["a\nb", "\t", " "]}
    assert read(FrozenContent.objects.get(pk=store(content).pk)) == content
