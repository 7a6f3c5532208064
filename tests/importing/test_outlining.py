"""From lines to an outline: whatever the dialect, and nothing lost."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from importing.contract import as_json
from importing.lines import Document, Line, Link, Role, Unreadable
from importing.outline import Outline
from importing.outlining import make_outline
from tests.importing.dialects import dialects, expected, is_plain, written
from tests.importing.invented import bare, document, outlines
from tests.strategies import examples

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
POINTS = "- The first point is a sentence.\n- The second point is one too.\n"
SHORT = (
    "Rivers and Ports\nThe river matters to all who live along it.\nSelected Analysis on Rivers\nTrade\n"
    "Norland Opens Its Port\n{head}Executive Summary:\n" + POINTS
)


def read(text: str, **claims: str) -> Outline:
    return make_outline(document(text, **claims))


def articles(outline: Outline) -> list:
    return [article for section in outline.sections for article in section.articles]


def codes(outline: Outline) -> list[str]:
    return [warning.code for warning in outline.warnings]


def only_article(head: str):
    outline = read(SHORT.format(head=head))
    return articles(outline)[0], outline


@pytest.mark.slow
@examples(50, suppress_health_check=SLOW)
@given(outlines(), dialects)
def test_a_snapshot_is_read_the_same_in_every_dialect(outline, dialect):
    assume(is_plain(outline, dialect))
    assert bare(make_outline(written(outline, dialect))) == expected(outline, dialect)


def words_of(text: str) -> Counter:
    return Counter(re.findall(r"\w+", text.casefold()))


def told(outline: Outline) -> str:
    data = as_json(outline)
    said = [data["title"], *data["intro"], data["selection_heading"] or "", data["more_coverage"] or ""]
    said += [outline.pdf_label or "", *(warning.message for warning in outline.warnings)]
    for section in outline.sections:
        said.append(section.title)
        for article in section.articles:
            said += [article.title, *article.authors, article.summary_label or "", article.volume, article.issue]
            said += (
                [f"{article.date:%A %a %B %b} {article.date.day} {article.date.isoformat()}"] if article.date else []
            )
            said += [point.text for point in article.summary]
    return " ".join(said)


BOILERPLATE = {"by", "and", "published", "on", "volume", "issue", "vol", "no", "st", "nd", "rd", "th"}
NOISE = [
    "Page 3",
    "3",
    "Read more",
    "Share Tweet",
    "Home | About | Contact",
    "For more Harbor coverage on Norland, see here.",
    "See PDF version here.",
    "May 3, 2025",
    "03/04/2025",
    "By Jane Roe",
    "Dr. Ida Moll, PhD, Institute of Water",
    "Key Points",
    "Executive Summary:",
    "Volume: 22 Issue: 103",
    "- A point.",
    "  - A nested one",
    "A line of its own",
    "• ",
    "---",
    "A sentence that stands where no sentence should stand, and goes on for a while.",
    "",
    "JANE ROE",
    "Trade",
    "1. One",
    "River Monitor, Vol. 3, No. 4",
    "Jane Roe | May 3, 2025",
    "Published on 5 May 2025 — Toby Byron and Ada Strand",
]


def lost(text: str) -> list[str]:
    try:
        outline = read(text)
    except Unreadable:
        return []
    shown = words_of(told(outline))
    shown_all = told(outline).casefold()
    return [
        word
        for word in words_of(text)
        if word not in shown
        and word not in BOILERPLATE
        and not re.fullmatch(r"\d+(?:st|nd|rd|th)?", word)
        and word not in shown_all
    ]


@examples(50, suppress_health_check=SLOW)
@given(st.lists(st.sampled_from(NOISE), min_size=1, max_size=25))
def test_no_word_is_lost_without_a_warning_in_a_muddle_of_lines(rows):
    assert lost("\n".join(rows)) == []


@pytest.mark.slow
@examples(20, suppress_health_check=SLOW)
@given(outlines(), dialects, st.lists(st.tuples(st.integers(0, 60), st.sampled_from(NOISE)), max_size=5))
def test_no_word_is_lost_where_noise_stands_in_a_snapshot(outline, dialect, noise):
    rows = [line.text for line in written(outline, dialect).lines]
    for place, words in noise:
        rows.insert(min(place, len(rows)), words)
    assert lost("\n".join(rows)) == []


def outcome(text: str) -> str:
    try:
        return "outline" if read(text) else ""
    except Unreadable as refusal:
        return refusal.code


@examples(100)
@given(st.lists(st.text(max_size=40), max_size=30))
def test_any_text_gives_an_outline_or_a_plain_refusal(rows):
    text = "\n".join(" ".join(row.split()) for row in rows)
    assert outcome(text) in ("outline", "no-title")


@pytest.mark.parametrize("text", ["", "\n\n", "- A point comes first.\nA line", "May 3, 2025\nA line"])
def test_a_document_without_a_title_is_refused(text):
    with pytest.raises(Unreadable) as refusal:
        read(text)
    assert refusal.value.code == "no-title"


def test_a_text_without_articles_is_a_title_and_an_introduction():
    outline = read("Rivers and Ports\n\nThe river matters to all who live along it.\n\nIt always did, and it will.")
    assert (outline.title, len(outline.intro), codes(outline)) == ("Rivers and Ports", 2, ["no-articles"])


def test_a_section_heading_that_looks_like_a_name_is_a_section():
    outline = read(SHORT.format(head="Jane Roe\nMay 3, 2025\n").replace("\nTrade\n", "\nPeace Process\n"))
    assert outline.sections[0].title == "Peace Process"


def test_a_title_that_looks_like_a_list_of_names_is_a_title():
    text = SHORT.format(head="Jane Roe\nMay 3, 2025\n").replace(
        "Norland Opens Its Port", "Norland, Estmark, and Sudavia"
    )
    assert articles(read(text))[0].title == "Norland, Estmark, and Sudavia"


def test_a_missing_author_is_told_and_the_section_kept():
    article, outline = only_article("May 3, 2025\n")
    assert (article.title, article.authors, outline.sections[0].title) == ("Norland Opens Its Port", [], "Trade")
    assert codes(outline) == ["no-author"]


def test_a_missing_date_is_told():
    article, outline = only_article("Jane Roe\n")
    assert (article.title, article.authors, article.date, codes(outline)) == (
        "Norland Opens Its Port",
        ["Jane Roe"],
        None,
        ["no-date"],
    )


def test_a_missing_summary_is_told():
    outline = read(SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "Estmark Closes Its Port\nAda Byrne\nMay 4, 2025\n")
    assert [(article.title, len(article.summary)) for article in articles(outline)] == [
        ("Norland Opens Its Port", 2),
        ("Estmark Closes Its Port", 0),
    ]
    assert codes(outline) == ["no-summary"]


def test_an_ambiguous_date_is_not_guessed():
    article, outline = only_article("Jane Roe\n03/04/2025\n")
    assert (article.date, article.authors) == (None, ["Jane Roe"])
    assert codes(outline) == ["no-date", "date-ambiguous"]


def test_a_section_without_articles_is_kept_and_told():
    outline = read(SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "Energy\n")
    assert [section.title for section in outline.sections] == ["Trade", "Energy"]
    assert codes(outline) == ["empty-section"]


def test_articles_without_a_section_stand_in_one_without_a_title():
    outline = read(
        "Rivers and Ports\nThe river matters to all who live along it.\nNorland Opens Its Port to All the World\n"
        f"Jane Roe\nMay 3, 2025\n{POINTS}Estmark Closes Its Port\nAda Byrne\nMay 4, 2025\n{POINTS}"
    )
    assert [(section.title, len(section.articles)) for section in outline.sections] == [("", 2)]


def test_an_article_in_two_sections_stays_in_both():
    article = f"Norland Opens Its Port\nJane Roe\nMay 3, 2025\nSummary:\n{POINTS}"
    outline = read(f"Rivers\n\nThe river matters.\nSelected Analysis\nTrade\n{article}Energy\n{article}")
    assert [section.articles[0].title for section in outline.sections] == ["Norland Opens Its Port"] * 2


def test_a_wrapped_text_without_blank_lines_is_unwrapped():
    text = (
        "Rivers and Ports of the North\n"
        "The river matters to all who live along it, and to many who do\n"
        "not, because the grain of three countries goes down to the sea on\n"
        "it every autumn.\n"
        "Selected Analysis on Rivers\nTrade\n"
        "Norland Opens Its Largest Port to the Grain of Its Neighbors and\n"
        "Closes Another\nJane Roe\nMay 3, 2025\nExecutive Summary:\n"
        "- The port of Norland is the largest on the river, and it has been\n"
        "closed for three years.\n"
        "- The port of Estmark is much smaller than that, but it is likely\n"
        "  to grow.\n"
    )
    article = articles(read(text))[0]
    assert article.title == "Norland Opens Its Largest Port to the Grain of Its Neighbors and Closes Another"
    assert article.summary[1].text.endswith("that, but it is likely to grow.")


def test_the_first_line_of_a_wrapped_byline_is_no_end_of_the_title_above_it():
    point = "▪ The ferry line reopened after three years of talks between the\n  two harbors. It carries grain.\n"
    text = (
        "Strategic Snapshot: Rivers and Ports of the North\n\n"
        "The river matters to all who live along it, and to many who do\nnot.\n\n"
        "Selected Analysis on the Coast\n\nPeace Process\nFeb. 28, 2029\n\n"
        f"Lighthouse\nJane Roe\nExecutive Summary:\n{point}"
        "Dec. 25, 2024\n\n"
        "Process, Coast, and Reserve Strengthens Momentum With New Partners\n"
        "Jane Holm, Georg J. Sandberg, Jr., Ivan O'Anderson, Jane\nJames Roe and Jane Moll\n"
        f"Executive Summary:\n{point}"
    )
    article = articles(read(text))[1]
    assert article.title == "Process, Coast, and Reserve Strengthens Momentum With New Partners"
    assert article.authors == ["Jane Holm", "Georg J. Sandberg, Jr.", "Ivan O'Anderson", "Jane James Roe", "Jane Moll"]


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_stands_whole_elsewhere():
    text = (
        "Rivers and Ports of the North\n\n"
        "The development of the river took thirty years, and the develop-\n"
        "ment of the port took only ten more, a well-\n"
        "known fact that nobody along the whole length of the river denies\n"
        "to this day.\n"
    )
    outline = read(text)
    assert "the development of the port" in outline.intro[0].text
    assert "a well-known fact" in outline.intro[0].text
    assert codes(outline) == ["hyphen-kept", "no-articles"] or codes(outline) == ["no-articles", "hyphen-kept"]


def test_page_furniture_is_dropped_and_told_once():
    page = "Harbor Institute\nPage {}\n"
    text = SHORT.format(head="Jane Roe\nMay 3, 2025\n")
    rows = text.splitlines()
    rows[8:8] = page.format(1).splitlines()
    rows += [*page.format(2).splitlines(), "- The third point is here.", *page.format(3).splitlines()]
    outline = read("\n".join(rows))
    assert len(articles(outline)[0].summary) == 3
    assert codes(outline) == ["furniture", "furniture"]


def test_navigation_is_left_out_and_told():
    text = "Home\nAbout\nContact\n" + SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "Read more\nShare Tweet Email\n"
    outline = read(text)
    assert (outline.title, len(outline.sections), codes(outline)) == ("Rivers and Ports", 1, ["left-out"] * 2)
    assert [(warning.line, "(3 lines)" in warning.message) for warning in outline.warnings] == [(1, True), (14, False)]
    assert all(word in outline.warnings[0].message for word in ("“Home”", "“About”", "“Contact”"))


def test_nested_points_are_flattened_and_told():
    outline = read(SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "    - A point below the second.\n")
    assert len(articles(outline)[0].summary) == 3
    assert codes(outline) == ["nested"]


def test_two_spellings_of_a_name_are_kept_and_told():
    text = (
        SHORT.format(head="Zoë Byrne-Roe\nMay 3, 2025\n")
        + f"Estmark Closes Its Port\nZoe Byrne–Roe\nMay 4, 2025\n{POINTS}"
    )
    outline = read(text)
    assert [article.authors for article in articles(outline)] == [["Zoë Byrne-Roe"], ["Zoe Byrne–Roe"]]
    assert codes(outline) == ["name-spelling"]


def test_metadata_that_differs_is_told_and_the_page_wins():
    text = SHORT.format(head="Jane Roe\nMay 3, 2025\n")
    outline = read(text, title="Lakes", authors="Ida Moll", date="1999-01-01")
    assert (outline.title, codes(outline)) == ("Rivers and Ports", ["metadata-differs"] * 3)


def test_metadata_that_agrees_is_not_told():
    text = SHORT.format(head="Jane Roe\nMay 3, 2025\n")
    outline = read(text, title="Rivers and Ports | Harbor Institute", authors="Jane Roe", date="2025-05-03")
    assert codes(outline) == []


def test_volume_and_issue_are_taken():
    article, _ = only_article("Volume: 22 Issue: 103\nJane Roe\nMay 3, 2025\n")
    assert (article.volume, article.issue, article.authors) == ("22", "103", ["Jane Roe"])


def test_a_byline_on_the_title_line_is_taken_from_it():
    text = SHORT.format(head="May 3, 2025\n").replace("Opens Its Port", "Opens Its Port, by Jane Roe")
    outline = read(text)
    assert (articles(outline)[0].title, articles(outline)[0].authors) == ("Norland Opens Its Port", ["Jane Roe"])
    assert codes(outline) == ["byline-in-title"]


@pytest.mark.parametrize("order", [0, 1])
def test_the_closing_lines_are_found_in_any_order_and_in_front(order):
    closing = ["See PDF version here.", "For more Harbor coverage on Norland, see here."]
    text = SHORT.format(head="Jane Roe\nMay 3, 2025\n")
    title, rest = text.split("\n", 1)
    outline = read("\n".join([title, *(closing[::-1] if order else closing), rest]))
    assert (outline.pdf_label, outline.more_coverage, codes(outline)) == (*closing, [])


def line(number: int, text: str, role: Role = Role.TEXT, level: int = 0, url: str = "") -> Line:
    return Line(number, text, text, role, level, (Link(text, url),) if url else ())


def test_links_become_addresses():
    rows = SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "See PDF version here.\n"
    lines = [
        line(
            number,
            row.removeprefix("- "),
            Role.BULLET if row.startswith("- ") else Role.TEXT,
            1 if row.startswith("- ") else 0,
            {"Norland Opens Its Port": "https://x.test/a", "See PDF version here.": "https://x.test/pdf"}.get(row, ""),
        )
        for number, row in enumerate(rows.splitlines(), start=1)
    ]
    outline = make_outline(Document("html", lines))
    assert (articles(outline)[0].url, outline.pdf_url) == ("https://x.test/a", "https://x.test/pdf")


def test_the_only_heading_of_level_one_is_the_title_whatever_stands_above_it():
    lines = [
        line(1, "Harbor Institute Publications"),
        line(2, "Rivers and Ports", Role.HEADING, 1),
        line(3, "Trade", Role.HEADING, 2),
        line(4, "Norland Opens", Role.HEADING, 3),
        line(5, "Jane Roe"),
        line(6, "May 3, 2025"),
        line(7, "A point.", Role.BULLET, 1),
    ]
    outline = make_outline(Document("html", lines))
    assert (outline.title, outline.sections[0].title, codes(outline)) == ("Rivers and Ports", "Trade", ["not-taken"])


@pytest.mark.parametrize(
    ("title", "series"),
    [
        ("strategic snapshot: Rivers", "Strategic Snapshot"),
        ("Rivers: Strategic Snapshot", None),
        ("Strategic Snapshot", None),
    ],
)
def test_the_series_is_what_stands_before_the_first_colon(title, series):
    assert make_outline(document(title), ["Strategic Snapshot", "Rivers and"]).series == series


def test_every_warning_quotes_words():
    outline = read(
        "Rivers\nPage 2\n" + SHORT.format(head="Dr. Jane Roe (Harbor)\n03/04/2025\n") + "Read more\nEnergy\n"
    )
    assert all("“" in warning.message for warning in outline.warnings)


def test_too_many_lines_are_refused():
    with pytest.raises(Unreadable) as refusal:
        read("Title\n" * 20_000)
    assert refusal.value.code == "too-many-lines"


WEEK = "Our Week in Rivers\n\nFerries sink, prices rise\n{byline}\n{day}* Ferries sank.\n* Prices rose.\n\n"
WEEK += "The Second Article Without Date\nJane O’Neil\n* It has a point.\n"


@pytest.mark.parametrize("day", ["Published on May 3rd, 2026\n", ""])
@pytest.mark.parametrize(
    "authors",
    [
        ["Jane Roe"],
        ["Jane O'Neil", "ADA KOWALCZYK"],
        ["Jane O’Neil", "Gabriele D’Angelo"],
        ["Ludwig van der Berg"],
        ["jane roe", "ida moll", "ann quist"],
    ],
)
@pytest.mark.parametrize("by", ["by ", "By ", "BY ", "written by ", ""])
def test_a_byline_on_its_own_line_below_a_title_is_a_byline(by, authors, day):
    byline = by + (", ".join(authors[:-1]) + " and " + authors[-1] if len(authors) > 1 else authors[0])
    if not by and byline.islower():
        return  # small words without "by" may be anything
    outline = read(WEEK.format(byline=byline, day=day))
    assert [(article.title, article.authors, len(article.summary)) for article in articles(outline)] == [
        ("Ferries sink, prices rise", authors, 2),
        ("The Second Article Without Date", ["Jane O’Neil"], 1),
    ]
    assert "byline-in-title" not in codes(outline)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Ada Kowalczyk", "Ada Kowalczyck", True),
        ("Maria Petrova", "Marina Petrova", True),
        ("Jane Brandt", "Jane Brnadt", True),
        ("MaryAnn Quist", "Mary-Ann Quist", True),
        ("Ada Kowalczyk", "Ida Kowalczyk", False),
        ("Jane Roe", "June Roe", False),
        ("Jane Strand", "Jane Byrne", False),
    ],
)
def test_names_that_differ_by_one_slip_are_told(first, second, told):
    text = SHORT.format(head=f"{first}\nMay 3, 2025\n") + f"Estmark Closes Its Port\n{second}\nMay 4, 2025\n{POINTS}"
    assert ("name-spelling" in codes(read(text))) is told


def test_short_titles_without_authors_below_section_headings_are_no_bylines():
    signed = "{}\nJane Roe\nMay 3, 2025\n" + POINTS
    alone = "{}\nMay 4, 2025\n" + POINTS
    outline = read(
        "Rivers and Ports\nThe river matters to all who live along it.\nSelected Analysis on Rivers\n"
        + "Trade\n"
        + signed.format("Norland Opens Its Port")
        + "Energy\n"
        + alone.format("Gas Market Reform")
        + signed.format("Who Owns the River?")
        + "Peace Process\n"
        + alone.format("Border Talks")
    )
    shape = [(section.title, [article.title for article in section.articles]) for section in outline.sections]
    assert shape == [
        ("Trade", ["Norland Opens Its Port"]),
        ("Energy", ["Gas Market Reform", "Who Owns the River?"]),
        ("Peace Process", ["Border Talks"]),
    ]


FULL = (
    "Rivers and Ports of the North\n"
    "The river matters to all who live along it, and to many who do\n"
    "not, because the grain of three countries goes to the sea by it.\n"
    "{start} remains of the old treaty is little, and what is new in it\n"
    "is less.\nSelected Analysis on Rivers\nTrade\nNorland Opens Its Port\nJane Roe\nMay 3, 2025\n" + POINTS
)


def test_a_paragraph_that_may_begin_after_a_full_line_is_told():
    outline = read(FULL.format(start="What"))
    assert (len(outline.intro), codes(outline)) == (1, ["paragraph-joined"])


def test_blank_lines_between_blocks_leave_no_doubt_about_paragraphs():
    assert codes(read(FULL.format(start="What").replace("\nSelected", "\n\nSelected"))) == []


def test_an_email_leaves_its_head_and_greeting_behind():
    head = (
        "---- Forwarded message ----\nFrom: Jane Roe <jane@x.test>\nSubject: For the site\nTo: Desk <desk@x.test>\n\n"
    )
    outline = read(head + SHORT.format(head="Jane Roe\nMay 3, 2025\n") + "\nBest regards,\nJane\n")
    assert (outline.title, len(articles(outline)), codes(outline)) == ("Rivers and Ports", 1, ["left-out"] * 2)


def test_a_numbered_section_between_lettered_points_is_a_section():
    outline = read(
        "Review of Baltic Analysis\n1. Trade\nTolls Rise\nAda Brandt, 3 March 2026\na) Tolls rose.\nb) Captains protest.\n"
        "2. Security\nNavies Train\nChiara Lindqvist, 9 February 2026\na) Three navies trained.\nb) A fourth watched.\n"
    )
    assert [section.title for section in outline.sections] == ["Trade", "Security"]


def test_a_masthead_above_the_name_of_the_series_is_not_the_title():
    text = "Harbor Institute\nStrategic Snapshot: " + SHORT.format(head="Jane Roe\nMay 3, 2025\n").replace("- ", "* ")
    outline = make_outline(document(text), ["Strategic Snapshot"])
    assert (outline.title, codes(outline)) == ("Strategic Snapshot: Rivers and Ports", ["not-taken"])


def test_a_date_that_no_article_follows_is_told():
    rows = ["Page 3", "By Jane Roe", "• ", "By Jane Roe", "Dr. Ida Moll, PhD, Institute of Water", "03/04/2025"]
    assert lost("\n".join([*rows, "By Jane Roe", "- A point.", "By Jane Roe", "May 3, 2025"])) == []


def test_the_lines_of_a_paragraph_that_comes_again_are_no_list_of_contents():
    paragraph = ["“Open” is how the river treaty, which the U.S. and the EU support,", "remains fragile.", ""]
    other = ["The ferry line reopened after three years of talks between the two", "harbors.", ""]
    longer = [paragraph[0], "remains fragile. The ferry line reopened after three years of", "talks.", ""]
    rows = ["Strategic Snapshot: The River", "", *paragraph, *other, *longer, *other, *paragraph]
    article = ["Selected Analysis on the River", "", "Canals Face Momentum", "Jane Roe", "May 3, 2025", "- A point."]
    outline = read("\n".join([*rows, *article]))
    assert [passage.text.split()[0] for passage in outline.intro] == ["“Open”", "The", "“Open”", "The", "“Open”"]


def test_lines_that_every_article_repeats_are_no_list_of_contents():
    def article(title: str, author: str, day: str) -> str:
        return f"{title}\n\nVon {author}\n\nFeldnotiz\n\n{day}\n\nZusammenfassung:\n\n* Niemand zahlte.\n\n"

    first = article("Kähne warten auf Regen", "Hedda Quast", "6. November 2019")
    others = article("Die Schleuse schließt", "Hedda Quast", "17. August 2022")
    others += "Wehre\n\n" + article("Ein Wehr, das keiner wollte", "Odo Marsch", "6. November 2024")
    outline = read(f"Hafenheft: Schleusen und Wehre\n\nZwei Flüsse treffen sich hier.\n\nSchleusen\n\n{first}{others}")
    assert [each.date.year for each in articles(outline)] == [2019, 2022, 2024]
    assert "contents" not in codes(outline)
