"""schema.org data of an article edition for search engines, from its frozen content alone."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from outputs.citations.cited import Cited
from outputs.source import Source
from people.names import is_institution
from record.organization import organization
from text.joining import both
from text.licenses import RESERVED, license_name, license_url
from web.linked_data import thing
from web.public_pages import absolute

TYPES = {"article-journal": "Article", "report": "Report", "dataset": "Dataset"}  # by CSL type; others are articles


def linked_article(request: HttpRequest, work: Cited, source: Source, canonical_url: str) -> dict:
    """Return the properties of an article and its periodical; `isBasedOn` if only the source has the full text."""
    linked = linked_edition(request, work, source, source.work["authors"], canonical_url)
    is_published_elsewhere = source.work["source_url"] and not source.work["body"]
    return {
        **linked,
        "isPartOf": _periodical(work) if work.is_in_periodical else linked["isPartOf"],
        "isBasedOn": source.work["source_url"] if is_published_elsewhere else "",
    }


def linked_edition(
    request: HttpRequest, work: Cited, source: Source, people: Sequence[dict], canonical_url: str
) -> dict:
    """Return the properties of any edition. Without `people` the organization is the author; topics are `about`."""
    owner, imprint = organization(), source.work["imprint"]
    home = owner.website or absolute(request, reverse("home"))
    publisher = thing("Organization", name=owner.name, url=home, sameAs=owner.ror)
    return {
        "@context": "https://schema.org",
        "@type": TYPES.get(work.type, "Article"),
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
        "genre": work.kind,
        "license": license_url(work.license),
        "copyrightNotice": license_name(RESERVED) if work.license == RESERVED else "",
        "creditText": ", ".join(dict.fromkeys([both([name.natural for name in work.authors]), work.publisher])),
        "funder": [_funder(each) for each in imprint["funders"]],
        "funding": [
            thing("Grant", identifier=grant, funder=_funder(each))
            for each in imprint["funders"]
            for grant in each["grants"]
        ],
    }


def person(request: HttpRequest, author: dict) -> dict:
    """Return a frozen author with the URL of the author's page, and with ORCID iD, role and affiliation as printed."""
    orcid, affiliation = author["orcid"], author["affiliation"]
    return thing(
        "Organization" if is_institution(author["name"]) else "Person",
        name=author["name"],
        url=absolute(request, reverse("author", kwargs={"slug": author["slug"]})),
        sameAs=f"https://orcid.org/{orcid}" if orcid else "",
        jobTitle=author["role"],
        affiliation=thing("Organization", name=affiliation, sameAs=author["affiliation_ror"]) if affiliation else "",
    )


def _funder(funder: dict) -> dict:
    return thing("Organization", name=funder["name"], sameAs=funder["identifier"])


def _periodical(work: Cited) -> dict:
    """Return the most specific known part of the periodical: the issue, else the volume, else the periodical."""
    whole = thing("Periodical", name=work.series)
    if work.volume:
        whole = thing("PublicationVolume", volumeNumber=work.volume, isPartOf=whole)
    return thing("PublicationIssue", issueNumber=work.issue, isPartOf=whole) if work.issue else whole
