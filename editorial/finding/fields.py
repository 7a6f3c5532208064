"""Form fields of filters: whatever an address may hold becomes a clean value, or a plain sentence about it."""

import re
import unicodedata
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from editorial.enumerating import comma

LONGEST_WORDS = 300
MOST_VALUES = 20
LONGEST_SLUG = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
SLUG = re.compile(r"[\w-]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
YEAR = re.compile(r"[0-9]{4}", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def refuse_what_is_no_text(value: str, name: str) -> None:
    """Raise ValidationError for control characters, lone surrogates and bytes that were no UTF-8."""
    if CONTROLS.search(value):
        raise ValidationError(_("“%(name)s” in the address holds characters that are no text.") % {"name": name})


class LastValue(forms.TextInput):
    """Takes the last of repeated values, as a form would that was sent twice."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return values[-1] if values else None


class AllValues(forms.MultipleHiddenInput):
    """Takes all of repeated values."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class TextField(forms.Field):
    """One value: text that is clean and not too long, with single spaces. Empty is none."""

    widget = LastValue
    longest = LONGEST_SLUG

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **{**kwargs, "required": False})
        self.name = name

    def to_python(self, value):
        if value in (None, ""):
            return ""
        if len(value) > self.longest:
            values = {"name": self.name, "most": self.longest}
            raise ValidationError(_("“%(name)s” takes up to %(most)s characters.") % values)
        # Django keeps form feeds and line ends apart from what is no text: here they are spaces.
        value = " ".join(re.sub(r"[\t\n\r\f\v]", " ", value).split())
        refuse_what_is_no_text(value, self.name)
        return self.parsed(unicodedata.normalize("NFC", value)) if value else ""

    def parsed(self, value: str):
        """Return the value that the text stands for. Raises ValidationError."""
        return value


class WordsField(TextField):
    """Words to search for."""

    longest = LONGEST_WORDS


class DayField(TextField):
    """A day, as in 2026-03-01."""

    def parsed(self, value: str) -> date:
        try:
            return date.fromisoformat(DAY.fullmatch(value)[0])
        except (TypeError, ValueError):
            raise ValidationError(_("“%(name)s” is no day. Write it as 2026-03-01.") % {"name": self.name}) from None


class ChoiceField(TextField):
    """One of a closed list."""

    def __init__(self, *args, choices: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices

    def parsed(self, value: str) -> str:
        if value not in self.choices:
            values = {"name": self.name, "choices": comma().join(self.choices)}
            raise ValidationError(_("“%(name)s” is one of: %(choices)s.") % values)
        return value


class SlugField(TextField):
    """One slug."""

    def parsed(self, value: str) -> str:
        return slug_of(value, self.name)


class ValuesField(forms.Field):
    """Repeated values, each once, sorted; `parse` makes one of a text, or raises ValidationError."""

    widget = AllValues

    def __init__(self, *args, name: str, parse, **kwargs):
        super().__init__(*args, **{**kwargs, "required": False})
        self.name = name
        self.parse = parse

    def to_python(self, value) -> tuple[str, ...]:
        given = list(value or ())
        if len(given) > MOST_VALUES:  # empty ones, too: they are read
            values = {"name": self.name, "most": MOST_VALUES}
            raise ValidationError(_("“%(name)s” takes up to %(most)s values.") % values)
        return tuple(sorted({self.parse(unicodedata.normalize("NFC", each), self.name) for each in given if each}))


def slug_of(value: str, name: str) -> str:
    """Return `value`, which is a slug. Raises ValidationError where it is none."""
    refuse_what_is_no_text(value, name)
    if len(value) > LONGEST_SLUG or not SLUG.fullmatch(value):
        words = _("“%(name)s” takes the last words of addresses, for example “south-caucasus”.")
        raise ValidationError(words % {"name": name})
    return value


def language_of(value: str, name: str) -> str:
    """Return `value`, which is a language tag (BCP 47), in lower case. Raises ValidationError where it is none."""
    if len(value) > 35 or not LANGUAGE.fullmatch(value):
        raise ValidationError(_("“%(name)s” takes language tags, for example “en”.") % {"name": name})
    return value.lower()


def year_of(value: str, name: str) -> str:
    """Return `value`, which is a year in four digits. Raises ValidationError where it is none."""
    if not YEAR.fullmatch(value) or value == "0000":
        raise ValidationError(_("“%(name)s” takes years of four digits, for example 2026.") % {"name": name})
    return value
