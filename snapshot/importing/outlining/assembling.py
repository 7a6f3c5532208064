"""Building the outline from parts whose places are known."""

from dataclasses import replace

from snapshot.importing.lines import Warning
from snapshot.importing.outline import ArticleOutline, Outline, SectionOutline
from snapshot.importing.outlining.bylines import split_byline
from snapshot.importing.outlining.parts import Part
from snapshot.importing.outlining.positions import Place, Placed
from snapshot.importing.outlining.unwrapping import Joiner, Wrapping
from snapshot.importing.outlining.warnings import about_byline, not_taken

WHY_META = "it stands with the title of the whole document, and dates and authors belong to the articles"
WHY_DECK = "it stands between an article's title and its summary"
WHY_SECOND = "the article has that already"


def assemble(parts: list[Part], places: list[Placed], wrapping: Wrapping) -> Outline:
    """Return the outline of `parts`, each standing in its place; what has none is told by a warning."""
    builder = _Builder()
    for placed, part in _continued(parts, places, builder.outline.warnings, wrapping):
        getattr(builder, f"_take_{placed.place.name.lower()}")(part, placed.is_ahead)
    return builder.outline


def _continued(
    parts: list[Part], places: list[Placed], warnings: list[Warning], wrapping: Wrapping
) -> list[tuple[Placed, Part]]:
    """Return the parts with what continues them joined on."""
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


class _Builder:
    """The outline so far, and what stood ahead of the next article's title."""

    def __init__(self) -> None:
        self.outline = Outline("")
        self.ahead: list[tuple[str, Part]] = []

    @property
    def article(self) -> ArticleOutline:
        return self.outline.sections[-1].articles[-1]

    def _warn(self, warning: Warning) -> None:
        self.outline.warnings.append(warning)

    def _take_title(self, part: Part, is_ahead: bool) -> None:
        self.outline.title = part.whole.text if part.whole else part.text
        self.outline.line = part.line

    def _take_meta(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_META))

    def _take_other(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.whole.text if part.whole else part.text))

    def _take_deck(self, part: Part, is_ahead: bool) -> None:
        self._warn(not_taken(part.line, part.text, WHY_DECK))

    def _take_intro(self, part: Part, is_ahead: bool) -> None:
        self.outline.intro.append(part.passage)

    def _take_selection(self, part: Part, is_ahead: bool) -> None:
        self.outline.selection_heading = part.text

    def _take_section(self, part: Part, is_ahead: bool) -> None:
        self.outline.sections.append(SectionOutline(part.text, line=part.line))

    def _take_article(self, part: Part, is_ahead: bool) -> None:
        if not self.outline.sections:
            self.outline.sections.append(SectionOutline("", line=part.line))
        url = part.links[0].url if part.links else None
        self.outline.sections[-1].articles.append(ArticleOutline(part.text, url=url, line=part.line))
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
        self.article.date = part.date.value
        if part.date.code:
            self._warn(Warning(part.date.code, part.line, part.date.message))
        for code, message in part.date.notes:
            self._warn(Warning(code, part.line, message))

    def _take_volume(self, part: Part, is_ahead: bool) -> None:
        if is_ahead:
            self.ahead.append(("_take_volume", part))
            return
        if self.article.volume:
            self._warn(not_taken(part.line, part.text, WHY_SECOND))
            return
        self.article.volume, self.article.issue = part.volume.volume, part.volume.issue
        if part.volume.publication:
            self._warn(not_taken(part.line, part.volume.publication, "only volume and issue are kept"))

    def _take_label(self, part: Part, is_ahead: bool) -> None:
        self.article.summary_label = part.text.rstrip(":").rstrip()

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
