"""The writing desk as its script speaks to it."""

import json

from django.http import HttpResponse
from django.test import Client

from articles.models import Article

TAB = "a" * 16


def write(client: Client, article: Article | None, was: dict | None = None, tab: str = TAB, **parts) -> HttpResponse:
    """Send parts as changed from the versions in `was`; by default, from the article as it stands."""
    path = f"/admin/articles/article/{article.pk}/write/" if article else "/admin/articles/article/write/"
    if was is None:
        was = board(client, article)["versions"] if article else {}
    changes = {name: {"value": value, "was": was.get(name)} for name, value in parts.items()}
    return client.post(f"{path}save/", json.dumps({"tab": tab, "parts": changes}), content_type="application/json")


def board(client: Client, article: Article) -> dict:
    """Return what the desk shows: {fields, versions, number, …}."""
    return client.get(f"/admin/articles/article/{article.pk}/write/").context["board"]
