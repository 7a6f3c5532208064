"""Slugs: Unicode (NFC), without dots, because file extensions follow a dot; all slugs are made here."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from django.db import models
from django.utils.translation import gettext_lazy as _

from text.validators import normalized

LENGTH = 120
ROOM_FOR_A_NUMBER = 8
MOST_BYTES = 200  # UTF-8; with -12345-edition-12.csl.json added, still within the 255 bytes of a file name
# Characters that join rather than separate: apostrophes, the quotation mark in Hebrew abbreviations, the thousands
# comma, and the periods in abbreviations.
JOINING = re.compile(r"['’‘‛´`＇׳״]|(?<=[א-ת])[\"”“](?=[א-ת])|(?<=\d),(?=\d{3}(?!\d))|(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
# Invisible letters and marks, marks that only stretch a word (tatweel), and variation selectors.
UNSEEN = re.compile("[\u034f\u0640\u115f\u1160\u3164\uffa0\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# NFKC splits the Thai and Lao vowel AM, and NFC does not recombine it.
WHOLE = {"\u0e33", "\u0eb3"}
NON_JOINER, JOINER = "\u200c", "\u200d"


def spelled_as_an_address(slug: str) -> None:
    """Require letters with their marks, digits, hyphens and underscores only."""
    if not is_slug(slug):
        raise ValidationError(_("Use only letters, digits and hyphens: no spaces, dots or slashes."))


def never_empty(name: str) -> models.CheckConstraint:
    """Return a constraint that forbids an empty slug, because no address could reach that row's page."""
    return models.CheckConstraint(
        condition=~models.Q(slug=""), name=name, violation_error_message=_("Write an address.")
    )


class UnicodeSlugField(models.SlugField):
    """A normalized slug in any script."""

    def __init__(self, *args, max_length: int = LENGTH, allow_unicode: bool = True, **kwargs):
        super().__init__(*args, max_length=max_length, allow_unicode=allow_unicode, **kwargs)
        check_as_here(self)

    def formfield(self, **kwargs):
        return models.CharField.formfield(self, **kwargs)


def check_as_here(field: models.SlugField) -> None:
    """Replace the field's validator, because Django's rejects the vowel signs of Indic and Thai scripts."""
    others = [each for each in field.validators if each is not validate_unicode_slug]
    field.validators = [spelled_as_an_address, normalized, *others]


def slug_for(
    text: str,
    is_taken: Callable[[str], bool] = lambda slug: False,
    otherwise: str = "untitled",
    length: int = LENGTH,
) -> str:
    """Return a slug for `text` of at most `length` characters, cut between words, with -2, -3, … if it is taken.

    If `text` has no letters or digits, the slug is based on `otherwise`, so it is never empty.
    """
    slug = base = cut(hyphenated(text), length - ROOM_FOR_A_NUMBER) or otherwise
    number = 2
    while is_taken(slug):
        slug = f"{base}-{number}"
        number += 1
    return slug


def hyphenated(text: str) -> str:
    """Return the lowercase words of `text` joined by hyphens, or "" if there are none.

    Every character other than letters, marks and digits separates words, except those in `JOINING` and `UNSEEN`.
    """
    text = JOINING.sub("", unicodedata.normalize("NFC", text)).replace("İ", "i")
    text = "".join(each if each in WHOLE else unicodedata.normalize("NFKC", each) for each in text).lower()
    text = unicodedata.normalize("NFC", UNSEEN.sub("", text))
    return re.sub("-+", "-", "".join(_spelled(text)).replace("_", "-")).strip("-")


def is_slug(text: str) -> bool:
    return bool(text) and "".join(_spelled(text)) == text


def cut(slug: str, length: int = LENGTH - ROOM_FOR_A_NUMBER, size: int = MOST_BYTES) -> str:
    """Cut `slug` to `length` characters and `size` bytes, between words if possible, otherwise between letters."""
    short = slug[:length].encode()[:size].decode(errors="ignore")
    if short == slug:
        return slug
    words = short if slug[len(short)] == "-" else short.rpartition("-")[0]
    if len(words) > len(short) // 2:  # a Chinese title may be one long word after a short one
        return words
    end = len(short)
    while end and _belongs_to_the_last(slug[end - 1], slug[end]):
        end -= 1
    return short[:end] or short


def _spelled(text: str) -> Iterator[str]:
    """Yield each character that a slug may contain at that position, and a hyphen for any other visible one."""
    before = "-"
    for character, after in zip(text, [*text[1:], "-"], strict=False):
        if _is_spelled(before, character, after):
            before = character
        elif unicodedata.category(character) == "Cf":
            continue
        else:
            before = "-"
        yield before


def _is_spelled(before: str, character: str, after: str) -> bool:
    if character in (NON_JOINER, JOINER):
        return _is_needed(before, character, after)
    if unicodedata.category(character) in ("Mn", "Mc"):
        return before not in ("-", "_")
    return character in "-_" or character.isalnum()


def _is_needed(before: str, joiner: str, after: str) -> bool:
    """Return whether a joiner is part of the spelling, by the rules for domain names (RFC 5892, A.1 and A.2).

    Both joiners are allowed after a virama in Indic scripts; a non-joiner also between letters of scripts such as
    Arabic (in Persian, for example).
    """
    if not after.isalnum():
        return False
    is_between = unicodedata.bidirectional(before) in ("AL", "NSM") and unicodedata.bidirectional(after) == "AL"
    return unicodedata.combining(before) == 9 or (joiner == NON_JOINER and is_between)


def _belongs_to_the_last(last: str, character: str) -> bool:
    is_mark = unicodedata.category(character) in ("Mn", "Mc") or character in (NON_JOINER, JOINER)
    return is_mark or last in (NON_JOINER, JOINER) or unicodedata.combining(last) == 9
