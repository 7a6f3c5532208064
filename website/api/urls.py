"""Addresses of the API, below /api/v1/."""

from django.urls import path

from web import converters  # noqa: F401 - makes uslug known
from website.api import views
from website.api.document import Document
from website.api.page import api_page

urlpatterns = [
    path("", api_page, name="api"),
    path("schema/", Document.as_view(), name="api-schema"),
    path("articles/", views.ArticleList.as_view(), name="api-archive"),
    path("articles/<uslug:slug>/", views.Article.as_view(), name="api-article"),
    path("articles/<uslug:slug>/editions/", views.ArticleHistory.as_view(), name="api-article-history"),
    path(
        "articles/<uslug:slug>/editions/<int:number>/", views.ArticleEditionPage.as_view(), name="api-article-edition"
    ),
    path("snapshots/", views.SnapshotList.as_view(), name="api-snapshots"),
    path("snapshots/<uslug:slug>/", views.Snapshot.as_view(), name="api-snapshot"),
    path("snapshots/<uslug:slug>/editions/", views.SnapshotHistory.as_view(), name="api-snapshot-history"),
    path(
        "snapshots/<uslug:slug>/editions/<int:number>/",
        views.SnapshotEditionPage.as_view(),
        name="api-snapshot-edition",
    ),
    path("authors/", views.AuthorList.as_view(), name="api-authors"),
    path("authors/<uslug:slug>/", views.Author.as_view(), name="api-author"),
    path("topics/", views.TopicList.as_view(), name="api-topics"),
    path("topics/<uslug:slug>/", views.Topic.as_view(), name="api-topic"),
]
