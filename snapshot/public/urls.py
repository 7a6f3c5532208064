"""Public addresses of snapshots. Their searchable list is in website/urls.py."""

from django.urls import path

from outputs.citations.files import FORMATS
from outputs.feeds.responses import FORMS
from snapshot.public import feeds, files, views
from snapshot.public.schemas import schema_documents
from web import converters  # noqa: F401 - makes uslug known
from web.schema_pages import schema_page

urlpatterns = [
    *(
        path(f"snapshots/feed.{form}", feeds.snapshot_feed, {"form": form}, name=f"snapshots-feed-{form}")
        for form in FORMS
    ),
    path("snapshots/<uslug:slug>.txt", views.text, name="snapshot-text"),
    path("snapshots/<uslug:slug>.json", views.frozen_json, name="snapshot-json"),
    path("snapshots/<uslug:slug>.pdf", files.pdf, name="snapshot-pdf"),
    path("snapshots/<uslug:slug>/card.png", files.card, name="snapshot-card"),
    path("snapshots/<uslug:slug>/editions/<int:number>.pdf", files.pdf, name="snapshot-edition-pdf"),
    path("snapshots/<uslug:slug>/editions/<int:number>/card.png", files.card, name="snapshot-edition-card"),
    path("snapshots/<uslug:slug>/editions/<int:number>/cover.svg", files.cover, name="snapshot-edition-cover"),
    path("snapshots/<uslug:slug>/", views.snapshot, name="snapshot"),
    path("snapshots/<uslug:slug>/editions/<int:number>.txt", views.text, name="snapshot-edition-text"),
    path("snapshots/<uslug:slug>/editions/<int:number>.json", views.frozen_json, name="snapshot-edition-json"),
    path("snapshots/<uslug:slug>/editions/<int:number>/", views.snapshot_edition, name="snapshot-edition"),
    path("snapshots/<uslug:slug>/editions/", views.history, name="snapshot-history"),
    path("snapshots/<uslug:slug>/editions/<int:number>/to/<int:other>/", views.comparison, name="snapshot-comparison"),
    *(
        path(f"snapshots/<uslug:slug>{middle}.{each.ending}", views.citation, {"form": form}, name=f"{name}-{form}")
        for form, each in FORMATS.items()
        for middle, name in (("", "snapshot"), ("/editions/<int:number>", "snapshot-edition"))
    ),
    *(
        path(f"schemas/{name}.json", schema_page(document), name=f"schema-{name}")
        for name, document in schema_documents().items()
    ),
]
