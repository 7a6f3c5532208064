"""Schemathesis asks what no person would, and holds every answer to the document: in this process, within seconds."""

import json

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

from snapshot.public.api.document import document

pytestmark = pytest.mark.django_db

# “from” after “until”, a cursor of another order, a slug with a space in it: right in form, and still refused.
ACCEPTED = ["200", "301", "304", "400", "404", "410"]
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ACCEPTED}}})

schema = schemathesis.openapi.from_dict(json.loads(json.dumps(document())), config=CONFIG)
schema.app = get_wsgi_application()


@pytest.mark.usefixtures("site")
@schema.parametrize()
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_request_finds_an_answer_that_the_document_does_not_know(case):
    case.call_and_validate()
