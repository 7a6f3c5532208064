"""The site's addresses, and those of PDFs, whoever makes them."""

from django.http import HttpResponse
from django.urls import path

from config.urls import urlpatterns as site
from web import converters  # noqa: F401 - makes uslug known

urlpatterns = [
    path("snapshots/<uslug:slug>/editions/<int:number>.pdf", lambda *_, **__: HttpResponse(), name="snapshot-edition-pdf"),
    *site,
]  # fmt: skip
