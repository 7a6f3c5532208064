"""URLs of the archive."""

from django.urls import path

from articles.public import feeds, files, views
from articles.public.exports.views import article_export
from articles.public.exports.writers import WRITERS
from articles.public.schemas import schema_documents
from outputs.citations.files import FORMATS
from outputs.feeds.responses import FORMS
from web import converters  # noqa: F401 - registers the uslug converter
from web.schema_pages import schema_page

urlpatterns = [
    path("analysis/", views.article_list, name="archive"),
    *(path(f"analysis/feed.{form}", feeds.article_feed, {"form": form}, name=f"archive-feed-{form}") for form in FORMS),
    *(
        path(f"analysis/export.{each.ending}", article_export, {"form": form}, name=f"archive-export-{form}")
        for form, each in WRITERS.items()
    ),
    path("analysis/<uslug:slug>.txt", views.text, name="article-text"),
    path("analysis/<uslug:slug>.json", views.frozen_json, name="article-json"),
    path("analysis/<uslug:slug>.pdf", files.pdf, name="article-pdf"),
    path("analysis/<uslug:slug>/card.png", files.card, name="article-card"),
    path("analysis/<uslug:slug>/editions/<int:number>.pdf", files.pdf, name="article-edition-pdf"),
    path("analysis/<uslug:slug>/editions/<int:number>/card.png", files.card, name="article-edition-card"),
    path("analysis/<uslug:slug>/", views.article, name="article"),
    path("analysis/<uslug:slug>/editions/<int:number>.txt", views.text, name="article-edition-text"),
    path("analysis/<uslug:slug>/editions/<int:number>.json", views.frozen_json, name="article-edition-json"),
    path("analysis/<uslug:slug>/editions/<int:number>/", views.article_edition, name="article-edition"),
    path("analysis/<uslug:slug>/editions/", views.history, name="article-history"),
    path("analysis/<uslug:slug>/editions/<int:number>/to/<int:other>/", views.comparison, name="article-comparison"),
    *(
        path(f"schemas/{name}.json", schema_page(document), name=f"schema-{name}")
        for name, document in schema_documents().items()
    ),
    *(
        path(f"analysis/<uslug:slug>{middle}.{each.ending}", views.citation, {"form": form}, name=f"{name}-{form}")
        for form, each in FORMATS.items()
        for middle, name in (("", "article"), ("/editions/<int:number>", "article-edition"))
    ),
]
