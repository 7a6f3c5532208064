"""Frames of other sites: only pages with an embed may show them, and only from the origins of their embeds."""

from collections.abc import Collection

from csp.constants import HEADER
from csp.utils import build_policy
from django.http import HttpResponse


def with_frames(response: HttpResponse, origins: Collection[str]) -> HttpResponse:
    """Return the response with a content policy that allows frames of these origins. Without any, it is unchanged.

    The header is written here and not by the middleware, so that caches of responses keep it.
    """
    if origins:
        response.headers[HEADER] = build_policy(update={"frame-src": sorted(origins)})
    return response
