"""Read date lines. Ambiguous dates are never guessed."""

import re
from dataclasses import dataclass, replace
from datetime import date

from importing.outlining.months import EITHER, is_weekday, month_named

MONTH_WORDS = (
    "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept "
    "sep|october oct|november nov|december dec"
)
MONTHS = {name: number for number, names in enumerate(MONTH_WORDS.split("|"), start=1) for name in names.split()}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 90  # longer lines are prose

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
    rf"(?:the\s+)?{_DAY}(?:\s+of)?[\s./-]*{_MONTH}[\s,./-]*{_YEAR}",
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
    """A line in the position of a date.

    `value` is None if the words don't determine one day; `code` and `message` are then those of the warning. `is_weak`
    marks lines that could also be a heading ("Spring 2025", "2025"). `notes` are more warnings.
    """

    value: date | None
    code: str | None = None
    message: str = ""
    is_weak: bool = False
    notes: tuple[tuple[str, str], ...] = ()


def read_date(text: str) -> DateLine | None:
    """Return the whole line `text` read as a date, or None if it isn't a date line."""
    words = text.strip()
    return _read_english(words) or _read_two(words) or _read_named(words)


def _read_english(words: str) -> DateLine | None:
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
        said = f"“{words}” names a weekday that does not fit; the date was taken as {found.value}."
        notes.append(("date-weekday", said))
    return DateLine(found.value, found.code, found.message, found.is_weak, tuple(notes))


EAST_ASIAN = re.compile(
    r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일号號]?"
    r"|(?:ngày\s+)?(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})(?:,|\s+năm)?\s+(?P<year2>\d{4})",
    re.I,
)
PIECE = re.compile(r"\d+|[^\W\d_]+(?:['’´`.]?[^\W\d_]+)*|[^\w\s]|_")
CLOCK = re.compile(rf"[,\s]*(?:\b\w{{1,4}}\s+)?{_CLOCK}(?:\s*{_HALF})?(?:\s*(?:Uhr|h|{_ZONE}))?\s*$")
SHORT_WORD = 4  # "de", "den", "gada": words between day, month and year
PARTING = "|/:;=<>!?–—•·"  # signs between a date and something else
UPDATED = re.compile(
    r"updat|modif|revis|correct|amend|last|changed|mis à jour|màj|aktualis|geändert|stand|actualiza|atualiza|aggiorna"
    r"|bijgewerkt|opdater|uppdat|oppdat|zaktual|обновл|оновл|güncel|更新|修订|修訂|갱신|تحديث|تعديل|עודכן|עדכון",
    re.I,
)
SPLIT = re.compile(r"\s*(?:[|·•;;]|\s[–—-]\s)\s*|\s*[(（]\s*|,\s+(?=[^\d\W]+\s+(?:on|le|am|el|il|[:：])?)")


def _read_two(words: str) -> DateLine | None:
    """Read "Published: 3 May 2025 · Updated: 5 May 2025". Uses the publication date and notes the other."""
    if len(words) > 2 * LONGEST or sum(character.isdigit() for character in words) < 8:
        return None
    pieces = [piece.strip(" ()（）[],;") for piece in SPLIT.split(words) if piece and piece.strip(" ()（）[],;")]
    if len(pieces) == 1 and (found := UPDATED.search(words)) and found.start():
        pieces = [words[: found.start()].strip(" ,;"), words[found.start() :]]
    if len(pieces) != 2:
        return None
    dates = [_without_words(piece) for piece in pieces]
    if not all(found and found.value for found in dates):
        return None
    told = sorted(zip((UPDATED.search(piece) is not None for piece in pieces), range(2), strict=True))
    first, other = told[0][1], told[1][1]
    note = ("updated-date", f"“{pieces[other]}” beside the date “{pieces[first]}” was not taken over.")
    return replace(dates[first], notes=(*dates[first].notes, note))


def _without_words(text: str) -> DateLine | None:
    """Read a date after a few words: "First published May 3, 2025", "Mis à jour : 5 mai 2025"."""
    words = text.split()
    for start in range(min(5, len(words))):
        rest = " ".join(words[start:]).lstrip(":： ")
        if any(character.isdigit() for character in " ".join(words[:start])):
            return None
        if found := _read_english(rest) or _read_named(rest):
            return found
    return None


def _read_named(words: str) -> DateLine | None:
    """Read a date with a month name in any of Django's languages: one day, one month, one year, small words."""
    if not 5 <= len(words) <= LONGEST or not any(character.isdigit() for character in words):
        return None
    rest = CLOCK.sub("", words).strip("()[]（）. ")
    clock = words[len(rest) :].strip(" ,") if rest != words and words.startswith(rest) else ""
    if found := EAST_ASIAN.match(rest):
        after = rest[found.end() :].strip(" ()（）")
        year, month, day = (found[name] or found[f"{name}2"] for name in ("year", "month", "day"))
        return _day(year, int(month), day, words) if not after or is_weekday(after) else None
    rest = re.sub(r"(\d)(?:st|nd|rd|th|er|re|e|ème|º|ª|a|o|:a|:e|-ro|-е|-го)(?=[\s.,]|$)", r"\1", rest, flags=re.I)
    months: list[int] = []
    maybe: list[int] = []  # "mar" is both March and Tuesday
    numbers: list[str] = []
    pieces = PIECE.findall(rest)
    for at, piece in enumerate(pieces):
        if piece.isdigit():
            numbers.append(piece)
        elif not piece[0].isalpha():
            if piece in PARTING:
                return None
        elif found := month_named(piece):
            (maybe if is_weekday(piece) else months).append(found)
        elif not is_weekday(piece) and not _is_small_word(pieces, at, rest):
            return None
    months = months or maybe
    days, years = [one for one in numbers if len(one) < 3], [one for one in numbers if len(one) == 4]
    if len(months) != 1 or len(years) != 1 or len(numbers) > 2 or len(days) > 1:
        return None
    if not days:
        return _incomplete(words)
    if months[0] == EITHER:
        message = f"“{words}” names a month that stands for two in different languages; no date was taken."
        return DateLine(None, "date-ambiguous", message)
    found = _day(years[0], months[0], days[0], words)
    if not clock:
        return found
    note = ("not-taken", f"The time “{clock}” beside the date “{rest}” was not taken over.")
    return replace(found, notes=(*found.notes, note))


def _is_small_word(pieces: list[str], at: int, text: str) -> bool:
    """Return whether a word may be part of a date ("de", "gada"). Capitalized or next to a comma it is in a name."""
    word, beside = pieces[at], {*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]}
    is_name = word[0].isupper() and at > 0 and not text.isupper()
    return len(word) <= SHORT_WORD and not is_name and not beside & {",", "،", "、"}


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
        return _incomplete(words)
    return None


def _incomplete(words: str) -> DateLine:
    message = f"“{words}” does not name a day, month and year; no date was taken."
    return DateLine(None, "date-incomplete", message, True)


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
    """Return the (start, end) of a date in a short line, or None. The rest may be a byline."""
    if len(text) > 4 * LONGEST:
        return None
    if found := ANYWHERE.search(text):
        return found.span()
    return _find_named(text) if len(text) <= 2 * LONGEST else None


def _find_named(text: str) -> tuple[int, int] | None:
    """Find a date with a month in another language at one end of a line, separated from the rest by a sign."""
    for sign in re.finditer(r"\s[|·•/–—-]\s|[|·•,،、，]\s*|\s*[(（]", text):
        before, after = text[: sign.start()], text[sign.end() :].rstrip(" )）]")
        if found := _read_named(after.strip()):
            return (sign.end(), sign.end() + len(after)) if found.value else None
        if (found := _read_named(before.strip())) and found.value:
            return 0, sign.start()
    return None
