"""The API's own parameters: fields, page size, cursor. All others belong to the filter."""

import base64
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict

from web.paging import invalid_cursor

PAGE, LARGEST_PAGE = 20, 100
SIZE = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
NAMED_CURSOR = re.compile(r"[A-Za-z0-9_-]{2,1000}", re.ASCII)


@dataclass(frozen=True)
class ListRequest:
    """Validated parameters. `fields`: those to return, () for all."""

    fields: tuple[str, ...]
    size: int
    cursor: str | None

    def address_of_next(self, cursor: str, pairs: list[tuple[str, str]]) -> str:
        """Return the query string of the next page; `pairs` holds the filter's parameters."""
        own = [("fields", ",".join(self.fields))] if self.fields else []
        own += [("page_size", str(self.size))] if self.size != PAGE else []
        return urlencode([*pairs, *own, ("cursor", cursor)])


def read_fields(query: QueryDict, known: Collection[str]) -> tuple[str, ...]:
    """Return the requested fields, in the order of `known`. Raises BadRequest for an unknown one."""
    asked = {name for value in query.getlist("fields") for name in value.split(",")}
    if asked - set(known):
        raise BadRequest(f"“fields” takes, separated by commas: {', '.join(known)}.")
    return tuple(name for name in known if name in asked)


def read_list_request(query: QueryDict, known: Collection[str]) -> ListRequest:
    """Return a list's parameters except the filter. Raises BadRequest with a message."""
    size = query.get("page_size", str(PAGE))
    if not SIZE.fullmatch(size) or int(size) > LARGEST_PAGE:
        raise BadRequest(f"“page_size” is a number from 1 to {LARGEST_PAGE}.")
    return ListRequest(read_fields(query, known), int(size), query.get("cursor"))


def named_cursor(sort_key: str, slug: str) -> str:
    """Return the cursor after this position in an order by name."""
    return base64.urlsafe_b64encode(json.dumps([sort_key, slug]).encode()).decode().rstrip("=")


def read_named_cursor(cursor: str | None) -> tuple[str, str]:
    """Return the position in a cursor, ("", "") for the start. Raises BadRequest if it is not valid."""
    if cursor is None:
        return "", ""
    if not NAMED_CURSOR.fullmatch(cursor):
        raise invalid_cursor()
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise invalid_cursor() from None
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(each, str) for each in found):
        raise invalid_cursor()
    return found[0], found[1]
