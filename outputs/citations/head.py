"""Metadata in the head of an edition's page, for scholarly indexers and link previews."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from outputs.citations.cited import Cited, Name
from outputs.source import Source
from text.excerpts import opening

CARD = (1200, 630)  # pixels


@dataclass(frozen=True)
class Image:
    """The preview image of an edition. The URL is absolute, or empty if there is no image."""

    url: str = ""
    width: int = 0
    height: int = 0
    alternative_text: str = ""


def citation_tags(work: Cited, source: Source, pdf_url: str = "") -> list[dict]:
    """Return the Highwire tags that Google Scholar and Zotero read, as a list of {name, content}.

    A periodical article names its journal and a report its institution, by which Zotero tells articles from reports;
    anything else names its publisher. Without named authors the institution is the author, as in all exports. Dublin
    Core is omitted, because Zotero doesn't need it in addition. `pdf_url` is absolute.
    """
    online = timezone.localtime(source.live_from)
    tags = [
        ("citation_title", work.title),
        *(("citation_author", _name(name)) for name in work.authors),
        ("citation_publication_date", f"{work.issued:%Y/%m/%d}" if work.issued else ""),
        ("citation_online_date", f"{online:%Y/%m/%d}"),
        ("citation_journal_title", work.series if work.is_in_periodical else ""),
        ("citation_technical_report_institution", work.publisher if work.is_report else ""),
        ("citation_technical_report_number", work.number),
        ("citation_publisher", "" if work.is_report else work.publisher),
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
    """Return “Family, Given”, or the natural order if both contain spaces: Zotero would otherwise read two authors."""
    return name.natural if " " in name.family and " " in name.given else name.inverted


def social(work: Cited, source: Source, description: str, canonical_url: str, image: Image = Image()) -> dict:
    """Return the context of social_meta.html: Open Graph (ogp.me) and an X card. All URLs are absolute.

    `description` is plain text of any length.
    """
    return {
        "title": work.title,
        "description": opening(description or work.title),
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
    """Return a language tag as an Open Graph locale (en_US).

    Returns "" if the tag has no territory, unless it is the site's language.
    """
    parts = tag.split("-")
    territory = next((part.upper() for part in parts[1:] if len(part) == 2), "")
    own, _, own_territory = settings.LANGUAGE_CODE.partition("-")
    if not territory and parts[0].lower() == own:
        territory = own_territory.upper()
    return f"{parts[0].lower()}_{territory}" if territory else ""
