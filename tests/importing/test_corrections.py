"""An editor puts a wrong reading right on the import page, and takes a wrong import back."""

import pytest
from django.urls import reverse

from articles.models import Article, Category
from importing.corrections import carried, pins_of
from importing.likeness import alike
from importing.lines import Place
from importing.matching import KEEP
from importing.models import ImportedDocument
from importing.outlining import make_outline
from importing.reading import read
from people.models import Author
from snapshot.models import Snapshot
from tests import make
from tests.accounts import editor, signed_in
from tests.importing.documents import SMALL, number_of
from tests.importing.invented import document
from tests.importing.test_import_page import UPLOAD, apply, choices, paste

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("importing.import_page"), pytest.mark.slow]


@pytest.fixture
def staff():
    return signed_in()


def correct(staff, response, **sent):
    """Send one correction from the page that `response` shows, and return the page that follows."""
    kept = response.context["kept"]
    address = reverse("admin:snapshot_snapshot_review", args=[kept.pk])
    return staff.post(address, choices(response) | {"seen": kept.correction_count} | sent, follow=True)


def outline(response):
    return response.context["plan"].outline


def test_a_line_is_what_an_editor_says_and_the_rest_is_read_around_it(staff):
    shown = correct(staff, paste(staff), line=number_of("Rules of"), pin="article")
    assert [section.title for section in outline(shown).sections] == ["Harbors and Hulls"]
    assert "Rules of the Crossing" in [article.title for article in outline(shown).sections[0].articles]


def test_several_lines_are_set_at_once_by_the_form_without_scripts(staff):
    lines = [number_of("The ferries of"), number_of("They carry")]
    shown = correct(staff, paste(staff), line=lines, pin="", only="1", **{"as": "other"})
    assert outline(shown).intro == []
    assert pins_of(ImportedDocument.objects.get().corrections) == dict.fromkeys(lines, Place.OTHER)


def test_lines_like_the_selected_one_are_set_in_the_same_move(staff):
    shown = correct(staff, paste(staff), line=number_of("Executive"), pin="other")
    assert shown.context["along"]["count"] == 2
    assert {article.summary_label for section in outline(shown).sections for article in section.articles} == {None}


@pytest.mark.parametrize("words", ["- Northport has", "The ferries of"])
def test_one_point_or_paragraph_takes_no_other_along(staff, words):
    shown = correct(staff, paste(staff), line=number_of(words), pin="other")
    assert shown.context["along"] is None


def test_lines_like_the_selected_one_may_stay_as_they_are_and_are_offered(staff):
    shown = correct(staff, paste(staff), line=number_of("Executive"), pin="other", only="1")
    assert [one["count"] for one in shown.context["again"]][:1] == [2]
    shown = correct(staff, shown, like="words")
    assert {article.summary_label for section in outline(shown).sections for article in section.articles} == {None}


def test_one_cell_of_a_table_shows_what_its_column_holds():
    row = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
    rows = [
        ("Mud Rises", "Ode Marsh", "It rose in May, and nobody had asked it to."),
        ("Silt", "Pell Strand", "It fell."),
    ]
    page = f"<h1>Quay</h1><h2>Sluices</h2><table>{row.format('What', 'Whose', 'Gist')}"
    table = read((page + "".join(row.format(*one) for one in rows) + "</table>").encode(), "page.html")
    title = next(line.number for line in table.lines if line.text == "Mud Rises")
    found = make_outline(table, pins={title: Place.ARTICLE}).sections[0].articles
    assert [(article.title, article.authors) for article in found] == [
        ("Mud Rises", ["Ode Marsh"]), ("Silt", ["Pell Strand"]),
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["Ode Marsh wrote it May 3, 2025", "May 3, 2025 Ode Marsh wrote it"])
def test_a_line_said_to_be_a_byline_is_parted_from_its_date(line):
    text = f"Quay\n\nSluices\n\nMud Rises\n{line}\n- It rose.\n"
    outline = make_outline(document(text), pins={5: Place.ARTICLE, 6: Place.BYLINE})
    assert outline.sections[0].articles[0].date.isoformat() == "2025-05-03"


def test_a_line_said_to_be_a_point_loses_a_mark_that_is_none_elsewhere():
    text = "Quay\n\nSluices\n\nMud Rises\nOde Marsh\nMay 3, 2025\n¤ It rose.\n"
    outline = make_outline(document(text), pins={8: Place.POINT})
    assert [point.text for point in outline.sections[0].articles[0].summary] == ["It rose."]


def test_lines_alike_are_those_with_the_same_words_or_numbers_or_the_same_place_in_each_article():
    text = SMALL.replace("\nAda Brandt\n", "\nNote 1\nAda Brandt\n").replace("Ben Okoro", "Note 2\nBen Okoro")
    text = text.replace("Chiara", "Another\nChiara")
    first = number_of("Note 1", text)
    found = alike(document(text), [first])
    assert [words for _number, words in found["numbers"]] == ["Note 2"]
    assert {words for _number, words in found["place"]} == {"Note 2", "Another"}
    assert "words" not in found


def test_title_names_date_and_label_are_edited_in_place(staff):
    number = number_of("Northport")
    values = {"title": "Northport Digs", "authors": "Ada Brandt\nBen Okoro", "date": "2026-03-04", "label": "In short"}
    shown = correct(
        staff,
        paste(staff),
        set=f"article:{number}",
        **{f"article-{number}-{name}": value for name, value in values.items()},
    )
    article = outline(shown).sections[0].articles[0]
    assert (article.title, article.authors, article.date.isoformat(), article.summary_label) == (
        "Northport Digs", ["Ada Brandt", "Ben Okoro"], "2026-03-04", "In short",
    )  # fmt: skip


def test_a_date_that_is_none_is_refused_and_nothing_is_changed(staff):
    number = number_of("Northport")
    sent = {f"article-{number}-title": "Northport", f"article-{number}-date": "tomorrow"}
    shown = correct(staff, paste(staff), set=f"article:{number}", **sent)
    assert "“tomorrow” is not a valid date." in shown.content.decode()
    assert not ImportedDocument.objects.get().corrections


@pytest.mark.parametrize(("what", "words", "left"), [("article", "Northport", 2), ("section", "Rules of", 2)])
def test_an_article_or_a_section_is_left_out(staff, what, words, left):
    shown = correct(staff, paste(staff), leave=f"{what}:{number_of(words)}")
    assert sum(len(section.articles) for section in outline(shown).sections) == left


def test_a_point_is_left_out(staff):
    shown = correct(staff, paste(staff), leave=f"point:{number_of('- Northport')}:0")
    assert [point.text[:11] for point in outline(shown).sections[0].articles[0].summary] == ["The harbor "]


def test_each_correction_is_undone_and_all_are_by_starting_over(staff):
    page = paste(staff)
    before = outline(page)
    shown = correct(staff, page, leave=f"article:{number_of('Northport')}")
    shown = correct(staff, shown, line=number_of("Rules of"), pin="article")
    shown = correct(staff, shown, undo="1")
    assert len(outline(shown).sections) == 2
    assert len(outline(shown).sections[0].articles) == 1
    assert outline(correct(staff, shown, restart="1")).sections == before.sections


def test_the_text_is_edited_and_corrections_find_their_lines_again(staff):
    shown = correct(staff, paste(staff), line=number_of("Rules of"), pin="article")
    kept = shown.context["kept"]
    address = reverse("admin:snapshot_snapshot_import_text_review", args=[kept.pk])
    text = SMALL.replace("Ferries of the", "Boats of the").replace(
        "They carry", "One line more stands here.\nThey carry"
    )
    shown = staff.post(address, {"text": text, "seen": kept.correction_count}, follow=True)
    assert outline(shown).title.endswith("Boats of the Inner Sea")
    assert [section.title for section in outline(shown).sections] == ["Harbors and Hulls"]
    shown = correct(staff, shown, undo="1")
    assert outline(shown).title.endswith("Ferries of the Inner Sea")
    assert [section.title for section in outline(shown).sections] == ["Harbors and Hulls"]


def test_the_next_version_of_a_document_is_read_with_the_corrections_of_the_last(staff):
    correct(staff, paste(staff), line=number_of("Rules of"), pin="article")
    shown = paste(staff, "A line above it all\n" + SMALL)
    assert [section.title for section in outline(shown).sections if section.title == "Rules of the Crossing"] == []
    assert b"1 correction from the last version of this document was used again." in shown.content


def test_corrections_for_lines_that_are_gone_are_dropped():
    before, after = document("Rivers\nTrade\nPorts\n"), document("Rivers\nPorts\n")
    steps = [{"pin": "section", "lines": [[2, "Trade"], [3, "Ports"]]}, {"leave": "article", "at": [2, "Trade"]}]
    assert carried(steps, before, after) == [{"pin": "section", "lines": [[2, "Ports"]]}]


def test_two_windows_at_one_import_do_not_overwrite_each_other(staff):
    page = paste(staff)
    correct(staff, page, line=number_of("Rules of"), pin="article")
    shown = correct(staff, page, leave=f"article:{number_of('Northport')}")
    assert b"This import was corrected in another window." in shown.content
    assert len(ImportedDocument.objects.get().corrections) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"line": 9_999, "pin": "section"},
        {"line": "x", "pin": "section"},
        {"line": 1, "pin": "nonsense"},
        {"like": "words"},
        {"set": "article:9999"},
        {"set": "x"},
        {"leave": "point:7:99"},
        {"undo": "1"},
    ],
)
def test_what_cannot_be_corrected_so_is_refused_in_a_sentence(staff, sent):
    shown = correct(staff, paste(staff), **sent)
    assert shown.status_code == 200
    assert b"Nothing was changed." in shown.content
    assert not ImportedDocument.objects.get().corrections


def test_somebody_elses_import_does_not_exist(staff):
    kept = paste(staff).context["kept"]
    for name in ("review", "import_text_review", "import_undo_review"):
        address = reverse(f"admin:snapshot_snapshot_{name}", args=[kept.pk])
        assert signed_in(editor("Other Editor")).get(address).status_code == 404


def test_choices_stand_when_the_document_is_read_again(staff):
    there = make.article("Northport Dredges Its Last Channel")
    page = paste(staff)
    shown = correct(staff, page, line=number_of("Rules of"), pin="article", **{"article-0": f"{KEEP}{there.pk}"})
    assert shown.context["plan"].articles[0].status.value == "kept"


def test_an_article_may_be_placed_as_it_is_here(staff):
    there = make.article("Northport Dredges Its Last Channel")
    response = paste(staff)
    assert "Compare with “Northport Dredges Its Last Channel”" in response.content.decode()
    apply(staff, response, **{"article-0": f"{KEEP}{there.pk}"})
    there.refresh_from_db()
    assert there.published_on is None or there.published_on.isoformat() != "2026-03-03"
    assert there.placements.count() == 1


def take_back(staff):
    kept = ImportedDocument.objects.get()
    address = reverse("admin:snapshot_snapshot_import_undo_review", args=[kept.pk])
    return staff.get(address), staff.post(address, follow=True)


def test_an_import_is_taken_back_whole(staff):
    apply(staff, paste(staff))
    shown, _after = take_back(staff)
    assert "Will be deleted" in shown.content.decode()
    assert [model.objects.count() for model in (Snapshot, Article, Author, Category)] == [0, 0, 0, 0]


def test_what_somebody_touched_stays_and_the_page_says_why(staff):
    apply(staff, paste(staff))
    article = Article.objects.get(title__startswith="Northport")
    Article.objects.filter(pk=article.pk).update(save_count=9)
    shown, after = take_back(staff)
    assert "it was changed after the import" in shown.content.decode()
    assert "it was changed after the import" in after.content.decode()
    assert list(Article.objects.all()) == [article]
    assert [author.name for author in Author.objects.all()] == ["Ada Brandt"]


def test_a_document_taken_back_is_corrected_and_applied_again(staff):
    page = paste(staff)
    apply(staff, page)
    _shown, after = take_back(staff)
    shown = correct(staff, after, leave=f"article:{number_of('Northport')}")
    staff.post(
        reverse("admin:snapshot_snapshot_review", args=[page.context["kept"].pk]), choices(shown) | {"apply": "1"}
    )
    assert Article.objects.count() == 2


def test_an_applied_document_is_not_corrected(staff):
    page = paste(staff)
    apply(staff, page)
    assert b"Take it back first" in correct(staff, page, line=1, pin="section").content


def test_a_word_document_or_page_is_edited_as_markdown(staff):
    page = "<h1>Rivers</h1><h2>Trade</h2><h3><a href='https://x.example/a'>Norland Opens</a></h3><p>Jane Roe</p><p>May 3, 2025</p>"
    shown = staff.post(UPLOAD, {"text": page + "<ul><li>It opened.</li></ul>"}, follow=True)
    kept = shown.context["kept"]
    text = (
        staff.get(reverse("admin:snapshot_snapshot_import_text_review", args=[kept.pk])).context["form"].initial["text"]
    )
    assert text.split("\n\n") == [
        "# Rivers", "## Trade", "### [Norland Opens](https://x.example/a)", "Jane Roe", "May 3, 2025", "- It opened.",
    ]  # fmt: skip


def test_the_text_here_stands_where_readers_see_it_and_somebody_changed_it_since_the_last_document(staff):
    apply(staff, paste(staff))
    article = Article.objects.get(title__startswith="Northport")
    make.published(article)
    changed = SMALL.replace("enough for the new hulls", "just enough for the new hulls")
    assert paste(staff, changed).context["form"]["article-0"].initial == article.pk
    make.published(make.changed(article, standfirst="Nine meters.", save_count=9))
    shown = paste(staff, changed)
    assert shown.context["form"]["article-0"].initial == f"{KEEP}{article.pk}"
    assert shown.context["plan"].articles[0].status.value == "kept"
