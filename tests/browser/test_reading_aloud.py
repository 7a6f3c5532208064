"""Pages as they are read aloud: Chromium's accessibility tree, its names and its order."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

NAMED = {"link", "button", "heading", "navigation", "region", "banner", "searchbox", "group", "img", "figure"}
MAY_BE_NAMELESS = {"group", "figure", "banner", "region"}


BODY = "<h2>Berths</h2><p>They wait.[^1]</p><h3>By Night</h3><p>They wait.</p><h2>Customs</h2><p>It waits.</p><p>[^1]: Since the fall.</p>"


@pytest.fixture
def site():
    """A snapshot corrected once, with four articles, and an article to be read at length."""
    ada, ports = make.author("Ada Writer", slug="ada"), make.topic("Ports", slug="ports")
    articles = [make.article(f"Article {n}", [ada]) for n in range(1, 5)]
    sections = {"The Ports": articles[:2], "Customs": articles[2:]}
    caspian = make.snapshot("Winter on the Caspian", sections, slug="caspian", topics=[ports])
    make.published(caspian)
    make.published(make.changed(caspian, standfirst="Three ports."), kind="correction", note="Two are not enough.")
    bert = make.author("Bert Author", slug="bert")
    make.published(
        make.article("Ferries Wait", [ada, bert], body=BODY, topics=[ports], slug="ferries", standfirst="At sea.")
    )


@pytest.fixture
def heard(open_page, site):
    """Return heard(path): the nodes of a page that are read aloud, in their order: (role, name, level)."""

    def listen(path: str, width: str = "desktop") -> list[tuple[str, str, int]]:
        page = open_page(path, width)
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        return list(read_aloud(nodes))

    return listen


@pytest.fixture
def tree(heard):
    """Return what is read aloud of the snapshot's page."""
    return heard("/snapshots/caspian/")


def read_aloud(nodes: list[dict]):
    """Yield what is not left out, from the top of the page to its end."""
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node: dict):
        if not node.get("ignored"):
            level = next((each["value"]["value"] for each in node.get("properties", ()) if each["name"] == "level"), 0)
            yield node["role"]["value"], node.get("name", {}).get("value", "").strip(), level
        for child in node.get("childIds", ()):
            if child in by_id:
                yield from walk(by_id[child])

    yield from walk(nodes[0])


@pytest.mark.parametrize(
    "path", ["/snapshots/caspian/", "/analysis/ferries/", "/analysis/?topic=ports", "/", "/search/"]
)
def test_all_that_can_be_reached_has_a_name(heard, path):
    tree = heard(path)
    assert len(tree) > 60
    assert [each for each in tree if each[0] in NAMED - MAY_BE_NAMELESS and not each[1]] == []


@pytest.mark.journey
def test_landmarks_stand_in_the_order_of_the_page(tree):
    landmarks = [(role, name) for role, name, _ in tree if role in ("banner", "navigation", "main", "contentinfo")]
    assert landmarks == [
        ("banner", ""), ("navigation", "Main"), ("main", ""), ("navigation", "Contents"), ("contentinfo", ""), ("navigation", "Footer"),
    ]  # fmt: skip


def test_headings_tell_the_page_in_its_order(tree):
    told = [(level, name) for role, name, level in tree if role == "heading"]
    assert told[:10] == [
        (1, "Winter on the Caspian"), (2, "Selected Analysis"), (3, "The Ports"), (4, "1. Article 1"), (4, "2. Article 2"),
        (3, "Customs"), (4, "3. Article 3"), (4, "4. Article 4"), (2, "Topics"), (2, "For the record"),
    ]  # fmt: skip


def test_links_are_met_in_the_order_in_which_they_are_seen(tree):
    links = [name for role, name, _ in tree if role == "link"]
    order = ["Skip to content", "Strategic Snapshot", "Snapshots", "The Ports", "Article 1", "Article 4", "Ports"]
    assert [name for name in dict.fromkeys(links) if name in order] == order


def test_an_entry_is_read_as_title_byline_and_date(tree):
    [heading] = [place for place, (role, name, _) in enumerate(tree) if (role, name) == ("heading", "1. Article 1")]
    read = [name for role, name, _ in tree[heading:] if role == "StaticText"]
    assert read[:5] == ["1.", "Article 1", "By", "Ada Writer", "March 1, 2026"]


def test_a_mark_on_the_line_of_time_is_read_with_its_number_title_and_day(tree):
    contents, mark = (name for role, name, _ in tree if role == "link" and name.startswith("1. "))
    assert contents == "1. Article 1"
    assert mark == "1. Article 1, March 1, 2026"


def headings(tree) -> list[tuple[int, str]]:
    return [(level, name) for role, name, level in tree if role == "heading"]


def landmarks(tree) -> list[str]:
    """Return the landmarks by role and name, without those of the frame, which are the same on every page."""
    roles = ("main", "navigation", "search", "complementary", "region", "article")
    told = [f"{role} {name}".strip() for role, name, _ in tree if role in roles]
    return [each for each in told if each not in ("navigation Main", "navigation Footer")]


def after(tree, role: str, name: str) -> list[str]:
    """Return the words that are read from that node on."""
    place = next(place for place, each in enumerate(tree) if each[:2] == (role, name))
    return [name for role, name, _ in tree[place:] if role == "StaticText" and name]


def test_an_article_is_read_from_its_title_to_how_it_is_cited(heard):
    tree = heard("/analysis/ferries/")
    assert landmarks(tree)[:3] == ["main", "article", "navigation Contents"]
    assert headings(tree)[:4] == [(1, "Ferries Wait"), (2, "Berths"), (3, "By Night"), (2, "Customs")]
    assert [name for level, name in headings(tree)[4:] if level == 2][:2] == ["Notes", "Topics"]
    assert after(tree, "heading", "Ferries Wait")[:7] == [
        "Ferries Wait", "At sea.", "By", "Ada Writer", "and", "Bert Author", "March 1, 2026",
    ]  # fmt: skip


def test_an_article_has_its_contents_once_whatever_the_width(heard):
    for width, folds in (("desktop", 0), ("narrow", 1)):
        roles = [role for role, name, _ in heard("/analysis/ferries/", width) if name == "Contents"]
        assert (roles.count("navigation"), roles.count("DisclosureTriangle")) == (1, folds)


def test_the_archive_is_read_as_search_number_list_and_filters(heard):
    tree = heard("/analysis/?topic=ports")
    assert landmarks(tree) == ["main", "search", "region 1 article", "article", "complementary Filters"]
    assert headings(tree)[:3] == [(1, "Analysis"), (2, "1 article"), (3, "Ferries Wait")]
    names = [name for role, name, _ in tree if role in ("combobox", "searchbox", "button", "Date")]
    assert names[:2] == ["Search the analysis", "Search"]
    assert "Ports : remove" in [" ".join(name.split()) for role, name, _ in tree if role == "link"]


def test_the_home_page_is_read_as_lead_latest_and_topics(heard):
    tree = heard("/")
    assert landmarks(tree)[0] == "main"
    assert [name for level, name in headings(tree) if level == 2] == [
        "Winter on the Caspian", "Latest analysis", "Topics",
    ]  # fmt: skip
    assert headings(tree)[0][0] == 1


def test_a_search_that_finds_nothing_says_so_in_its_heading(heard):
    assert (2, "No article found") in headings(heard("/search/?q=nothing-of-the-kind"))
