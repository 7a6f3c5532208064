"""Keyset paging, newest first: page 100 is as fast as page 1, and newly published items cause no duplicates."""

import re
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)
PAGE = 20


def page_of(request: HttpRequest, editions: QuerySet, size: int = PAGE) -> tuple[list, str]:
    """Return a page of `editions`, newest first by date and id, and the address of the next page ("" on the last).

    The request's `cursor` says where the page starts. Raises BadRequest if it is not valid.
    """
    cursor = request.GET.get("cursor")
    if cursor is not None:
        day, pk = _parse(cursor)
        editions = following(editions, day, pk)
    rows = list(editions.order_by("-published_on", "-pk")[: size + 1])
    if len(rows) <= size:
        return rows, ""
    last = rows[size - 1]
    return rows[:size], f"{request.path}?cursor={last.published_on.isoformat()}.{last.pk}"


def following(editions: QuerySet, day: date, pk: int) -> QuerySet:
    """Return the editions that follow the one with this day and id, newest first.

    The first condition is redundant but tells the database where to start in its index. With the second one alone,
    PostgreSQL reads and discards everything before that.
    """
    return editions.filter(published_on__lte=day).filter(Q(published_on__lt=day) | Q(pk__lt=pk))


def _parse(cursor: str) -> tuple[date, int]:
    found = CURSOR.fullmatch(cursor)
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except (TypeError, ValueError):
        raise invalid_cursor() from None


def invalid_cursor() -> BadRequest:
    """Return the error for a cursor that is not valid."""
    return BadRequest(_("The “cursor” in this address is not valid. Start from the first page."))
