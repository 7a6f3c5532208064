"""The canonical text form of a snapshot: write it, and read it by position alone.

docs/importing.md defines the form. Reading reverses writing for outlines that the form can represent.
"""

import re

from importing.lines import Document, Line, Place, Role
from importing.outline import ArticleOutline, Outline, Passage, SectionOutline
from importing.outlining.boilerplate import drop_boilerplate
from importing.outlining.bullets import read_bullet
from importing.outlining.bylines import byline_cost, split_byline
from importing.outlining.closing import printed_url, read_closing
from importing.outlining.colophon import drop_colophon
from importing.outlining.contents import drop_contents
from importing.outlining.cutting import cut
from importing.outlining.dates import read_date
from importing.outlining.impressions import sentence_score
from importing.outlining.navigation import drop_navigation
from importing.outlining.parts import make_parts
from importing.outlining.unwrapping import Wrapping
from importing.outlining.volumes import read_volume
from importing.outlining.warnings import about_byline
from snapshot.public.text_form import MONTHS, POINT, ArticleText, SnapshotText, write_text

DATE = re.compile(rf"(?:{'|'.join(MONTHS)}) [1-9]\d?, \d{{4}}")


def to_text(outline: Outline) -> str:
    """Return `outline` in the canonical text form: plain words, and only what the form can represent."""
    return write_text(
        SnapshotText(
            title=outline.title,
            introduction=[paragraph.text for paragraph in outline.intro],
            selection_heading=outline.selection_heading,
            sections=[
                (section.title, [_article_text(each) for each in section.articles]) for section in outline.sections
            ],
            closing=[outline.pdf_label, outline.more_coverage],
        )
    )


def _article_text(article: ArticleOutline) -> ArticleText:
    return ArticleText(
        article.title,
        article.authors,
        article.date,
        article.volume,
        article.issue,
        article.summary_label,
        [point.text for point in article.summary],
    )


def read_canonical(document: Document) -> Outline | None:
    """Return the outline of a document that is entirely in the canonical form, else None.

    Appearance decides nothing here. It is only used to reject documents that match the form by accident.
    """
    lines = list(document.lines)
    while lines and lines[0].role is Role.BLANK:
        lines.pop(0)
    while lines and lines[-1].role is Role.BLANK:
        lines.pop()
    if len(lines) < 6 or any(line.role not in (Role.TEXT, Role.BLANK) or line.text[:1].isspace() for line in lines):
        return None
    cuts = _groups(lines[1:])
    if not cuts:
        return None
    outline = Outline(lines[0].text.strip(), line=lines[0].number, places={lines[0].number: [Place.TITLE]})
    heads, summaries, tail = cuts
    if not _take_opening(outline, heads[0]) or not _take_tail(outline, tail):
        return None
    for number, (head, summary) in enumerate(zip(heads, summaries, strict=True)):
        titles = head[-4:] if number == 0 else head
        if len(titles) == 4:
            outline.sections.append(SectionOutline(titles[0].text.strip(), line=titles[0].number))
            outline.places[titles[0].number] = [Place.SECTION]
        if not 3 <= len(titles) <= 4 or not _take_article(outline, titles[-3:], summary):
            return None
    return None if _is_accident(outline, document) else outline


def _groups(lines: list[Line]) -> tuple[list[list[Line]], list[list[Line]], list[Line]] | None:
    """Split the lines after the title into article heads (ending with the date), summaries and the tail."""
    heads: list[list[Line]] = [[]]
    summaries: list[list[Line]] = []
    is_summary = False
    for line in lines:
        text = line.text.rstrip()
        if is_summary and (text.startswith(POINT) or not any(_is_point(row) for row in summaries[-1])):
            summaries[-1].append(line)
            if len(summaries[-1]) > 2 and not any(_is_point(row) for row in summaries[-1]):
                return None
            continue
        is_summary = False
        if text.startswith(POINT):
            return None
        if len(heads) == len(summaries):
            heads.append([])
        heads[-1].append(line)
        if DATE.fullmatch(text):
            summaries.append([])
            is_summary = True
    tail = heads.pop() if len(heads) > len(summaries) else []
    return (heads, summaries, tail) if heads and all(summaries) else None


def _is_point(line: Line) -> bool:
    return line.text.startswith(POINT)


def _take_opening(outline: Outline, head: list[Line]) -> bool:
    """Read the lines between the title and the first section: introduction and selection heading."""
    if len(head) < 4:
        return False
    opening = head[:-4]
    if opening and opening[0].role is Role.BLANK:
        opening = opening[1:]
    has_heading = bool(opening) and opening[-1].role is not Role.BLANK
    if any(line.role is Role.BLANK for line in opening[:-1] + head[-4:]):
        return False
    if has_heading:
        outline.selection_heading = opening[-1].text.strip()
        if sentence_score(outline.selection_heading) > 0.5:
            return False
    outline.intro = [_passage(line) for line in opening[:-1]]
    outline.places |= {line.number: [Place.INTRO] for line in opening[:-1]}
    outline.places |= {line.number: [Place.SELECTION] for line in opening[-1:] if has_heading}
    return True


def _take_tail(outline: Outline, tail: list[Line]) -> bool:
    for line in tail:
        url = line.links[0].url if line.links else printed_url(line.text)
        kind = read_closing(line.text)
        if kind == "pdf" and not outline.pdf_label and not outline.more_coverage:
            outline.pdf_label, outline.pdf_url = line.text.strip(), url
        elif kind == "coverage" and not outline.more_coverage:
            outline.more_coverage, outline.more_coverage_url = line.text.strip(), url
        else:
            return False
        outline.places[line.number] = [Place.PDF if kind == "pdf" else Place.COVERAGE]
    return True


def _take_article(outline: Outline, head: list[Line], summary: list[Line]) -> bool:
    title, byline, day = head
    if byline_cost(byline.text) >= 2 or any(line.role is Role.BLANK for line in head + summary):
        return False
    found = read_date(day.text)
    if not found or not found.value or not outline.sections:
        return False
    names = split_byline(byline.text)
    article = ArticleOutline(title.text.strip(), names.names, found.value, line=title.number)
    if title.links:
        article.url = title.links[0].url
    for line, place in zip(head, (Place.ARTICLE, Place.BYLINE, Place.DATE), strict=True):
        outline.places[line.number] = [place]
    for line in summary:
        text = line.text.rstrip()
        volume = read_volume(text)
        if text.startswith(POINT):
            article.summary.append(_passage(line, len(POINT)))
            outline.places[line.number] = [Place.POINT]
        elif volume and not volume.publication and not article.summary_label and not article.volume:
            article.volume, article.issue = volume.volume, volume.issue
            outline.places[line.number] = [Place.VOLUME]
        elif text.endswith(":") and len(text) <= 80 and not article.summary_label:
            article.summary_label = text[:-1].rstrip()
            outline.places[line.number] = [Place.LABEL]
        else:
            return False
    outline.warnings += about_byline(names, byline.number, byline.text.strip())
    outline.sections[-1].articles.append(article)
    return bool(article.summary) and all(point.text for point in article.summary)


def _passage(line: Line, start: int = 0) -> Passage:
    found = cut(line.text, line.html, start)
    return Passage(found.text, found.html, line.number)


def _is_accident(outline: Outline, document: Document) -> bool:
    """Return whether the lines match the form only by accident: boilerplate, navigation or wrapped lines."""
    titles = [section.title for section in outline.sections]
    if len(titles) > 2 and max(titles.count(title) for title in titles) > 2:
        return True
    articles = [article.title for section in outline.sections for article in section.articles]
    if any(sentence_score(title) > 0.5 for title in titles):
        return True
    intro = [paragraph.text for paragraph in outline.intro]
    for words in [*intro, outline.selection_heading or "", *titles, *articles]:
        if read_date(words) or read_bullet(words) or read_closing(words) or read_volume(words):
            return True
        if words.endswith((",", ";")):
            return True
    if any(drop(document.lines)[1] for drop in (drop_boilerplate, drop_colophon, drop_contents, drop_navigation)):
        return True
    return Wrapping(make_parts(document.lines), is_text=True).width > 0
