"""The sites that can be embedded, and their addresses.

An address is only parsed: nothing is fetched. What it identifies is written as one canonical address, so a pasted
address never reaches a page as it was typed.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from text.joining import both

LONGEST = 500
TYPED = re.compile(r"[!-\[\]-~]+")  # printable ASCII without spaces and backslashes
TRACKING = "utm_"
Groups = dict[str, str | None]


@dataclass(frozen=True)
class Provider:
    """A site. `patterns` match host, path and query; `parameters` are those of the query that count (None: all)."""

    name: str
    example: str
    patterns: tuple[str, ...]
    address: Callable[[Groups], str]
    frame: Callable[[Groups], str]
    parameters: tuple[str, ...] | None = ()
    is_video: bool = False

    @property
    def hosts(self) -> re.Pattern:
        """What the host of an address is compared with: a pattern up to its first slash."""
        return re.compile("|".join(pattern.partition("/")[0] for pattern in self.patterns), re.ASCII)


@dataclass(frozen=True)
class Target:
    """What an address identifies: its canonical page, and the address of the frame that shows it."""

    provider: Provider
    address: str
    frame: str

    @property
    def origin(self) -> str:
        return "https://" + urlsplit(self.frame).netloc


def _flourish(found: Groups) -> str:
    return f"{found['kind']}/{found['id']}"


def _our_world(found: Groups) -> str:
    return f"https://ourworldindata.org/{found['kind']}/{found['id']}{found['query'] or ''}"


def _datawrapper(found: Groups) -> str:
    """Return the address of a chart; with a version, it stays as it is when its author publishes another."""
    version = f"{found['version']}/" if found.get("version") else ""
    return f"https://datawrapper.dwcdn.net/{found['id']}/{version}"


VIDEO_ID, CHART_ID = r"(?P<id>[\w-]{11})", r"(?P<id>[A-Za-z0-9]{5})"
FLOURISH_ID = r"/(?P<kind>visualisation|story)/(?P<id>\d{1,10})(?:/embed)?"
PROVIDERS = (
    Provider(
        "Datawrapper",
        "https://datawrapper.dwcdn.net/abcde/1/",
        (
            rf"datawrapper\.dwcdn\.net/{CHART_ID}(?:/(?P<version>\d{{1,4}}))?",
            rf"(?:www\.)?datawrapper\.de/_/{CHART_ID}",
        ),
        _datawrapper,
        _datawrapper,
    ),
    Provider(
        "Flourish",
        "https://public.flourish.studio/visualisation/123456/",
        (rf"public\.flourish\.studio{FLOURISH_ID}", rf"flo\.uri\.sh{FLOURISH_ID}"),
        lambda found: f"https://public.flourish.studio/{_flourish(found)}/",
        lambda found: f"https://flo.uri.sh/{_flourish(found)}/embed",
    ),
    Provider(
        "YouTube",
        "https://www.youtube.com/watch?v=abcdefghijk",
        (
            rf"(?:www\.|m\.)?youtube\.com/watch\?v={VIDEO_ID}",
            rf"(?:www\.|m\.)?youtube\.com/(?:embed|shorts|live)/{VIDEO_ID}",
            rf"www\.youtube-nocookie\.com/embed/{VIDEO_ID}",
            rf"youtu\.be/{VIDEO_ID}",
        ),
        lambda found: f"https://www.youtube.com/watch?v={found['id']}",
        lambda found: f"https://www.youtube-nocookie.com/embed/{found['id']}",  # sets no cookies before playing
        ("v",),
        is_video=True,
    ),
    Provider(
        "Vimeo",
        "https://vimeo.com/123456789",
        (
            r"(?:www\.)?vimeo\.com/(?P<id>\d{1,12})(?:/(?P<secret>[0-9a-f]{6,20}))?",
            r"player\.vimeo\.com/video/(?P<id>\d{1,12})(?:\?h=(?P<secret>[0-9a-f]{6,20}))?",
        ),
        lambda found: f"https://vimeo.com/{found['id']}" + (f"/{found['secret']}" if found["secret"] else ""),
        lambda found: (
            f"https://player.vimeo.com/video/{found['id']}?dnt=1" + (f"&h={found['secret']}" if found["secret"] else "")
        ),
        ("h",),
        is_video=True,
    ),
    Provider(
        "Our World in Data",
        "https://ourworldindata.org/grapher/life-expectancy",
        (r"ourworldindata\.org/(?P<kind>grapher|explorers)/(?P<id>[a-z0-9][a-z0-9-]{0,200})(?P<query>\?.+)?",),
        _our_world,
        _our_world,
        None,
    ),
)


def read_address(typed: str) -> Target:
    """Return what a typed or pasted address identifies. Raises ValidationError with a plain sentence."""
    typed = typed.strip()
    try:
        parts = urlsplit(typed if TYPED.fullmatch(typed) else "")
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        raise _refused(_("This is not a web address.")) from None
    if parts.scheme != "https" or not host:
        raise _refused(_("Enter a complete address that begins with https://."))
    if "@" in parts.netloc or port not in (None, 443):
        raise _refused(_("Enter the address without a user name, password or port."))
    provider = next((each for each in PROVIDERS if each.hosts.fullmatch(host)), None)
    if provider is None:
        names = both([each.name for each in PROVIDERS])
        words = _("“%(host)s” can’t be embedded. Embeds can come from %(names)s.")
        raise _refused(words % {"host": host, "names": names})
    found = _match(provider, host, parts.path, parts.query)
    if found is None:
        words = _("This address at %(name)s can’t be embedded. Copy one of this form: %(example)s")
        raise _refused(words % {"name": provider.name, "example": provider.example})
    target = Target(provider, provider.address(found), provider.frame(found))
    if len(typed) > LONGEST or len(target.address) > LONGEST:
        raise _refused(_("This address is too long."))
    return target


def find(address: str) -> Target | None:
    """Return what a kept address identifies, or None if its provider is no longer on the list."""
    try:
        return read_address(address)
    except ValidationError:
        return None


def _match(provider: Provider, host: str, path: str, query: str) -> Groups | None:
    wanted = provider.parameters
    kept = [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if (not name.startswith(TRACKING) if wanted is None else name in wanted)
    ]
    whole = host + path.rstrip("/") + (f"?{urlencode(kept)}" if kept else "")
    found = (re.fullmatch(pattern, whole, re.ASCII) for pattern in provider.patterns)
    return next((match.groupdict() for match in found if match), None)


def _refused(words: str) -> ValidationError:
    return ValidationError(words, code="embed")


def validate_address(value: str) -> None:
    """Validate a model field."""
    read_address(value)
