"""Compression of text responses for clients that accept it."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from web.encodings import LEAST, chosen, encoded, is_text, tagged, untagged


class Compression(GZipMiddleware):
    """Brotli or gzip for text. PDFs and pictures are already compressed. WhiteNoise handles the files under static/.

    A public response contains no secrets, so its compressed bytes are the same for everybody, with a separate strong
    ETag. To all others, Django's middleware adds random bytes against BREACH attacks.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Convert ETags of compressed text back, so that views and other middleware see those of the text itself."""
        encoding = chosen(request.headers.get("Accept-Encoding", ""))
        asked = request.META.get("HTTP_IF_NONE_MATCH", "")
        request.compressed = (encoding, asked)
        if encoding and asked:
            request.META["HTTP_IF_NONE_MATCH"] = untagged(asked, encoding)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        encoding, asked = request.compressed
        etag = response.get("ETag", "")
        if response.status_code == 304:
            if encoding and tagged(etag, encoding) in asked:
                response["ETag"] = tagged(etag, encoding)
                patch_vary_headers(response, ("Accept-Encoding",))
            return response
        if response.has_header("Content-Encoding") or not is_text(response.get("Content-Type", "")):
            return response
        if response.streaming or "public" not in response.get("Cache-Control", ""):
            return super().process_response(request, response)
        if len(response.content) < LEAST:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if encoding:
            response.content = encoded(response.content, encoding)
            response["Content-Length"] = str(len(response.content))
            response["Content-Encoding"] = encoding
            if etag.startswith('"'):
                response["ETag"] = tagged(etag, encoding)
        return response
