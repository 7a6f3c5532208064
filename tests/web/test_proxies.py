"""Who is believed about the client, the host and the scheme."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory

from web import proxies
from web.proxies import ForwardedHeaders, client_of


def asked(peer: str, **headers):
    """Return the request as views see it."""
    request = RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)
    ForwardedHeaders(lambda request: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("named", "forwarded", "peer", "client"),
    [
        ([], "198.51.100.1", "192.0.2.1", "192.0.2.1"),
        (["192.0.2.1"], "203.0.113.5, 198.51.100.1", "192.0.2.1", "198.51.100.1"),
        (["192.0.2.0/24", "198.51.100.1"], "203.0.113.5, 198.51.100.1", "192.0.2.1", "203.0.113.5"),
        (["192.0.2.1"], "", "192.0.2.1", "192.0.2.1"),
        (["192.0.2.1"], "not an address", "192.0.2.1", None),
        (["unix"], "198.51.100.1", "", "198.51.100.1"),
        ([], "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ([], "", "::ffff:192.0.2.1", "192.0.2.1"),
        ([], "", "", None),
        ([], "198.51.100.1", "127.0.0.1", None),
        ([], "", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_a_client_is_the_last_address_that_is_no_proxy_of_ours(settings, named, forwarded, peer, client):
    settings.TRUSTED_PROXIES = named
    assert client_of(asked(peer, **({"X-Forwarded-For": forwarded} if forwarded else {}))) == client


@pytest.mark.parametrize(
    "header", ["X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded", "X-Real-Ip"]
)
def test_what_a_stranger_says_of_host_and_scheme_is_dropped(settings, header):
    settings.TRUSTED_PROXIES = ["192.0.2.1"]
    assert header not in asked("198.51.100.9", **{header: "x"}).headers
    assert header in asked("192.0.2.1", **{header: "x"}).headers


def test_a_named_proxy_tells_the_host_and_nobody_else_does(settings, db):
    settings.TRUSTED_PROXIES, settings.USE_X_FORWARDED_HOST = ["192.0.2.1"], True
    settings.ALLOWED_HOSTS = ["testserver"]
    assert (
        Client(REMOTE_ADDR="192.0.2.1").get("/robots.txt", headers={"X-Forwarded-Host": "evil.test"}).status_code == 400
    )
    assert (
        Client(REMOTE_ADDR="192.0.2.9").get("/robots.txt", headers={"X-Forwarded-Host": "evil.test"}).status_code == 200
    )


@pytest.mark.parametrize("name", ["1", "nginx", "10.0.0.0/99"])
def test_a_proxy_that_is_no_address_is_refused_at_the_start(name):
    with pytest.raises(ImproperlyConfigured, match="is not an address"):
        proxies.read([name])


def test_addresses_networks_and_sockets_are_proxies():
    assert proxies.read(["127.0.0.1", "10.0.0.0/8", "::1", "unix"])
