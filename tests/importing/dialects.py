"""The same invented snapshot, written the many ways in which documents come."""

import random
import textwrap
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from importing.lines import Document, Line, Role
from importing.outline import Outline
from tests.importing.invented import document
from text.prose import escape

BULLETS = [
    "- ",
    "– ",
    "— ",
    "• ",
    "* ",
    "‣ ",
    "▪ ",
    "◦ ",
    "· ",
    "\uf0b7 ",
    "\uf0b7\t",
    "•",
    "#. ",
    "#) ",
    "(@) ",
    "@) ",
    "",
]
DATES = {
    "american": lambda day: f"{day:%B} {day.day}, {day.year}",
    "british": lambda day: f"{day.day} {day:%B} {day.year}",
    "iso": lambda day: day.isoformat(),
    "short": lambda day: f"{day:%b}. {day.day}, {day.year}" if day.month != 5 else f"May {day.day}, {day.year}",
    "rfc": lambda day: f"{day:%a, %d %b %Y}",
    "weekday": lambda day: f"{day:%A, %B} {day.day}, {day.year}",
    "ordinal": lambda day: (
        f"{day:%B} {day.day}{'th' if 3 < day.day < 21 else 'st' if day.day % 10 == 1 else 'th'}, {day.year}"
    ),
    "published": lambda day: f"Published on {day:%B} {day.day}, {day.year}",
    "year first": lambda day: f"{day:%Y.%m.%d}",
}
JOINTS = {
    "and": lambda names: ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0],
    "oxford": lambda names: ", ".join(names[:-1]) + ", and " + names[-1] if len(names) > 1 else names[0],
    "ampersand": " & ".join,
    "semicolon": "; ".join,
    "by": lambda names: "By " + " and ".join(names),
    "capital by": lambda names: "BY " + " AND ".join(names),
}


@dataclass(frozen=True)
class Dialect:
    """One way to write a snapshot down."""

    blanks: str = "none"  # none, all, articles, random
    width: int = 0
    hangs: bool = False
    bullet: str = "- "
    label: str = "colon"  # colon, plain, inline, absent
    day: str = "american"
    place: str = "after"  # after, before, first, beside, in front
    joint: str = "and"
    form: str = "text"  # text, styled (headings and bullets by role), word (roles without headings)
    seed: int = 0


dialects = st.builds(
    Dialect,
    blanks=st.sampled_from(["none", "all", "articles", "random"]),
    width=st.sampled_from([0, 0, 66, 72]),
    hangs=st.booleans(),
    bullet=st.sampled_from(BULLETS),
    label=st.sampled_from(["colon", "plain", "inline", "absent"]),
    day=st.sampled_from(sorted(DATES)),
    place=st.sampled_from(["after", "after", "before", "first", "beside", "in front"]),
    joint=st.sampled_from(sorted(JOINTS)),
    form=st.sampled_from(["text", "text", "styled", "word"]),
    seed=st.integers(0, 9),
)


def expected(outline: Outline, dialect: Dialect) -> Outline:
    """Return what reading `outline` in `dialect` must give: a label that is not written cannot be read."""
    if dialect.label != "absent":
        return outline
    sections = [
        replace(section, articles=[replace(article, summary_label=None) for article in section.articles])
        for section in outline.sections
    ]
    return replace(outline, sections=sections)


def is_plain(outline: Outline, dialect: Dialect) -> bool:
    """Say whether the dialect leaves no doubt: a point's own dash needs a bullet in front of it to be seen.

    Two articles of one title do: a line that comes again between a heading and a byline may be a remark. So does one
    byline above both lists where no label is written: it may be their label.
    """
    articles = [article for section in outline.sections for article in section.articles]
    if len({article.title.casefold() for article in articles}) < len(articles):
        return False
    bylines = {tuple(article.authors) for article in articles}
    if dialect.label == "absent" and dialect.place in ("before", "first") and len(bylines) == 1 and len(articles) == 2:
        return False
    if dialect.label == "absent" and not dialect.bullet:
        return False
    if (
        dialect.width
        and dialect.form == "text"
        and dialect.blanks != "all"
        and not (dialect.blanks == "articles" and dialect.bullet)
    ):
        return False
    if dialect.bullet and dialect.label != "inline" and dialect.form == "text":
        return True
    points = [point.text for section in outline.sections for article in section.articles for point in article.summary]
    return dialect.form != "text" or not any(point.startswith("–") for point in points)


def written(outline: Outline, dialect: Dialect) -> Document:
    """Return `outline` as a document in `dialect`."""
    rows = list(_rows(outline, dialect))
    if dialect.form != "text":
        return _by_roles(rows, dialect)
    chance = random.Random(dialect.seed)
    lines: list[str] = []
    for kind, text in rows:
        is_open = kind in ("title", "section", "article", "selection", "intro")
        if lines and (
            dialect.blanks == "all"
            or (dialect.blanks == "articles" and is_open)
            or (dialect.blanks == "random" and chance.random() < 0.4)
        ):
            lines += [""] * (1 if dialect.blanks != "random" else chance.randint(1, 2))
        lines += _wrapped(kind, text, dialect)
    return document("\n".join(lines))


def _rows(outline: Outline, dialect: Dialect):
    yield "title", outline.title
    for paragraph in outline.intro:
        yield "intro", paragraph.text
    if outline.selection_heading:
        yield "selection", outline.selection_heading
    for section in outline.sections:
        yield "section", section.title
        for article in section.articles:
            yield from _article_rows(article, dialect)
    for line in (outline.pdf_label, outline.more_coverage):
        if line:
            yield "closing", line


def _article_rows(article, dialect: Dialect):
    day = DATES[dialect.day](article.date)
    byline = JOINTS[dialect.joint](article.authors)
    yield from {
        "after": [("article", article.title), ("byline", byline), ("date", day)],
        "before": [("article", article.title), ("date", day), ("byline", byline)],
        "first": [("date", day), ("article", article.title), ("byline", byline)],
        "beside": [("article", article.title), ("byline", f"{byline} | {day}")],
        "in front": [("article", article.title), ("byline", f"{day} — {byline}")],
    }[dialect.place]
    points = [point.text for point in article.summary]
    if dialect.label in ("colon", "plain"):
        yield "label", article.summary_label + (":" if dialect.label == "colon" else "")
    elif dialect.label == "inline":
        yield "label", f"{article.summary_label}: {points.pop(0)}"
    for number, point in enumerate(points, start=1):
        mark = dialect.bullet.replace("#", str(number)).replace("@", "abcdefgh"[number - 1])
        yield ("point", mark + point) if mark else ("plain point", point)


def _wrapped(kind: str, text: str, dialect: Dialect) -> list[str]:
    if not dialect.width:
        return [text]
    indent = " " * len(dialect.bullet) if kind == "point" and dialect.hangs else ""
    return textwrap.wrap(text, dialect.width, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False)


def _by_roles(rows, dialect: Dialect) -> Document:
    levels = {"title": 1, "selection": 2, "section": 2 + dialect.seed % 2, "article": 3 + dialect.seed % 2}
    lines = []
    for number, (kind, text) in enumerate(rows, start=1):
        role, level, words = Role.TEXT, 0, text
        if kind in levels and dialect.form == "styled":
            role, level = Role.HEADING, levels[kind]
        elif kind in ("point", "plain point"):
            role, level = Role.BULLET, 1
            words = (
                text.removeprefix(dialect.bullet)
                if dialect.bullet[:1] not in ("#", "(", "@")
                else text.split(" ", 1)[1]
            )
        lines.append(Line(number, words, escape(words), role, level))
    return Document("html" if dialect.form == "styled" else "word", lines)
