"""Pages that the house writes about itself (about, contact, privacy): flat pages of Django, sanitized both ways."""

from dataclasses import dataclass

from django.contrib.flatpages.models import FlatPage
from django.urls import register_converter
from django.utils.safestring import SafeString, mark_safe

from editorial import prose
from editorial.record_version import held


@dataclass(frozen=True)
class Page:
    """A page as it is shown."""

    url: str
    title: str
    content_html: SafeString


def flat_pages() -> dict[str, Page]:
    """Return the pages by address, held per record version."""

    def load() -> dict[str, Page]:
        rows = FlatPage.objects.order_by("url")
        shown = {row.url: Page(row.url, row.title, mark_safe(prose.clean_prose(row.content))) for row in rows}  # noqa: S308
        return shown

    return held("flat pages", load)


class FlatConverter:
    """The address of a page that there is, without its outer slashes. Of any other the pattern knows nothing."""

    regex = r"[^.\x00-\x1f\x7f]{1,98}"

    def to_python(self, value: str) -> Page:
        """Return the page. Raises ValueError where there is none."""
        page = flat_pages().get(f"/{value}/")
        if page is None:
            raise ValueError(value)
        return page

    def to_url(self, value: Page) -> str:
        """Return the address as it goes into a path."""
        return value.url.strip("/")


register_converter(FlatConverter, "flatpage")
