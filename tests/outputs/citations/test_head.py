"""What the head of a page says to machines."""

import pytest

from outputs.citations.head import citation_tags, locale_of
from outputs.source import Source
from tests.make import NOON
from tests.outputs.citations.works import HOUSE, in_periodical, people, report


def tags_of(work, **more) -> list[tuple[str, str]]:
    source = Source("article", {}, {}, work.issued, number=1, live_from=NOON)
    return [(tag["name"], tag["content"]) for tag in citation_tags(work, source, **more)]


def test_a_report_names_its_institution_and_a_periodicals_article_its_journal():
    names = [name for name, _ in tags_of(report())]
    assert "citation_technical_report_institution" in names
    assert "citation_journal_title" not in names
    tags = tags_of(in_periodical())
    assert ("citation_journal_title", "Caspian Monitor") in tags
    assert ("citation_volume", "22") in tags
    assert ("citation_issue", "5") in tags
    assert "citation_technical_report_institution" not in dict(tags)


def test_each_author_has_a_tag_of_its_own_and_without_any_the_house_has_one():
    authors = people("Ada Abel", "Kees Jan van der Berg", "Plato")
    found = [content for name, content in tags_of(report(authors=authors)) if name == "citation_author"]
    assert found == ["Abel, Ada", "Kees Jan van der Berg", "Plato"]
    assert dict(tags_of(report(authors=HOUSE)))["citation_author"] == HOUSE[0].literal


def test_dates_are_written_as_scholar_reads_them():
    tags = dict(tags_of(report()))
    assert tags["citation_publication_date"] == "2026/03/01"
    assert tags["citation_online_date"] == "2026/05/01"


def test_a_pdf_is_named_where_there_is_one():
    assert "citation_pdf_url" not in dict(tags_of(report()))
    assert (
        dict(tags_of(report(), pdf_url="https://example.org/a.pdf"))["citation_pdf_url"] == "https://example.org/a.pdf"
    )


@pytest.mark.parametrize(
    ("tag", "locale"), [("en", "en_US"), ("en-GB", "en_GB"), ("zh-Hant-TW", "zh_TW"), ("hy", ""), ("", "")]
)
def test_a_locale_has_a_territory_or_is_left_out(tag, locale):
    assert locale_of(tag) == locale
