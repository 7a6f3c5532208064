"""Desk addresses, below the snapshot's in the admin."""

from functools import partial

from django.contrib import admin
from django.urls import path

from snapshot.desk import guide, library_views, preview, start_views, views


def desk_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the desk's URL patterns.

    Each requires sign-in and responds with 403 without permission to arrange snapshots.
    """
    site = model_admin.admin_site
    messages = {
        "board": views.board_json,
        "act": views.act,
        "changes": views.changes,
        "library": library_views.library_json,
        "choices": library_views.choices,
        "article": library_views.article,
        "suggestions": library_views.suggestions_json,
        "paste": library_views.paste_json,
        "findings": library_views.findings_json,
    }
    return [
        path("start/", site.admin_view(partial(start_views.start, site=site)), name="desk_start"),
        path("calendar/", site.admin_view(partial(start_views.calendar, site=site)), name="desk_calendar"),
        path("guide/", site.admin_view(partial(guide.guide, site=site)), name="desk_guide"),
        path("<int:pk>/desk/", site.admin_view(partial(views.page, model_admin=model_admin)), name="desk"),
        path("<int:pk>/desk/preview/", site.admin_view(preview.preview), name="desk_preview"),
        *(
            path(f"<int:pk>/desk/{name}/", site.admin_view(view), name=f"desk_{name}")
            for name, view in messages.items()
        ),
    ]
