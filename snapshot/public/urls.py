"""Addresses of the home page, snapshots, topics and authors."""

from django.urls import path

from editorial import converters  # noqa: F401 - makes uslug known
from snapshot.public import author_views, files, topic_views, views

urlpatterns = [
    path("", views.home, name="home"),
    path("brand.css", views.brand_css, name="brand-css"),
    path("snapshots/", views.snapshot_list, name="snapshots"),
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
    path("authors/", author_views.author_list, name="authors"),
    path("authors/<uslug:slug>/", author_views.author, name="author"),
    path("topics/", topic_views.topic_list, name="topics"),
    path("topics/<uslug:slug>/", topic_views.topic, name="topic"),
]
