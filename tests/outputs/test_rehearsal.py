"""What cannot be rendered is refused before anybody can read it, by every act that freezes."""

import logging
from collections import Counter

import pytest

from articles.kind import ARTICLE
from articles.models import ArticleEdition
from record import publishing, record_version
from record.models import Address, FrozenContent, Revision
from record.publishing import Pending, Refused, Terms
from snapshot.corrections.propagation import take_in
from snapshot.corrections.together import publish_and_take_in
from snapshot.kind import SNAPSHOT
from snapshot.models import SnapshotEdition
from snapshot.publishing import publish_with_articles
from tests import make
from tests.make import NOON, changed, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.rehearsed]

TABLES = (ArticleEdition, SnapshotEdition, FrozenContent, Address, Revision)


def rows() -> list[int]:
    return [table.objects.count() for table in TABLES]


def unrenderable() -> dict:
    """Return what makes an article that no page can show: its topic's address leads nowhere."""
    topic = make.topic()
    type(topic).objects.filter(pk=topic.pk).update(slug="with.dot")
    topic.refresh_from_db()
    return {"topics": [topic]}


def break_it(monkeypatch, kind, name: str = "page", only: str = "") -> None:
    """Let one rendition of a kind fail, of everything or of what has that title."""
    real = kind.renditions[name]

    def fails(request, edition):
        if only in edition.title:
            raise ValueError("no such letter")
        return real(request, edition)

    monkeypatch.setitem(kind.renditions, name, fails)


def refusal_of(act, *args, **kwargs) -> list[str]:
    """Return why the act is refused; nothing may be written by it."""
    before = rows()
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    assert rows() == before
    return refused.value.reasons


def test_an_article_that_has_no_page_is_refused_by_name():
    article = make.article("Gas by Night", **unrenderable())
    reasons = refusal_of(publishing.publish, article, None, at=NOON)
    assert "“Gas by Night” cannot be published: its page cannot be made (NoReverseMatch" in reasons[0]


@pytest.mark.parametrize("name", ARTICLE.renditions)
def test_an_article_is_refused_for_each_of_its_renditions(name, monkeypatch):
    break_it(monkeypatch, ARTICLE, name)
    (reason,) = refusal_of(publishing.publish, make.article(), None, at=NOON)
    assert f"its {name} cannot be made (ValueError: no such letter)" in reason


@pytest.mark.parametrize("name", SNAPSHOT.renditions)
def test_a_snapshot_is_refused_for_each_of_its_renditions(name, monkeypatch):
    snapshot = make.snapshot()
    for article in make.articles_of(snapshot):
        published(article, NOON)
    break_it(monkeypatch, SNAPSHOT, name)
    (reason,) = refusal_of(publishing.publish, snapshot, None, at=NOON)
    assert f"its {name} cannot be made" in reason


def test_what_went_wrong_is_logged_with_its_traceback(monkeypatch, caplog):
    break_it(monkeypatch, ARTICLE)
    with caplog.at_level(logging.ERROR):
        refusal_of(publishing.publish, make.article("Gas"), None, at=NOON)
    (told,) = caplog.records
    assert "page of edition 1 of “Gas”" in told.getMessage()
    assert told.exc_info


def test_what_is_scheduled_is_tried_before_its_moment(monkeypatch):
    break_it(monkeypatch, ARTICLE)
    refusal_of(publishing.publish, make.article(), None, Terms(later(days=1)), NOON)


def test_of_a_set_every_article_that_has_no_page_is_named_and_none_is_published(monkeypatch):
    first, second, third = make.article("Broken One"), make.article("Whole"), make.article("Broken Two")
    snapshot = make.snapshot(sections={"One": [first, second, third]})
    break_it(monkeypatch, ARTICLE, only="Broken")
    reasons = refusal_of(publish_with_articles, snapshot, [first, second, third], None, at=NOON)
    assert [title for title in ("Broken One", "Whole", "Broken Two") if any(title in each for each in reasons)] == [
        "Broken One", "Broken Two",
    ]  # fmt: skip


def test_of_a_set_each_is_tried_once(monkeypatch):
    tried = Counter()
    for kind in (ARTICLE, SNAPSHOT):
        real = kind.renditions["page"]
        monkeypatch.setitem(kind.renditions, "page", lambda request, edition, real=real: (
            tried.update([edition.title]), real(request, edition),
        ))  # fmt: skip
    snapshot = make.snapshot()
    published(snapshot, NOON)
    assert set(tried.values()) == {1}
    assert len(tried) == 3


def test_a_correction_that_travels_is_refused_where_a_snapshot_has_no_page(monkeypatch):
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    published(snapshot, NOON)
    break_it(monkeypatch, SNAPSHOT)
    terms = Terms(kind="correction", note="A name.")
    changed(article)
    refusal_of(publish_and_take_in, article, [snapshot], None, terms, later(hours=1))


def test_a_newer_text_is_not_taken_in_where_the_snapshot_has_no_page(monkeypatch):
    article = make.article()
    snapshot = make.snapshot(sections={"One": [article]})
    published(snapshot, NOON)
    published(changed(article), later(hours=1))
    break_it(monkeypatch, SNAPSHOT)
    refusal_of(take_in, snapshot, [article], None, at=later(hours=2))


def test_a_scheduled_edition_that_is_frozen_again_is_tried_too(monkeypatch):
    article = make.article()
    published(article, NOON)
    published(changed(article, title="Tomorrow"), NOON, live_from=later(days=1))
    changed(article, title="Both")
    tried = []
    monkeypatch.setitem(ARTICLE.renditions, "page", lambda request, edition: tried.append(request.moment))
    with pytest.raises(Refused):  # nothing would be left for tomorrow; both were tried before that
        published(article, later(hours=1), pending=Pending.FREEZE_AGAIN)
    assert tried == [later(hours=1)]


def test_trying_leaves_nothing_held_of_what_is_not_public_yet(monkeypatch):
    break_it(monkeypatch, ARTICLE, "card in lists")
    refusal_of(publishing.publish, make.article(topics=[make.topic()]), None, at=NOON)
    assert not {"related analysis", "facet counts", "suggested names"} & set(record_version._state["held"])
