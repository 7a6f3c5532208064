"""Remove the surroundings of text pasted from a web page: menus, share buttons, "Read more"."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from importing.lines import Line, Role, Warning

SURE = re.compile(
    r"(?:read|learn|show|see|view|load)\s+(?:more|full (?:article|story|text|analysis))|continue\s+reading"
    r"|keep\s+reading|(?:read|view)\s+(?:the\s+)?(?:full\s+)?article|skip\s+to\s+(?:main\s+)?content|back\s+to\s+top"
    r"|share(?:\s+(?:this|on|via|to|article|post|page|facebook|twitter|linkedin|x|email|whatsapp|telegram|story)){0,4}"
    r"|tweet(?:\s+this)?|facebook|twitter|linkedin|whatsapp|telegram|instagram|youtube|reddit|pinterest|bluesky|mastodon"
    r"|subscribe(?:\s+(?:now|here|today|to\s+our\s+newsletters?))?|sign\s+(?:up|in|out)(?:\s+for\s+our\s+newsletters?)?"
    r"|log\s?(?:in|out)|donate(?:\s+now)?|advertisement|sponsored(?:\s+content)?|privacy\s+(?:policy|notice)"
    r"|terms(?:\s+(?:of|&|and)\s+(?:use|service|conditions))|cookie\s+(?:policy|settings)|accept(?:\s+all)?\s+cookies"
    r"|follow\s+us(?:\s+on\s+\w+)?|leave\s+a\s+(?:comment|reply)|post\s+a\s+comment|no\s+comments|copy\s+link"
    r"|print(?:\s+(?:this\s+)?(?:page|article))|email\s+(?:this|article|page)|(?:©|\(c\)|copyright)\s.{0,100}"
    r"|all\s+rights\s+reserved|(?:you\s+(?:may|might)\s+also\s+like|related\s+(?:posts|stories))|open\s+menu|close\s+menu"
    r"|unsubscribe|(?:view|open)\s+(?:this\s+email\s+)?in\s+(?:your\s+)?browser|(?:manage|update)\s+(?:your\s+)?preferences"
    r"|you(?:\s+are|['’]re)?\s+receiv(?:ing|ed)\s+this\b.{0,120}|[-_\s]*(?:forwarded|original)\s+message[-_\s]*"
    r"|listen(?:\s+(?:now|to\s+(?:this|the)\s+\w+))?|watch(?:\s+(?:now|the\s+video))?|save(?:\s+for\s+later)|bookmark"
    r"|toggle\s+navigation|main\s+(?:menu|navigation)|sitemap|\d+\s+(?:shares?|comments?|views?)|\d+\s+min(?:ute)?s?\s+read",
    re.I,
)
MAYBE = re.compile(
    r"home|about(?:\s+us)?|contact(?:\s+us)?|events?|search|menu|print|e-?mail|share|next|previous|prev|news|publications"
    r"|programs?|experts?|analysis|regions?|topics?|podcasts?|multimedia|careers|jobs|press|blog|research|archives?"
    r"|staff|support|store|shop|login|more|help|faq|rss|newsletters?|media|people|library|reports?|x",
    re.I,
)
BETWEEN = re.compile(r"\s*[|•·»›>/←→]+\s*")
TRIM = " .:!→»›>←«…[]()+|·•-–—"
MAIL_HEAD = re.compile(r"(?:from|to|cc|bcc|subject|sent|date|reply-to)\s*:\s+\S", re.I)
SIGN_OFF = re.compile(
    r"(?:(?:with\s+)?(?:all\s+|my\s+)?(?:best|kind|warm)(?:\s+(?:regards|wishes))?|regards|sincerely(?:\s+yours)?|cheers"
    r"|many\s+thanks|thanks|thank\s+you|yours(?:\s+\w+)?),",
    re.I,
)
READ_MORE = re.compile(r"(?:read|learn|see|view|continue|keep)\b", re.I)
LONGEST = 160


def drop_navigation(lines: list[Line]) -> tuple[list[Line], list[Warning], dict[int, str]]:
    """Return `lines` without navigation, a warning per removed run of lines, and each "Read more" link's target.

    Words that could also be a heading ("News") are removed only next to sure navigation.
    """
    said = [index for index, line in enumerate(lines) if line.role is not Role.BLANK]
    grades = {index: _grade(lines[index].text) for index in said}
    dropped: set[int] = {index for index in said if grades[index] == 2}
    dropped |= _mail(lines, said)
    for order in (said, said[::-1]):
        for before, index in pairwise(order):
            if grades[index] == 1 and before in dropped:
                dropped.add(index)
    dropped |= _menus(said, grades)
    if len(dropped) == len(said):
        return lines, [], {}
    links = {
        lines[index].number: lines[index].links[0].url
        for index in sorted(dropped)
        if lines[index].links and READ_MORE.match(lines[index].text.strip())
    }
    warnings = [_removal_warning(list(run)) for is_dropped, run in _runs(lines, said, dropped) if is_dropped]
    return [line for index, line in enumerate(lines) if index not in dropped], warnings, links


def _runs(lines: list[Line], said: list[int], dropped: set[int]) -> Iterator[tuple[bool, Iterator[Line]]]:
    """Yield runs of consecutive lines and whether they are dropped. Blank lines don't end a run."""
    for is_dropped, run in groupby(said, key=dropped.__contains__):
        yield is_dropped, (lines[index] for index in run)


def _removal_warning(run: list[Line]) -> Warning:
    words = [f"“{line.text.strip()}”" for line in run]
    shown = ", ".join(words[:-1]) + " and " + words[-1] if len(words) > 1 else words[0]
    what = "was taken" if len(words) == 1 else f"({len(words)} lines) were taken"
    return Warning("left-out", run[0].number, f"{shown} {what} for a page's navigation and left out.")


def _mail(lines: list[Line], said: list[int]) -> set[int]:
    """Return the lines that e-mail adds: two or more header lines in a row, and the greeting at the end."""
    texts = {index: lines[index].text.strip() for index in said}
    head: set[int] = set()
    for is_head, group in groupby(said, key=lambda index: MAIL_HEAD.match(texts[index]) is not None):
        run = list(group)
        if is_head and len(run) > 1:
            head.update(run)
    ends = [place for place in range(max(0, len(said) - 4), len(said)) if SIGN_OFF.fullmatch(texts[said[place]])]
    signed = said[ends[0] :] if ends else []
    return head | (set(signed) if all(len(texts[index]) <= 60 for index in signed) else set())


def _menus(said: list[int], grades: dict[int, int]) -> set[int]:
    """Return runs of three or more lines that could all be menu items."""
    found: set[int] = set()
    run: list[int] = []
    for index in [*said, -1]:
        if index >= 0 and grades[index]:
            run.append(index)
            continue
        if len(run) >= 3:
            found.update(run)
        run = []
    return found


def _grade(text: str) -> int:
    """Return 2 for sure navigation, 1 for possible navigation, 0 for text."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return 0
    bare = text.strip(TRIM)
    if SURE.fullmatch(bare):
        return 2
    parts = [part.strip(TRIM) for part in BETWEEN.split(bare) if part.strip(TRIM)]
    if len(parts) > 1:
        if parts[0].casefold() == "home" and BETWEEN.search(bare):
            return 2
        if all(SURE.fullmatch(part) or MAYBE.fullmatch(part) for part in parts):
            return 2
        return 0
    words = bare.split()
    if len(words) > 1 and all(SURE.fullmatch(word) or MAYBE.fullmatch(word) for word in words):
        is_menu = len(words) > 3 and {"home", "about", "contact"} & {word.casefold() for word in words}
        return 2 if is_menu or any(SURE.fullmatch(word) for word in words) else 1
    return 1 if MAYBE.fullmatch(bare) else 0
