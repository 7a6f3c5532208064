"""Keyset paging, newest first: page 100 costs what page 1 does, and nothing shows twice while others are published."""

import re
from datetime import date

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

CURSOR = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d{1,18})", re.ASCII)
PAGE = 20


def page_of(request: HttpRequest, editions: QuerySet, size: int = PAGE) -> tuple[list, str]:
    """Return a page of `editions` by date and id, newest first, and the address of the next one ("" on the last).

    The request's `cursor` says where the page begins. Raises BadRequest where it is none of ours.
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
    """Return the editions that stand after the one with this day and id, newest first.

    The first condition says no more than the second. It tells the database where to begin in its index: by the second
    alone PostgreSQL reads and drops all that comes before.
    """
    return editions.filter(published_on__lte=day).filter(Q(published_on__lt=day) | Q(pk__lt=pk))


def _parse(cursor: str) -> tuple[date, int]:
    found = CURSOR.fullmatch(cursor)
    try:
        return date.fromisoformat(found[1]), int(found[2])
    except (TypeError, ValueError):
        raise not_given_out() from None


def not_given_out() -> BadRequest:
    """Return the refusal of a cursor that is none of ours."""
    return BadRequest(_("The address of this page is incomplete: its “cursor” is not one this site gave out."))
