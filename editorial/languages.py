"""Which language the interface speaks: the address of a page alone decides, so every reader of it gets the same bytes.

House pages and lists speak the organization's language; what is of an edition speaks the edition's, where the interface
has it (a closed list: settings.LANGUAGES), else the organization's. The desk and the API speak English.
"""

from contextlib import AbstractContextManager

from django.conf import settings
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString

from editorial.organization import organization

RTL_SCRIPTS = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}
RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
ENGLISH = "en"


def is_rtl(tag: str) -> bool:
    """Return whether texts in a language (BCP 47) are written from right to left.

    A script in the tag decides (`az-Arab`), else the language. (Django's own table has Azerbaijani from right to left.)
    """
    first, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    return script in RTL_SCRIPTS if script else first in RTL_LANGUAGES


def interface_language(tag: str) -> str:
    """Return the language in which the interface speaks around a text in the language `tag`."""
    return _had(tag) or house_language()


def house_language() -> str:
    """Return the language in which the interface speaks on house pages: English where it has not the house's own."""
    return _had(organization().language) or ENGLISH


def _had(tag: str) -> str:
    primary = tag.lower().split("-")[0]
    return primary if primary in dict(settings.LANGUAGES) else ""


def speaking(tag: str) -> AbstractContextManager:
    """Let what is made inside be made in the interface's language for texts in the language `tag`.

    What was spoken before is spoken again afterwards, whatever happens: no other request hears of it.
    """
    return translation.override(interface_language(tag))


def speaking_house() -> AbstractContextManager:
    """Let what is made inside be made in the house's language."""
    return translation.override(house_language())


def page_language(tag: str) -> str:
    """Return the language of a page around a text in the language `tag`: its own where the interface speaks it now."""
    return translation.get_language() or ENGLISH if other(tag) else tag


def other(tag: str) -> str:
    """Return `tag` where it is another language, or another direction, than the interface speaks now; else ""."""
    now = translation.get_language() or ENGLISH
    is_same = tag.lower().split("-")[0] == now.split("-")[0] and is_rtl(tag) == is_rtl(now)
    return "" if is_same else tag


def own_name(tag: str) -> str:
    """Return a language's name in that language itself; its tag where Django does not know it."""
    return _info(tag, "name_local")


def known_name(tag: str) -> str:
    """Return a language's name as the interface now calls it; its tag where Django does not know it."""
    return _info(tag, "name_translated")


def _info(tag: str, name: str) -> str:
    try:
        return str(translation.get_language_info(tag.lower())[name])
    except KeyError:
        return tag


def attributes(tag: str) -> SafeString:
    """Return the attributes of an element whose text is in the language `tag`; nothing where that is the page's own."""
    if not other(tag):
        return SafeString("")
    return format_html(' lang="{}" dir="{}"', tag, "rtl" if is_rtl(tag) else "ltr")
