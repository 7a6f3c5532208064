"""The order of what a search finds."""

import pytest

from tests import make
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.postgres("search.query")]


@pytest.mark.parametrize("kind", ["articles", "snapshots"])
def test_by_relevance_titles_come_before_the_lead_and_the_lead_before_the_text(look, kind):
    """The newest come first by date, so that each order differs."""
    if kind == "articles":
        published(make.article("Ferries wait", points=["A."], body="<p>B.</p>"), NOON)
        published(make.article("Lead", points=["Ferries wait."], body="<p>B.</p>"), later(hours=1))
        published(make.article("Text", points=["A."], body="<p>Ferries wait.</p>"), later(hours=2))
    else:
        published(make.snapshot("Ferries wait"), NOON)
        published(make.snapshot("Lead", standfirst="Ferries wait."), later(hours=1))
        published(make.snapshot("Text", introduction="<p>Ferries wait.</p>"), later(hours=2))
    found = look(f"/api/v1/{kind}/?q=ferries&order=relevance", later(hours=3)).json()["results"]
    assert [each["title"] for each in found] == ["Ferries wait", "Lead", "Text"]
