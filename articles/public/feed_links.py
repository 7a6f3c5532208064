"""The feed links of a page, in addition to the feed of everything."""

from urllib.parse import urlencode

from django.urls import reverse

from outputs.feeds.responses import FORMS


def feed_link(title: str, query: str | dict[str, str], of: str = "archive") -> dict:
    """Return one feed for the component feed_links.html. `of` is the URL name of the list."""
    asked = query if isinstance(query, str) else urlencode(query)
    return {"title": title, **{form: f"{reverse(f'{of}-feed-{form}')}?{asked}" for form in FORMS}}
