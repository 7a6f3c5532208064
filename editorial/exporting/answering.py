"""An export as an answer: what it is of stands in its name and headers, and it is never held whole in memory."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from editorial.folding import fold

LONGEST_NAME = 80
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Told:
    """What an export says of itself: the filter in words, the list's address with it, the moment, how many records."""

    words: str
    address: str
    at: datetime
    count: int

    @property
    def moment(self) -> str:
        """The moment in UTC (RFC 3339), to the second."""
        return self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def export_answer(
    request: HttpRequest, told: Told, name: str, ending: str, media_type: str, pieces: Iterable[str]
) -> HttpResponseBase:
    """Return `pieces` as a file to keep. To HEAD the same is answered, and no piece is asked for."""
    if request.method == "HEAD":
        response = HttpResponse(content_type=media_type)
    else:
        response = StreamingHttpResponse(_chunks(pieces), content_type=media_type)
    response["Content-Disposition"] = disposition(name, ending)
    response["Link"] = f'<{told.address}>; rel="collection"; type="text/html"'
    response["X-Moment"] = told.moment
    response["X-Total-Count"] = f"{told.count}"
    return response


def name_of(collection: str, words: str, told: Told, nouns: str) -> str:
    """Return what the file is called: `analysis-by-ada-writer-2026-11-25-132-articles`, in any script.

    `words` are those of the filter without their noun. A long filter is cut at a word.
    """
    what = slugify(words, allow_unicode=True)
    if len(what) > LONGEST_NAME:
        what = what[:LONGEST_NAME].rpartition("-")[0] or what[:LONGEST_NAME]
    day = timezone.localtime(told.at).date().isoformat()
    return "-".join(part for part in (collection, what, day, f"{told.count}", nouns) if part)


def disposition(name: str, ending: str) -> str:
    """Return the header by which the file gets its name (RFC 6266): in ASCII, and as it is where that is another."""
    as_it_is = content_disposition_header(True, f"{name}.{ending}")
    if name.isascii():
        return as_it_is
    plain = slugify(fold(name.replace("-", " "))) or "export"
    return f"{content_disposition_header(True, f'{plain}.{ending}')}; {as_it_is.partition('; ')[2]}"


def _chunks(pieces: Iterable[str]) -> Iterator[bytes]:
    """Yield the pieces in chunks worth a write. The first goes out at once: whoever waits sees that it has begun."""
    held, size = [], CHUNK
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
