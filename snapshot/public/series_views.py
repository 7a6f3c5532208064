"""Pages of series and tags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models.house import Series
from articles.public import activity, archive
from editorial.house_pages import find_house, merged_ids, stay_or_move
from editorial.public_pages import public_page
from snapshot.public import record
from snapshot.public.house_page import House, house_page


@public_page
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series: its snapshots and articles; 404 while nothing in it is public."""
    found = find_house(Series, "series", slug)
    ids = merged_ids(found)
    house = House(
        ("series", found.slug),
        reverse("series", kwargs={"slug": found.slug}),
        found.name,
        archive.in_series(ids, request.moment),
        record.in_series(ids, request.moment),
        found.description,
    )
    context = {**house_page(request, house), "series": found}
    stay_or_move(found, slug)
    context["activity"] = activity.in_series(found.slug, ids)
    return render(request, "snapshot/series_page.html", context)


@public_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles that bear a tag; 404 while none is public."""
    found = get_object_or_404(Tag, slug=slug)
    house = House(
        ("tag", found.slug),
        reverse("tag", kwargs={"slug": found.slug}),
        _("Analysis tagged “%(tag)s”") % {"tag": found.name},
        archive.tagged(found.pk, request.moment),
    )
    return render(request, "snapshot/tag_page.html", {**house_page(request, house), "tag": found})
