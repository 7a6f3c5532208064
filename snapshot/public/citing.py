"""How a snapshot's edition is cited, and each article in it: from the frozen content, less what was withdrawn."""

from django.http import HttpRequest
from django.urls import reverse

from articles.models.record import ArticleEdition
from articles.public.cards import day
from articles.public.citing import cited_article, cited_edition, identity
from articles.public.linked_data import linked_edition
from editorial import prose
from editorial.citing.cited import Cited
from editorial.freezing import read
from editorial.linked_data import thing
from editorial.public_pages import absolute
from editorial.renditions import Source, source_of


def cited_snapshot(source: Source) -> Cited:
    """Return what is cited of a snapshot's edition: its compilers are its authors, for no file has another place."""
    introduction = " ".join(prose.plain(block) for block in source.work["introduction"])
    return cited_edition(source, source.work["compilers"], abstract=source.work["standfirst"] or introduction)


def cited_articles(request: HttpRequest, source: Source) -> list[Cited]:
    """Return its articles in the order of the page, each text once, as frozen in it. One query."""
    ids = [entry["id"] for entry in entries_shown(source)]
    editions = ArticleEdition.objects.select_related("content").defer("search_text", "card").in_bulk(ids)
    return [cited_article(source_of(request, editions[pk], read(editions[pk].content))) for pk in ids if pk in editions]


def entries_shown(source: Source) -> list[dict]:
    """Return the entries that were not withdrawn, in the order of the page, each text once.

    Each gains `shown_title`: what this snapshot calls it, where that is another than its own.
    """
    placements = [each for section in source.work["sections"] for each in section["placements"]]
    found = {}
    for placement in placements:
        entry = source.part["entries"][placement["key"]]
        if "withdrawn" not in entry:
            found.setdefault(entry["id"], entry | {"shown_title": placement["title"] or entry["title"]})
    return list(found.values())


def snapshot_identity(request: HttpRequest, source: Source, page: dict, canonical_url: str) -> dict:
    """Return what a snapshot's page takes to be cited, found and shared; `page` is what else it takes."""
    work = cited_snapshot(source)
    linked = linked_edition(request, work, source, source.work["compilers"], canonical_url)
    linked["hasPart"] = [_part(request, entry) for entry in entries_shown(source)]
    shown = identity(request, work, source, page, canonical_url, linked)
    if linked["hasPart"]:
        shown["cite"]["of_articles"] = [
            {"name": each["name"], "url": f"{each['url']}?of=articles"} for each in shown["cite"]["downloads"]
        ]
    return shown


def _part(request: HttpRequest, entry: dict) -> dict:
    """Return an article in it: what it is called there, where it is. Its own page says the rest."""
    numbered = {"slug": entry["slug"], "number": entry["number"]}
    published = day(entry["published_on"])
    return thing(
        "Article",
        name=entry["shown_title"],
        url=absolute(request, reverse("article-edition", kwargs=numbered)),
        datePublished=published.isoformat() if published else "",
    )
