"""Shortcodes of WordPress and page builders: instructions in square brackets that are not text."""

import re

from importing.lines import Warning
from importing.reading.cleaning import quoted

TAG = re.compile(r"\[(?P<close>/?)(?P<name>[a-z][a-z0-9_-]{2,40})(?P<attributes>(?:\s+[^\[\]\n]{0,400})?)/?\]")
CAPTION = re.compile(r"\[(caption|wp_caption|gallery-caption)\b[^\[\]\n]{0,400}\](.{0,2000}?)\[/\1\]", re.S)
LINKED = re.compile(r"\b(?:link|url|href)\s*=\s*[\"“]?(https?://[^\s\"”\]]+)")
TAGS = re.compile(r"<[^<>]*>")


def without_shortcodes(text: str, is_html: bool = False) -> tuple[str, list[Warning]]:
    """Return `text` without shortcodes, and a warning for each kind.

    Keeps the text between two shortcodes, except captions of pictures. "[sic]" and "[1]" are text: a shortcode has
    attributes, a closing tag or its own line.
    """
    if "[" not in text:
        return text, []
    warnings: list[Warning] = []

    def caption(found: re.Match) -> str:
        words = TAGS.sub(" ", found[2])
        warnings.append(Warning("caption", _line(text, found, is_html), f"A caption was left out: {quoted(words)}."))
        return "\n" * found[0].count("\n")

    text = CAPTION.sub(caption, text)
    closed = {found["name"] for found in TAG.finditer(text) if found["close"]}
    told: dict[str, Warning] = {}

    def tag(found: re.Match) -> str:
        name, attributes = found["name"], found["attributes"]
        if not (name in closed or "=" in attributes or _is_alone(text, found, is_html)):
            return found[0]
        said = f"The instruction {quoted(found[0], 120)} for a page builder is no text, and was left out."
        told.setdefault(name, Warning("shortcode", _line(text, found, is_html), said))
        link = LINKED.search(attributes) if is_html and not found["close"] else None
        if link:
            return f'<p><a href="{link[1]}">'
        return ("</a></p>" if found["close"] else "") if is_html else ""

    return TAG.sub(tag, text), [*warnings, *told.values()]


def _line(text: str, found: re.Match, is_html: bool) -> int:
    return 0 if is_html else text.count("\n", 0, found.start()) + 1


def _is_alone(text: str, found: re.Match, is_html: bool) -> bool:
    before, after = text[: found.start()][-60:], text[found.end() :][:60]
    ends, starts = ("\n", ">", "]") if is_html else ("\n", "]"), ("\n", "<", "[") if is_html else ("\n", "[")
    before, after = before.rstrip(" \t"), after.lstrip(" \t")
    return "_" in found["name"] and (not before or before.endswith(ends)) and (not after or after.startswith(starts))
