"""The design tokens of static/css/tokens.css, parsed from that file, the only place that defines them."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

from text.contrast import Color, color_of, ratio

FILE = Path(settings.BASE_DIR) / "static" / "css" / "tokens.css"
DARK, MORE = "prefers-color-scheme: dark", "prefers-contrast: more"
SCHEMES = {
    "Light": frozenset(),
    "Dark": frozenset({DARK}),
    "More contrast, light": frozenset({MORE}),
    "More contrast, dark": frozenset({DARK, MORE}),
}
# Text or mark, its background, and the required contrast: WCAG 2.2 AAA for text, 1.4.11 for marks.
PAIRS = [
    ("--ink", "--paper", 7),
    ("--ink", "--paper-tint", 7),
    ("--ink", "--accent-tint", 7),
    ("--ink-soft", "--paper", 7),
    ("--ink-soft", "--paper-tint", 7),
    ("--paper", "--ink", 7),
    ("--accent", "--paper", 3),
    ("--accent", "--paper-tint", 3),
    ("--focus", "--paper", 3),
    ("--focus", "--paper-tint", 3),
    ("--line-strong", "--paper", 3),
]
_BLOCK = re.compile(r"(?:@media (?P<media>[^{]+)\{\s*)?:root\s*\{(?P<body>[^}]*)\}")
_PROPERTY = re.compile(r"(--[\w-]+):\s*([^;]+);")
_CONDITION = re.compile(r"\(([^)]+)\)")
_MIXED = re.compile(r"color-mix\(in srgb, (.+) (\d+)%, (.+)\)")


@cache
def tokens(scheme: str = "Light") -> dict[str, str]:
    """Return each token with its value as written, for a reader with the preferences of SCHEMES[scheme]."""
    wishes, found = SCHEMES[scheme], {}
    for block in _BLOCK.finditer(FILE.read_text(encoding="utf-8")):
        if wishes.issuperset(_CONDITION.findall(block["media"] or "")):
            found.update((name, " ".join(value.split())) for name, value in _PROPERTY.findall(block["body"]))
    return found


def color(name: str, scheme: str = "Light") -> Color:
    """Return a token's color. Raises ValueError if it is not a color."""
    return _color(tokens(scheme)[name], scheme)


def _color(value: str, scheme: str) -> Color:
    value = value.strip()
    if value.startswith("var("):
        return color(value[4:-1], scheme)
    if mixed := _MIXED.fullmatch(value):
        one, other, share = _color(mixed[1], scheme), _color(mixed[3], scheme), int(mixed[2]) / 100
        return tuple(a * share + b * (1 - share) for a, b in zip(one, other, strict=True))
    digits = value.removeprefix("#")
    if not re.fullmatch(r"[0-9a-f]{3}|[0-9a-f]{6}", digits):
        raise ValueError(f"{value} is no color")
    return color_of("#" + ("".join(digit * 2 for digit in digits) if len(digits) == 3 else digits))


def colors() -> list[dict]:
    """Return each color token with its values: {name, values: [{scheme, value}]}."""
    return [
        {"name": name, "values": [{"scheme": scheme, "value": tokens(scheme)[name]} for scheme in SCHEMES]}
        for name, value in tokens().items()
        if value.startswith(("#", "color-mix(")) or value == "var(--brand)"
    ]


def contrasts() -> list[dict]:
    """Return every pair with its ratio in each scheme: {text, ground, least, ratios: [{scheme, ratio, is_met}]}."""
    return [
        {"text": text, "ground": ground, "least": least, "ratios": list(_ratios(text, ground, least))}
        for text, ground, least in PAIRS
    ]


def _ratios(text: str, ground: str, least: int) -> Iterator[dict]:
    for scheme in SCHEMES:
        found = ratio(color(text, scheme), color(ground, scheme))
        yield {"scheme": scheme, "ratio": f"{found:.1f}", "is_met": found >= least}


def measured(*beginnings: str) -> list[dict]:
    """Return the tokens whose names start with any of these, as {name, value}."""
    return [{"name": name, "value": value} for name, value in tokens().items() if name.startswith(beginnings)]
