"""The start of a snapshot from an address of the archive: what the filter finds there, in its order."""

from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.models import ArticleEdition
from articles.public.filtering import ArticleFilter, read_filter

PAGES = {"topic": "topic", "author": "author"}  # pages that are filters by another name: pattern → parameter
LISTS = {"archive", "search"}


def filter_at(address: str, at: datetime) -> ArticleFilter:
    """Return the filter of articles whose page has the address (whole, or path and query).

    Raises ValueError with a sentence where it is no page of the archive, or a parameter has a bad value.
    """
    parts = urlsplit(address.strip())
    try:
        page = resolve(unquote(parts.path))
    except Resolver404:
        page = None
    query = QueryDict(parts.query, mutable=True)
    if page and page.url_name in PAGES:
        query.setlist(PAGES[page.url_name], [page.kwargs["slug"]])
    elif not page or page.url_name not in LISTS:
        raise ValueError(_("That is no address of the archive. It looks like this: /analysis/?topic=…"))
    try:
        return read_filter(query, at)
    except BadRequest as refused:
        raise ValueError(str(refused)) from None


def articles_of(asked: ArticleFilter, most: int) -> tuple[list[int], int]:
    """Return the ids of the first `most` articles that a filter finds, in its order, and how many it finds."""
    found = asked.found()
    ids, _cursor = found.page(None, most)
    parents = dict(ArticleEdition.objects.filter(pk__in=ids).values_list("pk", "parent_id"))
    return [parents[pk] for pk in ids], found.total
