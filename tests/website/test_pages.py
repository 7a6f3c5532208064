"""What readers see, and when: every public page around every transition, with no process but the request."""

import pytest

from record import publishing
from tests import make
from tests.make import NOON, changed, later, published
from website.models import Front

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BEFORE, AFTER = later(seconds=-1), later(seconds=1)


def words(look, path: str, at) -> str:
    """Return what a reader gets, status first."""
    response = look(path, at)
    return f"{response.status_code} {response.content.decode()}"


def site(title: str, **differences):
    """Make a snapshot with one article on everything: all pages of the site name both."""
    topic = make.topic(slug="topic", parent=make.topic(slug="root"))
    author = make.author(slug="author")
    article = make.article(f"Article {title}", slug="article", authors=[author], topics=[topic])
    return make.snapshot(
        f"Snapshot {title}",
        slug="snapshot",
        sections={"One": [article]},
        compilers=[author],
        coverage=topic,
        **differences,
    )


PAGES = [
    "/", "/snapshots/", "/snapshots/snapshot/", "/snapshots/snapshot.txt", "/snapshots/snapshot.json",
    "/snapshots/snapshot/editions/1/", "/snapshots/snapshot/editions/1.txt", "/snapshots/snapshot/editions/1.json",
    "/analysis/", "/analysis/article/", "/analysis/article.txt", "/analysis/article.json",
    "/analysis/article/editions/1/", "/analysis/article/editions/1.txt", "/analysis/article/editions/1.json",
    "/authors/author/", "/topics/topic/", "/topics/root/",
]  # fmt: skip
CURRENT = [path for path in PAGES if "editions" not in path]
LISTS = {"/", "/snapshots/", "/analysis/"}


@pytest.mark.parametrize("path", [*PAGES, "/authors/", "/topics/"])
def test_a_scheduled_first_edition_is_absent_one_second_before_its_time_and_there_one_second_after(look, path):
    published(site("Canary"), later(days=-1), live_from=NOON)
    before, after = words(look, path, BEFORE), words(look, path, AFTER)
    assert "Canary" not in before
    assert before.startswith("200" if path in {*LISTS, "/authors/", "/topics/"} else "404")
    assert after.startswith("200")
    assert "Canary" in after or "Topic" in after or "/authors/author/" in after


@pytest.mark.parametrize("path", ["/authors/", "/topics/", "/"])
def test_names_of_house_data_appear_with_the_first_edition_that_bears_them(look, path):
    published(site("x"), later(days=-1), live_from=NOON)
    link = {"/authors/": "/authors/author/", "/topics/": "/topics/topic/", "/": "/topics/root/"}[path]
    assert link not in words(look, path, BEFORE)
    assert link in words(look, path, AFTER)


@pytest.mark.parametrize("path", CURRENT)
def test_a_scheduled_change_is_shown_from_its_second_on(look, path):
    snapshot = site("Old")
    [article] = make.articles_of(snapshot)
    published(snapshot, later(days=-2))
    changed(article, title="Article Canary")
    publishing.publish(article, None, publishing.Terms(live_from=NOON), later(days=-1))
    changed(snapshot, title="Snapshot Canary")
    published(snapshot, later(days=-1), live_from=NOON)
    before, after = words(look, path, BEFORE), words(look, path, AFTER)
    assert before.startswith("200")
    assert after.startswith("200")
    assert "Canary" not in before
    assert "Canary" in after


@pytest.mark.parametrize("path", PAGES)
def test_a_withdrawal_of_both_is_gone_the_moment_it_is_made(look, path):
    snapshot = site("Canary")
    [article] = make.articles_of(snapshot)
    published(snapshot, later(days=-1))
    assert words(look, path, BEFORE).startswith("200")
    publishing.withdraw(article, "It was wrong.", at=NOON)
    publishing.withdraw(snapshot, "It was wrong.", at=NOON)
    after = words(look, path, AFTER)
    if path in LISTS:
        assert after.startswith("200")
        assert "Canary" not in after
    elif path.startswith(("/authors", "/topics")):
        assert after.startswith("404")
    else:
        assert after.startswith("410")
        assert "It was wrong." in after


def test_an_empty_site_says_so_on_every_list(look):
    for path in ("/", "/snapshots/", "/analysis/", "/authors/", "/topics/"):
        page = words(look, path, NOON)
        assert page.startswith("200"), path
        assert "yet" in page, path


def test_a_topic_is_public_once_something_below_it_is(look):
    root = make.topic(slug="root")
    leaf = make.topic(slug="leaf", parent=make.topic(slug="middle", parent=root))
    make.topic("Bare twig", slug="twig", parent=root)
    article = make.article("Filed deep down", topics=[leaf])
    assert words(look, "/topics/root/", NOON).startswith("404")
    published(article, NOON)
    for slug in ("root", "middle", "leaf"):
        assert "Filed deep down" in words(look, f"/topics/{slug}/", NOON)
    assert words(look, "/topics/twig/", NOON).startswith("404")
    assert "Bare twig" not in words(look, "/topics/", NOON) + words(look, "/topics/root/", NOON)


def test_a_topic_merged_far_below_itself_still_has_a_page(look):
    root = make.topic(slug="root")
    middle = make.topic(slug="middle", parent=root)
    leaf = make.topic(slug="leaf", parent=middle)
    published(make.article("Filed deep down", topics=[leaf]), NOON)
    changed(root, merged_into=leaf)
    assert "Filed deep down" in words(look, "/topics/leaf/", NOON)
    assert words(look, "/topics/", NOON).startswith("200")


def test_the_pages_of_an_author_hold_what_was_written_and_what_was_compiled(look):
    author = make.author("Ada Abel", slug="ada")
    published(make.article("Written by Ada", authors=[author]), NOON)
    published(make.snapshot("Compiled by Ada", compilers=[author]), NOON)
    page = words(look, "/authors/ada/", NOON)
    assert "Written by Ada" in page
    assert "Compiled by Ada" in page


def test_an_author_who_only_compiled_is_public_too(look):
    published(make.snapshot(compilers=[make.author("Ada Abel", slug="ada")]), NOON)
    assert words(look, "/authors/ada/", NOON).startswith("200")
    assert "Ada Abel" in words(look, "/authors/", NOON)


@pytest.mark.parametrize("path", ["/authors/hidden/", "/topics/hidden/"])
def test_a_cursor_does_not_open_a_page_that_is_not_public(look, path):
    make.article(authors=[make.author("Hidden", slug="hidden")], topics=[make.topic("Hidden", slug="hidden")])
    assert words(look, f"{path}?cursor=2026-01-01.1", NOON).startswith("404")


def test_authors_are_listed_by_sort_name_with_the_merged_counted_once(look):
    survivor, merged = make.author("Ada Abel"), make.author("A. Abel")
    published(make.article(authors=[survivor]), NOON)
    published(make.article(authors=[merged]), NOON)
    changed(merged, merged_into=survivor)
    page = words(look, "/authors/", NOON)
    assert "A. Abel" not in page
    assert "2 articles" in page


def test_the_chosen_snapshot_leads_the_home_page_while_it_is_public(look):
    chosen = make.snapshot("Chosen")
    published(chosen, NOON)
    published(make.snapshot("Newest"), later(days=1))
    Front.objects.create(live_from=NOON, lead=chosen)
    make.record_changed()
    page = words(look, "/", later(days=2))
    assert page.index("Chosen") < page.index("Newest")
    publishing.withdraw(chosen, "", at=later(days=2))
    after = words(look, "/", later(days=2, seconds=1))
    assert "Chosen" not in after
    assert "Newest" in after


def test_an_article_names_the_snapshots_it_is_selected_in_once_each_while_they_are_public(look):
    article = make.article(slug="article")
    older = published(article, later(days=-2))
    published(changed(article), later(days=-1))
    snapshot = make.snapshot("The Long Winter", sections={"One": [article], "Two": [article]})
    first = make.placements_of(snapshot)[0]
    type(first).objects.filter(pk=first.pk).update(kept_edition=older, kept_reason="Both are discussed.")
    published(snapshot, NOON)
    assert words(look, "/analysis/article/", AFTER).count("The Long Winter") == 1
    publishing.withdraw(snapshot, "", at=later(days=1))
    assert "The Long Winter" not in words(look, "/analysis/article/", later(days=2))


def test_the_whole_page_is_there_in_the_editors_order(look):
    titles = [f"Article numbered {n}" for n in range(4)]
    articles = [make.article(title, points=[f"Point of {title}"]) for title in titles]
    topic = make.topic(slug="caucasus")
    snapshot = make.snapshot(
        "Winter", slug="winter", selection_heading="Selected Analysis", coverage=topic, coverage_label="For more, click here.",
        pdf_label="See PDF version here.", sections={"Second first": articles[2:], "Then first": articles[:2]},
    )  # fmt: skip
    published(snapshot, NOON)
    page = words(look, "/snapshots/winter/", NOON)
    places = [
        page.index(each)
        for each in (
            "First paragraph.", "Selected Analysis</h2>", "Second first</h3>", *(f"Point of {titles[n]}" for n in (2, 3)),
            "Then first</h3>", *(f"Point of {titles[n]}" for n in (0, 1)),
            'href="/snapshots/winter.pdf">See PDF version here.', "For more, click here.",
        )
    ]  # fmt: skip
    assert places == sorted(places)
    assert 'href="/topics/caucasus/"' in page


def test_titles_are_escaped_wherever_they_stand(look):
    topic = make.topic("<script>t</script>", slug="topic")
    author = make.author("<script>a</script>", slug="author")
    article = make.article(
        "<script>x</script>", slug="article", authors=[author], topics=[topic], standfirst="<script>s</script>"
    )
    snapshot = make.snapshot(
        "<script>y</script>", slug="snapshot", sections={"<script>z</script>": [article]}, coverage=topic,
        coverage_label="<script>c</script>", compilers=[author], selection_heading="<script>h</script>",
    )  # fmt: skip
    published(snapshot, NOON)
    publishing.withdraw(
        published(make.article("<script>g</script>", slug="gone"), NOON).parent, "<script>n</script>", at=NOON
    )
    for path in [path for path in PAGES if not path.endswith((".txt", ".json"))] + [
        "/authors/",
        "/topics/",
        "/analysis/gone/",
    ]:
        assert "<script>" not in words(look, path, AFTER), path
