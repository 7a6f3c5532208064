"""Schemathesis asks what no person would, and holds every answer to the document: in this process, within seconds."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig

pytestmark = pytest.mark.django_db

# “from” after “until”, a cursor of another order, a slug with a space in it: right in form, and still refused.
CONFIG = SchemathesisConfig.from_dict({"checks": {"positive_data_acceptance": {"expected-statuses": ["200", "301", "304", "400", "404", "410"]}}})


@pytest.fixture
def fuzzed(site):
    """The document as this process serves it."""
    return schemathesis.openapi.from_wsgi("/api/v1/schema/", get_wsgi_application(), config=CONFIG)


lazy = schemathesis.pytest.from_fixture("fuzzed")


@lazy.parametrize()
@settings(max_examples=25, deadline=None, phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck))
def test_no_request_finds_an_answer_that_the_document_does_not_know(case):
    case.call_and_validate()
