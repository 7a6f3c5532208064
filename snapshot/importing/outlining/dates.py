"""Reading a date line. What the words leave open stays open: a date is never guessed."""

import re
from dataclasses import dataclass
from datetime import date

MONTH_WORDS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept "
    "sep|october oct|november nov|december dec"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        MONTH_WORDS.split("|"),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 90  # a longer line is prose, whatever it holds

_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_MONTH2 = _MONTH.replace("?P<month>", "?:")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY2 = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_TO = r"\s*(?:-|–|—|\bto\b|\buntil\b|\band\b|/)\s*"
_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?"
_ZONE = r"(?:Z|UTC|GMT|[ECMP][SD]?T|CES?T|BST|[+-]\d{2}:?\d{2})"
_HALF = r"[ap]\.?m\.?"

PREFIX = re.compile(
    r"(?:(?:first )?(?:published|posted|updated|released|issued|dated|last (?:updated|modified))"
    r"(?: on|:)?:?|(?:publication |posting )?date(?: of publication| published)?\s*:|on)\s+",
    re.I,
)
WEEKDAY = re.compile(r"(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b\.?,?\s+", re.I)
TIME = re.compile(
    rf"(?:(?:\s*,)?\s*(?:[-–—|]\s*)?(?:at\s+)?|T)(?:{_CLOCK}|\d{{1,2}}(?=\s*{_HALF}))(?:\s*{_HALF}(?!\w))?"
    rf"(?:\s*{_ZONE})?(?:\s*\([A-Z]{{1,5}}\))?\s*",
    re.I,
)

FULL = [
    rf"{_MONTH}\s*{_DAY}(?:\s*,\s*|\s+){_YEAR}",
    rf"{_DAY}(?:\s+of)?[\s./-]*{_MONTH}[\s,./-]*{_YEAR}",
    rf"{_YEAR}[\s,.-]+{_MONTH}\s*{_DAY}",
    r"(?P<year>\d{4})(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})",
]
NUMBERS = r"(?P<first>\d{1,2})\s?(?P<mark>[-/.])\s?(?P<second>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4}|\d{2})\.?"
SHORT_YEAR = [
    rf"{_DAY}[\s.-]+{_MONTH}[\s,.-]+['’]?(?P<year>\d{{2}})",
    rf"{_MONTH}\s*{_DAY}\s*,\s*['’]?(?P<year>\d{{2}})",
]
INCOMPLETE = [
    rf"{_MONTH}\s*,?\s*{_YEAR}",
    rf"{_MONTH}\s*{_DAY}",
    rf"{_DAY}(?:\s+of)?\s*{_MONTH}",
    r"(?:early |mid-?|late )?(?:spring|summer|autumn|fall|winter)\s+(?P<year>\d{4})",
    r"(?P<year>(?:19|20)\d{2})",
]
RANGE = [
    rf"{_MONTH2}\s*{_DAY2}(?:\s*,?\s*\d{{4}})?{_TO}(?:{_MONTH2}\s*)?{_DAY2}\s*,?\s*\d{{4}}",
    rf"{_DAY2}(?:\s*{_MONTH2})?(?:\s*,?\s*\d{{4}})?{_TO}{_DAY2}\s*{_MONTH2}\s*,?\s*\d{{4}}",
    rf"{_MONTH2}(?:\s*,?\s*\d{{4}})?{_TO}{_MONTH2}\s*,?\s*\d{{4}}",
    rf"{_MONTH2}\s*{_DAY2}{_TO}(?:{_MONTH2}\s*)?{_DAY2}",
    r"\d{4}-\d\d-\d\d\s*(?:–|—|-|to|/|until)\s*\d{4}-\d\d-\d\d",
    r"(?:19|20)\d\d\s*[–—-]\s*(?:19|20)\d\d",
]
FULL, SHORT_YEAR, INCOMPLETE, RANGE = (
    [re.compile(form, re.I) for form in forms] for forms in (FULL, SHORT_YEAR, INCOMPLETE, RANGE)
)
NUMBERS = re.compile(NUMBERS)
ANYWHERE = re.compile(
    rf"(?<!\w)(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:{_MONTH2}\s*{_DAY2}\s*,?\s+\d{{4}}"
    rf"|{_DAY2}(?:\s+of)?[\s.-]*{_MONTH2}[\s,.-]*\d{{4}}|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{4}}|{_MONTH2}\s+\d{{4}})(?!\w)",
    re.I,
)


@dataclass(frozen=True)
class DateLine:
    """A line that stands where a date stands.

    `value` is None where the words do not say one day; `code` and `message` then tell why (a warning's).
    `is_weak` marks lines that could as well be a heading ("Spring 2025", "2025"). `notes` are further warnings.
    """

    value: date | None
    code: str | None = None
    message: str = ""
    is_weak: bool = False
    notes: tuple[tuple[str, str], ...] = ()


def read_date(text: str) -> DateLine | None:
    """Return what the whole line `text` says as a date, or None where it is no date line at all."""
    words = text.strip()
    if not 4 <= len(words) <= LONGEST or not any(character.isdigit() for character in words):
        return None
    rest = words.strip("()[]")
    if prefix := PREFIX.match(rest):
        rest = rest[prefix.end() :]
    weekday = None
    if found := WEEKDAY.match(rest):
        named = found["weekday"].lower()
        weekday = next(
            (
                day
                for day in WEEKDAYS
                if day.startswith(named) or (named in ("tues", "thur", "thurs") and day.startswith(named[:3]))
            ),
            None,
        )
        if weekday is None:
            return None
        rest = rest[found.end() :]
    rest, clock = _without_time(rest.strip())
    rest = rest.rstrip(".,; ") if not re.search(r"[A-Za-z]\.$", rest) else rest.rstrip(",; ")
    found = _read_bare(rest, words)
    if found is None or (weekday is None and not clock):
        return found
    notes = []
    if clock:
        notes.append(("not-taken", f"The time “{clock}” beside the date “{rest}” was not taken over."))
    if found.value and weekday and WEEKDAYS[found.value.weekday()] != weekday:
        notes.append(
            (
                "date-weekday",
                f"“{words}” names a weekday that does not fit; the date was taken as {found.value}.",
            )
        )
    return DateLine(found.value, found.code, found.message, found.is_weak, tuple(notes))


def _without_time(text: str) -> tuple[str, str]:
    for found in TIME.finditer(text):
        before, after = text[: found.start()].strip(), text[found.end() :].strip()
        if found.end() == len(text) and before:
            return before.rstrip(","), found.group().strip(" ,")
        if not found.start() and after:
            return after.lstrip(",-–—| "), found.group().strip(" ,")
    return text, ""


def _read_bare(text: str, words: str) -> DateLine | None:
    for form in FULL:
        if found := form.fullmatch(text):
            month = found["month"]
            return _day(found["year"], int(month) if month.isdigit() else MONTHS[month.lower()], found["day"], words)
    if found := NUMBERS.fullmatch(text):
        return _numbers(int(found["first"]), int(found["second"]), found["year"], words)
    if any(form.fullmatch(text) for form in RANGE):
        return DateLine(None, "date-range", f"“{words}” is a span of time, not one day; no date was taken.")
    if any(form.fullmatch(text) for form in SHORT_YEAR):
        return DateLine(None, "date-ambiguous", f"“{words}” gives the year in two digits; no date was taken.")
    if any(form.fullmatch(text) for form in INCOMPLETE):
        return DateLine(
            None,
            "date-incomplete",
            f"“{words}” does not name a day, month and year; no date was taken.",
            True,
        )
    return None


def _day(year: str, month: int, day: str, words: str) -> DateLine:
    try:
        return DateLine(date(int(year), month, int(day)))
    except ValueError:
        return DateLine(None, "date-impossible", f"“{words}” is a day that no calendar has; no date was taken.")


def _numbers(first: int, second: int, year: str, words: str) -> DateLine:
    if len(year) == 2:
        return DateLine(None, "date-ambiguous", f"“{words}” gives the year in two digits; no date was taken.")
    if first > 12 >= second:
        return _day(year, second, str(first), words)
    if second > 12 >= first or first == second:
        return _day(year, first, str(second), words)
    if first > 12:
        return _day(year, 13, "1", words)
    if not first or not second:
        return _day(year, 0, "1", words)
    return DateLine(None, "date-ambiguous", f"“{words}” can be read day first or month first; no date was taken.")


def find_date(text: str) -> tuple[int, int] | None:
    """Return where in a short line a date stands (start, end), or None; the rest may be a byline."""
    if len(text) > 4 * LONGEST or not (found := ANYWHERE.search(text)):
        return None
    return found.span()
