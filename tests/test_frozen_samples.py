"""Content frozen under every schema there ever was can still be read: a sample of each stands in tests/frozen/.

Whoever raises a schema adds a sample of the new one there and leaves the others alone: they are what editions hold.
"""

import json
from pathlib import Path

import pytest

from articles import freezing as article_freezing
from articles.models import ArticleEdition
from record import freezing
from record.freezing import store, upgraded
from record.kinds import kind_named
from record.models import Address
from snapshot import freezing as snapshot_freezing
from snapshot.models import SnapshotEdition
from tests import make
from tests.make import NOON
from tests.schemas import faults, schema

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsed]
FROZEN = Path(__file__).parent / "frozen"
ARTICLES, SNAPSHOTS = (sorted(path.stem for path in FROZEN.glob(f"{kind}-*.json")) for kind in ("article", "snapshot"))


def sample(name: str) -> dict:
    return json.loads((FROZEN / f"{name}.json").read_text(encoding="utf-8"))


def put(name: str, content: dict, parent) -> str:
    """Let the record hold the sample as its only edition; return its permanent address, without an ending."""
    kind = kind_named(name)
    complete = upgraded(content)  # columns are made of what is written now
    work, part = complete["work"], complete["edition"]
    number = part["number"]
    columns = {
        **kind.columns(work, part),
        "series_id": None,
        "publication_type_id": None,
    }  # its house data need not be there to show it
    kind.edition_model.objects.create(
        parent=parent, number=number, kind=part["kind"], note=part["note"], content=store(content), live_from=NOON, **columns
    )  # fmt: skip
    Address.objects.create(collection=kind.collection, slug=work["slug"], parent_id=parent.pk)
    return f"/{kind.collection}/{work['slug']}/editions/{number}"


def test_there_is_a_sample_of_every_schema_up_to_the_one_written_now():
    for names, written in ((ARTICLES, article_freezing.SCHEMA), (SNAPSHOTS, snapshot_freezing.SCHEMA)):
        kind, number = written.split("/")
        assert names == sorted(f"{kind}-{n}" for n in range(1, int(number) + 1))
        assert all(sample(name)["work"]["schema"] == name.replace("-", "/") for name in names)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_frozen_under_it_has_its_page_text_and_json(look, name):
    content = sample(name)
    address = put("article", content, make.article())
    page, text = (look(address + ending).content.decode() for ending in ("/", ".txt"))
    for words in (
        "Locks on the Ladoga Canal: Who Pays?", "Ani Daly", "Երվանդ Քոչ", "Tolls rose by <em>a third</em> &amp; traffic fell.",
        "A canal with two owners &amp; one budget.", "They were last set in 1998.", "Key Points", "Ladoga", "February 17, 2026",
        "The year of the tolls was wrong.",
    ):  # fmt: skip
        assert words in page, words
    for words in ("Ani Daly and Երվանդ Քոչ", "- Tolls rose by a third & traffic fell.", "They were last set in 1998."):
        assert words in text, words
    answer = look(f"{address}.json").content
    assert json.loads(answer) == content
    assert faults(schema("articles", name), answer) == []
    assert ArticleEdition.objects.get().content_id[:16] in page


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_a_snapshot_frozen_under_it_has_its_page_text_and_json(look, name):
    content = sample(name)
    address = put("snapshot", content, make.snapshot(sections={}))
    page, text = (look(address + ending).content.decode() for ending in ("/", ".txt"))
    for words in (
        "Canals in Winter", "Harbor Notes", "Ice closes the canals in <strong>December</strong>.", "Who Pays", "The Second Lock",
        "It leaks.", "Nobody repairs the second lock.", "Read this first.", "For more on the Ladoga, see here.", "February 20, 2026",
    ):  # fmt: skip
        assert words in page, words
    for words in ("Harbor Notes: Canals in Winter", "The Second Lock", "Nobody repairs the second lock."):
        assert words in text, words
    answer = look(f"{address}.json").content
    assert json.loads(answer) == content
    assert faults(schema("snapshot", name), answer) == []
    assert SnapshotEdition.objects.get().content_id[:16] in page


@pytest.mark.parametrize(("name", "kind"), [*((n, "article") for n in ARTICLES), *((n, "snapshot") for n in SNAPSHOTS)])
def test_a_working_copy_can_be_thawed_from_it_though_all_it_refers_to_is_gone(name, kind):
    found = kind_named(kind)
    copy = found.draft_model()
    report = found.thaw(upgraded(sample(name))["work"], copy)
    assert copy.title == sample(name)["work"]["title"]
    assert len(report.missing) >= 4


@pytest.mark.slow
def test_content_of_an_older_schema_is_read_through_its_upgrader_and_served_as_it_was(look, monkeypatch):
    older = sample("article-1")
    del older["work"]["figures"]
    older["work"]["schema"] = "article/0"

    def with_figures(content: dict) -> dict:
        return {**content, "work": {**content["work"], "schema": "article/1", "figures": []}}

    monkeypatch.setitem(freezing.upgraders, "article/0", with_figures)
    address = put("article", older, make.article())
    assert "They were last set in 1998." in look(f"{address}/").content.decode()
    assert json.loads(look(f"{address}.json").content) == older
