"""An article's edition in the terms of schema.org, for search engines: only what its frozen content says."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from editorial.citing.cited import Cited
from editorial.linked_data import thing
from editorial.organization import organization
from editorial.public_pages import absolute
from editorial.renditions import Source
from people.names import is_institution


def linked_article(request: HttpRequest, work: Cited, source: Source, canonical_url: str) -> dict:
    """Return the article: an Article in a periodical, else a Report. Based on its source where that alone is whole."""
    linked = linked_edition(request, work, source, source.work["authors"], canonical_url)
    is_told_elsewhere = source.work["source_url"] and not source.work["body"]
    return {
        **linked,
        "@type": "Article" if work.is_in_periodical else "Report",
        "isPartOf": _periodical(work) if work.is_in_periodical else linked["isPartOf"],
        "isBasedOn": source.work["source_url"] if is_told_elsewhere else "",
    }


def linked_edition(
    request: HttpRequest, work: Cited, source: Source, people: Sequence[dict], canonical_url: str
) -> dict:
    """Return what is true of every edition. Without `people` the house is its author; topics are what it is about."""
    house = organization()
    publisher = thing("Organization", name=house.name, url=house.website or absolute(request, reverse("home")))
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": work.url,
        "url": work.url,
        "mainEntityOfPage": canonical_url,
        "headline": work.title,
        "author": [person(request, each) for each in people] or [publisher],
        "publisher": publisher,
        "datePublished": work.issued.isoformat() if work.issued else "",
        "dateModified": timezone.localtime(source.live_from).isoformat(),
        "version": source.number,
        "correction": source.note if work.is_corrected else "",
        "inLanguage": work.language,
        "abstract": work.abstract,
        "keywords": [tag["name"] for tag in source.work["tags"]],
        "about": [
            thing("Thing", name=each["name"], url=absolute(request, reverse("topic", kwargs={"slug": each["slug"]})))
            for each in source.work["topics"]
        ],
        "identifier": thing("PropertyValue", propertyID="DOI", value=work.doi, url=work.doi_url) if work.doi else "",
        "isPartOf": thing("CreativeWorkSeries", name=work.series) if work.series else "",
    }


def person(request: HttpRequest, author: dict) -> dict:
    """Return an author as frozen, with the address of the author's page."""
    kind = "Organization" if is_institution(author["name"]) else "Person"
    return thing(kind, name=author["name"], url=absolute(request, reverse("author", kwargs={"slug": author["slug"]})))


def _periodical(work: Cited) -> dict:
    """Return the issue, the volume, or the periodical itself: the nearest that is known."""
    whole = thing("Periodical", name=work.series)
    if work.volume:
        whole = thing("PublicationVolume", volumeNumber=work.volume, isPartOf=whole)
    return thing("PublicationIssue", issueNumber=work.issue, isPartOf=whole) if work.issue else whole
