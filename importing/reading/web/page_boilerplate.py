"""Separate a page's text from its surroundings: navigation, sidebars, hidden words."""

import re
from itertools import groupby

from importing.lines import Role, Warning
from importing.reading.cleaning import quoted
from importing.reading.web.blocks import Block
from importing.reading.web.elements import Region
from importing.reading.web.pagelines import PageLines
from importing.reading.web.tags import DELETED_KIND, HIDDEN_KIND, MORE_KIND

# A box in an article that starts with one of these words is its summary, not a sidebar.
SUMMARY = re.compile(
    r"executive summary|key (?:takeaways|points|findings)|bottom line|main points|summary|in brief", re.I
)
MOST, HALF = 0.6, 0.5
# What newsletter services add, anywhere in the page.
SERVICE_LINE = re.compile(
    r"(?:view|read|open) (?:this |it |the )?(?:e-?mail |newsletter |message )?"
    r"(?:in|on) (?:your |a |the )?(?:web )?browser|unsubscribe(?: from this list| here| now)?"
    r"|(?:update|manage) (?:your )?(?:e-?mail )?(?:subscription )?preferences"
    r"|forward (?:this|to a friend)",
    re.I,
)
SERVICE = Region("newsletter service line", "")
OUTSIDE = "text outside the article"
ARTICLE_KINDS = {"main", "article"}
NEVER_KEPT = {HIDDEN_KIND, DELETED_KIND, "buttons or form fields", "words in a drawing"}


def without_boilerplate(page: PageLines) -> tuple[list[Block], list[Warning]]:
    """Return the blocks of `page` that are its text, and a warning for every part that was left out.

    Removes minor reports about omitted parts from `page.reports`.
    """
    causes = _causes(page)
    reasons = [
        (causes[block.region.number] if block.region else None)
        or (SERVICE if SERVICE_LINE.fullmatch(block.line.text.strip(" .:»›→")) else None)
        for block in page.blocks
    ]
    kept = [block for block, reason in zip(page.blocks, reasons, strict=True) if not reason]
    if not kept:
        reasons = [reason if reason and reason.kind in NEVER_KEPT else None for reason in reasons]
        kept = [block for block, reason in zip(page.blocks, reasons, strict=True) if not reason]
    outside = _outside(page, kept)
    warnings = []
    together = zip(page.blocks, reasons, strict=True)
    for cause, run in groupby(together, key=lambda pair: OUTSIDE if pair[0] in outside else pair[1]):
        if cause:
            blocks = [block for block, _ in run]
            kind = cause if isinstance(cause, str) else cause.kind
            warnings.append(_removal_warning(kind, blocks))
    is_narrow = bool(outside)
    page.reports = [
        report
        for report in page.reports
        if not report.is_minor
        or (not report.region and not is_narrow)
        or (report.region and not causes[report.region.number] and (report.region.is_in_article or not is_narrow))
    ]
    return [block for block in kept if block not in outside], warnings


def _removal_warning(kind: str, blocks: list[Block]) -> Warning:
    code = "hidden-text" if kind == HIDDEN_KIND else "left-out"
    words = " · ".join(block.line.text for block in blocks[:12])
    lines = f" ({len(blocks)} lines)" if len(blocks) > 1 else ""
    return Warning(code, blocks[0].line.number, f"Left out as {kind}{lines}: {quoted(words, 120)}.")


def _causes(page: PageLines) -> list[Region | None]:
    """Return for each region of the page the outermost region that causes its words to be left out."""
    sizes = [0] * len(page.regions)
    summaries = [False] * len(page.regions)
    for block in page.blocks:
        if block.region:
            sizes[block.region.number] += len(block.line.text)
            summaries[block.region.number] |= SUMMARY.match(block.line.text) is not None
    for region in reversed(page.regions):
        if region.parent and region.kind not in NEVER_KEPT:
            sizes[region.parent.number] += sizes[region.number]
            summaries[region.parent.number] |= summaries[region.number]
    all_words = sum(len(block.line.text) for block in page.blocks)
    has_title = _title_elsewhere(page)
    causes: list[Region | None] = []
    for region in page.regions:
        above = causes[region.parent.number] if region.parent else None
        in_article = region.is_in_article
        is_text = region.kind in ARTICLE_KINDS or region.kind == MORE_KIND
        if region.kind not in NEVER_KEPT and not is_text:
            is_text = sizes[region.number] > HALF * all_words
            is_text |= region.tag == "header" and (in_article or not has_title)
            is_text |= region.kind == "side box" and in_article and summaries[region.number]
        causes.append(above or (None if is_text else region))
    return causes


def _title_elsewhere(page: PageLines) -> bool:
    """Return whether an h1 is outside the page's header. If not, the header's own is the title."""
    return any(
        block.line.role is Role.HEADING
        and block.line.level == 1
        and not (block.region and (block.region.is_in_header or block.region.kind in NEVER_KEPT))
        for block in page.blocks
    )


def _outside(page: PageLines, kept: list[Block]) -> set[Block]:
    """Return the blocks outside the article, if one part of the page holds most of the text."""
    inside = [block for block in kept if block.region and block.region.is_in_main]
    if not inside:
        articles = {block.region.article for block in kept if block.region and block.region.article}
        if len(articles) != 1:
            return set()
        inside = [block for block in kept if block.region and block.region.article]
    words = sum(len(block.line.text) for block in inside)
    if words < MOST * sum(len(block.line.text) for block in kept):
        return set()
    left = set(kept) - set(inside)
    if not any(block.line.role is Role.HEADING and block.line.level == 1 for block in inside):
        left -= {block for block in left if _is_title(block, page)}
    return left


def _is_title(block: Block, page: PageLines) -> bool:
    """Return whether an h1 outside the article is its title and not the site's name."""
    is_first = block.line.role is Role.HEADING and block.line.level == 1
    return is_first and (not page.title or page.title.startswith(block.line.text[:40]))
