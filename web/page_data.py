"""JSON-LD and Open Graph data of the site's own pages (home, lists, authors, topics, series)."""

from django.http import HttpRequest
from django.urls import reverse

from record.organization import organization
from text import prose
from text.excerpts import opening
from web.linked_data import script_data, thing
from web.public_pages import absolute


def page_data(request: HttpRequest, kind: str, title: str, description: str, path: str, **more) -> dict:
    """Return `linked_data` and `social` for base.html, for a page at `path` of the schema.org type `kind`.

    `description` is plain text of any length.
    """
    description = opening(description)
    url = absolute(request, path)
    publisher = organization()
    about = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": url,
        "url": url,
        "name": title,
        "description": description,
        "isPartOf": thing("WebSite", name=publisher.name, url=absolute(request, reverse("home"))),
        **more,
    }
    social = {"type": "website", "title": title, "description": description, "url": url, "site_name": publisher.name}
    return {"linked_data": script_data(about), "social": social}


def home_data(request: HttpRequest) -> dict:
    """Return `linked_data` and `social` for the home page: the site, its publisher, and its search."""
    house = organization()
    url = absolute(request, reverse("home"))
    publisher = thing(
        "Organization",
        name=house.name,
        alternateName=house.short_name,
        url=house.website or url,
        email=house.contact_email,
        slogan=house.tagline,
    )
    searched = f"{absolute(request, reverse('search'))}?q={{q}}"
    search = thing("SearchAction", target=searched, **{"query-input": "required name=q"})
    return page_data(
        request, "WebSite", house.name, house.tagline, reverse("home"), publisher=publisher, potentialAction=search
    )


def orcid_url(orcid: str) -> str:
    """Return an ORCID iD as a web address, or "" if there is none."""
    return f"https://orcid.org/{orcid}" if orcid else ""


def person_data(request: HttpRequest, author: dict, path: str) -> dict:
    """Return `linked_data` and `social` for an author's page.

    `author`: name, role, affiliation, bio_html, website, orcid.
    """
    orcid = orcid_url(author["orcid"])
    person = thing(
        "Person",
        name=author["name"],
        url=absolute(request, path),
        jobTitle=author["role"],
        affiliation=thing("Organization", name=author["affiliation"]) if author["affiliation"] else "",
        sameAs=[each for each in (author["website"], orcid) if each],
    )
    description = prose.plain(author["bio_html"]) or author["role"]
    return page_data(request, "ProfilePage", author["name"], description, path, mainEntity=person)
