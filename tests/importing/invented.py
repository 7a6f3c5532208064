"""Invented snapshots, and documents made from text as the reader of plain text makes them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from importing.lines import Document, Line, Role
from importing.outline import ArticleOutline, Outline, Passage, SectionOutline
from text.prose import escape

FIRST_NAMES = (
    "Jane Anna Byron Toby Sandro Élodie Łukasz Vardan Nino Əli Gül Syed Mary-Ann J. Olena Анна Գրիգոր "
    "გიორგი Ivan Andy Ada Bob Amanda Ximena Aoife Zoë"
)
FIRST = FIRST_NAMES.split()
MIDDLE = ["", "", "", "van der", "de la", "bin", "al-", "J.", "P. Q.", "James", "Fazl-e-", "O'", "von"]
LAST_NAMES = (
    "Roe Anderson Overby Sandberg Haider Ferrand Nikolić Məmmədov Abashidze Каренина Նարեկացի ბერიძე "
    "Whitby Byrne Strand Moll Okafor Quist Vandersloot Handley"
)
LAST = LAST_NAMES.split()
NOUNS_WORDS = (
    "River Port Harbor Grain Water Rail Corridor Treaty Border Summit Fleet Delta Market Power Peace "
    "Process Relations Ferry Canal Valley Coast Lighthouse Reserve"
)
NOUNS = NOUNS_WORDS.split()
VERBS_WORDS = "Faces Gains Seeks Weighs Tests Opens Reopens Strengthens Delays Splits Names Agrees"
VERBS = VERBS_WORDS.split()
MORE_WORDS = (
    "Momentum With New Partners|Hurdles|Ties as Talks Resume|Options After Vote|in the Northern Delta|on "
    "Next Steps at Summit|Ahead of Spring|to Regional Order|by Sea and by Rail|Over Grain"
)
MORE = MORE_WORDS.split("|")
SECTIONS = [
    "Peace Process",
    "Regional Relations",
    "Developing Multi-Port Policies",
    "Energy",
    "Trade, Transit and Ports",
    "The Northern Delta",
    "Water & Power",
    "What Comes Next?",
    "Ports and Harbors.",
]


def document(text: str, form: str = "text", **claims: str) -> Document:
    """Return `text` as a document with one line for each line of it."""
    lines = [
        Line(number, row, escape(row), Role.TEXT if row.strip() else Role.BLANK)
        for number, row in enumerate(text.split("\n"), start=1)
    ]
    return Document(form, lines, claims=dict(claims))


def bare(outline: Outline) -> Outline:
    """Return `outline` without addresses, warnings, line numbers, markup and what tells how sure its reading is."""
    passages = [Passage(passage.text, "") for passage in outline.intro]
    sections = [
        SectionOutline(section.title, [_bare(article) for article in section.articles]) for section in outline.sections
    ]
    return replace(
        outline,
        series=None,
        intro=passages,
        sections=sections,
        pdf_url=None,
        more_coverage_url=None,
        warnings=[],
        line=0,
        confidence=1.0,
        doubts=[],
        places={},
    )


def _bare(article: ArticleOutline) -> ArticleOutline:
    return replace(
        article, summary=[Passage(point.text, "") for point in article.summary], url=None, line=0, confidence=1.0
    )


@st.composite
def names(draw) -> str:
    """Draw a name as an author would sign."""
    middle = draw(st.sampled_from(MIDDLE))
    last = draw(st.sampled_from(LAST))
    if middle.endswith(("-", "'")):
        return f"{draw(st.sampled_from(FIRST))} {middle}{last}"
    name = " ".join(word for word in (draw(st.sampled_from(FIRST)), middle, last) if word)
    return name + draw(st.sampled_from(["", "", "", "", " Jr.", " III", ", Jr."]))


@st.composite
def article_titles(draw) -> str:
    """Draw a title, from one word to a dozen, some ending as a sentence does."""
    noun = st.sampled_from(NOUNS)
    form = draw(st.integers(0, 5))
    words = {
        0: lambda: draw(noun),
        1: lambda: f"{draw(noun)} {draw(noun)}",
        2: lambda: (
            f"{draw(noun)}, {draw(noun)}, and {draw(noun)} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(MORE))}"
        ),
        3: lambda: (
            f"{draw(noun)}–{draw(noun)} {draw(noun)} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(MORE))}"
        ),
        4: lambda: f"“{draw(noun)} First”: {draw(noun)} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(MORE))}",
        5: lambda: f"The {draw(noun)} of {draw(noun)} {draw(st.sampled_from(VERBS))} {draw(st.sampled_from(MORE))}",
    }[form]()
    return words + draw(st.sampled_from(["", "", "", "", ".", "?", "!"]))


@st.composite
def sentences(draw) -> str:
    """Draw one to three sentences, with what points and paragraphs hold."""
    opening = [
        "The",
        "In 2023,",
        "Washington D.C. says the",
        "On April 22, the",
        "“Open” is how the",
        "Yet",
        "A $1.6 billion",
    ]
    middle = [
        "ferry line reopened after three years of talks between the two harbors",
        "port–rail corridor carries 4.5 million tonnes of grain (in 2024)",
        "council—long divided—agreed on a well-known long-term plan",
        "ministers of Norland, Estmark, and Sudavia met at the border",
        "river treaty, which the U.S. and the EU support, remains fragile",
    ]
    count = draw(st.integers(1, 3))
    return " ".join(f"{draw(st.sampled_from(opening))} {draw(st.sampled_from(middle))}." for _ in range(count))


points = st.one_of(
    sentences(),
    sentences(),
    sentences().map(lambda text: "2023 was hard. " + text),
    sentences().map(lambda text: "– " + text),
)
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
LABELS = [
    "Executive Summary",
    "Key Takeaways",
    "Bottom Line Up Front",
    "Main points",
    "Key Points",
    "Summary",
    "In brief",
    "BLUF",
]


@st.composite
def articles(draw, titles=None, label=None) -> ArticleOutline:
    """Draw an article that has all its parts."""
    return ArticleOutline(
        draw(article_titles() if titles is None else titles),
        draw(st.lists(names(), min_size=1, max_size=5)),
        draw(days),
        label or draw(st.sampled_from(LABELS)),
        [Passage(text, "") for text in draw(st.lists(points, min_size=1, max_size=5))],
    )


@st.composite
def outlines(draw, titles=None, label=None, coverage=True) -> Outline:
    """Draw a whole snapshot that the canonical form can hold."""
    sections = draw(
        st.lists(
            st.builds(
                SectionOutline,
                st.sampled_from(SECTIONS),
                st.lists(articles(titles, label), min_size=1, max_size=4),
            ),
            min_size=1,
            max_size=4,
            unique_by=lambda section: section.title,
        )
    )
    noun = st.sampled_from(NOUNS)
    return Outline(
        draw(st.sampled_from(["Strategic Snapshot: ", ""])) + f"The {draw(noun)} and the {draw(noun)}",
        intro=[Passage(text, "") for text in draw(st.lists(sentences(), min_size=1, max_size=6))],
        selection_heading=f"Selected {draw(noun)} Analysis on the {draw(noun)}",
        sections=sections,
        pdf_label=draw(st.sampled_from([None, "See PDF version here."])) if coverage else None,
        more_coverage=draw(st.sampled_from([None, "For more Harbor Institute coverage on Norland, see here."]))
        if coverage
        else None,
    )
