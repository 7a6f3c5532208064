"""What every public view has in common."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from editorial.languages import attributes, is_rtl, other, page_language


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` answer GET and HEAD alone, and tell caches to ask again each time: a withdrawal shows at once."""

    @csrf_exempt  # nothing is ever taken here: what posts is told so (405), not asked for a token (403)
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        forget_cookies(request)
        return ask_again(view(request, *args, **kwargs))

    return answer


def forget_cookies(request: HttpRequest) -> None:
    """Let no middleware answer with a cookie: no reader has a session or a form, and to a malformed cookie Django
    would send another, and vary by it."""
    request.session = None
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)


def ask_again(response: HttpResponse) -> HttpResponse:
    """Let caches keep the answer but ask each time. A 301 or 410 that does not say so may be kept for ever,
    and an address can come back: by another publishing, or by a slug that returns to what it was."""
    if "immutable" not in response.get("Cache-Control", ""):
        patch_cache_control(response, public=True, no_cache=True)
    return response


def absolute(request: HttpRequest, path: str) -> str:
    """Return `path` with the site's public scheme and host: SITE_URL where that is set, else the request's."""
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def in_language(tag: str) -> dict[str, str]:
    """Return what base.html takes of a page's language: its tag (BCP 47), and which way it is written."""
    return {"language": tag, "direction": "rtl" if is_rtl(tag) else "ltr"}


def about_language(tag: str) -> dict[str, str]:
    """Return the page's language around a text in the language `tag`, as base.html takes it.

    To be asked while the interface speaks as it will on that page.
    """
    return in_language(page_language(tag))


def said_in(tag: str) -> dict[str, str]:
    """Return how a page marks a text in the language `tag`, where that is not the page's own.

    `lang` for an element whose direction its words decide; `spoken`, all attributes, for any other.
    """
    return {"lang": other(tag), "spoken": attributes(tag)}


def text_response(text: str) -> HttpResponse:
    """Return `text` as a plain text file."""
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def json_response(text: str) -> HttpResponse:
    """Return finished JSON, byte for byte."""
    return HttpResponse(text.encode(), content_type="application/json")
