"""Addresses that are kept, unwrapped or dropped."""

import pytest

from importing.reading.addresses import address, is_dangerous


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("https://a.test/b?c=d&e=f", "https://a.test/b?c=d&e=f"),
        ("mailto:ada@a.test", "mailto:ada@a.test"),
        ("//a.test/b", "https://a.test/b"),
        ("https://www.google.com/url?q=https://real.test/x%3Fy%3D1&sa=D", "https://real.test/x?y=1"),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Freal.test%2F&data=1", "https://real.test/"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ('https://a.test/x" \\o "tip', "https://a.test/x"),
        ("/relative", None),
        ("relative.html", None),
        ("javascript:alert(1)", None),
        (" java\nscript:alert(1)", None),
        ("data:text/html,x", None),
        ("ftp://a.test/", None),
        ("https://[broken/", None),
        ("https:///no-host", None),
        ("mailto:nobody", None),
    ],
)
def test_only_full_web_and_mail_addresses_are_kept(href, kept):
    assert address(href) == kept


def test_a_relative_address_is_resolved_against_a_secure_base_only():
    assert address("/x", "https://a.test/b/") == "https://a.test/x"
    assert address("/x", "http://a.test/b/") is None


@pytest.mark.parametrize(
    "href", ["javascript:x", "JaVaScRiPt:x", "\x01javascript:x", "java\tscript:x", "data:x", "file:///etc"]
)
def test_dangerous_addresses_are_told(href):
    assert is_dangerous(href)
