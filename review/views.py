"""The page behind a review link.

The token in its address is all that proves who sends a form. A page of another site can't know it, so no further check
is needed, and none would work: under “no-referrer”, browsers do not say where a form comes from. A GET writes nothing.
"""

import re
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from record.terms import Refused
from review import comments, links
from review.forms import SignOffForm
from review.models import ReviewLink
from review.page import Margins, review_page
from web.languages import override_language
from web.public_pages import forget_cookies

DIGEST = re.compile(r'"digest":"([0-9a-f]{64})"')


def secret_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the link, or answer 404 like any address that does not exist; keep the page out of caches and indexes."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, token: str, **kwargs) -> HttpResponse:
        forget_cookies(request)
        link = links.found(token, request.moment)
        if link is None:
            raise Http404
        response = view(request, link, token, **kwargs)
        patch_cache_control(response, no_store=True, private=True)
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


@secret_page
def review(request: HttpRequest, link: ReviewLink, token: str) -> HttpResponse:
    """Show the link's revision; accept comments, replies and the sign-off."""
    said = comments.said_through(link)
    with override_language(said.content["work"]["language"]):
        if request.method != "POST":
            return _page(request, link, token, said)
        if request.POST.get("do") == "opened":
            links.opened(link)
            return HttpResponse(status=204)
        try:
            anchor = _done(request, link, said)
        except Refused as refused:
            typed = {name: request.POST.get(name, "") for name in ("place", "thread", "words", "suggestion", "do")}
            return _page(request, link, token, said, {**typed, "reasons": refused.reasons})
        return HttpResponseRedirect(f"{request.path}#{anchor}")


def _done(request: HttpRequest, link: ReviewLink, said: comments.Said) -> str:
    """Do what the form asks, and return the anchor to show. Raises Refused."""
    if request.POST.get("do") == "sign":
        form = SignOffForm(request.POST)
        if not form.is_valid():
            raise Refused([_("The remark is too long.")])
        links.sign_off(link, form.cleaned_data["remark"])
        return "sign-off"
    links.opened(link)
    return comments.received(request.POST, said, link=link)


def _page(
    request: HttpRequest, link: ReviewLink, token: str, said: comments.Said, typed: dict | None = None
) -> HttpResponse:  # fmt: skip
    context = {"link": link, "state": link.state(request.moment), "is_outdated": link.has_later}
    margins = Margins(said, request.path, typed=typed or {})
    response = review_page(request, margins, "review/page.html", context, status=422 if typed else 200)
    response.content = _with_own_files(response.content.decode(), link, token)
    return response


def _with_own_files(html: str, link: ReviewLink, token: str) -> str:
    """Return the page with its pictures and files at addresses that the link opens: most are not public yet."""
    own = reverse("review", args=[token])
    for digest in set(DIGEST.findall(link.revision.content.text)):
        html = html.replace(f"/pictures/{digest}-", f"{own}pictures/{digest}-")
        html = html.replace(f"/files/{digest}.pdf", f"{own}files/{digest}.pdf")
    return html


def shows(link: ReviewLink, digest: str) -> bool:
    """Return whether the link's revision shows the picture or offers the file."""
    return digest in DIGEST.findall(link.revision.content.text)
