"""Links between translations: from each to all others, as long as they are public."""

import re

import pytest

from record import publishing
from tests import make
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="(\w+)" href="http://testserver([^"]+)">')
SHOWN = re.compile(r'<a href="([^"]+)" lang="(\w+)" hreflang="\2" dir="auto">([^<]+)</a>')


@pytest.fixture
def three():
    original = make.article("Harbor", slug="harbor", language="en")
    french = make.article("Le port", slug="le-port", language="fr", translation_of=original)
    arabic = make.article("الميناء", slug="almina", language="ar", translation_of=original)
    for each in (original, french, arabic):
        published(each, NOON)
    return original, french, arabic


def test_each_leads_to_all_others_and_names_them_in_their_own_words(look, three):
    page = look("/analysis/harbor/").content.decode()
    assert SHOWN.findall(page) == [("/analysis/almina/", "ar", "العربيّة"), ("/analysis/le-port/", "fr", "français")]
    assert {url for url, *_ in SHOWN.findall(look("/analysis/le-port/").content.decode())} == {
        "/analysis/harbor/", "/analysis/almina/"
    }  # fmt: skip


def test_the_head_of_each_names_the_same_addresses(look, three):
    named = [
        set(ALTERNATE.findall(look(f"/analysis/{slug}/").content.decode())) for slug in ("harbor", "le-port", "almina")
    ]
    assert named[0] == {("en", "/analysis/harbor/"), ("fr", "/analysis/le-port/"), ("ar", "/analysis/almina/")}
    assert named[0] == named[1] == named[2]


def test_a_translation_that_is_withdrawn_is_named_nowhere(look, three):
    publishing.withdraw(three[1], "Wrong.", at=later(hours=1))
    assert "le-port" not in look("/analysis/harbor/", later(hours=2)).content.decode()


def test_a_translation_to_come_is_named_when_it_has_come(look):
    original = make.article(slug="harbor")
    published(original, NOON)
    published(make.article(slug="le-port", language="fr", translation_of=original), NOON, live_from=later(hours=1))
    assert "le-port" not in look("/analysis/harbor/", later(seconds=1)).content.decode()
    assert "le-port" in look("/analysis/harbor/", later(hours=1)).content.decode()


def test_snapshots_have_translations_too(look):
    original = make.snapshot(slug="ports")
    published(original, NOON)
    published(make.snapshot(slug="les-ports", language="fr", translation_of=original), NOON)
    assert SHOWN.findall(look("/snapshots/ports/").content.decode()) == [("/snapshots/les-ports/", "fr", "français")]
    assert SHOWN.findall(look("/snapshots/les-ports/").content.decode()) == [("/snapshots/ports/", "en", "English")]


def test_what_has_no_translation_says_nothing_of_any(look):
    published(make.article(slug="alone"), NOON)
    assert "hreflang" not in look("/analysis/alone/").content.decode()
