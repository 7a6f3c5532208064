"""Lines that cite the issue of a periodical: "Publication: … Volume: 22 Issue: 103"."""

import re
from dataclasses import dataclass

LINE = re.compile(
    r"(?P<publication>[^\d:]{0,80}?(?::[^:\d]{1,80}?)?)[\s,;|–—-]*"
    r"\b(?:vol(?:ume|\.)?)\s*:?\s*(?P<volume>\d{1,4}|[IVXLC]{1,8})\b[\s,;:|/–—-]*"
    r"(?:\(?(?:issue|iss\.|no\.?|number|nr\.?|num\.)\s*:?\s*(?P<issue>\d{1,4}(?:[-–/]\d{1,4})?)\)?)?\.?",
    re.I,
)


@dataclass(frozen=True)
class Volume:
    """Volume and issue as printed, and the words before them (the name of a periodical)."""

    volume: str
    issue: str
    publication: str


def read_volume(text: str) -> Volume | None:
    """Return the volume and issue if the whole line `text` is such a citation, else None."""
    text = text.strip()
    if len(text) > 180 or "vol" not in text.lower():
        return None
    found = LINE.fullmatch(text)
    if not found:
        return None
    return Volume(found["volume"], found["issue"] or "", found["publication"].strip(" ,;|–—-"))
