"""The organization's own pages (about, contact, privacy): Django flat pages, sanitized when saved and when shown."""

from dataclasses import dataclass

from django.contrib.flatpages.models import FlatPage
from django.urls import register_converter
from django.utils import timezone
from django.utils.safestring import SafeString

from record.own_links import shown_text
from record.record_version import cached
from text import prose
from text.footnotes import Note, with_notes


@dataclass(frozen=True)
class Page:
    """A page as shown to readers."""

    url: str
    title: str
    content_html: SafeString
    notes: tuple[Note, ...]


def flat_pages() -> dict[str, Page]:
    """Return the pages by address, cached per record version."""

    def load() -> dict[str, Page]:
        rows = FlatPage.objects.order_by("url")
        now = timezone.now()
        texts = {row.url: with_notes(shown_text(prose.clean_prose(row.content), now)) for row in rows}
        return {row.url: Page(row.url, row.title, texts[row.url][0], tuple(texts[row.url][1])) for row in rows}

    return cached("flat pages", load)


class FlatConverter:
    """The address of an existing page, without its outer slashes; the pattern matches no other address."""

    regex = r"[^.\x00-\x1f\x7f]{1,98}"

    def to_python(self, value: str) -> Page:
        """Return the page with this address. Raises ValueError if there is none."""
        page = flat_pages().get(f"/{value}/")
        if page is None:
            raise ValueError(value)
        return page

    def to_url(self, value: Page) -> str:
        return value.url.strip("/")


register_converter(FlatConverter, "flatpage")
