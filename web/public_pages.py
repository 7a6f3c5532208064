"""Decorators and helpers for all public views."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from web.languages import attributes, is_rtl, other, page_language


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Allow only GET and HEAD, and make caches revalidate every time, so that a withdrawal takes effect at once."""

    @csrf_exempt  # these views accept no data, so a POST should get 405, not 403 for a missing token
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        forget_cookies(request)
        return require_revalidation(view(request, *args, **kwargs))

    return answer


def stored(*parameters: str) -> Callable[[Callable], Callable]:
    """Let the page store store the pages of a view, which depend only on the record, the day and the address.

    `parameters` are all that the view reads from the query string; the store ignores others.
    """

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view.stored_parameters = frozenset(parameters)
        return view

    return mark


def forget_cookies(request: HttpRequest) -> None:
    """Prevent middleware from setting cookies.

    Readers have no session or form, but for a malformed cookie Django would send a new one and vary the response by it.
    """
    request.session = None
    request.META.pop("CSRF_COOKIE_NEEDS_UPDATE", None)


def require_revalidation(response: HttpResponse) -> HttpResponse:
    """Let caches store the response but revalidate it every time. Otherwise they may keep a 301 or 410 forever,
    although an address can come back: with a new item, or with a slug that returns to its old form."""
    if "immutable" not in response.get("Cache-Control", ""):
        patch_cache_control(response, public=True, no_cache=True)
    return response


def absolute(request: HttpRequest, path: str) -> str:
    """Return `path` with the site's public scheme and host, from SITE_URL if it is set, otherwise from the request."""
    return settings.SITE_URL + path if settings.SITE_URL else request.build_absolute_uri(path)


def in_language(tag: str) -> dict[str, str]:
    """Return the page's language tag (BCP 47) and text direction for base.html."""
    return {"language": tag, "direction": "rtl" if is_rtl(tag) else "ltr"}


def language_context(tag: str) -> dict[str, str]:
    """Return the page language for a text in the language `tag`, for base.html.

    Call it while the interface language of that page is active.
    """
    return in_language(page_language(tag))


def lang_attributes(tag: str) -> dict[str, str]:
    """Return the attributes for a text in the language `tag`; both are empty if it is the page's own language.

    Use `lang` for an element whose direction depends on its content, and `spoken` (all attributes) for any other.
    """
    return {"lang": other(tag), "spoken": attributes(tag)}


def text_response(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def json_response(text: str) -> HttpResponse:
    """Return serialized JSON, byte for byte."""
    return HttpResponse(text.encode(), content_type="application/json")
