"""Comments at the desk: the page that shows the working copy with them, the same as JSON, and taking in suggestions."""

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.urls import path, reverse
from django.utils.translation import gettext as _

from permissions.matrix import Act
from permissions.rules import editing, may, may_edit, require
from record.models import Publishable
from record.terms import Refused
from review import comments
from review.page import Desk, Margins, review_page
from review.suggestions import take_in
from staff.act_pages import draft_for_act

if TYPE_CHECKING:
    from staff.acts import PublishingActs


def comment_urls(model_admin: "PublishingActs") -> list:
    """Return the URL patterns, below the draft's."""
    name = f"{model_admin.opts.app_label}_{model_admin.opts.model_name}"
    pages = {
        "comments": ("comments/", comments_page), "comments_json": ("comments.json", comments_json),
        "comments_take_in": ("comments/take-in/", take_in_page),
    }  # fmt: skip
    return [
        path(
            f"<path:object_id>/{route}",
            model_admin.admin_site.admin_view(partial(page, model_admin)),
            name=f"{name}_{each}",
        )
        for each, (route, page) in pages.items()
    ]


def comment_facts(user: AbstractBaseUser, draft: Publishable) -> dict:
    """Return what the form of a working copy says about its comments."""
    return {
        "may_comment": may(user, Act.COMMENT, draft), "may_link": may(user, Act.REVIEW_LINK, draft),
        "open_comments": comments.open_count(draft),
    }  # fmt: skip


def comments_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the working copy with its comments; add, reply, resolve and reopen."""
    draft = draft_for_act(model_admin, request, object_id, Act.COMMENT)
    said, typed = comments.said_at_desk(draft), {}
    if request.method == "POST":
        try:
            return HttpResponseRedirect(f"{request.path}#{_done(request, said)}")
        except Refused as refused:
            names = ("place", "thread", "words", "suggestion")
            typed = {**{name: request.POST.get(name, "") for name in names}, "reasons": refused.reasons}
    desk = Desk(get_token(request), address_of(draft, "comments_take_in"), may_edit(request.user, draft))
    context = {
        "draft": draft, "opts": draft._meta, "said": said, "back": model_admin.page_of(draft),
        "may_link": may(request.user, Act.REVIEW_LINK, draft),
    }  # fmt: skip
    margins = Margins(said, request.path, desk, typed)
    return review_page(request, margins, "review/desk.html", context, status=422 if typed else 200)


def _done(request: HttpRequest, said: comments.Said) -> str:
    """Do what the form asks, and return the anchor to show. Raises Refused."""
    do, thread = request.POST.get("do"), request.POST.get("thread", "")
    if do in ("resolve", "reopen"):
        found = said.thread(int(thread) if thread.isdecimal() else 0)
        comments.resolve(found.root, request.user, do == "resolve")
        return f"comment-{found.root.pk}"
    return comments.received(request.POST, said, by=request.user)


def comments_json(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Return threads, places ({key: label}) and addresses for a page that shows comments beside a form.

    Forms are sent to `comments` (do: comment with place or thread, words, suggestion; resolve or reopen with thread)
    and to `comments_take_in` (comment).
    """
    draft = draft_for_act(model_admin, request, object_id, Act.COMMENT)
    said = comments.said_at_desk(draft)
    labels = {key: place.label for key, place in said.places.items()}
    urls = {page: address_of(draft, page) for page in ("comments", "comments_take_in")}
    return JsonResponse({"threads": comments.as_data(said.threads), "places": labels, "urls": urls})


def take_in_page(model_admin: "PublishingActs", request: HttpRequest, object_id: str) -> HttpResponse:
    """Take in the suggestion of a comment."""
    draft = draft_for_act(model_admin, request, object_id, Act.EDIT_DRAFT)
    require(request.user, editing(draft), draft)
    sent = request.POST.get("comment", "")
    try:
        root = comments.said_at_desk(draft).thread(int(sent) if sent.isdecimal() else 0).root
        revision = take_in(root, draft, request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return HttpResponseRedirect(address_of(draft, "comments"))
    words = _("The suggestion by %(name)s is in the text, as revision %(number)d.")
    messages.success(request, words % {"name": root.by_name, "number": revision.number})
    return HttpResponseRedirect(f"{address_of(draft, 'comments')}#comment-{root.pk}")


def address_of(draft: Publishable, page: str) -> str:
    opts = draft._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{page}", args=[draft.pk])
