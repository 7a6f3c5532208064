"""Citations of a snapshot's edition and its articles, from frozen content without withdrawn articles."""

from django.http import HttpRequest
from django.urls import reverse

from articles.models.record import ArticleEdition
from articles.public.cards import day
from articles.public.citations import cited_article, cited_edition, identity
from articles.public.linked_data import linked_edition
from outputs.citations.cited import Cited
from outputs.source import Source, source_of
from record.freezing import read
from text import prose
from text.footnotes import without_marks
from web.linked_data import thing
from web.public_pages import absolute


def cited_snapshot(source: Source) -> Cited:
    """Return the citation of a snapshot's edition.

    Compilers count as authors, because file formats have no field for them.
    """
    introduction = " ".join(prose.plain(without_marks(block)) for block in source.work["introduction"])
    return cited_edition(source, source.work["compilers"], abstract=source.work["standfirst"] or introduction)


def cited_articles(request: HttpRequest, source: Source) -> list[Cited]:
    """Return the citations of its articles in page order, each edition once, as frozen. One query."""
    ids = [entry["id"] for entry in entries_shown(source)]
    editions = ArticleEdition.objects.select_related("content").defer("search_text", "card").in_bulk(ids)
    return [cited_article(source_of(request, editions[pk], read(editions[pk].content))) for pk in ids if pk in editions]


def entries_shown(source: Source) -> list[dict]:
    """Return the entries that are not withdrawn, in page order, each edition once.

    Adds `shown_title`, this snapshot's title for the article, if it differs from the article's.
    """
    placements = [each for section in source.work["sections"] for each in section["placements"]]
    found = {}
    for placement in placements:
        entry = source.part["entries"][placement["key"]]
        if "withdrawn" not in entry:
            found.setdefault(entry["id"], entry | {"shown_title": placement["title"] or entry["title"]})
    return list(found.values())


def snapshot_identity(request: HttpRequest, source: Source, page: dict, canonical_url: str) -> dict:
    """Return the page's citation, search and sharing metadata; `page` is the rest of its context."""
    work = cited_snapshot(source)
    linked = linked_edition(request, work, source, source.work["compilers"], canonical_url)
    linked["hasPart"] = [_part(request, entry) for entry in entries_shown(source)]
    description = work.abstract or "; ".join(each["name"] for each in linked["hasPart"])
    shown = identity(request, work, source, page, canonical_url, linked, description)
    if linked["hasPart"]:
        shown["cite"]["of_articles"] = [
            {"name": each["name"], "url": f"{each['url']}?of=articles"} for each in shown["cite"]["downloads"]
        ]
    return shown


def _part(request: HttpRequest, entry: dict) -> dict:
    """Return an article's metadata within the snapshot: title and address. Its page has the rest."""
    numbered = {"slug": entry["slug"], "number": entry["number"]}
    published = day(entry["published_on"])
    return thing(
        "Article",
        name=entry["shown_title"],
        url=absolute(request, reverse("article-edition", kwargs=numbered)),
        datePublished=published.isoformat() if published else "",
    )
