"""An address of an embed is taken apart and written anew, and anything else is refused with a sentence."""

from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from hypothesis import example, given
from hypothesis import strategies as st

from media.embeds.providers import PROVIDERS, find, read_address

ORIGINS = {
    "https://datawrapper.dwcdn.net", "https://flo.uri.sh", "https://www.youtube-nocookie.com",
    "https://player.vimeo.com", "https://ourworldindata.org",
}  # fmt: skip
GOOD = {
    "https://datawrapper.dwcdn.net/aB3de/": (
        "https://datawrapper.dwcdn.net/aB3de/",
        "https://datawrapper.dwcdn.net/aB3de/",
    ),
    "https://datawrapper.dwcdn.net/aB3de/12": (
        "https://datawrapper.dwcdn.net/aB3de/12/",
        "https://datawrapper.dwcdn.net/aB3de/12/",
    ),
    "https://www.datawrapper.de/_/aB3de/": (
        "https://datawrapper.dwcdn.net/aB3de/",
        "https://datawrapper.dwcdn.net/aB3de/",
    ),
    "https://public.flourish.studio/visualisation/123456/": (
        "https://public.flourish.studio/visualisation/123456/",
        "https://flo.uri.sh/visualisation/123456/embed",
    ),
    "https://flo.uri.sh/story/77/embed?auto=1": (
        "https://public.flourish.studio/story/77/",
        "https://flo.uri.sh/story/77/embed",
    ),
    "https://www.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ&t=42s": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "https://youtu.be/dQw4w9WgXcQ?si=abc": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    " https://WWW.YouTube.com:443/shorts/dQw4w9WgXcQ\n": (
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
    ),
    "https://vimeo.com/76979871": ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
    "https://player.vimeo.com/video/76979871?h=8272103f6e&badge=0": (
        "https://vimeo.com/76979871/8272103f6e",
        "https://player.vimeo.com/video/76979871?dnt=1&h=8272103f6e",
    ),
    "https://ourworldindata.org/grapher/life-expectancy?tab=map&country=~CHN&utm_source=x#now": (
        "https://ourworldindata.org/grapher/life-expectancy?tab=map&country=~CHN",
        "https://ourworldindata.org/grapher/life-expectancy?tab=map&country=~CHN",
    ),
    "https://ourworldindata.org/explorers/energy?tab=&country=~CHN": (
        "https://ourworldindata.org/explorers/energy?tab=&country=~CHN",
        "https://ourworldindata.org/explorers/energy?tab=&country=~CHN",
    ),
}
VIDEOS = {"YouTube", "Vimeo"}
REFUSED = {
    "https://www.dailymotion.com/video/x8": "“www.dailymotion.com” can’t be embedded. Embeds can come from Datawrapper,",
    "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://evilyoutube.com/watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://youtube.com./watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://youtube-com/watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://wwwxyoutube.com/watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://xn--youtub-pdf.com/watch?v=dQw4w9WgXcQ": "can’t be embedded",
    "https://youtu%2ebe/dQw4w9WgXcQ": "can’t be embedded",
    "https://www.youtube.com/@harbor": "This address at YouTube can’t be embedded. Copy one of this form: https://www.",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&v=aQw4w9WgXcQ": "This address at YouTube",
    "https://www.youtube.com/watch?v=dQw4w9WgX\"Q": "This address at YouTube",
    "https://datawrapper.dwcdn.net/../x/": "This address at Datawrapper",
    "https://ourworldindata.org/": "This address at Our World in Data",
    "https://ourworldindata.org/grapher/a?b=" + "%C3%A9" * 60 + "=" * 60: "This address is too long.",
    "https://youtu.be/dQw4w9WgXcQ?t=" + "1" * 500: "This address is too long.",
    "http://youtu.be/dQw4w9WgXcQ": "begins with https://",
    "javascript:alert(1)//youtu.be/dQw4w9WgXcQ": "begins with https://",
    "data:text/html,x": "begins with https://",
    "//youtu.be/dQw4w9WgXcQ": "begins with https://",
    "youtu.be/dQw4w9WgXcQ": "begins with https://",
    "https:youtu.be/dQw4w9WgXcQ": "begins with https://",
    "": "begins with https://",
    "https://youtu.be/dQw4 w9WgXcQ": "begins with https://",
    "https://youtu.be\\@evil.example/": "begins with https://",
    "https://youtu.be/dQw4w9WgXcQ\x00": "begins with https://",
    "https://y\u043eutube.com/watch?v=dQw4w9WgXcQ": "begins with https://",
    "https://youtu\u2024be/dQw4w9WgXcQ": "begins with https://",
    "https://ada@youtu.be/dQw4w9WgXcQ": "without a user name",
    "https://youtu.be@evil.example/dQw4w9WgXcQ": "without a user name",
    "https://@youtu.be/dQw4w9WgXcQ": "without a user name",
    "https://youtu.be:8443/dQw4w9WgXcQ": "without a user name, password or port",
    "https://youtu.be:80/dQw4w9WgXcQ": "without a user name, password or port",
    "https://youtu.be:x/dQw4w9WgXcQ": "not a web address",
    "https://[youtu.be/dQw4w9WgXcQ": "not a web address",
}  # fmt: skip


@pytest.mark.parametrize("typed", GOOD)
def test_what_it_identifies_is_written_as_one_address(typed):
    target = read_address(typed)
    assert (target.address, target.frame) == GOOD[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_anything_else_is_refused_with_a_plain_sentence(typed):
    with pytest.raises(ValidationError) as refused:
        read_address(typed)
    assert REFUSED[typed] in refused.value.messages[0]
    assert find(typed) is None


def test_the_example_of_each_provider_is_taken_as_it_stands():
    for provider in PROVIDERS:
        assert read_address(provider.example).address == provider.example


hosts = [
    "youtu.be",
    "www.youtube.com",
    "vimeo.com",
    "flo.uri.sh",
    "datawrapper.dwcdn.net",
    "ourworldindata.org",
    "evil.example",
]
pieces = st.sampled_from([
    "https://", "http://", "javascript:", "ada@", ":443", ":80", "/", "watch?v=", "dQw4w9WgXcQ", "visualisation/", "grapher/a",
    "?", "&", "=", "#", "%2f", "..", "\\", "é", "'", '"', "<", ";", " ", "123456", "abcde", "h=", *hosts,
])  # fmt: skip
typed = st.lists(pieces, max_size=12).map("".join) | st.builds(
    "https://{}/{}".format, st.sampled_from(hosts), st.lists(pieces, max_size=8).map("".join)
)


@given(typed | st.text(max_size=60))
@example("https://ourworldindata.org/grapher/a?'=\"<&;=%2f")
def test_whatever_is_typed_only_known_hosts_are_reached_and_reading_again_changes_nothing(text):
    target = find(text)
    if target is None:
        return
    assert target.origin in ORIGINS
    for address in (target.address, target.frame):
        parts = urlsplit(address)
        assert (parts.scheme, parts.port, parts.username) == ("https", None, None)
        assert not set(address) & set("\"'<>\\ `"), "anything that ends an attribute"
    assert read_address(target.address) == target


def test_only_videos_are_offered_as_videos():
    assert {provider.name for provider in PROVIDERS if provider.is_video} == VIDEOS
