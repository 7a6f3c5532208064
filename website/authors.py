"""Author pages: their articles, and the snapshots they compiled."""

from datetime import datetime
from itertools import groupby

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models.record import ArticleEditionAuthor
from articles.public import activity, archive
from media.pictures.frozen import frozen_picture
from media.pictures.shown import shown_picture
from people.models import Author
from record.own_links import shown_text
from record.resolve import find_taxonomy_row, merged_ids, stay_or_move
from snapshot.models.record import SnapshotEditionCompiler
from snapshot.public.cards import compiled_by
from text import prose
from text.footnotes import with_notes
from web.page_data import person_data
from web.public_pages import absolute, public_page, stored
from website.taxonomy_page import TaxonomyPage, taxonomy_page


@stored()
@public_page
def author_list(request: HttpRequest) -> HttpResponse:
    """List everyone with something public, by the first letter of their sort name."""
    authors = public_authors(request.moment)
    groups = [
        {"letter": letter, "authors": list(group)}
        for letter, group in groupby(authors, key=lambda author: author["letter"])
    ]
    context = {
        "authors": authors,
        "groups": groups,
        "canonical_url": absolute(request, reverse("authors")),
        "section": "authors",
    }
    return render(request, "snapshot/author_list.html", context)


def public_authors(at: datetime) -> list[dict]:
    """Return the public authors by name; work of merged authors counts for the remaining one. Three queries."""
    links = ArticleEditionAuthor.objects.public(at).order_by().values("author_id")
    counts = {row["author_id"]: row["count"] for row in links.annotate(count=Count("edition_id"))}
    for author_id in SnapshotEditionCompiler.objects.public(at).values_list("author_id", flat=True).distinct():
        counts.setdefault(author_id, 0)
    merged = dict(Author.objects.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
    for author_id in list(counts):
        survivor = author_id
        while survivor in merged:
            survivor = merged[survivor]
        if survivor != author_id:
            counts[survivor] = counts.get(survivor, 0) + counts.pop(author_id)
    authors = sorted(Author.objects.filter(pk__in=counts), key=sort_key)
    return [
        {
            "name": author.name,
            "url": author.get_absolute_url(),
            "role": author.role,
            "count": counts[author.pk],
            "letter": (author.sort_name or author.name)[:1].upper(),
            "row": author,
        }
        for author in authors
    ]


def sort_key(author: Author) -> str:
    return prose.nfc(author.sort_name).casefold()


@stored("cursor")
@public_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an author; 404 while the author has nothing public."""
    found = find_taxonomy_row(Author, "authors", slug)
    ids = merged_ids(found)
    taxonomy = TaxonomyPage(
        ("author", found.slug),
        found.get_absolute_url(),
        _("Analysis by %(name)s") % {"name": found.name},
        archive.by_authors(ids, request.moment),
        compiled_by(ids, request.moment),
        most_snapshots=None,
    )
    context = taxonomy_page(request, taxonomy)  # a hidden author ends here, like one who is not there
    bio, notes = with_notes(shown_text(prose.clean_prose(found.bio), request.moment))
    context |= {
        "author": {
            "name": found.name,
            "role": found.role,
            "affiliation": found.affiliation,
            "bio_html": bio,
            "notes": notes,
            "website": found.website,
            "orcid": found.orcid,
            "photo": shown_picture(frozen_picture(found.photo)),
        },
        "section": "authors",
    }
    context |= person_data(request, context["author"], found.get_absolute_url())
    stay_or_move(found, slug)
    for card in context["articles"]:
        card["authors"] = card["authors"] if len(card["authors"]) > 1 else []  # the page names its author
    context["activity"] = activity.of_authors(found.slug, ids)
    return render(request, "snapshot/author_page.html", context)
