"""Text is sent compressed to whoever takes it so."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "application/feed+json", "application/atom+xml", "application/xml")
MORE = ("application/ld+json", "application/schema+json", "application/vnd.citationstyles.csl+json", "image/svg+xml")


class Compression(GZipMiddleware):
    """Django's own, which puts random bytes into each answer against guessing (BREACH), for texts alone.

    PDF files and pictures are compressed already. Files under static/ are WhiteNoise's.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Return the response, compressed where that is of use; its ETag is then a weak one."""
        if not response.get("Content-Type", "").startswith(TEXTS + MORE):
            return response
        return super().process_response(request, response)
