"""Addresses that readers are to follow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from importing.reading.addresses import address
from people.models import Author
from record.models import Organization
from tests.accounts import editor, signed_in
from tests.desk_forms import add_row, filled
from text.prose import blocks, clean_inline, clean_prose
from text.web_addresses import is_public, stored_link

PUBLIC = [
    "https://example.org", "http://example.org/", "HTTPS://Example.org/a?b=c&d#e", "https://www.example.org:8443/x",
    "https://пример.рф/страница", "https://1.1.1.1/", "https://[2606:4700::1111]/", "https://sub-domain.example.co.uk/",
    "https://example.org/@name", "https://example.org/?next=http://127.0.0.1/", "https://localhost.example.org/",
]  # fmt: skip
NOT_PUBLIC = [
    "", "example.org", "//example.org/", "/about/", "https:example.org", "https:/example.org", "https:///example.org",
    "ftp://example.org/", "javascript:alert(1)", "https://user:pw@example.org/", "https://user@example.org/",
    "https://example.org\\@other.example/", "https://@example.org/", "https://", "https://exa mple.org/", "http://[",
    "https://example.org:port/", "https://example..org/", "https://intranet/", "https://localhost/", "http://LOCALHOST.:22/",
    "http://a.localhost/", "http://printer.local/", "http://db.internal/", "http://127.0.0.1:22/", "http://127.1/",
    "http://0/", "http://0177.0.0.1/", "http://0x7f.1/", "http://2130706433/", "http://1.2.3.4.5/", "http://10.0.0.1/",
    "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/", "http://100.64.0.1/",
    "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[::ffff:127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://１２７.０.０.１/", "http://127。0。0。1/",
    "http://%31%32%37.0.0.1/", "http://224.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("written", PUBLIC)
def test_an_address_of_the_public_web_can_be_followed(written):
    assert is_public(written)
    assert stored_link(written) == written


@pytest.mark.parametrize("written", NOT_PUBLIC)
def test_an_address_without_a_public_host_or_with_an_account_in_it_cannot(written):
    assert not is_public(written)


@given(st.text("/\\:@.#?%[]htps127.localhost\t", max_size=20))
def test_whatever_is_written_a_link_is_kept_once_and_for_all(written):
    kept = stored_link(written)
    assert kept is None or stored_link(kept) == kept
    assert not (kept or "").replace("\\", "/").startswith("//")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("//evil.example/x", ' href="https://evil.example/x"'),
        ("/\\evil.example", ' href="https://evil.example"'),
        ("\\\\evil.example", ' href="https://evil.example"'),
        ("/\t/evil.example", ' href="https://evil.example"'),
        ("///evil.example", ""),
        ("https:evil.example", ""),
        ("//user:pw@evil.example/", ""),
        ("//127.0.0.1/", ""),
        ("http://user:pw@example.org/", ""),
        ("http://localhost:8000/admin/", ""),
        ("/analysis/ports/", ' href="/analysis/ports/"'),
        ("#part-ports", ' href="#part-ports"'),
        ("?q=ports", ' href="?q=ports"'),
        ("mailto:desk@example.org", ' href="mailto:desk@example.org"'),
    ],
)
def test_a_link_in_a_text_leads_to_this_site_or_says_the_public_host_it_leads_to(written, kept):
    assert clean_inline(f'<a href="{written}">words</a>') == f"<a{kept}>words</a>"
    assert clean_prose(f'<p><a href="{written}">words</a></p>') == f"<p><a{kept}>words</a></p>"
    assert blocks(f'<p><a href="{written}">words</a></p>') == [f"<p><a{kept}>words</a></p>"]


BAD = ["https://user:pw@example.org/", "http://127.0.0.1:22/", "https://intranet.local/", "ftp://example.org/"]


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("typed", BAD)
@pytest.mark.parametrize(
    ("address", "model", "values"),
    [
        ("people/author", Author, {"name": "Ada Writer", "website": ""}),
        ("articles/article", Article, {"title": "Rails", "source_url": ""}),
        ("record/organization", Organization, {"name": "House", "website": ""}),
    ],
)
def test_an_address_that_readers_cannot_follow_is_refused(address, model, values, typed):
    client, page = signed_in(editor(is_superuser=True)), f"/admin/{address}/add/"
    typed_in = {name: value or typed for name, value in values.items()}
    assert client.post(page, filled(client, page, **typed_in)).status_code == 200
    assert not model.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("typed", [*BAD, "//example.org/", "/\\example.org", "javascript:alert(1)"])
def test_a_link_of_the_house_that_readers_cannot_follow_is_refused(typed):
    house = Organization.objects.create(pk=1, name="House")
    client, page = signed_in(editor(is_superuser=True)), "/admin/record/organization/1/change/"
    client.post(page, add_row(filled(client, page), "menu_links", label="Elsewhere", url=typed))
    assert not house.menu_links.exists()


@pytest.mark.parametrize("found", [*BAD, "//127.0.0.1/x", "https://www.google.com/url?q=http://127.0.0.1/"])
def test_a_document_brings_no_address_that_readers_cannot_follow(found):
    assert address(found) in (None, found if "google" in found else None)


@pytest.mark.django_db
def test_a_biography_leads_nowhere_that_readers_cannot_follow():
    client, page = signed_in(), "/admin/people/author/add/"
    bio = 'Writes on <a href="//ports.example/">ports</a> and <a href="http://u:p@rails.example/">rails</a>.'
    client.post(page, filled(client, page, name="Ada Writer", bio=bio))
    assert Author.objects.get().bio == '<p>Writes on <a href="https://ports.example/">ports</a> and <a>rails</a>.</p>'
