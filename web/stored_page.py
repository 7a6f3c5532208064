"""A finished page: its bytes in each encoding, and responses to requests for it."""

import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.http import parse_http_date_safe

from web.encodings import LEAST, chosen, encoded, is_text, tagged

REPLACED = {
    "cache-control",
    "content-encoding",
    "content-length",
    "date",
    "etag",
    "last-modified",
    "vary",
    "x-request-id",
}
OVERHEAD = 4000  # bytes for a page's headers and entry, approximately
RANGE = re.compile(r"bytes=(\d*)-(\d*)", re.ASCII)
REFUSED = "416 Range Not Satisfiable"
STALE = ("Warning", '110 - "Response is Stale", 111 - "Revalidation Failed"')


@dataclass
class StoredPage:
    """Django's response to a plain GET. `headers` excludes those that differ between responses."""

    status: str
    headers: list[tuple[str, str]]
    content: bytes
    etag: str
    last_modified: str
    cache_control: str
    period: int = 0  # the record's period (record/record_version.py) in which it was made
    fresh_until: float = 0.0  # POSIX time
    made_at: float = field(default_factory=time.time)
    is_text: bool = False  # and therefore compressed
    _encoded: dict[str, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Return the page's size in memory in bytes. It grows with each encoding requested."""
        return len(self.content) + sum(map(len, self._encoded.values())) + OVERHEAD

    def in_encoding(self, encoding: str) -> bytes:
        """Return the content in an encoding. Each is made once."""
        if not encoding:
            return self.content
        if encoding not in self._encoded:
            self._encoded[encoding] = encoded(self.content, encoding)
        return self._encoded[encoding]

    def answer(
        self, environ: dict, start_response: Callable, cache_control: str, age: int | None = None
    ) -> list[bytes]:
        """Answer a GET or HEAD.

        `age`: seconds since the page was last known to be valid, if that cannot be checked now.
        """
        encoding = chosen(environ.get("HTTP_ACCEPT_ENCODING", "")) if self.is_text else ""
        etag = tagged(self.etag, encoding) if self.etag else ""
        said = [("Cache-Control", cache_control)]
        if etag:
            said.append(("ETag", etag))
        if self.last_modified:
            said.append(("Last-Modified", self.last_modified))
        if self.is_text:
            said.append(("Vary", "Accept-Encoding"))
        if age is not None:
            said += [("Age", str(age)), STALE]
        is_found = self.status.startswith("200")
        if is_found and self._is_known(environ, etag):
            start_response("304 Not Modified", said)
            return []
        body, status = self.in_encoding(encoding), self.status
        if encoding:
            said.append(("Content-Encoding", encoding))
        elif is_found and "HTTP_RANGE" in environ:
            part = self._part(environ, etag)
            if part is not None and not part:
                start_response(REFUSED, [*said, ("Content-Range", f"bytes */{len(body)}"), ("Content-Length", "0")])
                return []
            if part:
                said.append(("Content-Range", f"bytes {part.start}-{part.stop - 1}/{len(body)}"))
                body, status = body[part.start : part.stop], "206 Partial Content"
        start_response(status, [*self.headers, *said, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _is_known(self, environ: dict, etag: str) -> bool:
        """Return whether the client already has these bytes (RFC 9110, 13.2.2)."""
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked is not None:
            return asked.strip() == "*" or etag in (each.strip().removeprefix("W/") for each in asked.split(","))
        if not self.last_modified or "HTTP_IF_MODIFIED_SINCE" not in environ:
            return False
        since, changed = map(parse_http_date_safe, (environ["HTTP_IF_MODIFIED_SINCE"], self.last_modified))
        return since is not None and changed is not None and changed <= since

    def _part(self, environ: dict, etag: str) -> range | None:
        """Return the requested part: empty if it cannot be satisfied, None for the whole content (RFC 9110, 14)."""
        found, length = RANGE.fullmatch(environ["HTTP_RANGE"].strip()), len(self.content)
        if not found or found[0] == "bytes=-" or environ.get("HTTP_IF_RANGE", etag) != etag:
            return None
        if not found[1]:
            return range(max(0, length - int(found[2])), length)
        first, last = int(found[1]), min(int(found[2]) if found[2] else length, length - 1)
        if found[2] and int(found[2]) < first:
            return None
        return range(first, last + 1)


def page_from(status: str, headers: Iterable[tuple[str, str]], content: bytes) -> StoredPage:
    """Return the page from a Django response to a GET without conditions, ranges or encodings."""
    said = {name.lower(): value for name, value in headers}
    return StoredPage(
        status=status,
        headers=[(name, value) for name, value in headers if name.lower() not in REPLACED],
        content=content,
        etag=said.get("etag", "").removeprefix("W/"),
        last_modified=said.get("last-modified", ""),
        cache_control=said.get("cache-control", ""),
        is_text=len(content) >= LEAST and is_text(said.get("content-type", "")),
    )
