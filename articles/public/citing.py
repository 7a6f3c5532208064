"""How an article's edition is cited, and all that its page needs for that: from the frozen content alone."""

from collections.abc import Sequence

from django.http import HttpRequest

from articles.public.linked_data import linked_article
from editorial import prose
from editorial.citing.cited import Cited, Name
from editorial.citing.head import CARD, Image, citation_tags, social
from editorial.citing.panel import panel
from editorial.linked_data import script_data, thing
from editorial.models import Edition
from editorial.organization import organization
from editorial.public_pages import absolute
from editorial.renditions import Source
from people.names import name_of


def cited_article(source: Source) -> Cited:
    """Return what is cited of an article's edition. Its abstract is its summary, else its standfirst."""
    work = source.work
    points = " ".join(prose.plain(point["text"]) for point in work["points"])
    return cited_edition(
        source,
        work["authors"],
        volume=work["volume"],
        issue=work["issue"],
        abstract=points or work["standfirst"],
    )


def cited_edition(source: Source, people: Sequence[dict], **more) -> Cited:
    """Return what is cited of any edition. `people` are its authors as frozen; without any, it is the house's own."""
    work, house = source.work, organization().name
    return Cited(
        title=work["title"],
        authors=tuple(name_of(each["name"]) for each in people) or (Name(house),),
        issued=source.published_on,
        series=work["series"]["name"] if work["series"] else "",
        publisher=house,
        edition=source.number,
        is_corrected=source.kind == Edition.Kind.CORRECTION,
        doi=work["doi"],
        url=source.address,
        language=work["language"],
        keywords=tuple(each["name"] for each in (*work["topics"], *work["tags"])),
        **more,
    )


def article_identity(request: HttpRequest, source: Source, page: dict, canonical_url: str) -> dict:
    """Return what an article's page takes to be cited, found and shared; `page` is what else it takes."""
    work = cited_article(source)
    data = linked_article(request, work, source, canonical_url)
    return identity(request, work, source, page, canonical_url, data)


def identity(
    request: HttpRequest, work: Cited, source: Source, page: dict, canonical_url: str, linked_data: dict
) -> dict:
    """Return what every edition's page takes: its cite panel and all that its head says to machines."""
    pdf_url, card_url = (_absolute(request, page.get(name, "")) for name in ("pdf_url", "card_url"))
    if pdf_url:
        linked_data["encoding"] = thing("MediaObject", contentUrl=pdf_url, encodingFormat="application/pdf")
    picture = page.get("picture")
    image = (
        Image(
            absolute(request, picture["src"]), picture["src_width"], picture["src_height"], picture["alternative_text"]
        )
        if picture
        else Image(card_url, *CARD, f"{work.title}. {work.publisher}")
    )
    linked_data["image"] = image.url
    return {
        "cite": panel(work, page["citation_files"]),
        "citation_tags": citation_tags(work, source, pdf_url),
        "social": social(work, source, canonical_url, image),
        "linked_data": script_data(linked_data),
        "alternates": _alternates(request, work, page, canonical_url),
    }


def _alternates(request: HttpRequest, work: Cited, page: dict, canonical_url: str) -> list[dict]:
    """Return the text in each of its languages, its own too: each names all others, or none is believed."""
    others = [{"language": each["language"], "url": absolute(request, each["url"])} for each in page["translations"]]
    return [{"language": work.language, "url": canonical_url}, *others] if others else []


def _absolute(request: HttpRequest, url: str) -> str:
    return absolute(request, url) if url.startswith("/") else url
