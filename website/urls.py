"""Addresses of the site as a whole: home, search, lists, authors, topics, series, tags, files, the API."""

from django.urls import include, path

from web import converters  # noqa: F401 - makes uslug known
from website import (
    authors,
    correction_views,
    edition_log,
    home,
    media,
    robots,
    search,
    security_txt,
    series,
    sitemaps,
    topics,
)
from website.styleguide.views import styleguide

urlpatterns = [
    path("", home.home, name="home"),
    path("site.css", home.site_css, name="site-css"),
    path("snapshots/", search.snapshot_list, name="snapshots"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-news.xml", sitemaps.news_sitemap, name="sitemap-news"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_part, name="sitemap-part"),
    path("favicon.ico", home.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path(".well-known/security.txt", security_txt.security_txt, name="security-txt"),
    path("pictures/<digest:digest>-<rendition:ending>", media.picture, name="picture"),
    path("files/<digest:digest>.pdf", media.file, name="file"),
    path("review/<str:token>/pictures/<digest:digest>-<rendition:ending>", media.review_picture, name="review-picture"),
    path("review/<str:token>/files/<digest:digest>.pdf", media.review_file, name="review-file"),
    path("editions.jsonl", edition_log.edition_log, name="edition-log"),
    path("corrections/", correction_views.corrections, name="corrections"),
    path("authors/", authors.author_list, name="authors"),
    path("authors/<uslug:slug>/", authors.author, name="author"),
    path("series/<uslug:slug>/", series.series, name="series"),
    path("tags/<uslug:slug>/", series.tag, name="tag"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<uslug:slug>/", topics.topic, name="topic"),
    path("styleguide/", styleguide, name="styleguide"),
    path("api/v1/", include("website.api.urls")),
]
