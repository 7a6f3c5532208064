"""The organization's one row, held in memory per record version."""

import zoneinfo

from editorial.models import MenuLink, Organization
from editorial.record_version import held


def organization() -> Organization:
    """Return the organization; an unsaved one with plain names where none has been entered yet."""
    return held(
        "organization",
        lambda: Organization.objects.select_related("logo").first() or Organization(pk=1, name="Strategic Snapshot"),
    )


def house_zone() -> zoneinfo.ZoneInfo:
    """Return the time zone in which the house shows and types times."""
    return zoneinfo.ZoneInfo(organization().time_zone)


def menu_links() -> dict[str, list[MenuLink]]:
    """Return the links of the house, by the place where they stand: “head” and “foot”."""

    def load() -> dict[str, list[MenuLink]]:
        found: dict[str, list[MenuLink]] = {place: [] for place in MenuLink.Place.values}
        for link in MenuLink.objects.all():
            found[link.place].append(link)
        return found

    return held("menu links", load)
