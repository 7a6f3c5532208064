"""Pages of series and tags."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from taggit.models import Tag

from articles.models.taxonomy import Series
from articles.public import activity, archive
from articles.public.taxonomy import tag_ids
from articles.tags import survivor_of
from record.resolve import find_taxonomy_row, merged_ids, stay_or_move
from snapshot.public import cards
from web.public_pages import public_page, stored
from website.taxonomy_page import TaxonomyPage, taxonomy_page


@stored("cursor")
@public_page
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series: its snapshots and articles; 404 while nothing in it is public."""
    found = find_taxonomy_row(Series, "series", slug)
    ids = merged_ids(found)
    taxonomy = TaxonomyPage(
        ("series", found.slug),
        reverse("series", kwargs={"slug": found.slug}),
        found.name,
        archive.in_series(ids, request.moment),
        cards.in_series(ids, request.moment),
        found.description,
    )
    context = {**taxonomy_page(request, taxonomy), "series": found}
    stay_or_move(found, slug)
    context["activity"] = activity.in_series(found.slug, ids)
    return render(request, "snapshot/series_page.html", context)


@stored("cursor")
@public_page
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the articles with a tag and those merged into it; 404 while none is public."""
    row = Tag.objects.select_related("merge__into").filter(slug=slug).first()
    found = survivor_of(row) if row else Tag(pk=0, slug=slug)  # as find_taxonomy_row does
    taxonomy = TaxonomyPage(
        ("tag", found.slug),
        reverse("tag", kwargs={"slug": found.slug}),
        _("Analysis tagged “%(tag)s”") % {"tag": found.name},
        archive.tagged(tag_ids(found.pk), request.moment),
    )
    context = {**taxonomy_page(request, taxonomy), "tag": found}
    stay_or_move(found, slug)
    return render(request, "snapshot/tag_page.html", context)
