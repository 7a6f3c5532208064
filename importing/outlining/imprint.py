"""The lines of a document that state funding, interests, license and the use of AI, or describe its authors."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from importing.lines import Document, Line, Place, Role, Warning
from importing.outline import ArticleOutline, Outline
from importing.outlining.warnings import not_taken
from text.funding import LONGEST_NAME, FrozenFunder, read_funding
from text.licenses import license_of

TERMS = {
    "type": r"type(?: of publication)?",
    "funders": r"fund(?:ing|ers?|ed by)(?: statement| acknowledge?ments?)?",
    "disclosure": r"disclosures?|(?:conflicts?|declarations?) of interests?|competing interests",
    "ai_statement": r"(?:statement on the )?use of ai|ai (?:statement|disclosure)",
    "license": r"licen[sc]e",
    "about": r"about the authors?",
}
BEGINNING = re.compile("|".join(f"(?P<{name}>{words})" for name, words in TERMS.items()), re.I)
OPENING = re.compile(
    r"(?:this|the) (?:\w+ ){1,3}(?:was|is|were) (?:made possible|supported|funded|financed)(?: in part)? (?:by|through)"
    r"(?: an? grant from| grants from| the support of)?\s+|(?:supported|funded) by\s+",
    re.I,
)
GRANTS = re.compile(
    r",?\s*\(?\b(?:under )?grants?(?: no\.?| nos\.?| numbers?| agreement)*:?\s+([^()]*\d[^()]*)\)?", re.I
)
COMMONS = re.compile(
    r"\bCC[ -](?:BY(?:-NC)?(?:-ND|-SA)?[ -]\d\.\d|0(?:[ -]1\.0)?)\b|creativecommons\.org/licenses/([\w-]+)/(\d\.\d)"
)
SELF = r"{} (?:is|was) (?:an? |the )?(?P<role>[^.,;]{{3,80}}?) (?:at|of|with) (?:the )?(?P<place>[^.,;]{{3,120}})[.,;]"
DESCRIBING = re.compile(r"\S.{2,60}? (?:is|was|has|writes|works|teaches|studies) ")
HEADING = "About this publication"  # as the text form of a snapshot has it
LONGEST_TERM = 40  # characters before the colon


@dataclass(frozen=True)
class Statement:
    """A statement of a document: `name` is a key of TERMS. `is_common` if it stands below HEADING."""

    name: str
    text: str
    line: int
    is_common: bool = False
    heading: str = ""  # the line above it, if that is not part of the text


def take_statements(document: Document) -> tuple[Document, list[Statement]]:
    """Return the document without these lines, and the statements. Lines pinned by an editor stay."""
    found: list[Statement] = []
    kept: list[Line] = []
    waiting, is_common = "", False  # “about” below that heading, “more” below a first author
    heading = ""
    lines = [line for line in document.lines if line.role is not Role.BLANK]
    following = {line.number: after for line, after in pairwise(lines)}
    for line in document.lines:
        text = line.text.strip()
        if line.meant or (line.role is Role.BLANK and not waiting):
            kept.append(line)
            continue
        if line.role is Role.BLANK:
            continue
        if waiting == "about" or (waiting == "more" and DESCRIBING.match(text)):
            found.append(Statement("about", text, line.number, is_common, heading))
            waiting = "more"
            continue
        after = following.get(line.number)
        if text == HEADING and after and _read(after.text.strip())[1]:
            is_common = True
            continue
        name, rest = ("", "") if line.role is Role.BULLET else _read(text)
        waiting = name if name == "about" and not rest else ""
        if rest:
            found.append(Statement(name, rest, line.number, is_common))
        elif waiting and after:
            heading = text
        else:
            kept.append(line)
    return (replace(document, lines=kept), found) if found else (document, [])


def _read(text: str) -> tuple[str, str]:
    """Return the term with which the line begins and the text after its colon; "" and "" for other lines."""
    term, _colon, rest = text.partition(":")
    match = BEGINNING.fullmatch(term.strip()) if len(term) <= LONGEST_TERM else None
    return (match.lastgroup, rest.strip()) if match else ("", "")


def give_statements(outline: Outline, found: list[Statement]) -> None:
    """Give each statement to the article above it. Those at the end of several articles are about the whole."""
    articles = [article for section in outline.sections for article in section.articles]
    above = [_above(each, articles) for each in found]
    is_at_end = len(articles) > 1 and {id(each) for each in above} == {id(articles[-1])}
    for statement, article in zip(found, above, strict=True):
        is_common = is_at_end or statement.is_common
        outline.places[statement.line] = [Place.IMPRINT]
        if statement.name == "about":
            _describe(outline, statement, articles if is_common or not article else [article])
            continue
        value, given = _value(statement), (outline if is_common or not article else article).imprint
        if value and statement.name == "funders":
            given["funders"] = [*given.get("funders", []), *value]
        elif value:
            given.setdefault(statement.name, value)
        else:
            outline.warnings.append(not_taken(statement.line, statement.text, "it is not a known license"))


def _above(statement: Statement, articles: list[ArticleOutline]) -> ArticleOutline | None:
    return next((each for each in reversed(articles) if each.line < statement.line), None)


def _value(statement: Statement) -> str | list[FrozenFunder]:
    if statement.name == "funders":
        return funders_of(statement.text)
    return license_in(statement.text) if statement.name == "license" else statement.text


def funders_of(text: str) -> list[FrozenFunder]:
    """Return the funders in a sentence, or in the form of text/funding.py."""
    if ";" in text:
        try:
            return read_funding(text)
        except ValueError:
            pass  # a sentence with a semicolon in it
    plain = OPENING.sub("", text).strip()
    grants = [
        each for found in GRANTS.findall(plain) for each in re.split(r",\s*|\s+and\s+", found.strip(" .")) if each
    ]
    name = GRANTS.sub("", plain).strip(" .")[:LONGEST_NAME]
    return [{"name": name.removeprefix("the "), "identifier": "", "grants": grants}] if name else []


def license_in(text: str) -> str:
    """Return the license that a sentence names, or ""."""
    whole = license_of(text.rstrip("."))
    commons = COMMONS.search(text)
    if whole or not commons:
        return whole or ("all rights reserved" if "all rights reserved" in text.lower() else "")
    return license_of(f"CC-{commons[1]}-{commons[2]}" if commons[1] else commons[0])


def _describe(outline: Outline, statement: Statement, articles: list[ArticleOutline]) -> None:
    """Keep the words as the biography of the author whom they name, or of the only author."""
    names = dict.fromkeys(name for article in articles for name in article.authors)
    named = [name for name in names if name in statement.text] or list(names)
    if len(named) == 1:
        outline.about.setdefault(named[0], statement.text)
        below = f" below “{statement.heading}”" if statement.heading else ""
        told = f"“{statement.text}”{below} was taken for the biography of {named[0]}."
        outline.warnings.append(Warning("biography", statement.line, told))
    else:
        words = " · ".join(filter(None, (statement.heading, statement.text)))
        outline.warnings.append(not_taken(statement.line, words, "it does not name one of the authors"))


def role_and_place(name: str, words: str) -> tuple[str, str]:
    """Return role and affiliation from “NAME is a Senior Fellow at the Northgate Institute.”, or "" and ""."""
    found = re.search(SELF.format(re.escape(name)), words)
    return (found["role"].strip(), found["place"].strip()) if found else ("", "")
