"""The part of the world that a region's name means: countries of Natural Earth, or a window without any."""

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OUTLINES = Path(__file__).resolve().parent / "outlines.json"
OTHER_NAMES = {
    "turkiye": "Turkey", "czech-republic": "Czechia", "uk": "United Kingdom", "great-britain": "United Kingdom",
    "usa": "United States of America", "us": "United States of America", "united-states": "United States of America",
    "uae": "United Arab Emirates",
    "ivory-coast": "Côte d'Ivoire", "burma": "Myanmar", "swaziland": "Eswatini", "cape-verde": "Cabo Verde",
    "drc": "Democratic Republic of the Congo", "palestinian-territories": "Palestine", "russian-federation": "Russia",
    "people-s-republic-of-china": "China", "prc": "China", "dprk": "North Korea", "republic-of-korea": "South Korea",
}  # fmt: skip
GROUPS = {
    "south-caucasus": ("Armenia", "Azerbaijan", "Georgia"),
    "central-asia": ("Kazakhstan", "Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"),
    "baltic-states": ("Estonia", "Latvia", "Lithuania"),
    "nordic-countries": ("Denmark", "Finland", "Iceland", "Norway", "Sweden"),
    "western-balkans": ("Albania", "Bosnia and Herzegovina", "Kosovo", "Montenegro", "North Macedonia", "Serbia"),
    "sahel": ("Burkina Faso", "Chad", "Mali", "Mauritania", "Niger"),
    "north-africa": ("Algeria", "Egypt", "Libya", "Morocco", "Tunisia"),
    "horn-of-africa": ("Djibouti", "Eritrea", "Ethiopia", "Somalia"),
    "west-africa": (
        "Benin", "Burkina Faso", "Gambia", "Ghana", "Guinea", "Liberia", "Mali", "Niger", "Nigeria", "Senegal", "Togo",
    ),
    "levant": ("Israel", "Jordan", "Lebanon", "Palestine", "Syria"),
    "gulf": ("Bahrain", "Kuwait", "Oman", "Qatar", "Saudi Arabia", "United Arab Emirates"),
    "indochina": ("Cambodia", "Laos", "Vietnam"),
    "korean-peninsula": ("North Korea", "South Korea"),
}  # fmt: skip
# Regions without countries: longitude, latitude, and half the height of the window, in degrees.
WINDOWS = {
    "caspian": (51, 42, 9), "black-sea": (35, 43.3, 7), "arctic": (10, 86, 27), "baltic-sea": (19, 59, 8),
    "mediterranean": (18, 38, 14), "red-sea": (39, 20, 11), "middle-east": (45, 30, 17), "europe": (14, 52, 19),
    "africa": (19, 3, 38), "asia": (88, 38, 42), "eurasia": (68, 50, 36), "south-asia": (78, 23, 18),
    "southeast-asia": (112, 8, 20), "east-asia": (120, 36, 20), "indo-pacific": (112, 8, 42), "oceania": (150, -24, 30),
    "latin-america": (-66, -14, 40), "south-america": (-60, -22, 34), "north-america": (-98, 48, 34),
    "south-china-sea": (114, 13, 13), "persian-gulf": (52, 27, 7), "european-union": (12, 51, 19),
}  # fmt: skip
MEANT = {
    "caspian-basin": "caspian", "caspian-sea": "caspian", "black-sea-region": "black-sea", "high-north": "arctic",
    "southern-caucasus": "south-caucasus", "transcaucasia": "south-caucasus", "maghreb": "north-africa",
    "persian-gulf-states": "gulf", "gulf-states": "gulf", "eurasian-affairs": "eurasia", "baltics": "baltic-states",
    "eastern-europe": "europe", "south-east-asia": "southeast-asia", "eu": "european-union",
}  # fmt: skip
# Of these, the water is the subject: beside highlighted countries, the map shows all of it.
SEAS = {
    "caspian", "black-sea", "baltic-sea", "mediterranean", "red-sea", "south-china-sea", "persian-gulf",
}  # fmt: skip
Window = tuple[float, float, float]
HIGHEST, LOWEST = 42.0, 1.8  # degrees: half the height of a window around countries


@dataclass(frozen=True)
class Place:
    """The content of a map: the light countries; the middle and half the height of the window in degrees, or of a sea
    that the window around the countries must include.
    """

    countries: tuple[str, ...]
    window: Window | None = None
    sea: Window | None = None


@cache
def outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """Return the rings of each country, in degrees east and north."""
    read = json.loads(OUTLINES.read_text(encoding="utf-8"))
    arcs = [_points(arc) for arc in read["arcs"]]
    return {
        name: [[point for arc in ring for point in (arcs[arc] if arc >= 0 else arcs[~arc][::-1])] for ring in rings]
        for name, rings in read["countries"].items()
    }


def _points(steps: list[int]) -> list[tuple[float, float]]:
    x = y = 0
    found = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        found.append((x / 100, y / 100))
    return found


def key_of(name: str) -> str:
    """Return a name in lower case without accents and “the”, its words joined by hyphens."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return re.sub(r"[^\w]+", "-", plain).strip("-").removeprefix("the-")


@cache
def _countries() -> dict[str, str]:
    return {key_of(name): name for name in outlines()} | OTHER_NAMES


def place_of(names: tuple[str, ...]) -> Place | None:
    """Return the place for regions with these names, or None if none of them has an outline.

    All named countries are shown; without any, the first known region; and a named sea beside them. Names are as
    printed, in English.
    """
    known = [MEANT.get(slug, slug) for slug in map(key_of, names)]
    countries = [_countries()[slug] for slug in known if slug in _countries()]
    sea = next((WINDOWS[slug] for slug in known if slug in SEAS), None)
    if countries:
        return Place(tuple(dict.fromkeys(countries)), sea=sea)
    regions = [slug for slug in known if slug in GROUPS or slug in WINDOWS]
    group = next((GROUPS[slug] for slug in regions if slug in GROUPS), None)
    if group and (regions[0] in GROUPS or regions[0] in SEAS):
        return Place(group, sea=sea)
    return Place((), WINDOWS[regions[0]]) if regions else None
