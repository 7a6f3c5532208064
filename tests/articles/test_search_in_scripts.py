"""Finding words in every script, with what is written together with them: on the site and at the desk alike."""

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import library_index
from articles.kind import ARTICLE
from articles.models import Article, ArticleEdition
from articles.public.filters import read_filter
from articles.search_entry import INDEX
from search.indexing import fill
from search.passages import Marker
from search.spellings import spellings
from search.words import read_typed
from tests import make
from tests.make import NOON, later

pytestmark = pytest.mark.django_db
ARABIC = [
    "اقتصاد",
    "الاقتصاد",
    "والاقتصاد",
    "بالاقتصاد",
    "كالاقتصاد",
    "للاقتصاد",
    "فالاقتصاد",
    "ٱلاقتصاد",
    "الاقتـــصاد",
    "بحر",
    "البحر",
    "للبحر",
]


def published(title: str, language: str = "en", **differences) -> None:
    article = make.article(title, language=language, published_on=NOON.date(), **differences)
    make.published(article, NOON)
    library_index.index([article.pk])


def asked(typed: str):
    query = QueryDict(mutable=True)
    query["q"] = typed
    return read_filter(query, later(hours=1))


def on_the_site(typed: str) -> set[str]:
    return set(asked(typed).qs.values_list("title", flat=True))


def at_the_desk(typed: str) -> set[str]:
    found = Article.objects.filter(library_index.matching(read_typed(typed, is_typing=False, spellings=spellings())))
    return set(found.values_list("title", flat=True))


def marked(typed: str, title: str, language: str) -> str:
    return re.sub("</?mark>", "|", Marker(asked(typed).words, language).marked(title))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "language", "typed"),
    [
        ("Estmark Waits", "en", "estmark's estmark’s ESTMARKʼS estmark´s estmark'"),
        ("Estmark’s Ports", "en", "estmark estmark's ports"),
        ("L’énergie d'Europe", "fr", "énergie l'énergie l’energie d’énergie europe l’Europe qu'europe"),
        ("Énergie en Europe", "fr", "l’énergie d'europe jusqu’europe"),
        ("Energia d’Italia", "it", "italia dell’italia l'energia"),
        ("James’s Law", "en", "james james's"),
        ("All’s Well", "en", "all all's"),
    ],
)
def test_possessives_and_elisions_do_not_matter(title, language, typed):
    published(title, language)
    published("Another Thing", "en")
    for word in typed.split():
        assert on_the_site(word) == at_the_desk(word) == {title}, word


@pytest.mark.slow
@pytest.mark.parametrize(
    "title", ["اقتصاد البحر", "الاقتصاد والبحر", "للاقتصاد وبالبحر", "والاقتصاد كالبحر", "بالاقتصاد فالبحر"]
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_arabic_article_does_not_matter(title, language):
    published(title, language)
    published("شيء آخر", "ar")
    for word in ARABIC:
        assert on_the_site(word) == at_the_desk(word) == {title}, word
    assert on_the_site("قتصاد") == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("title", "language", "typed", "others"),
    [
        ("習近平主席訪問歐洲議會", "zh-Hant", "習近平 近平主 訪問 議會 會 習 歐洲議會 席訪", "訪習 平近 国"),
        ("EU加盟国の経済ガス", "ja", "加盟 加盟国 盟国の経 ガス 経済 EU加盟 EU", "カス 国加盟"),
        ("น้ำท่วมท่าเรือกรุงเทพ", "th", "น้ำ ท่าเรือ น้ำท่วม กรุงเทพ ท่วมท่า", "ทาเรอ นำ"),
        ("ຂໍ້ມູນທ່າເຮືອ", "lo", "ຂໍ້ມູນ ທ່າເຮືອ", "ຮືອທ່າ"),
        ("កំពង់ផែភ្នំពេញ", "km", "ភ្នំពេញ កំពង់ផែ", "ពេញកំពង់"),
        ("ရန်ကုန်ဆိပ်ကမ်း", "my", "ရန်ကုန် ဆိပ်ကမ်း", "ကမ်းရန်"),
    ],
)
def test_where_no_spaces_part_words_any_part_is_found(title, language, typed, others):
    published(title, language)
    published("Another Thing", "en")
    for word in typed.split():
        assert on_the_site(word) == at_the_desk(word) == {title}, word
        assert "|" in marked(word, title, language)
    for word in others.split():
        assert on_the_site(word) == at_the_desk(word) == set(), word


HAN = st.text("習近平主席訪問歐洲議會國經濟安全の", min_size=2, max_size=12)


@pytest.mark.slow
@given(title=st.lists(HAN, min_size=1, max_size=3).map("，".join), data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_two_or_more_characters_of_a_chinese_title_find_it_and_are_marked(title, data):
    from django.db import transaction  # each example is undone

    start = data.draw(st.integers(0, len(title) - 2))
    part = title[start : data.draw(st.integers(start + 2, len(title)))]
    with transaction.atomic():
        published(title, "zh")
        make.record_changed()
        assert on_the_site(part) == at_the_desk(part) == {title}
        assert part.strip("，").replace("，", "") in "".join(marked(part, title, "zh").split("|")).replace("，", "")
        assert "|" in marked(part, title, "zh")
        transaction.set_rollback(True)


def test_what_was_sought_is_marked_and_no_more():
    for language in ("en", "ar", "hi", "zh"):
        published("Another Thing", language)
    assert marked("近平", "習近平訪問", "zh") == "習|近平|訪問"
    assert marked("訪問 習", "習近平訪問", "zh") == "|習|近平|訪問|"
    assert marked("EU加盟", "EU加盟国", "ja") == "|EU||加盟|国"
    assert marked("estmark's", "Estmark’s Ports", "en") == "|Estmark|’s Ports"
    assert marked("اقتصاد", "والاقتصاد", "ar") == "|والاقتصاد|"
    assert marked("हिन्दी", "हिन्दी में", "hi") == "|हिन्दी| में"


def test_a_passage_of_chinese_is_no_longer_than_one_of_english():
    words = asked("議會").words
    passage = Marker(words, "zh").passage([f"{'習近平' * 500}議會{'訪問' * 500}"])
    assert "<mark>議會</mark>" in passage
    assert len(passage) < 400


def test_words_with_vowel_signs_are_whole_words():
    published("हिन्दी की किताब", "hi")
    assert on_the_site("हिन्दी") == at_the_desk("हिन्दी") == {"हिन्दी की किताब"}
    assert at_the_desk("हिन्द") == at_the_desk("क") == set()


def test_korean_is_found_with_and_without_particles():
    published("한국의 경제를 위한 항만", "ko")
    published("중국 항만", "ko")
    for word in ("한국", "한국의", "경제", "경제에서", "한국은"):
        assert on_the_site(word) == {"한국의 경제를 위한 항만"}, word
    assert at_the_desk("한국") == at_the_desk("경제") == {"한국의 경제를 위한 항만"}


@pytest.mark.parametrize("typed", ["習近", "平", "習近平主"])
def test_names_and_titles_are_suggested_by_any_part(typed, look):
    published("習近平主席訪問", "zh", topics=[make.topic("習近平主義")])
    told = look(f"/search/suggest/?q={typed}", later(hours=1)).json()["suggestions"]
    assert {each["text"] for each in told} == {"習近平主席訪問", "習近平主義"}


def test_a_possessive_suggests_what_the_word_does(look):
    published("Estmark Waits", topics=[make.topic("Estmark")])
    told = look("/search/suggest/?q=estmark’s", later(hours=1)).json()["suggestions"]
    assert {each["text"] for each in told} == {"Estmark Waits", "Estmark"}


def test_a_word_misspelled_with_a_possessive_is_corrected(look):
    published("Estmark Waits")
    assert "Did you mean" in look("/analysis/?q=estmrak’s", later(hours=1)).content.decode()


def test_another_spelling_of_a_chinese_name_finds_it():
    make.spelling("習近平\n习近平")
    published("習近平主席訪問", "zh-Hant")
    assert on_the_site("习近平") == at_the_desk("习近平") == {"習近平主席訪問"}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "ar", "fr", "ko", "hi"])
def test_a_rebuild_finds_what_publishing_does(language):
    published(
        {"zh": "習近平主席", "ar": "والاقتصاد", "fr": "L’énergie", "ko": "한국의", "hi": "हिन्दी"}[language], language
    )
    words = ["近平", "اقتصاد", "énergie", "한국", "हिन्दी"]
    before = [(on_the_site(word), at_the_desk(word)) for word in words]
    fill(INDEX, ArticleEdition.objects.all(), ARTICLE.search_entry)
    library_index.rebuild()
    assert before == [(on_the_site(word), at_the_desk(word)) for word in words]


@pytest.mark.parametrize(
    ("title", "typed"), [("港口城的未来", "未来"), ("رؤية الميناء", "ميناء"), ("Estmark Waits", "estmark's")]
)
def test_snapshots_are_found_so_too(look, title, typed):
    make.published(make.snapshot(title), NOON)
    make.published(make.snapshot("Another"), NOON)
    found = look("/api/v1/snapshots/?" + urlencode({"q": typed}), later(hours=1)).json()["results"]
    assert [each["title"] for each in found] == [title]
