"""The organization, cached per record version."""

import zoneinfo

from record.models import MenuLink, Organization
from record.prepared import Prepared
from record.record_version import cached, remembered_value

_links = Prepared(lambda link: link.objects.all())


def organization() -> Organization:
    """Return the organization, or an unsaved one with default values if none has been entered yet."""
    return cached(
        "organization",
        lambda: Organization.objects.select_related("logo").first() or Organization(pk=1, name="Strategic Snapshot"),
    )


def site_time_zone() -> zoneinfo.ZoneInfo:
    """Return the time zone in which the organization displays and enters times."""
    return zoneinfo.ZoneInfo(organization().time_zone)


def menu_links() -> dict[str, list[MenuLink]]:
    """Return the organization's links by place: “head” and “foot”."""

    def load() -> dict[str, list[MenuLink]]:
        found: dict[str, list[MenuLink]] = {place: [] for place in MenuLink.Place.values}
        for link in _links(MenuLink):
            found[link.place].append(link)
        return found

    return cached("menu links", load)


def remembered() -> tuple[Organization | None, dict[str, list[MenuLink]]]:
    """Return the organization and its links as this process has them in memory, without reading the database."""
    return remembered_value("organization"), remembered_value("menu links") or {}
