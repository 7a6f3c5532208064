import pytest

from alerts.digest import digest_letter
from record import publishing
from tests import make
from tests.letters import SITE, Looked, source
from tests.make import NOON, later, published

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _asked_of_the_test_server(_site, settings):
    """A digest is made in an editor's request, which tells the site's address."""
    settings.SITE_URL = ""


def digest(*snapshots, note="", subject="This month") -> tuple[str, str, Looked]:
    letter = digest_letter(subject, note, [source(snapshot.editions.get()) for snapshot in snapshots], SITE)
    return letter.html, letter.text, Looked(letter.html)


@pytest.fixture
def two():
    """Two published snapshots."""
    ports = make.snapshot("Ports", {"Berths": [make.article("Ferries Wait", slug="ferries")]}, slug="ports")
    seals = make.snapshot("Seals", {"Ice": [make.article("Seals Travel")]}, slug="seals", standfirst="On the ice.")
    published(ports, NOON)
    published(seals, later(minutes=1))
    return ports, seals


def test_each_snapshot_has_title_first_sentence_sections_titles_and_address(two):
    _, text, looked = digest(*two)
    for said in ("Ports", "First paragraph.", "Berths", "Ferries Wait", "Seals", "On the ice.", "Ice", "Seals Travel"):
        assert said in looked.text, said
        assert said in text, said
    for address in (f"{SITE}snapshots/ports/", f"{SITE}snapshots/seals/"):
        assert address in looked.links
        assert address in text
    assert f"{SITE}analysis/ferries/" in looked.links


def test_snapshots_stand_in_the_order_given(two):
    assert digest(*two)[1].index("Ports") < digest(*two)[1].index("Seals")
    assert digest(*reversed(two))[1].index("Seals") < digest(*reversed(two))[1].index("Ports")


def test_the_note_is_paragraphs_of_plain_text(two):
    html, text, looked = digest(*two, note="One <b>bold</b>\r\nline.\r\n\r\n<script>alert(1)</script>\n\n\n\nThree.")
    assert '<p dir="auto" style="margin:0 0 16px">One &lt;b&gt;bold&lt;/b&gt; line.</p>' in html
    assert "script" not in {tag for tag, _ in looked.elements}
    assert "One <b>bold</b> line.\n\n<script>alert(1)</script>\n\nThree.\n" in text


def test_a_withdrawn_article_is_named_as_such_and_not_linked(two):
    publishing.withdraw(make.articles_of(two[0])[0], "Forged.", at=later(hours=1))
    _, text, looked = digest(*two)
    assert "Ferries Wait (withdrawn)" in looked.text
    assert "Ferries Wait (withdrawn)" in text
    assert f"{SITE}analysis/ferries/" not in looked.links


def test_of_a_long_introduction_the_first_sentences_are_told():
    long = make.snapshot(introduction=f"<p>First one. Second one? {'Word ' * 80}.</p>", slug="long")
    published(long, NOON)
    assert "First one. Second one?" in digest(long)[2].text
    assert "Word Word" not in digest(long)[2].text


def test_a_sentence_without_an_end_is_cut_at_a_word():
    long = make.snapshot(introduction=f"<p>{'word ' * 80}</p>", slug="long")
    published(long, NOON)
    assert "word word…" in digest(long)[2].text


def test_the_language_is_the_snapshots_own_where_they_share_one(two):
    assert '<html lang="en"' in digest(*two)[0]
    make.changed(two[0], language="hy")
    published(two[0], later(hours=1))
    armenian = digest_letter("x", "", [source(two[0].editions.get(number=2))], SITE)
    assert armenian.language == "hy"
