"""Pages of editions on disk: made again only when something that they say has changed, and no more than may be kept."""

import os
from pathlib import Path

import pytest
import time_machine

from articles.public import views as article_views
from record import publishing, record_version
from record.models import Organization
from snapshot.public import views as snapshot_views
from tests import make
from tests.make import NOON, changed, later, published
from web import page_files, program

pytestmark = pytest.mark.django_db
PAGES = ["/analysis/ferries/", "/snapshots/week/"]


@pytest.fixture
def made(monkeypatch, settings, tmp_path):
    """Return the list of pages that are made, by the slug of the edition."""
    settings.KEPT_PAGES_MB, settings.RENDITIONS_ROOT = 1, str(tmp_path)
    monkeypatch.setattr(page_files, "program_digest", lambda: "the program")
    found = []
    for views in (article_views, snapshot_views):
        real = views._page

        def page(request, edition, *given, real=real):
            found.append(edition.slug)
            return real(request, edition, *given)

        monkeypatch.setattr(views, "_page", page)
    return found


@pytest.fixture
def site(made):
    topic = make.topic()
    article = make.article("Ferries Wait", slug="ferries", topics=[topic])
    published(article, later(days=-1))
    snapshot = make.snapshot(
        "Week", slug="week", sections={"One": [article]}, topics=[topic], compilers=[make.author()]
    )
    published(snapshot, later(days=-1))
    made.clear()  # publishing tries each page before
    return article, snapshot


def looked(look, at=NOON) -> list[bytes]:
    return [look(path, at).content for path in PAGES]


def test_a_change_elsewhere_and_a_new_process_make_no_page_again(look, site, made):
    before = looked(look)
    assert made == ["ferries", "week"]
    published(make.article(), NOON)
    made.clear()
    assert looked(look, later(seconds=1)) == before
    assert made == []


@pytest.mark.slow
@pytest.mark.parametrize("what", ["corrected", "translated", "withdrawn", "related", "house", "program"])
def test_what_a_page_says_beside_its_content_makes_it_again(look, site, made, monkeypatch, what):
    article, snapshot = site
    before = looked(look)
    if what == "corrected":
        published(changed(article, title="Ferries Sail"), NOON, kind="correction", note="Wrong.")
    elif what == "translated":
        published(make.snapshot(language="fr", translation_of=snapshot), NOON)
    elif what == "withdrawn":
        publishing.withdraw(article, "An error.", at=NOON)
    elif what == "related":
        published(make.snapshot(topics=article.categories.all()), NOON)
    elif what == "house":
        Organization.objects.update_or_create(pk=1, defaults={"name": "Another House"})
        record_version.raise_version()
    else:
        monkeypatch.setattr(page_files, "program_digest", lambda: "another program")
        record_version.clear_cache()
    made.clear()
    at = later(seconds=1)
    assert look("/snapshots/week/", at).status_code == 200
    assert made == ["week"]
    kept = looked(look, at)
    assert (kept[1] != before[1]) or what == "program"
    for file in Path(page_files._folder()).iterdir():
        file.unlink()
    record_version.clear_cache()
    assert looked(look, at) == kept


def test_asking_the_database_is_over_before_a_page_is_made(look, site, made, monkeypatch, django_assert_num_queries):
    """What is asked while a page is made would not be in the name of its file."""
    for views in (article_views, snapshot_views):
        real = views._page

        def page(*given, real=real):
            with django_assert_num_queries(0):
                return real(*given)

        monkeypatch.setattr(views, "_page", page)
    looked(look)
    assert made == ["ferries", "week"]


def test_a_damaged_file_is_made_anew(look, site, made):
    before = looked(look)
    for file in Path(page_files._folder()).iterdir():
        file.write_bytes(file.read_bytes()[:-10])
    record_version.clear_cache()
    assert looked(look) == before
    assert len(made) == 4


def test_a_folder_that_takes_nothing_stops_nobody(look, site, made, settings):
    settings.RENDITIONS_ROOT = "/dev/null"
    assert all(b"<main" in page for page in looked(look))


def test_what_was_used_longest_ago_goes_first(settings, tmp_path):
    settings.KEPT_PAGES_MB, settings.RENDITIONS_ROOT = 1, str(tmp_path)
    folder = page_files._folder()
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.html").write_bytes(b"x" * 100_000)
        os.utime(folder / f"{number}.html", (1_000 + number, 1_000 + number))
    page_files.sweep()
    left = sorted(int(each.stem) for each in folder.iterdir())
    assert left == list(range(4, 12))


def test_the_program_is_all_that_makes_a_page():
    files = {str(path.relative_to(program.settings.BASE_DIR)) for path in program._files()}
    assert {
        "templates/base.html",
        "articles/public/views.py",
        "text/prose.py",
        "locale/fr/LC_MESSAGES/django.mo",
    } <= files
    assert not [path for path in files if path.startswith(("tests/", "dev/", "var/", ".venv/"))]


def test_the_same_day_and_a_later_one_give_the_same_bytes(look, site, made):
    with time_machine.travel(NOON, tick=False):
        before = looked(look)
    assert looked(look, later(days=20)) == before


@pytest.mark.parametrize(("markup", "sent"), [
    ("<ul>\n\n    \n  <li>one</li>\n\t<li>two  words</li>\n</ul>\n", "<ul>\n<li>one</li>\n<li>two  words</li>\n</ul>\n"),
    ("<p>\n\u00a0 no-break</p>", "<p>\n\u00a0 no-break</p>"),
    ("<div>\n  <pre>a\n  b</pre></div>", "<div>\n  <pre>a\n  b</pre></div>"),
    ("<div>\n  <textarea>\n\n  a</textarea></div>", "<div>\n  <textarea>\n\n  a</textarea></div>"),
])  # fmt: skip
def test_a_page_is_sent_without_indentation_unless_it_has_text_as_typed(markup, sent):
    assert page_files.page_bytes(markup) == sent.encode()
