"""Editions at the desk, read-only."""

from datetime import date

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from permissions.rules import sees_all, visible_to
from record import freezing
from record.kinds import kind_of
from record.models import Edition
from staff.deletion import linked
from staff.lists import SeveralValuesFilter
from text import prose


def public_address(edition: Edition) -> str:
    """Return the edition's permanent address, or "" while it is not public."""
    if edition.live_from > timezone.now() or edition.withdrawn_at:
        return ""
    try:
        return reverse(f"{kind_of(edition).name}-edition", kwargs={"slug": edition.slug, "number": edition.number})
    except NoReverseMatch:
        return ""


class EditionAdmin(admin.ModelAdmin):
    """A list of published editions, and a page for each as frozen. Subclasses provide `as_frozen`."""

    list_display = ["title", "number", "kind", "live_from", "live_until", "withdrawn_at", "short_note", "on_the_site"]
    list_filter = ["kind", ("withdrawn_at", admin.EmptyFieldListFilter), ("language", SeveralValuesFilter)]
    search_fields = ["title", "note"]
    date_hierarchy = "live_from"
    ordering = ["-live_from", "-pk"]
    list_per_page = 50
    show_full_result_count = False
    fields = [
        "title", "number", "kind", "note", "working_copy", "on_the_site", "live_from", "live_until", "published_by",
        "withdrawn_at", "withdrawal_notice", "digest", "as_frozen",
    ]  # fmt: skip
    readonly_fields = fields
    view_on_site = False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        """Return the editions, including scheduled ones, of what the user may read at the desk."""
        editions = super().get_queryset(request).defer("card", "search_text")
        if sees_all(request.user):
            return editions
        copies = self.model._meta.get_field("parent").related_model._default_manager
        return editions.filter(parent__in=visible_to(request.user, copies.all()))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    @admin.display(description=_("note"))
    def short_note(self, edition: Edition) -> str:
        return Truncator(edition.note).words(16)

    @admin.display(description=_("on the site"))
    def on_the_site(self, edition: Edition) -> str:
        address = public_address(edition)
        if not address:
            return "–"
        return format_html('<a href="{}">{}</a>', address, _("Edition %d") % edition.number)

    @admin.display(description=_("working copy"))
    def working_copy(self, edition: Edition) -> str:
        return linked(edition.parent)

    @admin.display(description=_("digest (SHA-256)"))
    def digest(self, edition: Edition) -> SafeString:
        return format_html("<code>{}</code>", edition.content_id)

    @admin.display(description=_("as published"))
    def as_frozen(self, edition: Edition) -> SafeString:
        frozen = freezing.read(edition.content)
        return format_html('<div class="frozen">{}</div>', self.frozen_page(frozen["work"], frozen["edition"]))

    def frozen_page(self, work: dict, part: dict) -> SafeString:
        raise NotImplementedError


def day(written: str | None) -> str:
    """Return a frozen date (ISO 8601) in the desk's format, or a dash if it is empty."""
    return "–" if written is None else date_format(date.fromisoformat(written), "DATE_FORMAT")


def points(texts: list[str]) -> SafeString:
    """Return summary points as an HTML list, sanitized again because stored text may predate the current rules."""
    items = "".join(f"<li>{prose.clean_inline(text)}</li>" for text in texts)
    return mark_safe(f"<ul>{items}</ul>" if items else "")  # noqa: S308 - sanitized above


def paragraphs(blocks: list[str]) -> SafeString:
    """Return frozen blocks as HTML, sanitized again."""
    return mark_safe(prose.clean_prose("".join(blocks)))  # noqa: S308 - sanitized here
