"""Slugs: Unicode, NFC, never a dot (file endings come after one)."""

import unicodedata
from collections.abc import Callable

from django.db import models
from django.utils.text import slugify

from editorial.validators import normalized, spelled_as_an_address

LENGTH = 120


class UnicodeSlugField(models.SlugField):
    """A slug in any script, normalized."""

    default_validators = [spelled_as_an_address, normalized]

    def __init__(self, *args, max_length: int = LENGTH, allow_unicode: bool = True, **kwargs):
        super().__init__(*args, max_length=max_length, allow_unicode=allow_unicode, **kwargs)


def slug_for(text: str, is_taken: Callable[[str], bool] = lambda slug: False, otherwise: str = "untitled") -> str:
    """Return a slug for `text`, cut at a word, with -2, -3, … where `is_taken` says so."""
    slug = unicodedata.normalize("NFC", slugify(unicodedata.normalize("NFC", text), allow_unicode=True))
    if len(slug) > LENGTH - 8:
        slug = slug[: LENGTH - 8].rsplit("-", 1)[0]
    slug = base = slug.strip("-_") or otherwise
    number = 2
    while is_taken(slug):
        slug = f"{base}-{number}"
        number += 1
    return slug
