"""What helps a reader through a long text: how long it takes, and headings that can be linked to."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from editorial import prose
from editorial.slugs import slug_for

# Silent reading of non-fiction: 238 words a minute (Brysbaert, 2019, Journal of Memory and Language 109);
# of Chinese and Japanese, which have no spaces, some 260 characters of text.
WORDS_A_MINUTE, CHARACTERS_A_MINUTE = 238, 260
WORD = re.compile(r"\w+(?:['’.-]\w+)*")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.S)  # as the sanitizer leaves them: without attributes


@dataclass(frozen=True)
class Heading:
    """A heading of a text: its anchor on the page, its words, its level (2 or 3)."""

    anchor: str
    title: str
    level: int


def minutes(texts: list[str]) -> int:
    """Return how many minutes it takes to read sanitized texts, at least 1; 0 where there are no words."""
    words = " ".join(prose.plain(text) for text in texts)
    characters = len(IDEOGRAPH.findall(words))
    count = len(WORD.findall(IDEOGRAPH.sub(" ", words)))
    if not count and not characters:
        return 0
    return max(1, round(count / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


def with_anchors(markup: str) -> tuple[SafeString, list[Heading]]:
    """Return sanitized `markup` with an anchor on each heading that can be linked to, and those headings.

    Anchors are made of the words, so that they stay while the heading does; the second of the same words is numbered.
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
