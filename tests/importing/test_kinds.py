"""Kinds of documents that real life brings, each with its own habits. All of it is invented."""

import pytest

from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read
from tests.importing.documents import SMALL
from tests.importing.invented import document

OPENING = "Quay Letters: Sluice and Silo\n\nThree towns keep one sluice, and two of them keep no silo at all.\n\n"


def read_page(html: str) -> Outline:
    return make_outline(read(html.encode(), "page.html"))


def read_words(words: str) -> Outline:
    return make_outline(document(words))


def shape(outline: Outline) -> list:
    return [
        (section.title, [(article.title, article.authors, len(article.summary)) for article in section.articles])
        for section in outline.sections
    ]


def told(outline: Outline, *words: str) -> bool:
    messages = " ".join(warning.message for warning in outline.warnings)
    return all(one in messages for one in words)


FORM = (
    "<table><tr><th>Headline</th><td>{}</td></tr><tr><th>Written by</th><td>{}</td></tr><tr><th>Day</th><td>{}</td></tr>"
    "<tr><th>In short</th><td><ul><li>{}</li><li>{}</li></ul></td></tr></table>"
)


def test_tables_that_name_the_parts_of_an_article_on_the_left_are_articles():
    outline = read_page(
        "<h1>Quay Letters</h1><p>Three towns keep one sluice, and two of them keep no silo at all.</p><h2>Sluices</h2>"
        + FORM.format("The Lower Sluice Jams Twice", "Ode Marsh", "May 3, 2025", "It jammed in May.", "It jams still.")
        + FORM.format("Nobody Buys the Old Silo", "Pell Strand", "May 9, 2025", "It has rust.", "It has rats.")
    )
    assert shape(outline) == [
        (
            "Sluices",
            [("The Lower Sluice Jams Twice", ["Ode Marsh"], 2), ("Nobody Buys the Old Silo", ["Pell Strand"], 2)],
        )
    ]
    assert {article.summary_label for article in outline.sections[0].articles} == {"In short"}
    assert told(outline, "“Headline”", "“Written by”", "“Day”")


ARTICLE = "{}\n{}\n{}\nIn short:\n- The gate was shut in May.\n- Nobody has the key now.\n"
FIRST = ARTICLE.format("The Lower Sluice Jams Twice", "Ode Marsh", "May 3, 2025")
SECOND = ARTICLE.format("Nobody Buys the Old Silo", "Pell Strand", "May 9, 2025")


@pytest.mark.parametrize("remark", ["No articles this quarter.", "(nothing yet)", "Back in July."])
@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_section_with_a_remark_in_the_place_of_articles_is_an_empty_section(remark, gap):
    text = OPENING + f"Sluices\n{gap}{FIRST}{gap}Silos\n{gap}{remark}\n{gap}Granaries\n{gap}{SECOND}"
    outline = read_words(text)
    assert [(section.title, len(section.articles)) for section in outline.sections] == [
        ("Sluices", 1), ("Silos", 0), ("Granaries", 1),
    ]  # fmt: skip
    assert told(outline, remark)


def page_article(title: str, name: str, day: str, link: str) -> str:
    return (
        f"<h3>{title}</h3><p>{name}</p><p>{day}</p><p>In short:</p><ul><li>The gate was shut in May.</li></ul>"
        f"<p><a href='https://quay.example/{day[-4:]}'>{link}</a></p>"
    )


def test_a_link_alone_below_the_points_is_the_articles_address_whatever_it_says():
    outline = read_page(
        "<h1>Quay Letters</h1><p>Three towns keep one sluice, and two of them keep none.</p><h2>Sluices</h2>"
        + page_article("The Lower Sluice Jams Twice", "Ode Marsh", "May 3, 2025", "On to the whole piece")
        + page_article("Nobody Buys the Old Silo", "Pell Strand", "May 9, 2024", "Alles lesen")
    )
    assert [len(articles) for _title, articles in shape(outline)] == [2]
    assert [article.url for article in outline.sections[0].articles] == [
        "https://quay.example/2025", "https://quay.example/2024",
    ]  # fmt: skip


def test_counting_lines_above_the_headings_of_articles_are_no_sections():
    outline = read_page(
        "<h1>Quay Papers</h1><p>Three towns keep one sluice, and two of them keep none.</p><h2>Sluices</h2>"
        "<p>Working Paper 7</p>" + page_article("The Lower Sluice Jams Twice", "Ode Marsh", "May 3, 2025", "x")
        + "<h2>Silos</h2><p>Working Paper 8</p>" + page_article("Nobody Buys It", "Pell Strand", "May 9, 2024", "y")
    )  # fmt: skip
    assert [section.title for section in outline.sections] == ["Sluices", "Silos"]
    assert told(outline, "Working Paper 7", "Working Paper 8")


def test_a_source_is_no_author_and_no_title():
    review = "“{}”\nSource: {}, {}\nThe paper says that the gate was shut in May and that nobody has found the key.\n\n"
    outline = read_words(
        "Press Notes: The Sluice in the Papers\n\nWhat the papers of three towns wrote about it.\n\nUpstream\n\n"
        + review.format("The Lower Sluice Jams Twice", "Quay Herald", "3 May 2025")
        + review.format("Nobody Buys the Old Silo", "Quay Herald", "9 May 2025")
        + "Downstream\n\n"
        + review.format("A Key Turns Up in the Mud", "Morning Barge", "2 June 2025")
    )
    assert [(section.title, len(section.articles)) for section in outline.sections] == [
        ("Upstream", 2),
        ("Downstream", 1),
    ]
    assert {article.title[0] for section in outline.sections for article in section.articles} == {"“"}
    assert not any(article.authors for section in outline.sections for article in section.articles)


def test_a_list_of_other_articles_below_the_closing_line_is_left_out():
    text = OPENING + f"Sluices\n{FIRST}{SECOND}For more Quay coverage on sluices, see here.\n"
    outline = read_words(text + "\nMore from the archive\nTwelve Barges in a Row\nApril 1, 2023\n")
    assert shape(outline) == shape(read_words(text))
    assert told(outline, "Twelve Barges in a Row", "April 1, 2023")


def test_a_credit_below_the_title_is_no_introduction():
    outline = read_words(
        "Quay Letters: Sluice and Silo\nPhoto: Quay archive\n" + OPENING.split("\n", 1)[1] + "Sluices\n" + FIRST
    )
    assert len(outline.intro) == 1
    assert told(outline, "Photo: Quay archive")


@pytest.mark.parametrize("margin", ["\t", "    ", "  "])
def test_a_text_indented_as_a_whole_is_read_as_if_it_were_not(margin):
    text = OPENING + f"Sluices\n{FIRST}Silos\n{SECOND}"
    indented = "\n".join(margin + line if line else line for line in text.split("\n"))
    assert shape(read_words(indented)) == shape(read_words(text))


def test_an_end_note_in_a_list_is_no_point():
    note = "<ol><li>Quay Gazette, May 3. <a href='#r1'>↩</a></li></ol>"
    outline = read_page(
        "<h1>Quay Letters</h1><p>Three towns keep one sluice, and two of them keep none.</p><h2>Sluices</h2>"
        "<h3>The Lower Sluice Jams</h3><p>Ode Marsh</p><p>May 3, 2025</p><ul><li>The gate was shut in May.</li></ul>"
        + note
    )
    assert shape(outline) == [("Sluices", [("The Lower Sluice Jams", ["Ode Marsh"], 1)])]
    assert told(outline, "Quay Gazette, May 3.")


def test_an_article_that_stands_in_two_sections_is_read_in_both():
    outline = read_words(OPENING + f"Sluices\n{FIRST}{SECOND}Silos\n{FIRST}")
    assert [len(section.articles) for section in outline.sections] == [2, 1]


def test_a_column_beside_the_text_comes_before_it_and_authors_stand_above_their_date():
    pages = """Harbor Monitor

Ferries of the Inner
Sea
Ada Quill                     The ferries carry more than cars.
and Bo Ferris

                              Harbors
                              Northport Dredges Its Channel
                              Ada Quill     March 3, 2026
                              • Northport has deepened its channel to nine meters.
                              • The harbor borrowed against tolls.
                              • Nobody has yet paid one of them.
                              • The tolls begin in the spring.
Edition, page 1
\fFerries of the Inner Sea                                      Harbor Monitor

                              Sund Counts Its Orders
                              Bo Ferris     March 4, 2026
                              • Sund has eleven hulls on order and berths for seven.
Edition, page 2
"""
    outline = make_outline(read(pages.encode()))
    assert outline.title == "Ferries of the Inner Sea"
    assert [passage.text for passage in outline.intro] == ["The ferries carry more than cars."]
    assert [
        (section.title, article.title, article.authors) for section in outline.sections for article in section.articles
    ] == [
        ("Harbors", "Northport Dredges Its Channel", ["Ada Quill"]),
        ("Harbors", "Sund Counts Its Orders", ["Bo Ferris"]),
    ]


def test_a_list_of_contents_says_which_titles_are_wrapped():
    titles = ["Captains of Both Coasts Ask for Cheaper Fuel and Get Promises", "Sund Counts Its Orders"]
    article = "{}\nAda Quill\nMarch 3, 2026\n- A point about the ferries.\n"
    wrapped = titles[0].replace(" and ", "\nand ")
    outline = read_words(
        "\n".join(["Ferries", "Contents", *titles, "", article.format(wrapped), article.format(titles[1])])
    )
    assert [article.title for section in outline.sections for article in section.articles] == titles


def test_a_word_parted_by_a_soft_hyphen_is_joined():
    parted = SMALL.replace("enough for the new hulls", "enough for the new shal\xad\n  lowing hulls")
    outline = make_outline(read(parted.encode()))
    assert outline.sections[0].articles[0].summary[0].text.endswith("enough for the new shallowing hulls.")
