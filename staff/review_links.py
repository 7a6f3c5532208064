"""Review links at the desk: those of one working copy, with its sign-offs, and the list of all."""

from functools import partial
from typing import TYPE_CHECKING

from django import forms
from django.contrib import admin, messages
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.matrix import Act
from permissions.rules import may, sees_all, visible_to
from record.kinds import all_kinds, kind_named
from record.models import Publishable
from record.status import publication_status
from review import links
from review.models import ReviewLink
from review.required import require_sign_off
from staff.act_pages import draft_for_act
from staff.comments import address_of, comment_urls
from staff.forms import Printable
from web.public_pages import absolute

if TYPE_CHECKING:
    from staff.acts import PublishingActs


class LinkForm(Printable, forms.Form):
    """The reviewer, and how long the link is valid."""

    name = forms.CharField(label=gettext_lazy("Reviewer’s name"), max_length=200)
    address = forms.EmailField(
        label=gettext_lazy("Email address"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Optional. The site emails the link there. If you leave this empty, share it yourself."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Valid for (days)"), initial=7, min_value=1, max_value=links.LONGEST.days
    )


def link_urls(model_admin: "PublishingActs") -> list:
    """Return the URL patterns of links and comments, below the draft's."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    pages = {
        "review_links": ("review-links/", links_page), "revoke_link": ("review-links/revoke/", revoke_page),
        "require_sign_off": ("review-links/required/", require_page),
    }  # fmt: skip
    return comment_urls(model_admin) + [
        path(
            f"<path:object_id>/{route}",
            model_admin.admin_site.admin_view(partial(page, model_admin)),
            name=f"{name}_{each}",
        )
        for each, (route, page) in pages.items()
    ]


def links_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """List the links and sign-offs of a working copy, and make a link. Its address is shown once."""
    draft = draft_for_act(model_admin, request, object_id, Act.REVIEW_LINK)
    form = LinkForm(request.POST if request.method == "POST" else None)
    made = None
    if request.method == "POST" and form.is_valid():
        sent = form.cleaned_data
        link, token = links.make(draft, sent["name"], request.user, sent["days"], sent["address"])
        url = absolute(request, reverse("review", args=[token]))
        links.mail(link, url)
        made, form = {"url": url, "name": link.name, "address": link.address}, LinkForm()
    rows = ReviewLink.objects.of(draft).with_later().select_related("revision", "made_by")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Review links of “%s”") % draft, "subtitle": None, "original": draft, "opts": model_admin.opts,
        "status": publication_status(draft, request.moment), "back": model_admin.page_of(draft), "form": form,
        "rows": [(row, row.state(request.moment).label, row in _usable(rows, request)) for row in rows],
        "made": made,
        "may_require": may(request.user, Act.REQUIRE_SIGN_OFF, draft), "media": "",
    }  # fmt: skip
    return render(request, "admin/publishing/review_links.html", context, status=422 if form.errors else 200)


def _usable(rows: QuerySet[ReviewLink], request: HttpRequest) -> list[ReviewLink]:
    return [row for row in rows if row.revoked_at is None and (row.expires_at > request.moment or row.signed_at)]


def revoke_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    draft = draft_for_act(model_admin, request, object_id, Act.REVIEW_LINK)
    sent = request.POST.get("link", "")
    link = get_object_or_404(ReviewLink.objects.of(draft), pk=int(sent) if sent.isdecimal() else 0)
    links.revoke(link, request.user)
    messages.success(request, _("The link for %s is revoked.") % link.name)
    return HttpResponseRedirect(address_of(draft, "review_links"))


def require_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Require a sign-off for publishing, or no longer."""
    draft = draft_for_act(model_admin, request, object_id, Act.REQUIRE_SIGN_OFF)
    is_required = request.POST.get("is_required") == "yes"
    require_sign_off(draft, is_required, request.user)
    words = _("Publishing now requires a sign-off.") if is_required else _("Publishing no longer requires a sign-off.")
    messages.success(request, words)
    return HttpResponseRedirect(address_of(draft, "review_links"))


def _title(model: type[Publishable]) -> Subquery:
    return Subquery(model._default_manager.filter(pk=OuterRef("revision__parent_id")).order_by().values("title")[:1])


@admin.register(ReviewLink)
class ReviewLinkAdmin(admin.ModelAdmin):
    """All review links to working copies that the user may read. They are made and revoked on the copy's own page."""

    list_display = ["name", "of", "state", "made_by", "made_at", "expires_at", "opened_at", "signed_at"]
    list_select_related = ["revision", "made_by"]
    search_fields = ["name", "address"]
    date_hierarchy = "made_at"
    fields = ["name", "address", "of", "state", "made_by", "made_at", "expires_at", "opened_at", "signed_at", "remark"]
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        titles = [When(revision__kind=kind.name, then=_title(kind.draft_model)) for kind in all_kinds()]
        rows = super().get_queryset(request).with_later().annotate(title=Case(*titles))
        if sees_all(request.user):
            return rows
        seen = Q(pk=None)
        for kind in all_kinds():
            ids = visible_to(request.user, kind.draft_model._default_manager.all()).order_by().values("pk")
            seen |= Q(revision__kind=kind.name, revision__parent_id__in=ids)
        return rows.filter(seen)

    @admin.display(description=gettext_lazy("text"))
    def of(self, link: ReviewLink) -> str:
        revision, opts = link.revision, kind_named(link.revision.kind).draft_model._meta
        page = reverse(f"admin:{opts.app_label}_{opts.model_name}_review_links", args=[revision.parent_id])
        words = _("%(title)s, revision %(number)d") % {"title": link.title, "number": revision.number}
        return format_html('<a href="{}">{}</a>', page, words)

    @admin.display(description=gettext_lazy("state"))
    def state(self, link: ReviewLink) -> str:
        return link.state(timezone.now()).label

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ReviewLink | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ReviewLink | None = None) -> bool:
        return False
