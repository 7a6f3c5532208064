"""/editions.jsonl: the log of editions, whole (JSON Lines). docs/json.md describes it."""

import re

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import condition

from record import edition_log as log
from web.public_pages import public_page

MEDIA_TYPE = "application/jsonl"


def _etag(request: HttpRequest, **_given) -> str:
    last = log.head()
    return f'"{last.digest if last else log.START}-{_after(request)}"'


@public_page
@condition(etag_func=_etag)
def edition_log(request: HttpRequest) -> HttpResponseBase:
    """Stream all entries, or those after entry number `after`. The ETag begins with the digest of the last one."""
    last, after = log.head(), _after(request)
    if request.method == "HEAD":
        return HttpResponse(content_type=MEDIA_TYPE)
    return StreamingHttpResponse(log.lines(after, last.number if last else 0), content_type=MEDIA_TYPE)


def _after(request: HttpRequest) -> int:
    text = request.GET.get("after", "0")
    if not re.fullmatch("[0-9]{1,15}", text):
        raise BadRequest(_("“after” must be the number of an entry."))
    return int(text)
