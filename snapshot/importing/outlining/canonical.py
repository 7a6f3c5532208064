"""The canonical text form of a snapshot: writing it, and reading it by position alone.

The form is defined in docs/importing.md. Writing and reading are a pair for outlines that the form can hold.
"""

import re
from datetime import date

from snapshot.importing.lines import Document, Line, Role
from snapshot.importing.outline import ArticleOutline, Outline, Passage, SectionOutline
from snapshot.importing.outlining.bullets import read_bullet
from snapshot.importing.outlining.bylines import byline_cost, join_names, split_byline
from snapshot.importing.outlining.closing import printed_url, read_closing
from snapshot.importing.outlining.cutting import cut
from snapshot.importing.outlining.dates import MONTHS, read_date
from snapshot.importing.outlining.furniture import drop_furniture
from snapshot.importing.outlining.impressions import sentence_score
from snapshot.importing.outlining.navigation import drop_navigation
from snapshot.importing.outlining.parts import make_parts
from snapshot.importing.outlining.unwrapping import Wrapping
from snapshot.importing.outlining.volumes import read_volume
from snapshot.importing.outlining.warnings import about_byline

MONTH_NAMES = [name.capitalize() for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
MONTH_NAMES = list(dict.fromkeys(name for name in MONTH_NAMES))
DATE = re.compile(rf"(?:{'|'.join(MONTH_NAMES)}) [1-9]\d?, \d{{4}}")
POINT = "- "


def write_date(day: date) -> str:
    """Return `day` as the canonical form writes it: "August 12, 2025"."""
    return f"{MONTH_NAMES[day.month - 1]} {day.day}, {day.year:04d}"


def to_text(outline: Outline) -> str:
    """Return `outline` in the canonical text form, ending with a newline.

    Takes what an outline holds and no more: plain words. A part that is missing has no line; where there is no
    selection heading, a blank line stands in its place.
    """
    rows = [outline.title, "", *(paragraph.text for paragraph in outline.intro)]
    if outline.selection_heading:
        rows.append(outline.selection_heading)
    elif outline.sections:
        rows.append("")
    for section in outline.sections:
        rows += [section.title] if section.title else []
        for article in section.articles:
            rows += _article_rows(article)
    rows += [line for line in (outline.pdf_label, outline.more_coverage) if line]
    return "\n".join(rows).rstrip("\n") + "\n"


def _article_rows(article: ArticleOutline) -> list[str]:
    rows = [article.title]
    if article.authors:
        rows.append(join_names(article.authors))
    if article.date:
        rows.append(write_date(article.date))
    if article.volume:
        rows.append(f"Volume: {article.volume}" + (f" Issue: {article.issue}" if article.issue else ""))
    if article.summary_label:
        rows.append(f"{article.summary_label}:")
    return rows + [POINT + point.text for point in article.summary]


def read_canonical(document: Document) -> Outline | None:
    """Return the outline of a document that is in the canonical form throughout, None for any other.

    Nothing is decided by looks here; looks only refuse documents that have the form by accident.
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
    outline = Outline(lines[0].text.strip(), line=lines[0].number)
    heads, summaries, tail = cuts
    if not _take_opening(outline, heads[0]) or not _take_tail(outline, tail):
        return None
    for number, (head, summary) in enumerate(zip(heads, summaries, strict=True)):
        titles = head[-4:] if number == 0 else head
        if len(titles) == 4:
            outline.sections.append(SectionOutline(titles[0].text.strip(), line=titles[0].number))
        if not 3 <= len(titles) <= 4 or not _take_article(outline, titles[-3:], summary):
            return None
    return None if _is_accident(outline, document) else outline


def _groups(lines: list[Line]) -> tuple[list[list[Line]], list[list[Line]], list[Line]] | None:
    """Cut the lines after the title into article heads (ending with the date), summaries, and the tail."""
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
    """Take what stands between the title and the first section: introduction and selection heading."""
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
    for line in summary:
        text = line.text.rstrip()
        volume = read_volume(text)
        if text.startswith(POINT):
            article.summary.append(_passage(line, len(POINT)))
        elif volume and not volume.publication and not article.summary_label and not article.volume:
            article.volume, article.issue = volume.volume, volume.issue
        elif text.endswith(":") and len(text) <= 80 and not article.summary_label:
            article.summary_label = text[:-1].rstrip()
        else:
            return False
    outline.warnings += about_byline(names, byline.number, byline.text.strip())
    outline.sections[-1].articles.append(article)
    return bool(article.summary) and all(point.text for point in article.summary)


def _passage(line: Line, start: int = 0) -> Passage:
    found = cut(line.text, line.html, start)
    return Passage(found.text, found.html, line.number)


def _is_accident(outline: Outline, document: Document) -> bool:
    """Say whether the lines only happen to stand as the form has them: furniture, navigation, wrapped lines."""
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
    if drop_furniture(document.lines)[1] or drop_navigation(document.lines)[1]:
        return True
    return Wrapping(make_parts(document.lines), is_text=True).width > 0
