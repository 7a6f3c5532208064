"""Addresses of the archive."""

from django.urls import path

from articles.public import views
from editorial import converters  # noqa: F401 - makes uslug known
from editorial.citing.files import FORMATS

urlpatterns = [
    path("analysis/", views.article_list, name="archive"),
    path("analysis/<uslug:slug>.txt", views.text, name="article-text"),
    path("analysis/<uslug:slug>.json", views.frozen_json, name="article-json"),
    path("analysis/<uslug:slug>/", views.article, name="article"),
    path("analysis/<uslug:slug>/editions/<int:number>.txt", views.text, name="article-edition-text"),
    path("analysis/<uslug:slug>/editions/<int:number>.json", views.frozen_json, name="article-edition-json"),
    path("analysis/<uslug:slug>/editions/<int:number>/", views.article_edition, name="article-edition"),
    *(
        path(f"analysis/<uslug:slug>{middle}.{each.ending}", views.citation, {"form": form}, name=f"{name}-{form}")
        for form, each in FORMATS.items()
        for middle, name in (("", "article"), ("/editions/<int:number>", "article-edition"))
    ),
]
