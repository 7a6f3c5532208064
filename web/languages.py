"""The interface language, decided by a page's address alone, so that every reader gets the same bytes.

The organization's own pages and lists use its language. Pages of an edition use the edition's language if the interface
supports it (a closed list: settings.LANGUAGES), otherwise the organization's. The desk and the API use English.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from record.organization import organization

RTL_SCRIPTS = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}
RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
ENGLISH = "en"


def is_rtl(tag: str) -> bool:
    """Return whether a language (BCP 47) is written from right to left.

    A script in the tag decides (`az-Arab`), otherwise the language. (Django's table wrongly lists Azerbaijani as
    right-to-left.)
    """
    first, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    return script in RTL_SCRIPTS if script else first in RTL_LANGUAGES


def interface_language(tag: str) -> str:
    """Return the interface language for a text in the language `tag`."""
    return _had(tag) or site_language()


def site_language() -> str:
    """Return the interface language for the organization's own pages, English if its language is not supported."""
    return _had(organization().language) or ENGLISH


def _had(tag: str) -> str:
    primary = tag.lower().split("-")[0]
    return primary if primary in dict(settings.LANGUAGES) else ""


def override_language(tag: str) -> AbstractContextManager:
    """Activate the interface language for texts in the language `tag` inside a `with` block.

    The previous language is always restored, so other requests are not affected.
    """
    return translation.override(interface_language(tag))


def override_site_language() -> AbstractContextManager:
    """Activate the organization's interface language inside a `with` block."""
    return translation.override(site_language())


def page_language(tag: str) -> str:
    """Return the page language for a text in the language `tag`: its own, if the interface currently uses it."""
    return translation.get_language() or ENGLISH if other(tag) else tag


def other(tag: str) -> str:
    """Return `tag` if its language or direction differs from the interface's current one, else ""."""
    now = translation.get_language() or ENGLISH
    is_same = tag.lower().split("-")[0] == now.split("-")[0] and is_rtl(tag) == is_rtl(now)
    return "" if is_same else tag


def native_name(tag: str) -> str:
    """Return a language's name in that language, or its tag if Django does not know it."""
    return _info(tag, "name_local")


def known_name(tag: str) -> str:
    """Return a language's name in the active language, or its tag if Django does not know it."""
    return _info(tag, "name_translated")


def _info(tag: str, name: str) -> str:
    try:
        return str(translation.get_language_info(tag.lower())[name])
    except KeyError:
        return tag


def attributes(tag: str) -> SafeString:
    """Return HTML attributes for a text in the language `tag`, or nothing if it is the page's own language."""
    if not other(tag):
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', tag, "rtl" if is_rtl(tag) else "ltr")
