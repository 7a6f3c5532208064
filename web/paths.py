"""Paths of pages. Django takes as long to find one as for a query, and a list of articles has fifty."""

from functools import lru_cache

from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse


def path_to(name: str, /, **values: str | int) -> str:
    """Return what `reverse` does, for the routes that lists and pages of editions name most often."""
    return _path(get_resolver(get_urlconf()), get_script_prefix(), name, tuple(values.items()))


@lru_cache(maxsize=5_000)
def _path(_resolver: URLResolver, _prefix: str, name: str, values: tuple[tuple[str, str | int], ...]) -> str:
    return reverse(name, kwargs=dict(values))
