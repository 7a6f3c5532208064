"""docs/licenses.md names the license of everything that a site is made of."""

import re

import pytest

from dev import list_licenses


@pytest.mark.parametrize("lock", list_licenses.LOCKS)
def test_the_list_names_every_package_of_the_lock(lock):
    rows = dict(re.findall(r"^\| (\S+) \| (.+) \|$", list_licenses.PAGE.read_text(), re.M))
    missing = [name for name in list_licenses.packages_in(lock) if rows.get(name, "not named") == "not named"]
    assert not missing, f"make licenses: {', '.join(missing)}"


def test_an_installed_package_is_asked_for_its_license():
    assert list_licenses.license_of("django") == "BSD-3-Clause"
    assert list_licenses.license_of("nowhere-to-be-found") == ""
