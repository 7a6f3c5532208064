"""All addresses of the site."""

from django.contrib import admin
from django.urls import include, path

from web import flat_pages  # noqa: F401 - makes flatpage known
from website.flat_pages import flat_page

handler400 = "website.errors.bad_request"
handler404 = "website.errors.not_found"
handler500 = "website.errors.failed"

urlpatterns = [
    path("admin/account/", include("staff.accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("articles.public.urls")),
    path("", include("snapshot.public.urls")),
    path("", include("alerts.urls")),
    path("", include("review.urls")),
    path("", include("website.urls")),
    path("<flatpage:page>/", flat_page, name="flatpage"),
]
