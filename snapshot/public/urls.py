"""Addresses of the home page, snapshots, corrections, topics and authors."""

from pathlib import Path

from django.urls import include, path

from editorial import converters  # noqa: F401 - makes uslug known
from editorial.citing.files import FORMATS
from editorial.feeds.answering import FORMS
from editorial.schema_pages import schema_page
from snapshot.public import (
    alert_views,
    author_views,
    correction_views,
    feeds,
    files,
    media_views,
    robots,
    search_views,
    series_views,
    sitemaps,
    topic_views,
    views,
)
from snapshot.public.styleguide.views import styleguide

SCHEMAS = Path(__file__).parents[1] / "schemas"

urlpatterns = [
    path("", views.home, name="home"),
    path("site.css", views.site_css, name="site-css"),
    path("snapshots/", search_views.snapshot_list, name="snapshots"),
    path("search/", search_views.search, name="search"),
    path("search/suggest/", search_views.suggest, name="suggest"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news_sitemap, name="sitemap-news"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_part, name="sitemap-part"),
    path("robots.txt", robots.robots, name="robots"),
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
    path("snapshots/<uslug:slug>/", views.snapshot, name="snapshot"),
    path("snapshots/<uslug:slug>/editions/<int:number>.txt", views.text, name="snapshot-edition-text"),
    path("snapshots/<uslug:slug>/editions/<int:number>.json", views.frozen_json, name="snapshot-edition-json"),
    path("snapshots/<uslug:slug>/editions/<int:number>/", views.snapshot_edition, name="snapshot-edition"),
    path("snapshots/<uslug:slug>/editions/", views.history, name="snapshot-history"),
    path("snapshots/<uslug:slug>/editions/<int:number>/to/<int:other>/", views.comparison, name="snapshot-comparison"),
    path("pictures/<digest:digest>-<rendition:ending>", media_views.picture, name="picture"),
    path("files/<digest:digest>.pdf", media_views.file, name="file"),
    path("corrections/", correction_views.corrections, name="corrections"),
    *(
        path(f"snapshots/<uslug:slug>{middle}.{each.ending}", views.citation, {"form": form}, name=f"{name}-{form}")
        for form, each in FORMATS.items()
        for middle, name in (("", "snapshot"), ("/editions/<int:number>", "snapshot-edition"))
    ),
    path("alerts/", alert_views.alerts, name="alerts"),
    path("alerts/confirm/<str:token>/", alert_views.confirming, name="alerts-confirm"),
    path("alerts/leave/<str:token>/", alert_views.leaving, name="alerts-leave"),
    path("authors/", author_views.author_list, name="authors"),
    path("authors/<uslug:slug>/", author_views.author, name="author"),
    path("series/<uslug:slug>/", series_views.series, name="series"),
    path("tags/<uslug:slug>/", series_views.tag, name="tag"),
    path("topics/", topic_views.topic_list, name="topics"),
    path("topics/<uslug:slug>/", topic_views.topic, name="topic"),
    path("styleguide/", styleguide, name="styleguide"),
    path("api/v1/", include("snapshot.public.api.urls")),
    path("schemas/snapshot-1.json", schema_page(SCHEMAS / "snapshot-1.json"), name="snapshot-schema-1"),
    path("schemas/snapshot-2.json", schema_page(SCHEMAS / "snapshot-2.json"), name="snapshot-schema"),
]
