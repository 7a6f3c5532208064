"""Schemathesis asks what no person would, and holds every answer to the document: in this process, within seconds."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck
from schemathesis.config import SchemathesisConfig

from tests.strategies import examples
from website.api.document import document

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.more]

# “from” after “until”, a cursor of another order, a slug with a space in it: right in form, and still refused.
ACCEPTED = ["200", "301", "304", "400", "404", "410"]
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}})

schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document())), config=CONFIG)
schema.app = get_wsgi_application()


@pytest.fixture(autouse=True)
def _one_connection():
    """Keep the connection, and the transaction that the test will undo: a server would close it after each request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("site")
@schema.parametrize()
@examples(20, suppress_health_check=list(HealthCheck))
def test_no_request_finds_an_answer_that_the_document_does_not_know(case):
    # It reads no compressed answer of an application that it calls without a server.
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
