"""The feeds that a page offers to feed readers, besides those of everything."""

from urllib.parse import urlencode

from django.urls import reverse

from editorial.feeds.answering import FORMS


def feed_link(title: str, query: str | dict[str, str], of: str = "archive") -> dict:
    """Return what the component feed_links.html takes of one feed. `of` is the list's address pattern."""
    asked = query if isinstance(query, str) else urlencode(query)
    return {"title": title, **{form: f"{reverse(f'{of}-feed-{form}')}?{asked}" for form in FORMS}}
