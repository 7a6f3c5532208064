"""What the head of an edition's page says of it to scholars' robots and to whoever shares it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator

from editorial.citing.cited import Cited, Name
from editorial.renditions import Source

LONGEST_DESCRIPTION = 200
CARD = (1200, 630)  # pixels


@dataclass(frozen=True)
class Image:
    """What stands for an edition where a link to it is shown. The address is absolute; empty for none."""

    url: str = ""
    width: int = 0
    height: int = 0
    alternative_text: str = ""


def citation_tags(work: Cited, source: Source, pdf_url: str = "") -> list[dict]:
    """Return the Highwire tags that Google Scholar and Zotero read, a list of {name, content}.

    A periodical's article names its journal, anything else its institution: by these Zotero tells article and report
    apart. An institution that is its own author has no author's tag: both would take its last word for a family name.
    Dublin Core is left out: Zotero needs none of it beside these. `pdf_url` is absolute.
    """
    online = timezone.localtime(source.live_from)
    place = "citation_journal_title" if work.is_in_periodical else "citation_technical_report_institution"
    tags = [
        ("citation_title", work.title),
        *(("citation_author", _name(name)) for name in work.authors if name.literal != work.publisher),
        ("citation_publication_date", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("citation_online_date", f"{online:%Y/%m/%d}"),
        (place, work.series if work.is_in_periodical else work.publisher),
        ("citation_publisher", work.publisher if work.is_in_periodical else ""),
        ("citation_series_title", "" if work.is_in_periodical else work.series),
        ("citation_volume", work.volume if work.is_in_periodical else ""),
        ("citation_issue", work.issue if work.is_in_periodical else ""),
        ("citation_doi", work.doi),
        ("citation_language", work.language),
        ("citation_abstract_html_url", work.url),
        ("citation_pdf_url", pdf_url),
        *(("citation_keywords", word) for word in work.keywords),
    ]
    return [{"name": name, "content": content} for name, content in tags if content]


def _name(name: Name) -> str:
    """Return “Family, Given”; where both hold a space, as it is said: Zotero would make two authors of it."""
    return name.natural if " " in name.family and " " in name.given else name.inverted


def social(work: Cited, source: Source, canonical_url: str, image: Image = Image()) -> dict:
    """Return what social_meta.html takes: Open Graph (ogp.me) and, beside it, a card for X. Addresses are absolute."""
    return {
        "title": work.title,
        "description": Truncator((work.abstract or work.title)[: 2 * LONGEST_DESCRIPTION]).chars(LONGEST_DESCRIPTION),
        "url": canonical_url,
        "site_name": work.publisher,
        "locale": locale_of(work.language),
        "published": work.issued.isoformat() if work.issued else "",
        "modified": timezone.localtime(source.live_from).isoformat() if source.number > 1 else "",
        "image_url": image.url,
        "image_width": image.width,
        "image_height": image.height,
        "image_alt": image.alternative_text,
    }


def locale_of(tag: str) -> str:
    """Return a language tag as Open Graph writes a locale (en_US).

    Empty where the tag names no territory, unless it is the site's own language.
    """
    parts = tag.split("-")
    territory = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    own, _, own_territory = settings.LANGUAGE_CODE.partition("-")
    if not territory and parts[0].lower() == own:
        territory = own_territory.upper()
    return f"{parts[0].lower()}_{territory}" if territory else ""
