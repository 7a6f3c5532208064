"""The editors' guide, docs/editors.md, as a page of the admin: linked from each screen."""

from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from editorial import prose


def guide(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show the guide."""
    context = {**site.each_context(request), "title": _("For editors"), "guide_html": _guide()}
    return render(request, "admin/desk/guide.html", context)


@cache
def _guide() -> SafeString:
    text = (settings.BASE_DIR / "docs" / "editors.md").read_text(encoding="utf-8")
    body = text.split("\n", 1)[1]  # the page has a title of its own
    return mark_safe(prose.clean_prose(MarkdownIt().render(body)))  # noqa: S308
