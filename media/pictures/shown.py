"""A frozen picture as pages show it: the addresses of its sizes, and CSS classes for its focal point."""

from collections.abc import Callable

from django.urls import reverse

from media.models import Picture

Absolute = Callable[[str], str]
MEDIA_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
UNSAID = {"own", "permitted"}  # not shown, because the credit already names the owner
SOURCES = ("avif", "webp")  # smallest first; browsers that support neither get the JPEG


def shown_picture(frozen: dict | None, absolute: Absolute = str) -> dict | None:
    """Return the context of the component picture.html; None without a picture.

    `absolute` adds the site's scheme and host to a path, for use outside the site.
    """
    if frozen is None:
        return None
    widths = frozen["widths"]
    return {
        "sources": [{"type": MEDIA_TYPES[kind], "srcset": _srcset(frozen, kind, absolute)} for kind in SOURCES],
        "src": absolute(address(frozen["digest"], f"{widths[-1]}.jpg")),
        "src_width": widths[-1],
        "src_height": max(1, round(frozen["height"] * widths[-1] / frozen["width"])),
        "width": frozen["width"],
        "height": frozen["height"],
        "is_upright": frozen["height"] > frozen["width"],
        "alternative_text": "" if frozen["is_decorative"] else frozen["alternative_text"],
        "focus": focus_classes(*frozen["focus"]),
        "caption": frozen["caption"],
        "credit": frozen["credit"],
        "license": "" if frozen["license"] in UNSAID else license_name(frozen["license"]),
        "license_url": license_url(frozen["license"]),
    }


def address(digest: str, ending: str) -> str:
    """Return the path of a picture's file. `ending` is, for example, “480.avif”."""
    return reverse("picture", kwargs={"digest": digest, "ending": ending})


def _srcset(frozen: dict, kind: str, absolute: Absolute) -> str:
    return ", ".join(f"{absolute(address(frozen['digest'], f'{w}.{kind}'))} {w}w" for w in frozen["widths"])


def focus_classes(x: int, y: int) -> str:
    """Return the CSS classes (css/images.css) for a focal point in percent, rounded to tenths.

    The center needs none.
    """
    places = {"x": (x + 5) // 10, "y": (y + 5) // 10}
    return " ".join(f"focus-{axis}-{place}" for axis, place in places.items() if place != 5)


def license_name(license: str) -> str:
    """Return the license name for readers; an older edition's license that is no longer a choice stays as it is."""
    return str(dict(Picture.License.choices).get(license, license)) if license else ""


def license_url(license: str) -> str:
    """Return the address of a Creative Commons license text; "" for other licenses."""
    kind, _, version = license.rpartition("-")
    if kind == "CC0":
        return f"https://creativecommons.org/publicdomain/zero/{version}/"
    kind = kind.removeprefix("CC-").lower()
    return f"https://creativecommons.org/licenses/{kind}/{version}/" if license.startswith("CC-") else ""
