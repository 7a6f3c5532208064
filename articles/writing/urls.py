"""Addresses of the writing desk, below the article's in the admin."""

from functools import partial

from django.contrib.admin import ModelAdmin
from django.urls import path

from articles.writing import authors, checks, copying, embeds, preview, targets, views


def writing_urls(model_admin: ModelAdmin) -> list:
    """Return the desk's URL patterns. Each requires sign-in; the views check who may write which article."""
    site, page = model_admin.admin_site, partial(views.page, model_admin=model_admin)
    save, changes = partial(views.save, model_admin=model_admin), partial(views.changes, model_admin=model_admin)
    pages = [
        ("write/", page, "writing_new"),
        ("write/save/", save, "writing_create"),
        ("write/changes/", changes, "writing_nothing"),
        ("write/authors/", authors.authors, "writing_authors"),
        ("write/pictures/", authors.pictures, "writing_pictures"),
        ("write/embeds/", embeds.embeds, "writing_embeds"),
        ("write/targets/", targets.targets, "writing_targets"),
        ("<int:pk>/write/", page, "articles_article_write"),
        ("<int:pk>/write/save/", save, "articles_article_write_save"),
        ("<int:pk>/write/changes/", changes, "articles_article_write_changes"),
        ("<int:pk>/write/findings/", checks.findings_json, "articles_article_write_findings"),
        ("<int:pk>/write/copy/", copying.copy, "articles_article_write_copy"),
        ("<int:pk>/write/preview/", preview.preview, "articles_article_write_preview"),
    ]
    return [path(place, site.admin_view(view), name=name) for place, view, name in pages]
