"""What every public view has in common."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

RTL_SCRIPTS = {"adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"}
RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}


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
    """Return what base.html takes of a text's language: its tag (BCP 47), and which way it is written.

    A script in the tag decides (`az-Arab`), else the language. (Django's own table has Azerbaijani from right to left.)
    """
    first, *rest = tag.lower().split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), None)
    is_rtl = script in RTL_SCRIPTS if script else first in RTL_LANGUAGES
    return {"language": tag, "direction": "rtl" if is_rtl else "ltr"}


def text_response(text: str) -> HttpResponse:
    """Return `text` as a plain text file."""
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def json_response(text: str) -> HttpResponse:
    """Return finished JSON, byte for byte."""
    return HttpResponse(text.encode(), content_type="application/json")
