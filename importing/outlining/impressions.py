"""Scores for what a line looks like. Appearance only decides if position leaves a choice."""

import re

from importing.outlining.bylines import is_lower

END = re.compile(r"[.!?…:。！？؟۔।][\"'”’)\]»]*$")
SELECTION = re.compile(
    r"\b(?:select(?:ed|ion)|related|recent|recommended|further|featured)\b.{0,60}"
    r"\b(?:analys[ie]s|articles?|reading|commentary|coverage|research|publications?|work|pieces|reports?|essays)\b"
    r"|\b(?:our|from)\b.{0,40}\b(?:analys[ie]s|coverage|archive)\b|\barticles\s+in\s+this\b",
    re.I,
)
ABBREVIATION = re.compile(r"(?:^|[\s.(])(?:[^\W\d_]|Jr|Sr|Dr|Mr|Mrs|Ms|St|No|vs|Prof|Gen|Amb)\.$")
LOOKED_AT = 600
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
UNCASED = re.compile("[\u0590-\u08ff\u0900-\u0fff\u10d0-\u10ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_finished(text: str) -> bool:
    """Return whether `text` ends like a sentence. The dot of an abbreviation doesn't count."""
    return END.search(text[-12:]) is not None and ABBREVIATION.search(text[-12:]) is None


def starts_small(text: str) -> bool:
    """Return whether the first letter is lowercase, as in a continued line."""
    for character in text.strip()[:6]:
        if character.isalpha():
            return is_lower(character)
    return False


def sentence_score(text: str) -> float:
    """Return 0 (a heading) to 1 (a paragraph), from length, ending and small words."""
    words = text[:LOOKED_AT].split()
    if not words:
        return 0.0
    if len(UNCASED.findall(text[:LOOKED_AT])) > len(text[:LOOKED_AT]) / 3:
        return _uncased_score(text, words)
    small = sum(1 for word in words[1:] if is_lower(word[0])) / max(1, len(words) - 1)
    score = 0.0
    if is_finished(text) and not text.rstrip().endswith((":", "?")):
        score += 0.4 if len(words) >= 6 else 0.2
    if len(words) > 22 or len(text) > 150:
        score += 0.6
    elif len(words) > 14 or len(text) > 110:
        score += 0.3
    if small > 0.5 and len(words) >= 6:
        score += 0.3
    if re.search(r"[a-z]{3}[.!?][”’)]? [A-Z“]", text[:LOOKED_AT]):
        score += 0.3
    return min(score, 1.0)


def _uncased_score(text: str, words: list[str]) -> float:
    """Return the score of a text in a script without capitals, from length and ending alone."""
    length = len(text) / 2.5 if CJK.search(text) else len(words)  # a word has about two characters
    score = (
        0.6 if is_finished(text) and not text.rstrip().endswith((":", "：", "?", "？", "؟")) and length >= 4 else 0.0
    )
    return min(1.0, score + (0.6 if length > 22 else 0.3 if length > 14 else 0.0))


def looks_like_selection(text: str) -> bool:
    """Return whether a heading describes the articles as a selection ("Selected … Analysis on …")."""
    return len(text) <= 160 and SELECTION.search(text) is not None
