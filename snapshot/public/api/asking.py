"""What the API's own parameters ask for: fields, page size, cursor. The others are the filter's."""

import base64
import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import QueryDict

from editorial.paging import not_given_out

PAGE, LARGEST_PAGE = 20, 100
SIZE = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)
NAMED_CURSOR = re.compile(r"[A-Za-z0-9_-]{2,1000}", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """Clean values. `fields`: those to answer with, () for all."""

    fields: tuple[str, ...]
    size: int
    cursor: str | None

    def address_of_next(self, cursor: str, pairs: list[tuple[str, str]]) -> str:
        """Return the query of the next page; `pairs` is what the filter asks for."""
        own = [("fields", ",".join(self.fields))] if self.fields else []
        own += [("page_size", str(self.size))] if self.size != PAGE else []
        return urlencode([*pairs, *own, ("cursor", cursor)])


def read_fields(query: QueryDict, known: Collection[str]) -> tuple[str, ...]:
    """Return the fields asked for, in the order of `known`. Raises BadRequest for another."""
    asked = {name for value in query.getlist("fields") for name in value.split(",")}
    if asked - set(known):
        raise BadRequest(f"“fields” takes, separated by commas: {', '.join(known)}.")
    return tuple(name for name in known if name in asked)


def read_asked(query: QueryDict, known: Collection[str]) -> Asked:
    """Return what a list is asked for beside the filter. Raises BadRequest with a plain sentence."""
    size = query.get("page_size", str(PAGE))
    if not SIZE.fullmatch(size) or int(size) > LARGEST_PAGE:
        raise BadRequest(f"“page_size” is a number from 1 to {LARGEST_PAGE}.")
    return Asked(read_fields(query, known), int(size), query.get("cursor"))


def named_cursor(sort_key: str, slug: str) -> str:
    """Return the cursor after what stands at that place of an order by name."""
    return base64.urlsafe_b64encode(json.dumps([sort_key, slug]).encode()).decode().rstrip("=")


def read_named_cursor(cursor: str | None) -> tuple[str, str]:
    """Return the place that a cursor names, ("", "") for the beginning. Raises BadRequest where it is none of ours."""
    if cursor is None:
        return "", ""
    if not NAMED_CURSOR.fullmatch(cursor):
        raise not_given_out()
    try:
        found = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, RecursionError):
        raise not_given_out() from None
    if not isinstance(found, list) or len(found) != 2 or not all(isinstance(each, str) for each in found):
        raise not_given_out()
    return found[0], found[1]
