"""Reading time, and headings with anchors, for long texts."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from text import prose
from text.slugs import slug_for

# Silent reading of nonfiction: 238 words per minute (Brysbaert, 2019, Journal of Memory and Language 109). Chinese and
# Japanese have no spaces between words; about 260 characters per minute.
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 238, 260
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.S)  # the sanitizer removes all attributes


@dataclass(frozen=True)
class Heading:
    """A heading in a text: its anchor on the page, its plain text, and its level (2 or 3)."""

    anchor: str
    title: str
    level: int


def minutes(texts: list[str]) -> int:
    """Return the reading time of sanitized texts: at least 1 minute, or 0 if there are no words."""
    words = " ".join(prose.plain(text) for text in texts)
    characters = len(IDEOGRAPH.findall(words))
    count = len(WORD.findall(IDEOGRAPH.sub(" ", words)))
    if not count and not characters:
        return 0
    return max(1, round(count / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


def with_anchors(markup: str) -> tuple[SafeString, list[Heading]]:
    """Return sanitized `markup` with an anchor on each h2 and h3, and the list of those headings.

    Anchors come from the heading's words, so a link works as long as the heading stays the same. Duplicates get a
    number.
    """
    found: list[Heading] = []
    taken: set[str] = set()

    def anchored(match: re.Match) -> str:
        title = prose.plain(match[2])
        anchor = f"part-{slug_for(title, lambda slug: f'part-{slug}' in taken, 'text')}"
        taken.add(anchor)
        found.append(Heading(anchor, title, int(match[1][1])))
        return f'<{match[1]} id="{escape(anchor)}">{match[2]}</{match[1]}>'

    return mark_safe(HEADING.sub(anchored, markup)), found  # noqa: S308 - sanitized before, and the slug escaped
