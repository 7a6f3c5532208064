"""Form fields of filters: each turns text from an address into a clean value or raises ValidationError."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from text.joining import comma
from text.slugs import is_slug
from web.parameters import no_text_in

LONGEST_WORDS = 300
MOST_VALUES = 20
LONGEST_SLUG = 200
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")
TEXT = r"^[^\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffd]*$"  # the characters that CONTROLS accepts, for a JSON Schema
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)
YEAR = re.compile(r"[0-9]{4}", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


def refuse_what_is_no_text(value: str, name: str) -> None:
    """Raise ValidationError for control characters, lone surrogates and bytes that are not UTF-8."""
    if CONTROLS.search(value):
        raise ValidationError(no_text_in(name))


class LastValue(forms.TextInput):
    """Takes the last of repeated values, for example from a form that was submitted twice."""

    def value_from_datadict(self, data, files, name):
        values = data.getlist(name) if hasattr(data, "getlist") else [data[name]] if name in data else []
        return values[-1] if values else None


class AllValues(forms.MultipleHiddenInput):
    """Takes all repeated values."""

    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class TextField(forms.Field):
    """One line of clean text with single spaces and at most `longest` characters; "" if empty.

    `schema`: its JSON Schema.
    """

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
        # Turn tabs, line ends and form feeds into spaces first, because they would be rejected as control characters.
        value = " ".join(re.sub(r"[\t\n\r\f\v]", " ", value).split())
        refuse_what_is_no_text(value, self.name)
        return self.parsed(unicodedata.normalize("NFC", value)) if value else ""

    def parsed(self, value: str):
        """Return the parsed value. Raises ValidationError."""
        return value

    @property
    def schema(self) -> dict:
        return {"type": "string", "maxLength": self.longest}


class WordsField(TextField):
    longest = LONGEST_WORDS

    @property
    def schema(self) -> dict:
        return {**super().schema, "pattern": TEXT}


class DayField(TextField):
    """A date such as 2026-03-01 (ISO 8601)."""

    # An empty value means no limit, like an empty form field.
    schema = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}

    def parsed(self, value: str) -> date:
        try:
            return date.fromisoformat(DAY.fullmatch(value)[0])
        except (TypeError, ValueError):
            raise ValidationError(
                _("“%(name)s” is not a valid date. Use the form 2026-03-01.") % {"name": self.name}
            ) from None


class ChoiceField(TextField):
    """One of a fixed list of choices."""

    def __init__(self, *args, choices: tuple[str, ...], **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = choices

    @property
    def schema(self) -> dict:
        return {"type": "string", "enum": [*self.choices, ""]}

    def parsed(self, value: str) -> str:
        if value not in self.choices:
            values = {"name": self.name, "choices": comma().join(self.choices)}
            raise ValidationError(_("“%(name)s” must be one of: %(choices)s.") % values)
        return value


class SlugField(TextField):
    def parsed(self, value: str) -> str:
        return slug_of(value, self.name)


class ValuesField(forms.Field):
    """Repeated values without duplicates, sorted.

    `parse` reads one or raises ValidationError; `one` is its JSON Schema.
    """

    widget = AllValues
    most = MOST_VALUES
    parse: Callable[[str, str], object]
    one: dict

    def __init__(self, *args, name: str, **kwargs):
        super().__init__(*args, **{**kwargs, "required": False})
        self.name = name

    @property
    def schema(self) -> dict:
        return {"type": "array", "items": self.one, "maxItems": self.most}

    def to_python(self, value) -> tuple[str, ...]:
        given = list(value or ())
        if len(given) > self.most:  # counts empty values, too, because they must be read
            values = {"name": self.name, "most": self.most}
            raise ValidationError(_("“%(name)s” takes up to %(most)s values.") % values)
        return tuple(sorted({self.parse(unicodedata.normalize("NFC", each), self.name) for each in given if each}))


def slug_of(value: str, name: str) -> str:
    """Return `value` if it is a slug. Raises ValidationError."""
    refuse_what_is_no_text(value, name)
    if len(value) > LONGEST_SLUG or not is_slug(value):
        words = _("“%(name)s” takes the last part of an address, for example “south-caucasus”.")
        raise ValidationError(words % {"name": name})
    return value


def language_of(value: str, name: str) -> str:
    """Return `value` in lowercase if it is a language tag (BCP 47). Raises ValidationError."""
    if len(value) > 35 or not LANGUAGE.fullmatch(value):
        raise ValidationError(_("“%(name)s” takes language tags, for example “en”.") % {"name": name})
    return value.lower()


def year_of(value: str, name: str) -> str:
    """Return `value` if it is a four-digit year. Raises ValidationError."""
    if not YEAR.fullmatch(value) or value == "0000":
        raise ValidationError(_("“%(name)s” takes a four-digit year, for example 2026.") % {"name": name})
    return value


class SlugsField(ValuesField):
    parse = staticmethod(slug_of)
    one = {"type": "string", "maxLength": LONGEST_SLUG}


class YearsField(ValuesField):
    parse = staticmethod(year_of)
    one = {"type": "string", "pattern": "^([0-9]{4})?$"}


class LanguagesField(ValuesField):
    parse = staticmethod(language_of)
    one = {"type": "string", "pattern": f"^({LANGUAGE.pattern})?$", "maxLength": 35}
