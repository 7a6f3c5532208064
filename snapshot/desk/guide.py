"""The editors' guide, docs/editors.md, as a page of the admin: linked from each screen."""

import re
from functools import cache

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt


def guide(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Show the guide."""
    context = {**site.each_context(request), "title": _("For editors"), "guide_html": _guide()}
    return render(request, "admin/desk/guide.html", context)


@cache
def _guide() -> SafeString:
    """Return the file as HTML. It is ours, and Markdown without HTML in it; its pictures are served as static files."""
    text = (settings.BASE_DIR / "docs" / "editors.md").read_text(encoding="utf-8")
    body = text.split("\n", 1)[1]  # the page has a title of its own
    markup = MarkdownIt("commonmark", {"html": False}).render(body)
    return mark_safe(re.sub(r'src="pictures/([^"]+)"', lambda found: f'src="{static("guide/" + found[1])}"', markup))  # noqa: S308
