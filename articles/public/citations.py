"""The citation of an article edition and the data its page needs for that, from the frozen content alone."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpRequest

from articles.public.linked_data import linked_article
from media.marks import mark_of
from outputs.citations.cited import Cited, Name
from outputs.citations.head import CARD, Image, citation_tags, social
from outputs.citations.panel import panel
from outputs.pdf.coverage import has_card, has_pdf
from outputs.source import Source
from people.names import name_of
from record.imprint import funder_words
from record.models import Edition
from record.organization import organization
from text import prose
from web.linked_data import script_data, thing
from web.public_pages import absolute


def cited_article(source: Source) -> Cited:
    """Return the citation data of an article edition. The abstract is the summary, or else the standfirst."""
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
    """Return the citation data of an edition. `people` are its frozen authors; without any, the organization."""
    work, publisher = source.work, organization().name
    imprint = work["imprint"]
    kind = imprint["type"] or {"name": "", "cited_as": ""}
    return Cited(
        title=work["title"],
        authors=tuple(name_of(each["name"]) for each in people) or (Name(publisher),),
        issued=source.published_on,
        series=work["series"]["name"] if work["series"] else "",
        publisher=publisher,
        edition=source.number,
        is_corrected=source.kind == Edition.Kind.CORRECTION,
        doi=work["doi"],
        url=source.address,
        language=work["language"],
        keywords=tuple(each["name"] for each in (*work["topics"], *work["tags"])),
        kind=kind["name"],
        cited_as=kind["cited_as"],
        license=imprint["license"],
        funders=tuple(funder_words(each) for each in imprint["funders"]),
        **more,
    )


def article_identity(request: HttpRequest, source: Source, page: dict, canonical_url: str) -> dict:
    """Return the context for an article page's citations, metadata and sharing. `page` is the rest of it."""
    work = cited_article(source)
    data = linked_article(request, work, source, canonical_url)
    text = (prose.plain(block) for block in source.work["body"] if mark_of(block) is None)
    description = source.work["standfirst"] or work.abstract or next(text, "")
    return identity(request, work, source, page, canonical_url, data, description)


def identity(
    request: HttpRequest,
    work: Cited,
    source: Source,
    page: dict,
    canonical_url: str,
    linked_data: dict,
    description: str,
) -> dict:
    """Return the context that every edition's page takes: its cite panel and its metadata.

    Leaves out files that can't be made because a font lacks characters.
    """
    notes = [each.note for each in page["corrections"]]
    is_set = has_pdf(source, partial(absolute, request), notes)
    pdf_url = _absolute(request, page["pdf_url"]) if is_set else ""
    if pdf_url:
        linked_data["encoding"] = thing("MediaObject", contentUrl=pdf_url, encodingFormat="application/pdf")
    picture = page.get("picture")
    shown = (
        Image(
            absolute(request, picture["src"]), picture["src_width"], picture["src_height"], picture["alternative_text"]
        )
        if picture
        else Image()
    )
    # The card has the picture cut around its focus. Other sites cut what they get in the middle.
    card = has_card(source)
    image = Image(_absolute(request, page["card_url"]), *CARD, f"{work.title}. {work.publisher}") if card else shown
    linked_data["image"] = shown.url or image.url
    return {
        "cite": panel(work, page["citation_files"]),
        "citation_tags": citation_tags(work, source, pdf_url),
        "social": social(work, source, description, canonical_url, image),
        "linked_data": script_data(linked_data),
        "alternates": _alternates(request, work, page, canonical_url),
        **({} if is_set else _without_pdf(page)),
    }


def _without_pdf(page: dict) -> dict:
    return {"pdf_url": "", "formats": [each for each in page["formats"] if each["name"] != "PDF"]}


def _alternates(request: HttpRequest, work: Cited, page: dict, canonical_url: str) -> list[dict]:
    """Return the text in all its languages, including this one, because hreflang links must be complete."""
    others = [{"language": each["language"], "url": absolute(request, each["url"])} for each in page["translations"]]
    return [{"language": work.language, "url": canonical_url}, *others] if others else []


def _absolute(request: HttpRequest, url: str) -> str:
    return absolute(request, url) if url.startswith("/") else url
