"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

from editorial import flat_pages  # noqa: F401 - makes flatpage known
from snapshot.public.flat_views import flat_page

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
    path("", include("snapshot.public.urls")),
    path("<flatpage:page>/", flat_page, name="flatpage"),
]
