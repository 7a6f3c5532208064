"""What house pages (home, lists, authors, topics, series) tell machines of themselves: JSON-LD and Open Graph."""

from django.http import HttpRequest
from django.urls import reverse

from editorial.linked_data import script_data, thing
from editorial.organization import organization
from editorial.public_pages import absolute


def page_data(request: HttpRequest, kind: str, title: str, description: str, path: str, **more) -> dict:
    """Return `linked_data` and `social` for base.html, of a page of a schema.org kind at `path`."""
    url = absolute(request, path)
    house = organization()
    about = {
        "@context": "https://schema.org",
        "@type": kind,
        "@id": url,
        "url": url,
        "name": title,
        "description": description,
        "isPartOf": thing("WebSite", name=house.name, url=absolute(request, reverse("home"))),
        **more,
    }
    social = {"type": "website", "title": title, "description": description, "url": url, "site_name": house.name}
    return {"linked_data": script_data(about), "social": social}


def home_data(request: HttpRequest) -> dict:
    """Return the same of the home page: the site, whose it is, and how it is searched."""
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


def person_data(request: HttpRequest, author: dict, path: str) -> dict:
    """Return the same of an author's page. `author`: name, role, affiliation, website, orcid."""
    orcid = f"https://orcid.org/{author['orcid']}" if author["orcid"] else ""
    person = thing(
        "Person",
        name=author["name"],
        url=absolute(request, path),
        jobTitle=author["role"],
        affiliation=thing("Organization", name=author["affiliation"]) if author["affiliation"] else "",
        sameAs=[each for each in (author["website"], orcid) if each],
    )
    return page_data(request, "ProfilePage", author["name"], author["role"], path, mainEntity=person)
