"""The label above an article's summary: "Executive Summary", "Key Takeaways" and similar."""

import re

LABEL = re.compile(
    r"(?P<label>(?:executive|short|brief|article|editor['’]?s|analytical)?\s*summary(?: of (?:key|main) points)?"
    r"|(?:key|main|principal|central|major|top)\s+(?:take-?\s?aways?|points?|findings?|messages?|judge?ments?"
    r"|insights?|arguments?|conclusions?|highlights?|ideas?)"
    r"|take-?aways?|the\s+takeaways?|bottom[\s-]+line(?:[\s-]+up[\s-]+front)?(?:\s+\(BLUF\))?|the\s+bottom\s+line"
    r"|BLUF|in\s+(?:brief|short|summary|a\s+nutshell)|at\s+a\s+glance|highlights|abstract|synopsis|overview"
    r"|quick\s+take|what\s+you\s+need\s+to\s+know|what\s+to\s+know|why\s+it\s+matters|tl;?dr)",
    re.I,
)
LONGEST = 60


def read_label(text: str) -> tuple[str, str] | None:
    """Return the label at the start of `text` and the rest of the line, or None.

    The label is as printed, without its colon. The rest must follow a colon or a spaced dash: "Summary of the talks" is
    not a label.
    """
    text = text.strip()
    found = LABEL.match(text)
    if not found:
        return None
    label, rest = found["label"], text[found.end() :].lstrip()
    if rest in ("", ":", "：", ".", "-", "–", "—") or rest.startswith((":", "：")):
        return label, rest[1:].strip()
    dash = re.match(r"[-–—]\s+", rest)
    if dash and text[found.end()].isspace():
        return label, rest[dash.end() :].strip()
    return None


def looks_like_label(text: str) -> bool:
    """Return whether a short line ending in a colon could be a label that is not in the list."""
    text = text.strip()
    return text.endswith((":", "：")) and 1 < len(text) <= LONGEST
