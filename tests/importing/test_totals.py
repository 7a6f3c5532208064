"""An import in numbers: right plurals, and nothing said of what there is none of."""

import pytest

from importing import totals
from importing.lines import Document
from importing.matching import make_plan
from importing.outlining import make_outline
from importing.reading import read
from tests import make
from tests.importing.documents import SMALL

pytestmark = pytest.mark.django_db


def plan_of(text: str = SMALL):
    document: Document = read(text.encode(), "")
    return make_plan(make_outline(document, ["Strategic Snapshot"]))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((1, 0, 0, 0), "1 new article"),
        ((2, 1, 0, 0), "2 new articles and 1 changed article"),
        ((0, 0, 1, 3), "1 new author and 3 new topics"),
        ((15, 1, 2, 1), "15 new articles, 1 changed article, 2 new authors and 1 new topic"),
        ((0, 0, 0, 0), ""),
    ],
)
def test_what_is_brought_is_told_without_noughts(counts, words):
    assert totals.brought(*counts) == words


def test_a_document_is_told_by_its_articles_authors_and_warnings():
    assert totals.document_totals(plan_of()) == "3 articles by 3 authors, no warnings"
    assert totals.document_totals(plan_of(SMALL.replace("January 12, 2026", "01/02/2026"))).endswith(", 2 warnings")


def test_what_applying_would_bring_is_counted_before_it_is_done():
    make.author("Ada Brandt")
    assert totals.brought_by(plan_of()) == "3 new articles, 2 new authors and 1 new topic"


def test_what_an_editor_must_answer_first_is_counted():
    make.article("Northport Dredges Its Last Channel")
    assert totals.open_questions(plan_of()) == 1
