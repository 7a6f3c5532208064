"""No request, however hostile, is answered with a failure of ours: public pages and the desk, on both databases.

`make test` sends 500, `make test-all` 1,500. `make soak` sends 20,000 with a new seed, which it prints; FUZZ_SEED repeats it.
"""

import logging
import os
import traceback
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from importing.models import ImportedDocument
from record.revisions import keep_revision
from tests import make, public_site
from tests.accounts import signed_in
from tests.fuzzing import Fuzzer
from tests.make import NOON, later, published

pytestmark = [pytest.mark.rehearsed, pytest.mark.more]

SEED = int(os.environ.get("FUZZ_SEED", "12"))
USUAL = "1500" if os.environ.get("SUITE") == "all" else "500"
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", USUAL)) // 2  # half of them to the public, half to the desk
NOW = later(days=2)


@pytest.fixture
def site(db, settings, tmp_path, django_user_model):
    """The site of every public page, and at its desk whatever has a page of its own: drafts, revisions, what is due."""
    settings.MEDIA_ROOT = tmp_path
    public_site.build(NOON)
    root = django_user_model.objects.create_superuser("root", "root@example.org")
    for thing in (make.article("Draft"), make.snapshot("Draft", {"One": [make.article("Placed")]})):
        keep_revision(thing, root, NOON)
    published(make.snapshot("Coming", {"One": [make.article("Coming")]}), NOON, live_from=NOW + timedelta(days=1))
    ImportedDocument.objects.create(name="a.txt", data=b"Title\n\nAda Writer\n\nWords.")
    with time_machine.travel(NOW, tick=False):
        yield root


@pytest.fixture
def quiet():
    """Thousands of refusals are no news."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.slow
@pytest.mark.parametrize("part", ["public", "staff"])
def test_no_request_makes_the_site_fail(site, quiet, part):
    client = signed_in(site) if part == "staff" else Client()
    client.raise_request_exception = False
    failed = []
    for number, (asked, response) in enumerate(Fuzzer(SEED, client, part == "staff").answers(REQUESTS), 1):
        if response.status_code >= 500:
            failed.append(f"{response.status_code} {cause(response)} {asked}")
            tell(failed[-1])
        if number % 1000 == 0:
            tell(f"{number} of {REQUESTS} requests to {part} pages, seed {SEED}: {len(failed)} failed")
    assert not failed, "\n".join([f"Seed {SEED}:", *failed])


def tell(line: str) -> None:
    """Say it as it comes: `make soak` takes a while."""
    print(line, flush=True)  # noqa: T201


def cause(response) -> str:
    """Return what was raised, and where."""
    if not response.exc_info:
        return ""
    frame = traceback.extract_tb(response.exc_info[2])[-1]
    return f"{response.exc_info[1]!r:.300} in {frame.filename.rpartition('/')[2]}:{frame.lineno}:"
