"""The editors' guide, docs/editors.md, as a page of the admin, and its chapter about a page."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from text.slugs import slug_for

# A page's route, or how it begins → the chapter about it. The first that fits.
CHAPTERS = {
    "admin:snapshot_snapshot_import": "monday-import-a-document",
    "admin:snapshot_snapshot_digest": "email",
    "admin:desk": "tuesday-at-the-desk",
    "admin:corrections": "correct-a-mistake",
    "admin:articles_article_publish": "wednesday-publish",
    "admin:snapshot_snapshot_publish": "wednesday-publish",
    "admin:articles_article_reschedule": "thursday-change-your-mind",
    "admin:snapshot_snapshot_reschedule": "thursday-change-your-mind",
    "admin:articles_article_cancel": "thursday-change-your-mind",
    "admin:snapshot_snapshot_cancel": "thursday-change-your-mind",
    "admin:articles_article_compare": "what-changed",
    "admin:snapshot_snapshot_compare": "what-changed",
    "admin:articles_article_revision": "history-and-restoring",
    "admin:snapshot_snapshot_revision": "history-and-restoring",
    "admin:articles_article_withdraw": "friday-withdraw",
    "admin:snapshot_snapshot_withdraw": "friday-withdraw",
    "admin:articles_article_mail": "email",
    "admin:snapshot_snapshot_mail": "email",
    "admin:media_": "pictures-and-attachments",
    "admin:alerts_": "subscribers",
    "admin:flatpages_": "pages-about-the-organization",
    "admin:website_front": "the-home-page-and-topics-pages",
    "admin:search_": "search",
    "admin:auth_": "roles",
    "admin:record_organization": "setup",
}


@dataclass(frozen=True)
class Chapter:
    """A second-level heading with what follows it, as HTML; `anchor` is the fragment of its address."""

    anchor: str
    title: str
    html: SafeString


def guide(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    context = {**site.each_context(request), "title": _("For editors"), "chapters": chapters()}
    return render(request, "admin/desk/guide.html", context)


def guide_url(request: HttpRequest) -> str:
    """Return the address of the guide's chapter about this page, or of the guide."""
    route = request.resolver_match.view_name if request.resolver_match else ""
    anchor = next((anchor for begins, anchor in CHAPTERS.items() if route.startswith(begins)), "")
    return reverse("admin:desk_guide") + (f"#{anchor}" if anchor else "")


@cache
def chapters() -> list[Chapter]:
    """Return the guide's chapters. The file is trusted, Markdown without HTML; its pictures are static files."""
    text = (settings.BASE_DIR / "docs" / "editors.md").read_text(encoding="utf-8")
    return [_chapter(*part.split("\n", 1)) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]]


def _chapter(title: str, body: str) -> Chapter:
    markup = MarkdownIt("commonmark", {"html": False}).enable("table").render(body)
    shown = re.sub(r'src="pictures/([^"]+)"', lambda found: f'src="{static("guide/" + found[1])}"', markup)
    frame = f'<div class="desk-table" role="group" tabindex="0" aria-label="{title}">'
    shown = shown.replace("<table>", f"{frame}<table>").replace("</table>", "</table></div>")
    return Chapter(slug_for(title), title, mark_safe(shown))  # noqa: S308
