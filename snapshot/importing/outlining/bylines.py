"""Splitting a byline into names. Names stay as written; whatever is dropped beside them is told."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from snapshot.importing.outlining.headwords import headword_share

PREFIX = re.compile(
    r"(?:(?:written|posted|published|reported|edited|authored)\s+by|by|authors?\s*:|author\(s\)\s*:|byline\s*:|text\s*:)"
    r"(?:\s*:)?\s+",
    re.I,
)
AND = re.compile(r"\s*,?\s+(?:and|&|և|и|və|და)\s+|\s*&\s*", re.I)
ASIDE = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
BAR = re.compile(r"\s*\|\s*|\s+[–—-]\s+|\s*[•·]\s*|\s+/\s+")
HONORIFIC = re.compile(
    r"(?:(?:dr|prof|amb|gen|lt|col|maj|capt|cdr|adm|brig|sgt|sen|rep|hon|rev|mr|mrs|ms|mx|miss|vadm|radm|univ|ph|mag)\."
    r"|(?:dr|mr|mrs|ms|prof|amb)(?=\s)|ambassador|professor|doctor|senator)\s*(?=\S)",
    re.I,
)
DEGREE = re.compile(
    r"(?:ph\.?\s?d|d\.?\s?phil|m\.?\s?phil|m\.?b\.?a|m\.?p\.?a|m\.?p\.?p|m\.?a|b\.?a|m\.?sc|b\.?sc|m\.d|md|j\.?d|ll\.?[mbd]"
    r"|esq|cfa|obe|cbe|mbe|kbe|ret|usn|usa|usaf|usmc|r\.?n)\.?|\(ret\.?\)",
    re.I,
)
GENERATION = re.compile(r"(?:jr|sr|jnr|snr)\.?|i{2,3}|iv|vi{0,3}", re.I)
AFFILIATION = re.compile(
    r"\b(?:institut\w*|universit\w*|universidad|college|cent(?:er|re|rum)|school|foundation|fellow|professor|director|analyst"
    r"|editor|researcher|research|scholar|expert|consultant|correspondent|journalist|reporter|writer|columnist|advis[eo]r"
    r"|lecturer|president|chair(?:man|woman|person)?|council|academy|ministry|department|studies|society|association"
    r"|program(?:me)?|initiative|think\s+tank|group|laboratory|lab|observatory|bureau|office|policy|affairs|staff"
    r"|ambassador|general|colonel|contributor|intern|associate|specialist|manager|founder|officer|candidate|chief|senior|visiting)\b",
    re.I,
)
PARTICLE_WORDS = (
    "van der den de la le las los del della di da do dos das du von zu zur zum af av bin bint ibn al el "
    "ben abu ter ten y e i und oglu oğlu ogly qizi qızı kyzy uulu ap of'"
)
PARTICLES = frozenset(PARTICLE_WORDS.split())
PROSE_WORDS = (
    "the of in to for on at from with as is are was were be by after over under amid between against into"
    " through a an its their his her how why what when where who will would can could may might must not "
    "no near off up down out or but than that this these those despite toward towards within without "
    "along across during since until if it has have had grows grow faces face moves seeks"
)
PROSE = frozenset(PROSE_WORDS.split())
NAME_WORD = re.compile(r"[^\W\d_][^\W\d_.'’ʼ`´-]*(?:[.'’ʼ`´-]+[^\W\d_]+)*[.'’]?", re.UNICODE)
ABSTRACT = re.compile(r"[a-z]{2}(?:tions?|sions?|ness|ity|ities|isms?|ships?|tics)[.?!]?$")
LONGEST = 300


@dataclass
class Byline:
    """The names of a byline in their order, and what was left beside them as (code, words) pairs."""

    names: list[str] = field(default_factory=list)
    dropped: list[tuple[str, str]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    is_small: bool = False  # written without capitals throughout


def split_byline(text: str) -> Byline:
    """Return the names that `text` holds, as written and in its order.

    Dropped words come with the code `honorific`, `degree` or `affiliation`; notes are about names that were
    kept though they look odd (`name-capitals`, `name-order`).
    """
    byline = Byline()
    rest = re.sub(r"[^\S\n]+", " ", text.strip())
    if prefix := PREFIX.match(rest):
        rest = rest[prefix.end() :]
    byline.is_small = rest.islower()
    rest = ASIDE.sub(lambda found: _aside(found[1].strip(), byline), rest).strip(" ,;")
    for group in re.split(r"\s*[;\n]\s*", rest):
        parts = [part for part in BAR.split(group) if part]
        for position, part in enumerate(parts):
            if position and not _is_plain_name(part):
                byline.dropped.append(("affiliation", part))
            elif part:
                _split_listed(part, byline)
    for name in byline.names:
        letters = [character for character in name if character.isalpha()]
        if len(letters) > 3 and all(letter.isupper() for letter in letters):
            byline.notes.append(("name-capitals", name))
    return byline


def join_names(names: list[str]) -> str:
    """Return `names` as one canonical byline: commas, and "and" before the last."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _aside(words: str, byline: Byline) -> str:
    if words:
        byline.dropped.append(("degree" if DEGREE.fullmatch(words) else "affiliation", words))
    return " "


def _split_listed(text: str, byline: Byline) -> None:
    groups = [[piece for piece in re.split(r"\s*,\s*", part) if piece] for part in AND.split(text)]
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
    """Add one piece of a list; return whether it belongs to an affiliation."""
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
    """Say whether the pieces are "Last, First": one word, then one or two that are no affiliation or degree."""
    if len(group) != 2 or len(group[0].split()) != 1 or len(group[1].split()) > 2:
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
    """Say whether a letter is small; Georgian has no capitals in ordinary text, so its letters are not."""
    return character.islower() and not "\u10d0" <= character <= "\u10ff"


def name_cost(text: str) -> float:
    """Return how little `text` looks like one person's name: 0 for "Jane Roe", 8 for what cannot be one."""
    words = text.split()
    if not words or len(text) > 80:
        return 8
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
    """Say whether `text` is a word like "by" and then names alone; small ones must be whole names ("by jane roe")."""
    if not PREFIX.match(text.strip()):
        return False
    cost = byline_cost(text)
    return cost < 0.5 or (cost < 1.6 and all(len(name.split()) > 1 for name in split_byline(text).names))


@lru_cache(maxsize=8192)
def byline_cost(text: str) -> float:
    """Return how little `text` looks like a byline, 0 to 8, whatever number of names it lists."""
    if len(text) > LONGEST:
        return 8
    byline = split_byline(text)
    if not byline.names:
        return 6
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
