"""Small documents of the kinds that public reports and real files bring (../shared/cases/forms), and how each is read."""

import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import ArticleEdition
from importing.contract import as_json
from importing.lines import Place, Unreadable
from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read
from tests.importing.documents import CASES, needs_the_cases
from tests.importing.test_outlining import told, words_of

TITLES = [
    "Estmark Raises the Toll for Foreign Hulls",
    "Norland Signs the Salt Accord After Two Years",
    "Sudavia Asks for a Seat on the Straits Board",
]
AUTHORS = [["Jane Roe"], ["Toby Byron", "Ida Moll"], ["Ida Moll"]]
DAYS = ["2025-05-03", "2025-06-14", "2025-07-01"]
TEAM = [["The Harbor Editorial Team"]] * 3
NUMBERED = [f"Salt and the Straits, Part {number}" for number in (1, 2, 3)]
WRAPPED = [
    "Estmark Raises the Toll for Foreign Hulls and Opens a Second Channel to Its Own",
    "Norland Signs the Salt Accord After Two Years of Talks on the Second Channel",
]


@dataclass
class Form:
    """What a document says, where it is not the usual, and the words that its warnings quote."""

    sections: tuple[str, ...] = ("Tolls", "Boards and Crews")
    titles: tuple[str, ...] | list[str] = tuple(TITLES)
    authors: tuple | list = tuple(AUTHORS)
    days: tuple[str, ...] | list[str] = tuple(DAYS)
    points: tuple[int, ...] = (2, 1, 1)
    told: tuple[str, ...] = ()
    is_quiet: bool = False  # nothing is told at all


ONE = ("Tolls",)
FORMS = {
    "count-volume.txt": Form(sections=ONE),
    "count-parts.txt": Form(sections=ONE, titles=NUMBERED, is_quiet=True),
    "count-intro.txt": Form(ONE, TITLES[:1], AUTHORS[:1], DAYS[:1], (2,), is_quiet=True),
    "count-sections.txt": Form(sections=("Day 1", "Day 2", "Day 3"), is_quiet=True),
    "date-minread.txt": Form(told=("4 min read",)),
    "date-updated.txt": Form(),
    "date-category.txt": Form(),
    "date-place.txt": Form(told=("Estmark City",)),
    "date-french.txt": Form(is_quiet=True),
    "by-team.txt": Form(authors=TEAM),
    "by-ministry.txt": Form(authors=[AUTHORS[0], ["Ministry of Foreign Affairs of Estmark"], AUTHORS[2]]),
    "by-interview.txt": Form(authors=[AUTHORS[0], ["Toby Byron"], AUTHORS[2]], told=("Interview",)),
    "by-commentary.txt": Form(told=("Commentary",)),
    "by-with.txt": Form(authors=[["Jane Roe", "Toby Byron"], *AUTHORS[1:]], is_quiet=True),
    "by-translated.txt": Form(told=("Translated by Ann Lee",)),
    "by-by-team.txt": Form(authors=TEAM),
    "by-for.txt": Form(authors=[["Jane Roe"]] * 3, told=("for Harbor News",)),
    "by-reported.txt": Form(),
    "by-dash.txt": Form(is_quiet=True),
    "after-fulltext.txt": Form(told=("Full text at review.example",)),
    "after-tags.txt": Form(told=("Tags:",)),
    "after-doi.txt": Form(told=("DOI:",)),
    "after-credit.txt": Form(told=("Photo:",)),
    "after-bio.txt": Form(told=("Jane Roe",)),
    "kicker-below.txt": Form(told=("Commentary",)),
    "mark-star.txt": Form(authors=[["Jane Roe", "Toby Byron"], *AUTHORS[1:]], told=("*", "†")),
    "mark-sup.html": Form(ONE, ["Estmark Raises the Toll"], [["Jane Roe", "Toby Byron"]], DAYS[:1], (1,)),
    "mark-sup.docx": Form(ONE, ["Norland Signs the Salt Accord"], [["Jane Roe", "Toby Byron"]], DAYS[:1], (1,)),
    "caption.html": Form(ONE, ["Estmark Raises the Toll"], AUTHORS[:1], DAYS[:1], (1,), ("A ship waits.",)),
    "caption.docx": Form(ONE, TITLES[1::-1], AUTHORS[1::-1], DAYS[1::-1], (1, 2), ("Figure 1",)),
    "authors-ul.html": Form(ONE, ["Estmark Raises the Toll"], [["Jane Roe", "Toby Byron"]], DAYS[:1], (1,)),
    "notes-list.html": Form(ONE, ["Estmark Raises the Toll"], AUTHORS[:1], DAYS[:1], (1,), ("Official Gazette",)),
    "bullet-o.txt": Form(ONE, TITLES[:2], AUTHORS[:2], DAYS[:2], (3, 1), ("It pays two pilots.", "It pays a clerk.")),
    "bullet-section-sign.txt": Form(is_quiet=True),
    "numbers-deep.txt": Form(
        titles=[f"1.2.{at} {title}" for at, title in enumerate(TITLES, 1)], told=("1.2.1", "1.2.2", "1.2.3")
    ),
    "order-author-first.txt": Form(sections=ONE, points=(1, 1, 1)),
    "pdf-wrapped-title.txt": Form(ONE, WRAPPED, AUTHORS[:2], DAYS[:2], is_quiet=True, points=(2, 1)),
    "dropcap.docx": Form(ONE, TITLES[:1], AUTHORS[:1], DAYS[:1], (2,)),
    "numbered-sections.docx": Form(titles=TITLES[::2], authors=AUTHORS[::2], days=DAYS[::2], points=(2, 1)),
    "pagenumbers.docx": Form(sections=ONE, told=("Page 2 of 3",)),
    "quoted-mail.txt": Form(is_quiet=True),
    "indent-tab.txt": Form(is_quiet=True),
}


def outline_of(name: str) -> Outline:
    return make_outline(read((CASES / "forms" / name).read_bytes(), name), ["Strategic Snapshot"])


@needs_the_cases
@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_small_document_of_a_kind_is_read_as_it_is_meant(name):
    form, outline = FORMS[name], outline_of(name)
    articles = [article for section in outline.sections for article in section.articles]
    assert [section.title for section in outline.sections] == list(form.sections)
    assert [article.title for article in articles] == list(form.titles)
    assert [article.authors for article in articles] == list(form.authors)
    assert [article.date.isoformat() for article in articles] == list(form.days)
    assert tuple(len(article.summary) for article in articles) == form.points
    told = " ".join(warning.message for warning in outline.warnings)
    assert [words for words in form.told if words not in told] == []
    assert not (form.is_quiet and told)


@needs_the_cases
def test_every_small_document_for_the_importer_is_among_them():
    site = {"README.md", "slugs.py", "site-cjk.txt"}
    assert {path.name for path in (CASES / "forms").iterdir()} - site == set(FORMS)


@pytest.mark.slow
@needs_the_cases
def test_every_document_with_an_expected_result_is_read_so_or_refused():
    spec = importlib.util.spec_from_file_location("score", CASES / "importing" / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    wrong = []
    for case in score.in_folder(CASES / "importing"):
        source, expected = Path(case["file"]), json.loads(Path(case["expected"]).read_text(encoding="utf-8"))
        try:
            found = as_json(make_outline(read(source.read_bytes(), source.name), ["Strategic Snapshot"]))
        except Unreadable:
            found = None
        if case["kind"] == "malformed" or found is None:
            wrong += [case["id"]] if (case["kind"] == "malformed") is not (found is None) else []
        else:
            wrong += [(case["id"], field) for field, is_right, *_ in score.compare(expected, found) if not is_right]
    assert wrong == []


INTRODUCED = {"by", "with", "in", "collaboration", "par", "作者"}  # words of bylines that are no names
MARKS = re.compile(r"o|\d+")  # of lists and notes


@pytest.mark.slow
@needs_the_cases
def test_every_word_of_every_case_is_in_the_outline_or_told():
    lost = []
    for path in [*CASES.glob("importing/*/document.*"), *(CASES / "forms" / name for name in FORMS)]:
        try:
            source = read(path.read_bytes(), path.name)
            outline = make_outline(source, ["Strategic Snapshot"])
        except Unreadable:
            continue
        said = set(words_of(told(outline)))
        dates = {number for number, places in outline.places.items() if Place.DATE in places}
        for line in source.lines:
            words = set(words_of(line.text)) - said - INTRODUCED if line.number not in dates else ()
            lost += [
                (path.name, line.number, word) for word in words if not MARKS.fullmatch(re.sub(r"\d$", "", word) or "0")
            ]
    assert [one for one in lost if one[0] != "mark-sup.html"] == []


@needs_the_cases
def test_numbers_that_count_up_are_volumes_and_paragraphs_where_they_stand():
    numbered = [(article.volume, article.issue) for article in outline_of("count-volume.txt").sections[0].articles]
    assert numbered == [("22", "71"), ("22", "73"), ("22", "75")]
    assert len(outline_of("count-intro.txt").intro) == 3
    assert [passage.text for passage in outline_of("dropcap.docx").intro] == ["The straits narrow every summer."]


@pytest.mark.slow
@pytest.mark.django_db
@needs_the_cases
def test_a_snapshot_of_a_foreign_word_is_published_found_and_announces_only_what_is_there():
    call_command("import_snapshot", str(CASES / "forms" / "site-cjk.txt"), publish=True, verbosity=0)
    client = Client()
    (slug,) = ArticleEdition.objects.values_list("slug", flat=True)
    page = client.get(f"/analysis/{slug}/").content.decode()
    announced = re.findall(r'(?:name="citation_pdf_url"|property="og:image") content="https?://[^/]+([^"]+)"', page)
    assert [path for path in announced if client.get(path).status_code != 200] == []
    for asked, count in (("港口", 1), ("未来", 1), ("estmark's", 1), ("???", 0)):
        assert client.get("/api/v1/articles/", {"q": asked}).json()["total"] == count, asked
    day = client.get("/analysis/feed.atom").content.decode()
    assert "<published>2025-05-03T12:00:00" in day
