"""Addresses made without the resolver are those it makes."""

import pytest
from django.test import RequestFactory
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from web.bulk_addresses import ManyAddresses
from web.public_pages import absolute

pytestmark = pytest.mark.postgres

slugs = st.text(st.characters(exclude_characters="/.", exclude_categories=["Cc", "Cs"]), min_size=1)


@pytest.mark.parametrize("site", ["", "https://think.example"])
@given(slug=slugs, number=st.integers(0, 10**9))
def test_every_address_is_the_resolvers(settings, site, slug, number):
    settings.SITE_URL = site
    request = RequestFactory().get("/analysis/")
    plain, numbered = ManyAddresses(request, "author"), ManyAddresses(request, "snapshot-edition", is_numbered=True)
    assert plain.of(slug) == absolute(request, reverse("author", kwargs={"slug": slug}))
    kwargs = {"slug": slug, "number": number}
    assert numbered.of(slug, number) == absolute(request, reverse("snapshot-edition", kwargs=kwargs))
