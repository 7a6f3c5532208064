"""What an import may touch is what the importer may touch."""

from contextlib import nullcontext
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from articles.models import Article
from importing.matching import ArticleMatch, Plan, Status
from importing.models import ImportedDocument
from importing.outline import ArticleOutline, Outline
from importing.rights import require_all, without_hidden
from permissions.matrix import MATRIX, Act, Reach
from record.terms import Refused
from tests import make
from tests.accounts import person, signed_in
from tests.desk_forms import filled_from
from tests.importing.test_import_page import UPLOAD

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DOCUMENT = """Strategic Snapshot: Ports

Selected Analysis

Harbors

Ferries return
By Ada Writer
March 1, 2026

Executive Summary:

- A hostile point.
"""


def uploaded(client):
    return client.post(UPLOAD, {"text": DOCUMENT}, follow=True)


def apply(client, review):
    sent = filled_from(review) | {"apply": "yes"}
    return client.post(review.request["PATH_INFO"], sent, follow=True)


def test_nobody_sees_the_document_of_another_importer():
    review = uploaded(signed_in(person("editor")))
    address = review.request["PATH_INFO"]
    assert ImportedDocument.objects.count() == 1
    other = signed_in(person("publisher"))
    assert other.get(address).status_code == 404
    assert other.post(address, {"apply": "yes"}).status_code == 404
    assert other.get(reverse("admin:snapshot_snapshot_review", args=[987])).status_code == 404


def test_a_contributor_does_not_import():
    assert signed_in(person("contributor")).get(UPLOAD).status_code == 403


def test_an_article_of_another_branch_is_not_shown_and_not_changed():
    author = make.author("Ada Writer")
    hidden = make.article("Ferries return", authors=[author], points=["Ours."], topics=[make.topic()])
    client = signed_in(person("editor", topics=(make.topic(),)))
    review = uploaded(client)
    assert str(hidden.pk) not in [key for key, _words in _choices(review)]
    apply(client, review)
    assert [point.text for point in hidden.points.all()] == ["Ours."]


def test_an_editor_may_not_change_the_authors_of_something_published_by_importing_it():
    published = make.article("Ferries return", authors=[make.author("Vera Holm")], points=["Ours."])
    Article.objects.filter(pk=published.pk).update(published_on="2026-03-01")
    make.published(published)
    client = signed_in(person("editor"))
    review = uploaded(client)
    sent = filled_from(review) | {"apply": "yes", "article-0": str(published.pk)}
    answer = client.post(review.request["PATH_INFO"], sent)
    assert "Only a publisher can change its date or authors." in answer.content.decode()
    assert [point.text for point in published.points.all()] == ["Ours."]


def _choices(review) -> list:
    return list(review.context["form"].fields["article-0"].choices)


def test_a_plan_loses_what_the_importer_may_not_read_and_nothing_else():
    branch = make.topic()
    seen, hidden = make.article("Seen", topics=[branch]), make.article("Hidden", topics=[make.topic()])
    matches = [
        ArticleMatch(0, ArticleOutline("A"), Status.CHANGED, seen, changes=["the title"]),
        ArticleMatch(1, ArticleOutline("B"), Status.CHANGED, hidden, changes=["the title"]),
        ArticleMatch(2, ArticleOutline("C"), Status.UNSURE, candidates=[seen, hidden]),
        ArticleMatch(3, ArticleOutline("D"), Status.UNSURE, candidates=[hidden]),
        ArticleMatch(4, ArticleOutline("E"), Status.SAME, seen),
    ]
    plan = Plan(Outline("Plan"), "Plan", None, None, matches, [], {}, None, [], set())
    without_hidden(plan, person("editor", topics=(branch,)))
    assert [(match.status, match.article, match.candidates, match.changes) for match in plan.articles] == [
        (Status.CHANGED, seen, [], ["the title"]),
        (Status.NEW, None, [], []),
        (Status.UNSURE, None, [seen], []),
        (Status.NEW, None, [], []),
        (Status.SAME, seen, [], []),
    ]


def test_a_plan_keeps_its_snapshot_only_for_those_who_may_read_that_one():
    branch = make.topic()
    make.snapshot("Seen", topics=[branch])
    hidden = make.snapshot("Hidden", topics=[make.topic()])
    plan = Plan(Outline("Plan"), "Plan", None, None, [], [], {}, None, [], set())
    plan.snapshot = hidden
    assert without_hidden(plan, person("editor")).snapshot == hidden
    assert without_hidden(plan, person("editor", topics=(branch,))).snapshot is None


def test_only_snapshots_that_the_importer_may_read_are_offered():
    branch = make.topic()
    seen, hidden = make.snapshot("Seen", topics=[branch]), make.snapshot("Hidden", topics=[make.topic()])
    review = uploaded(signed_in(person("editor", topics=(branch,))))
    offered = [key for key, _words in review.context["form"].fields["snapshot"].choices]
    assert seen.pk in offered
    assert hidden.pk not in offered


@pytest.mark.parametrize(
    ("day", "authors", "is_change"),
    [
        (None, ("Ada Writer",), False),
        ("2026-03-01", ("Ada Writer",), False),
        ("2026-03-02", ("Ada Writer",), True),
        (None, ("Vera Holm",), True),
    ],
)
def test_only_a_publisher_imports_another_date_or_other_authors_of_something_published(day, authors, is_change):
    article = make.article("Ferries return", authors=[make.author("Ada Writer")], published_on=date(2026, 3, 1))
    make.published(article)
    outline = ArticleOutline("Ferries return", date=day and date.fromisoformat(day), authors=authors)
    matches = [ArticleMatch(0, outline, Status.CHANGED, article)]
    plan = Plan(Outline("Plan"), "Plan", None, None, matches, [], {}, None, [], set())
    require_all(plan, person("publisher"))
    with pytest.raises(Refused) if is_change else nullcontext():
        require_all(plan, person("editor"))


def test_an_editor_imports_another_date_of_something_that_was_never_published():
    article = make.article("Ferries return", published_on=date(2026, 3, 1))
    outline = ArticleOutline("Ferries return", date=date(2026, 3, 2), authors=("Ada Writer",))
    matches = [ArticleMatch(0, outline, Status.CHANGED, article)]
    require_all(Plan(Outline("Plan"), "Plan", None, None, matches, [], {}, None, [], set()), person("editor"))


def test_a_plan_is_carried_out_only_for_whoever_may_import():
    plan = Plan(Outline("Plan"), "Plan", None, None, [], [], {}, None, [], set())
    require_all(plan, person("editor"))
    with pytest.raises(PermissionDenied):
        require_all(plan, person("contributor"))


def test_an_import_into_a_snapshot_is_for_whoever_may_arrange_that_one(monkeypatch):
    monkeypatch.setitem(MATRIX, Act.ARRANGE, (Reach.NONE, Reach.NONE, Reach.OWN, Reach.ALL, Reach.ALL))
    plan = Plan(Outline("Plan"), "Plan", None, make.snapshot(), [], [], {}, None, [], set())
    require_all(plan, person("publisher"))
    with pytest.raises(PermissionDenied):
        require_all(plan, person("editor"))


def test_an_import_changes_only_what_the_importer_may_edit(monkeypatch):
    monkeypatch.setitem(MATRIX, Act.EDIT_DRAFT, (Reach.NONE, Reach.NONE, Reach.OWN, Reach.ALL, Reach.ALL))
    matches = [ArticleMatch(0, ArticleOutline("Ports"), Status.CHANGED, make.article("Ports"))]
    plan = Plan(Outline("Plan"), "Plan", None, None, matches, [], {}, None, [], set())
    require_all(plan, person("publisher"))
    with pytest.raises(PermissionDenied):
        require_all(plan, person("editor"))


def test_an_import_that_names_what_the_importer_may_not_read_is_refused():
    article = make.article("Hidden", topics=[make.topic()])
    matches = [ArticleMatch(0, ArticleOutline("Hidden"), Status.SAME, article)]
    plan = Plan(Outline("Plan"), "Plan", None, None, matches, [], {}, None, [], set())
    require_all(plan, person("editor"))
    with pytest.raises(PermissionDenied):
        require_all(plan, person("editor", topics=(make.topic(),)))
