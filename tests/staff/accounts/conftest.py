"""An account with a password, and no attempts to sign in left from other tests."""

import pytest
from django.core.cache import cache

from tests.accounts import PASSWORD, person


@pytest.fixture(autouse=True)
def _no_attempts():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def vera():
    account = person("publisher", "Vera Holm", username="vera", email="vera@house.example")
    account.set_password(PASSWORD)
    account.save()
    return account
