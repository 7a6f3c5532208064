"""Editions at the desk: read, never changed there."""

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

from editorial import freezing, prose
from editorial.admin.deletion import linked
from editorial.models import Edition
from editorial.publishables import type_of


def public_address(edition: Edition) -> str:
    """Return the edition's permanent address; an empty text while readers find nothing there."""
    if edition.live_from > timezone.now() or edition.withdrawn_at:
        return ""
    try:
        return reverse(f"{type_of(edition).name}-edition", kwargs={"slug": edition.slug, "number": edition.number})
    except NoReverseMatch:
        return ""


class EditionAdmin(admin.ModelAdmin):
    """A list of what was published, and each as it was frozen. `as_frozen` is the app's."""

    list_display = ["title", "number", "kind", "live_from", "live_until", "withdrawn_at", "short_note", "on_the_site"]
    list_filter = ["kind", ("withdrawn_at", admin.EmptyFieldListFilter), "language"]
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
        return super().get_queryset(request).defer("card", "search_text")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Edition | None = None) -> bool:
        """Who may change or view a working copy may read its editions."""
        copy = self.model._meta.get_field("parent").related_model._meta
        rights = (f"{copy.app_label}.{act}_{copy.model_name}" for act in ("view", "change"))
        return super().has_view_permission(request, obj) or any(request.user.has_perm(right) for right in rights)

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
        """Return the frozen content as HTML."""
        raise NotImplementedError


def day(written: str | None) -> str:
    """Return a frozen date (ISO 8601) as the desk shows dates; a dash where there was none yet."""
    return "–" if written is None else date_format(date.fromisoformat(written), "DATE_FORMAT")


def points(texts: list[str]) -> SafeString:
    """Return summary points as a list; sanitized once more, since what is stored may be older than the rules."""
    items = "".join(f"<li>{prose.clean_inline(text)}</li>" for text in texts)
    return mark_safe(f"<ul>{items}</ul>" if items else "")  # noqa: S308 - sanitized above


def paragraphs(blocks: list[str]) -> SafeString:
    """Return frozen blocks as HTML, sanitized once more."""
    return mark_safe(prose.clean_prose("".join(blocks)))  # noqa: S308 - sanitized here
