"""Build the outline from parts with known places."""

import re
from dataclasses import replace
from itertools import combinations

from importing.lines import Place, Warning
from importing.outline import ArticleOutline, Outline, SectionOutline
from importing.outlining.bylines import split_byline
from importing.outlining.part import Part
from importing.outlining.positions import Placed
from importing.outlining.unwrapping import Joiner, Wrapping
from importing.outlining.warnings import about_byline, not_taken

WHY_META = "it stands with the title of the whole document, and dates and authors belong to the articles"
WHY_ASIDE = "it stands beside an article's title, byline or date and is none of them"
WHY_FOOT = "it stands below an article's summary"
WHY_NOTE = "it stands below a section heading and is no article"
WHY_SECOND = "the article has that already"
MOST_BYLINES, MOST_BETWEEN = 12, 10  # lines of a byline, and letters in it that are no names ("and")


def assemble(parts: list[Part], places: list[Placed], wrapping: Wrapping) -> Outline:
    """Return the outline of `parts` in their places. Parts without a place become warnings."""
    builder = _Builder()
    for placed, part in _continued(parts, places, builder.outline.warnings, wrapping):
        if placed.place in OF_ARTICLES and not placed.is_ahead and not builder.article:
            builder._take_other(part, False)  # an editor pinned it above all articles
            continue
        getattr(builder, f"_take_{placed.place.name.lower()}")(part, placed.is_ahead)
        builder.doubt(placed)
    for _place, part in builder.ahead:  # no article follows
        builder._take_other(part, False)
    return builder.outline


def without_numbers(outline: Outline, is_kept: bool) -> None:
    """Remove numbers like "1.2.1" from titles and sections if several have them; a single one is part of its title.

    Numbers like "1." are removed from titles if they count all articles, as on our own pages and in our letters.
    With `is_kept`, only adds a warning.
    """
    headings = [*outline.sections, *(article for section in outline.sections for article in section.articles)]
    articles = [article for section in outline.sections for article in section.articles]
    counted = [COUNTED.match(article.title) for article in articles]
    numbers = {id(heading): NUMBERED.match(heading.title) for heading in headings if NUMBERED.match(heading.title)}
    is_counted = [count and int(count[1]) for count in counted] == list(range(1, len(articles) + 1))
    if is_counted and len({article.title[count.end() :] for article, count in zip(articles, counted, strict=True)}) > 1:
        numbers |= {id(article): count for article, count in zip(articles, counted, strict=True)}
    for heading in [heading for heading in headings if id(heading) in numbers] if len(numbers) > 1 else []:
        number = numbers[id(heading)][0]
        if is_kept:
            told = f"The number “{number.strip()}” in front of “{heading.title}” was kept as a part of it."
            outline.warnings.append(Warning("numbered", heading.line, told))
            continue
        heading.title = heading.title.removeprefix(number)
        told = f"The number “{number.strip()}” in front of “{heading.title}” was left out."
        outline.warnings.append(Warning("number-dropped", heading.line, told))


def without_byline(outline: Outline) -> None:
    """Remove a byline of the whole document from the introduction: it names only authors of the articles."""
    articles = [article for section in outline.sections for article in section.articles]
    authors = sorted({_letters(name) for article in articles for name in article.authors}, key=len, reverse=True)
    spans = combinations(range(len(outline.intro) + 1), 2)
    for first, last in sorted(spans, key=lambda span: span[0] - span[1]):
        words = " ".join(passage.text for passage in outline.intro[first:last]) if last - first <= MOST_BYLINES else ""
        if words and _is_made_of(_letters(words), authors):
            outline.warnings.append(not_taken(outline.intro[first].line, words, WHY_META))
            del outline.intro[first:last]
            return


def _is_made_of(letters: str, names: list[str]) -> bool:
    """Return whether a text consists of some of the names and hardly more."""
    rest = letters
    for name in names:
        rest = rest.replace(name, "", 1)
    return len(rest) <= MOST_BETWEEN < len(letters)


def _letters(text: str) -> str:
    """Return only the letters of `text`: where a name was wrapped, its hyphen may be missing or followed by a space."""
    return "".join(filter(str.isalpha, text.casefold()))


def _continued(
    parts: list[Part], places: list[Placed], warnings: list[Warning], wrapping: Wrapping
) -> list[tuple[Placed, Part]]:
    """Return the parts with their continuation lines joined on."""
    joiner = Joiner(parts)
    whole: list[tuple[Placed, Part]] = []
    for index, (part, placed) in enumerate(zip(parts, places, strict=True)):
        if placed.place is not Place.CONTINUED:
            whole.append((placed, part))
            continue
        of, before = whole[-1]
        if of.place is Place.INTRO and wrapping.may_part(index):
            warnings.append(_may_part(before, part))
        passage, doubtful = joiner.join(before.passage, part.whole or part.passage)
        if doubtful:
            warnings.append(
                Warning(
                    "hyphen-kept",
                    part.line,
                    f"“{doubtful}” was parted at the end of a line; its hyphen was kept and may have to go.",
                )
            )
        joined = replace(before, text=passage.text, html=passage.html, links=before.links + part.links)
        whole[-1] = (of, joined)
    return whole


def _may_part(before: Part, part: Part) -> Warning:
    end, start = " ".join(before.text.split()[-5:]), " ".join(part.text.split()[:5])
    return Warning(
        "paragraph-joined",
        part.line,
        f"“{start} …” stands in one paragraph with “… {end}”; the lines do not tell whether a new one begins there.",
    )


RAISED = re.compile(r"(?<=[^\W\d_])<sup>\s*([\d*†‡§,]{1,4})\s*</sup>$")
STARRED = re.compile(r"(?<=\w)\s?[*†‡]{1,3}$")
COUNTED = re.compile(r"(\d{1,3})\.\s+(?=\S)")
NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=\D)")
OF_ARTICLES = {Place.BYLINE, Place.DATE, Place.UNREAD, Place.VOLUME, Place.LABEL, Place.POINT, Place.FOOT}


class _Builder:
    """The outline so far, and the parts that belong to the article whose title follows."""

    def __init__(self) -> None:
        self.outline = Outline("")
        self.ahead: list[tuple[str, Part]] = []

    @property
    def article(self) -> ArticleOutline | None:
        articles = self.outline.sections[-1].articles if self.outline.sections else []
        return articles[-1] if articles else None

    def doubt(self, placed: Placed) -> None:
        """Lower the confidence in the last article by the cost of its reading."""
        confidence = round(1 / (1 + max(0.0, placed.cost - 1) / 4), 2)
        if placed.place is Place.SECTION:
            self.outline.sections[-1].confidence = confidence
        elif self.article and not placed.is_ahead:
            self.article.confidence = min(self.article.confidence, confidence)

    def _warn(self, warning: Warning) -> None:
        self.outline.warnings.append(warning)

    def _take_title(self, part: Part, is_ahead: bool) -> None:
        self.outline.title = part.whole.text if part.whole else self._unmarked(part)
        self.outline.line = part.line

    def _unmarked(self, part: Part) -> str:
        """Return a heading without its note mark ("Tolls Rise*"), and add a warning."""
        found = RAISED.search(part.html)
        words = found[1] if found else ""
        if not words and (plain := STARRED.search(part.text)):
            words = plain[0]
        if not words or not part.text.endswith(words):
            return part.text
        bare = part.text.removesuffix(words).rstrip()
        self._warn(Warning("mark-dropped", part.line, f"The mark “{words.strip()}” behind “{bare}” was left out."))
        return bare

    def _take_meta(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_META))

    def _take_other(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.whole.text if part.whole else part.text))

    def _take_aside(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_ASIDE))

    def _take_foot(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_FOOT))
        if part.links and self.article.url is None:
            self.article.url = part.links[0].url

    def _take_note(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_NOTE))

    def _take_unread(self, part: Part, is_ahead: bool) -> None:
        why = "stands where a date stands and is not one that can be read; no date was taken"
        self._warn(Warning("date-unread", part.line, f"“{part.text}” {why}."))

    def _take_intro(self, part: Part, is_ahead: bool) -> None:
        self.outline.intro.append(part.passage)

    def _take_selection(self, part: Part, is_ahead: bool) -> None:
        self.outline.selection_heading = part.text

    def _take_section(self, part: Part, is_ahead: bool) -> None:
        self.outline.sections.append(SectionOutline(self._unmarked(part), line=part.line))

    def _take_article(self, part: Part, is_ahead: bool) -> None:
        if not self.outline.sections:
            self.outline.sections.append(SectionOutline("", line=part.line))
        url = part.links[0].url if part.links else None
        self.outline.sections[-1].articles.append(ArticleOutline(self._unmarked(part), url=url, line=part.line))
        waiting, self.ahead = self.ahead, []
        for place, part in waiting:
            getattr(self, place)(part, False)

    def _take_byline(self, part: Part, is_ahead: bool) -> None:
        if is_ahead:
            self.ahead.append(("_take_byline", part))
            return
        byline = split_byline(part.text)
        self.article.authors += byline.names
        self.outline.warnings += about_byline(byline, part.line, part.text)

    def _take_affiliation(self, part: Part, is_ahead: bool) -> None:
        self._warn(
            Warning(
                "affiliation-dropped",
                part.line,
                f"“{part.text}” below the byline was taken for an affiliation and left out.",
            )
        )

    def _take_date(self, part: Part, is_ahead: bool) -> None:
        if is_ahead:
            self.ahead.append(("_take_date", part))
            return
        if part.date is None:
            self._take_unread(part, False)
            return
        if self.article.date and part.date.value:
            self._take_second_date(part)
            return
        self.article.date = part.date.value
        if part.date.code:
            self._warn(Warning(part.date.code, part.line, part.date.message))
        for code, message in part.date.notes:
            self._warn(Warning(code, part.line, message))

    def _take_second_date(self, part: Part) -> None:
        told = f"“{part.text}” below another date of “{self.article.title}” was not taken over."
        self._warn(Warning("updated-date", part.line, told))

    def _take_volume(self, part: Part, is_ahead: bool) -> None:
        if is_ahead:
            self.ahead.append(("_take_volume", part))
            return
        if part.volume is None:
            self._take_other(part, False)
            return
        if self.article.volume:
            self._warn(not_taken(part.line, part.text, WHY_SECOND))
            return
        self.article.volume, self.article.issue = part.volume.volume, part.volume.issue
        if part.volume.publication:
            self._warn(not_taken(part.line, part.volume.publication, "only volume and issue are kept"))

    def _take_label(self, part: Part, is_ahead: bool) -> None:
        self.article.summary_label = part.text.rstrip(":：").rstrip()

    def _take_point(self, part: Part, is_ahead: bool) -> None:
        self.article.summary.append(part.passage)
        if part.depth > 1:
            self._warn(
                Warning(
                    "nested",
                    part.line,
                    f"“{part.text}” stood below another point; it is a point of its own now.",
                )
            )
