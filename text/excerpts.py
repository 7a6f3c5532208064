"""The opening sentences of a text, for search engines and link previews."""

import re

from text.prose import one_line

LONGEST = 160  # characters; search engines cut off longer descriptions
SHORTEST = 60  # characters; sentences that end earlier say too little
# A period after a single letter (U.S., J. Smith) does not end a sentence.
SENTENCE_END = re.compile(r"""(?:(?<!\b\w)\.|[!?…؟।])["'”’»)\]]*(?=\s|$)|[。！？]["'”’」』）]*""")


def opening(text: str) -> str:
    """Return as many whole sentences as fit in LONGEST characters, or the first words of a longer sentence with “…”."""
    text = one_line(text)
    if len(text) <= LONGEST:
        return text
    ends = [found.end() for found in SENTENCE_END.finditer(text[: LONGEST + 1]) if found.end() <= LONGEST]
    if ends and ends[-1] >= SHORTEST:
        return text[: ends[-1]]
    cut = text[: LONGEST - 1]
    words = cut.rpartition(" ")[0]
    return (words if len(words) >= SHORTEST else cut).rstrip(" ,;:–—-") + "…"


def whole_sentences(text: str) -> str:
    """Return a text without the sentence that was cut off at its end (…), or unchanged if no sentence is complete."""
    if not text.endswith("…"):
        return text
    ends = [found.end() for found in SENTENCE_END.finditer(text) if found.end() < len(text)]
    return text[: ends[-1]] if ends else text
