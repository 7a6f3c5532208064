"""Split a byline into names as written. Everything dropped becomes a warning."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from importing.outlining.credits import FOR, WITH, introduction, is_other_work, is_plain_by
from importing.outlining.headwords import headword_share
from importing.outlining.namewords import AFFILIATION, DEGREE, GENERATION, HONORIFIC, PARTICLES, PROSE

PREFIX = re.compile(
    r"(?:(?:written|posted|published|reported|authored)\s+by|by|authors?\s*:|author\(s\)\s*:|byline\s*:|text\s*:)"
    r"(?:\s*:)?\s+",
    re.I,
)
# Short words between two names, in the languages whose months Django knows. Both sides must be full names.
AND = re.compile(r"\s*,?\s+(?:and|&|և|და)\s+|\s*&\s*", re.I)
AND_WORDS = (
    "und et y e og och ja ve və en i и й та і și és şi a oraz in ir un eta ac agus dhe kaj ו و と 和 及 与 與 και"
    " ba na dan và at"
)
JOINING = re.compile(rf"\s+(?:{'|'.join(dict.fromkeys(AND_WORDS.split()))})\s+|\s+[וو](?=[^\W\d_]{{3,}}\s)", re.I)
ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
BAR = re.compile(r"\s*\|\s*|\s+[–—-]\s+|\s*[•·]\s*|\s+/\s+")
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’ʼ`´-]*(?:[.'’ʼ`´-]+[^\W\d_]+)*[.'’]?", re.UNICODE)
ABSTRACT = re.compile(r"[a-z]{2}(?:tions?|sions?|ness|ity|ities|isms?|ships?|tics)[.?!]?$")
LONGEST = 300
MARK = re.compile(
    r"(?<=\w)\s?(?:[*†‡§¶#]+|[¹²³⁰-⁹]+|(?<=[^\W\d_])\d{1,2}(?:,\d{1,2})*)(?=\s*(?:$|[,;&、]|\b(?:and|und|et|y|e)\b))"
)
CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LISTED = re.compile(r"\s*[,、，،]\s*")


@dataclass
class Byline:
    """The names of a byline in order, and (code, words) pairs for what was dropped."""

    names: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_small: bool = False  # entirely lowercase


def split_byline(text: str) -> Byline:
    """Return the names in `text`, as written and in order.

    Dropped words have the code `honorific`, `degree` or `affiliation`. Notes are about unusual names that were kept
    (`name-capitals`, `name-order`).
    """
    byline = Byline()
    rest = re.sub(r"[^\S\n]+", " ", text.strip())
    rest = _without_introduction(rest.lstrip("–—- ") if rest[:1] in "–—-" else rest, byline)
    byline.is_small = rest.islower()
    rest = MARK.sub(lambda found: _dropped("mark", found[0].strip(), byline, ""), rest)
    rest = ASIDE.sub(lambda found: _aside(found[1].strip(), byline), rest).strip(" ,;")
    for group in re.split(r"\s*[;；\n]\s*", rest):
        parts = [part for part in BAR.split(WITH.sub(", ", group)) if part]
        for position, part in enumerate(parts):
            if (said := introduction(part)) and is_other_work(said[0]):
                byline.dropped.append(("credit", part))
            elif position and not _is_plain_name(part):
                byline.dropped.append(("affiliation", part))
            elif part:
                _split_listed(part, byline)
    for name in byline.names:
        letters = [character for character in name if character.isalpha()]
        if len(letters) > 3 and all(letter.isupper() for letter in letters):
            byline.notes.append(("name-capitals", name))
    return byline


def is_introduced(text: str) -> bool:
    """Return whether the line is an introduction and then names ("Commentary by Jane Roe"), of authors or others."""
    said = introduction(text.strip())
    if not said or len(text) > LONGEST or PREFIX.match(text.strip()):
        return False
    return is_other_work(said[0]) or _are_names(said[1])


def is_credit(text: str) -> bool:
    """Return whether the line credits someone or something that is not an author ("Photo: …", "Source: …")."""
    said = introduction(text.strip()) if len(text) <= LONGEST else None
    return said is not None and is_other_work(said[0])


def _are_names(text: str) -> bool:
    pieces = [piece for part in AND.split(WITH.sub(", ", text)) for piece in LISTED.split(part) if piece]
    pieces = [side for piece in pieces for side in _joined(piece)]
    return all(name_cost(piece) < 1 and (len(piece.split()) > 1 or CJK.search(piece)) for piece in pieces)


def _without_introduction(text: str, byline: Byline) -> str:
    if prefix := PREFIX.match(text):
        return text[prefix.end() :]
    if is_introduced(text):
        words, names = introduction(text)
        if is_other_work(words):
            return _dropped("credit", text, byline, "")
        return names if is_plain_by(words) else _dropped("credit", words, byline, names)
    return text


def _dropped(code: str, words: str, byline: Byline, kept: str) -> str:
    byline.dropped.append((code, words))
    return kept


def _joined(piece: str) -> list[str]:
    """Split "Ana Roe y Jo Moll" if both sides are full names ("José Ortega y Gasset" is one name)."""
    sides = [side for side in JOINING.split(piece) if side]
    are_whole = all(name_cost(side) < 1 and (len(side.split()) > 1 or CJK.search(side)) for side in sides)
    return sides if len(sides) > 1 and are_whole else [piece]


def _aside(words: str, byline: Byline) -> str:
    if with_whom := WITH.match(f" {words}"):
        return f", {words[with_whom.end() - 1 :]}"
    if words:
        byline.dropped.append(("degree" if DEGREE.fullmatch(words) else "affiliation", words))
    return " "


def _split_listed(text: str, byline: Byline) -> None:
    groups = [[one for piece in LISTED.split(part) if piece for one in _joined(piece)] for part in AND.split(text)]
    if AFFILIATION.search(text) and not any(_is_plain_name(piece) for group in groups for piece in group):
        # An institution as author: "Ministry of Trade and Industry".
        byline.names.append(text)
        return
    groups = [group for group in groups if group]
    turned = all(_is_turned(group) for group in groups)
    in_affiliation = False
    for number, group in enumerate(groups):
        if turned:
            name = ", ".join(group)
            byline.names.append(name)
            byline.notes.append(("name-order", name))
            continue
        for position, piece in enumerate(group):
            opens_name = number > 0 and position == 0
            if in_affiliation and opens_name and not _is_plain_name(piece):
                # "Institute of War and Peace" is one affiliation, not an author named Peace.
                kind, words = byline.dropped.pop()
                byline.dropped.append((kind, f"{words} and {piece}"))
                continue
            in_affiliation = _take_piece(piece, byline, opens_name or not byline.names, in_affiliation)


def _take_piece(piece: str, byline: Byline, is_first: bool, after_affiliation: bool) -> bool:
    """Add one piece of a list. Return whether it is part of an affiliation."""
    if (said := introduction(piece)) and is_other_work(said[0]):
        byline.dropped.append(("credit", piece))
        return False
    found = FOR.search(piece)
    if found and _is_plain_name(piece[: found.start()]):
        byline.dropped.append(("affiliation", piece[found.start() :].strip()))
        piece = piece[: found.start()]
    if GENERATION.fullmatch(piece) and byline.names:
        byline.names[-1] += f", {piece}"
        return False
    if DEGREE.fullmatch(piece) and byline.names:
        byline.dropped.append(("degree", piece))
        return False
    foreign = AFFILIATION.search(piece) or not (byline.is_small or _opens_like_name(piece))
    if not is_first and (foreign or (after_affiliation and not _is_plain_name(piece))):
        byline.dropped.append(("affiliation", piece))
        return True
    name = _bare_name(piece, byline)
    if name:
        byline.names.append(name)
    return False


def _bare_name(piece: str, byline: Byline) -> str:
    name = piece.strip()
    while (found := HONORIFIC.match(name)) and len(name[found.end() :].split()) >= (1 if "." in found.group() else 2):
        byline.dropped.append(("honorific", found.group().strip()))
        name = name[found.end() :].strip()
    words = name.split()
    while len(words) > 2 and DEGREE.fullmatch(words[-1]) and not words[-1].istitle():
        byline.dropped.append(("degree", words.pop()))
        name = " ".join(words)
    return name


def _is_turned(group: list[str]) -> bool:
    """Return whether the pieces are "Last, First": one word, then one or two that are not an affiliation or degree."""
    if CJK.search("".join(group)) or len(group) != 2 or len(group[0].split()) != 1 or len(group[1].split()) > 2:
        return False
    return not any(
        GENERATION.fullmatch(piece) or DEGREE.fullmatch(piece) or AFFILIATION.search(piece) for piece in group
    ) and all(name_cost(piece) < 3 for piece in group)


def _opens_like_name(piece: str) -> bool:
    first = piece.split(maxsplit=1)[0]
    return not is_lower(first[0]) or first.lower().rstrip("-") in PARTICLES or "-" in first or len(piece.split()) == 1


def _is_plain_name(piece: str) -> bool:
    words = piece.split()
    return 2 <= len(words) <= 5 and not AFFILIATION.search(piece) and name_cost(piece) < 1


def is_lower(character: str) -> bool:
    """Return whether a letter is lowercase. Georgian letters don't count: ordinary text has no capitals."""
    return character.islower() and not "\u10d0" <= character <= "\u10ff"


@lru_cache(maxsize=20_000)
def name_cost(text: str) -> float:
    """Return how unlikely it is that `text` is one person's name: 0 for "Jane Roe", 8 for the impossible."""
    words = text.split()
    if not words or len(text) > 80:
        return 8
    if CJK.search(text):
        # Chinese, Japanese and Korean names have two to four characters. Headings may be as short.
        return 0.4 if 2 <= len(text.replace(" ", "").replace("·", "")) <= 4 or "·" in text else 6.0
    count = sum(1 for word in words if word.lower() not in PARTICLES)
    cost = {1: 1.5, 2: 0, 3: 0, 4: 0.3, 5: 1.0}.get(count, 1.0 + (count - 5))
    spoken = sum(1 for word in words if len(word) > 3 and word.lower() not in PARTICLES and word[-1] != ".")
    cost += {3: 0.3, 4: 1.5, 5: 1.5}.get(spoken, 0.0)
    share = headword_share([word for word in words if word.lower() not in PARTICLES])
    cost += 6.0 if share == 1 else 4 * share**2
    for word in words:
        bare = word.strip(",")
        if bare.lower() in PARTICLES and word != words[-1]:
            continue
        if bare.lower() in PROSE:
            cost += 4
        elif GENERATION.fullmatch(bare) or DEGREE.fullmatch(bare):
            continue
        elif ABSTRACT.search(bare):
            cost += 1
        elif not NAME_WORD.fullmatch(bare):
            cost += 3 if any(character.isdigit() or character in '?!:%$€/“”"' for character in bare) else 1
        elif is_lower(bare[0]) and "-" not in bare and "'" not in bare and "’" not in bare:
            cost += 1.5
    if words[-1][-1] in ".?!:" and len(words[-1]) > 4:
        cost += 2
    return min(cost, 8)


def is_signed(text: str) -> bool:
    """Return whether `text` is a word like "by" and then only names. Lowercase names must be full ("by jane roe")."""
    if not PREFIX.match(text.strip()):
        return False
    cost = byline_cost(text)
    return cost < 0.5 or (cost < 1.6 and all(len(name.split()) > 1 for name in split_byline(text).names))


def begins_list_of_names(text: str) -> bool:
    """Return whether the line lists full names and then what may be half of one ("Jane Roe, Ivan Moll, Mary")."""
    *before, _last = LISTED.split(text)
    people = [piece for piece in before if not GENERATION.fullmatch(piece)]
    return len(people) > 1 and len(text) <= LONGEST and all(_is_plain_name(piece) for piece in people)


@lru_cache(maxsize=20_000)
def names_in(text: str) -> tuple[str, ...]:
    return tuple(split_byline(text).names)


@lru_cache(maxsize=20_000)
def byline_cost(text: str) -> float:
    """Return how unlikely it is that `text` is a byline of any number of names, 0 to 8."""
    if len(text) > LONGEST:
        return 8
    byline = split_byline(text)
    if not byline.names:
        return 6
    if is_introduced(text):
        return 0.2
    costs = [name_cost(name) for name in byline.names]
    cost = max(costs) / 2 + sum(costs) / len(costs) / 2
    if any(len(words.split()) > 9 for _, words in byline.dropped):
        cost += 3
    if any(code == "affiliation" and not AFFILIATION.search(words) for code, words in byline.dropped):
        cost += 2
    if PREFIX.match(text.strip()):
        cost -= 1.5
    if len(byline.names) == 1 and AFFILIATION.search(byline.names[0]):
        cost += 1.5
    return max(0.0, min(cost, 8.0))
