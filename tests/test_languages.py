"""Every public page in French and in Arabic: no word of the interface is left in English, and nothing leaks."""

import re
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from dev.messages import catalog
from record.models import Organization
from tests import make
from tests.make import NOON, later, published
from web.languages import override_language

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = later(days=1)
LATIN = re.compile(r"[A-Za-z]{2,}")
# What is the same in every language; the names and texts of these pages begin with Zz.
EVERYWHERE = {
    "PDF", "JSON", "CSV", "BibTeX", "RIS", "CSL", "DOI", "SHA", "UTC", "from", "until", "year", "cursor", "http", "testserver",
    "ar", "fr", "example", "org", "name", "API", "APA", "MLA", "nowhere",
}  # fmt: skip
LISTS = [
    "/", "/snapshots/", "/snapshots/?q=zzpoint", "/analysis/", "/analysis/?q=zzpoint&year=2026&topic=zzport",
    "/analysis/?q=zznothing", "/analysis/?author=zzauthor&from=2026-01-01", "/search/", "/search/?q=zzpoint", "/topics/",
    "/topics/zzport/", "/authors/", "/authors/zzauthor/", "/corrections/", "/alerts/?of=snapshots",
    "/analysis/?from=x", "/analysis/?year=x", "/analysis/?cursor=x", "/nowhere/",
]  # fmt: skip
EDITIONS = [
    "/analysis/zzone/", "/analysis/zzone/editions/", "/analysis/zzone/editions/1/", "/analysis/zzone/editions/1/to/2/",
    "/snapshots/zzsnap/", "/snapshots/zzsnap/editions/", "/snapshots/zzsnap/editions/1/",
    "/snapshots/zzsnap/editions/1/to/2/",
]  # fmt: skip


class Words(HTMLParser):
    """What a reader sees or hears of a page, but for citations, which keep the form of their style."""

    def __init__(self, page: str):
        super().__init__()
        self.texts, self.skipped = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag in ("script", "style", "code") or "cite-panel-entry" in (given.get("class") or ""):
            self.skipped.append(tag)
        names = ("aria-label", "title", "alt", "data-copied-said", "data-selected-said", "data-suggest-label")
        self.texts += [given[name] for name in names if given.get(name)]
        if given.get("name") == "description":
            self.texts.append(given["content"])

    def handle_endtag(self, tag):
        if self.skipped and self.skipped[-1] == tag:
            self.skipped.pop()

    def handle_data(self, data):
        if not self.skipped:
            self.texts.append(data)

    @property
    def latin(self) -> set[str]:
        # An address is no word.
        texts = (
            re.sub(r"https?://\S+|/(snapshots|analysis)/\S*|\S+@\S+|[0-9a-f]{40,}", " ", text) for text in self.texts
        )
        return {word for text in texts for word in LATIN.findall(text) if not word.lower().startswith("zz")}


def house(language: str) -> None:
    Organization.objects.update_or_create(pk=1, defaults={"name": "Zzhouse", "language": language})
    make.record_changed()


def fill(language: str) -> None:
    """Publish articles and a snapshot in the language, each corrected once, under names that are no words."""
    house(language)
    author, topic = make.author("Zzada Zzwriter", slug="zzauthor"), make.topic("Zzport", slug="zzport", kind="region")
    tag, series = make.tag("zztag"), make.series("Zzseries")
    shared = {
        "authors": [author],
        "topics": [topic],
        "tags": [tag],
        "language": language,
        "series": series,
        "volume": "3",
        "summary_label": "Zzlabel",
    }
    articles = [
        make.article(f"Zz{name}", slug=f"zz{name}", points=("Zzpoint.",), published_on=f"2026-0{n}-03", **shared)
        for n, name in enumerate(("one", "two", "three"), 1)
    ]
    snapshot = make.snapshot(
        "Zzsnap", sections={"Zzfirst": articles[:2], "": articles[2:]}, slug="zzsnap", language=language, compilers=[author],
        topics=[topic], selection_heading="Zzselected", introduction="<p>Zzintro.</p><p>Zzmore.</p>", series=series,
    )  # fmt: skip
    published(snapshot, NOON)
    make.changed(articles[0], title="Zzone zzagain", body="<p>Zzbody</p>")
    published(articles[0], later(hours=1), kind="correction", note="Zznote.")
    make.changed(snapshot, title="Zzsnap zzagain", introduction="<p>Zzmore.</p>", selection_heading="Zzother")
    published(snapshot, later(hours=2), kind="update", note="Zznote.")


def test_no_word_of_english_is_left_on_an_arabic_page(look):
    fill("ar")
    pages = {address: look(address, NOW).content.decode() for address in (*LISTS, *EDITIONS)}
    left = {address: Words(page).latin - EVERYWHERE for address, page in pages.items()}
    assert {address: words for address, words in left.items() if words} == {}
    assert [address for address, page in pages.items() if '<html lang="ar" dir="rtl">' not in page] == []


def test_no_word_of_english_is_left_on_a_french_page(look):
    fill("fr")
    pages = {address: look(address, NOW).content.decode() for address in (*LISTS, *EDITIONS)}
    left = {address: Words(page).latin & english_words("fr") - EVERYWHERE for address, page in pages.items()}
    assert {address: words for address, words in left.items() if words} == {}
    assert [address for address, page in pages.items() if '<html lang="fr" dir="ltr">' not in page] == []


def english_words(language: str) -> set[str]:
    """Return the words that the interface uses in English and not in the language."""
    po = catalog(language)
    english = " ".join(f"{entry.msgid} {entry.msgid_plural}" for entry in po)
    others = " ".join(" ".join([entry.msgstr, *entry.msgstr_plural.values()]) for entry in po)
    return set(LATIN.findall(re.sub(r"%\(\w+\)s", " ", english))) - set(
        LATIN.findall(re.sub(r"%\(\w+\)s", " ", others))
    )


def test_a_page_of_an_edition_speaks_the_editions_language(look):
    fill("fr")
    house("en")
    assert '<html lang="fr" dir="ltr">' in look("/analysis/zzone/", NOW).content.decode()
    assert '<html lang="en" dir="ltr">' in look("/analysis/", NOW).content.decode()


def test_around_a_language_it_has_not_the_interface_speaks_the_houses(look):
    house("ar")
    published(make.article("Zzgeorgian", slug="zzka", language="ka"), NOON)
    page = look("/analysis/zzka/", NOW).content.decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<h1 lang="ka" dir="auto">Zzgeorgian</h1>' in page
    assert '<ul lang="ka" dir="ltr">' in page


def test_a_house_whose_language_the_interface_has_not_speaks_english(look):
    house("ka")
    page = look("/nowhere/", NOW).content.decode()
    assert '<html lang="en" dir="ltr">' in page
    assert "There is no page at this address" in page


def test_the_reader_is_not_asked_which_language(look):
    fill("fr")
    asked = look("/analysis/", NOW, **{"Accept-Language": "ar", "Cookie": "django_language=ar"})
    assert '<html lang="fr"' in asked.content.decode()
    assert not {"Accept-Language", "Cookie"} & set(asked.headers.get("Vary", "").split(", "))
    assert not asked.cookies


def test_the_desk_and_the_api_speak_english_in_any_house(look):
    fill("ar")
    assert (
        "“from” is not a valid date. Use the form 2026-03-01." in look("/api/v1/articles/?from=x", NOW).content.decode()
    )
    assert 'lang="en' in look("/admin/login/", NOW).content.decode()


def test_what_is_said_inside_is_not_said_outside():
    house("fr")
    with translation.override("en"):
        with pytest.raises(ZeroDivisionError), override_language("ar"):
            raise ZeroDivisionError
        assert translation.get_language() == "en"


def test_dates_and_numbers_are_written_as_the_language_writes_them(look):
    fill("fr")
    assert "3 février 2026" in look("/analysis/", NOW).content.decode()


def test_threads_that_speak_at_once_do_not_hear_each_other():
    house("en")

    def speak(tag: str) -> set[str]:
        said = set()
        for _ in range(200):
            with override_language(tag):
                said.add(translation.gettext("Analysis"))
        return said

    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(speak, ["en", "fr", "ar"])) == [{"Analysis"}, {"Analyses"}, {"التحليلات"}]


def test_what_is_held_in_memory_keeps_no_language(look):
    fill("fr")
    look("/analysis/?topic=zzport", NOW)
    look("/search/suggest/?q=zzpo", NOW)
    with time_machine.travel(NOW, tick=False):
        Organization.objects.update(language="ar")
        make.record_changed()
        found = Client().get("/search/suggest/?q=zzpo").json()["suggestions"]
    assert {each["kind"] for each in found} == {"الموضوع"}


@pytest.mark.parametrize(("house_speaks", "called"), [("en", "French"), ("fr", "Français"), ("ar", "الفرنسيّة")])
def test_the_language_facet_and_its_chip_call_languages_by_name(look, house_speaks, called):
    house(house_speaks)
    published(make.article("Zz in French", language="fr"), NOON)
    published(make.article("Zz in no language Django knows", language="tlh"), NOON)
    page = look("/analysis/?language=fr", NOW).content.decode()
    named = re.sub(r"\s+", " ", page)
    assert named.lower().count(f">{called.lower()}<") + named.lower().count(f" {called.lower()} ") >= 2, called
    assert "tlh" in page
