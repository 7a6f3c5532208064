from hypothesis import given

from outputs.mail import plaintext
from tests import strategies
from text import prose

BASE = "https://house.example/analysis/a/"


def test_lines_are_72_columns_at_most_and_hang_under_their_bullet():
    lines = plaintext.wrapped("word " * 40, "- ").splitlines()
    assert max(map(len, lines)) <= 72
    assert lines[0].startswith("- word")
    assert all(line.startswith("  word") for line in lines[1:])


def test_an_address_is_never_broken():
    address = "https://house.example/" + "a-long-word-" * 12
    assert address in plaintext.wrapped(f"Read it at {address} today.").splitlines()


def test_a_link_is_its_words_and_its_address():
    markup = '<p>See <a href="/b?x=1&amp;y=2">the <em>other</em></a> &amp; more.</p>'
    assert plaintext.paragraphs(markup, BASE) == ["See the other <https://house.example/b?x=1&y=2> & more."]


def test_a_link_whose_words_are_its_address_says_it_once():
    markup = '<a href="https://x.example/">https://x.example/</a>, <a href="mailto:a@x.example">a@x.example</a>'
    assert plaintext.words(markup, BASE) == "https://x.example/, a@x.example"


def test_lists_keep_their_bullets():
    assert plaintext.paragraphs("<ul><li>One</li><li>Two</li></ul><p>Three</p>", BASE) == ["- One", "- Two", "Three"]


@given(strategies.prose)
def test_no_word_of_prose_is_lost(markup):
    clean = prose.clean_prose(markup)
    said = " ".join(" ".join(plaintext.paragraphs(clean, BASE)).split())
    for word in " ".join(prose.paragraphs(clean)).split():
        assert word in said
