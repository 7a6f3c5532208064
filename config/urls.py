"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
    path("", include("snapshot.public.urls")),
]
