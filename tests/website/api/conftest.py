"""A small site for the API's tests, and how its answers are held to its document."""

import json

import pytest
from jsonschema import Draft202012Validator

from record import publishing
from tests import make
from tests.make import NOON, later, published
from website.api.document import document


@pytest.fixture(scope="module")
def site(shared_site):
    """Articles of one and of two editions, one withdrawn, one moved; two snapshots; a tree of topics."""
    shared_site(build)


def build():
    sea, ada, bea = make.topic("Sea", slug="sea"), make.author("Ada Writer", slug="ada"), make.author(slug="bea")
    ports = make.topic("Ports", slug="ports", parent=sea, kind="theme")
    ferries = make.article(
        "Ferries <Wait>", [ada, bea], topics=[ports], tags=[make.tag("queues", slug="queues")], slug="ferries",
        points=("Ferries wait <em>long</em>.",), body="<p>They wait.</p>", standfirst="Two ports.", series=make.series(),
    )  # fmt: skip
    seals = make.article("Seals Travel", [ada], slug="seals", source_url="https://example.org/seals")
    otters = make.article("Otters", [bea], slug="otters", language="hy")
    caspian = make.snapshot(
        "Caspian", {"Ports": [ferries, seals], "": [otters]}, [ada], [ports], slug="caspian", coverage=ports,
        coverage_label="For more on ports",
    )  # fmt: skip
    published(caspian, NOON)
    published(make.snapshot("Autumn", {"One": [seals]}, slug="autumn"), NOON)
    published(
        make.changed(ferries, standfirst="Three ports."), later(hours=1), kind="correction", note="Three, not two."
    )
    published(make.changed(seals, slug="seals-travel"), later(hours=1), note="Moved.")
    publishing.withdraw(otters, "Not ours.", at=later(hours=2))


def shape_at(route: str, status: int) -> dict | None:
    """Return the schema that the document has for an answer; None where it has no body."""
    answer = document()["paths"][route]["get"]["responses"][str(status)]
    return answer.get("content", {}).get("application/json", {}).get("schema")


def faults(schema: dict, value: object) -> list[str]:
    """Return where a value is not as the schema says, a line each; formats are held to, too."""
    whole = {**schema, "components": document()["components"]}
    validator = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{'/'.join(map(str, each.path))}: {each.message}" for each in validator.iter_errors(value)]


def route_of(answer) -> str:
    """Return the document's path of the address that answered."""
    route = str(answer.resolver_match.route).replace("<uslug:slug>", "{slug}").replace("<int:number>", "{number}")
    return f"/{route}"


@pytest.fixture
def ask(look, site):
    """Return ask(path, at, **headers): look at an address of the API and hold the answer to the document."""

    def get(path: str, at=later(hours=3), **headers):
        answer = look(f"/api/v1{path}", at, **headers)
        schema = shape_at(route_of(answer), answer.status_code)
        if schema:
            assert answer["Content-Type"] == "application/json"
            answer.data = json.loads(answer.content)
            assert faults(schema, answer.data) == []
        else:
            assert answer.status_code in {301, 304}
        return answer

    return get
