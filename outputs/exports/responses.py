"""The streamed response of an export. Its name and headers describe its contents; it is never fully in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from text.folding import fold
from text.slugs import cut, hyphenated

LONGEST_NAME = 80
CHUNK = 64 * 1024


@dataclass(frozen=True)
class ExportDescription:
    """The description of an export: the filter in words, the URL of its list, the time, and the number of records."""

    words: str
    address: str
    at: datetime
    count: int

    @property
    def moment(self) -> str:
        """The time in UTC (RFC 3339), to the second."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def export_answer(
    request: HttpRequest, export: ExportDescription, name: str, ending: str, media_type: str, pieces: Iterable[str]
) -> HttpResponseBase:
    """Return `pieces` as a download. HEAD gets the same headers without generating any piece."""
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(_chunks(pieces), content_type=media_type)
    response["Content-Disposition"] = disposition(name, ending)
    response["Link"] = f'<{export.address}>; rel="collection"; type="text/html"'
    response["X-Moment"] = export.moment
    response["X-Total-Count"] = f"{export.count}"
    return response


def name_of(collection: str, words: str, export: ExportDescription, nouns: str) -> str:
    """Return the file name, such as `analysis-by-ada-writer-2026-11-25-132-articles`, in any script.

    `words` describe the filter without its noun. A long description is cut at a word.
    """
    what = cut(hyphenated(words), LONGEST_NAME)
    day = timezone.localtime(export.at).date().isoformat()
    return "-".join(part for part in (collection, what, day, f"{export.count}", nouns) if part)


def disposition(name: str, ending: str) -> str:
    """Return the Content-Disposition header (RFC 6266): the name in ASCII, plus the full name if that differs."""
    as_it_is = content_disposition_header(True, f"{name}.{ending}")
    if name.isascii():
        return as_it_is
    plain = hyphenated(fold(name).encode("ascii", "ignore").decode()) or "export"
    return f"{content_disposition_header(True, f'{plain}.{ending}')}; {as_it_is.partition('; ')[2]}"


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield the pieces in larger chunks, but the first at once, so that the download starts visibly."""
    held, size = [], CHUNK
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
