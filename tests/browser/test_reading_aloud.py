"""A snapshot's page as it is read aloud: Chromium's accessibility tree, its names and its order."""

import pytest

from tests import make

pytestmark = pytest.mark.django_db(transaction=True)

NAMED = {"link", "button", "heading", "navigation", "region", "banner", "searchbox", "group", "img", "figure"}
MAY_BE_NAMELESS = {"group", "figure", "banner", "region"}


@pytest.fixture
def tree(open_page):
    """Return the nodes of a snapshot's page that are read aloud, in their order: (role, name, level)."""
    ada = make.author("Ada Writer", slug="ada")
    articles = [make.article(f"Article {n}", [ada]) for n in range(1, 5)]
    sections = {"The Ports": articles[:2], "Customs": articles[2:]}
    caspian = make.snapshot("Winter on the Caspian", sections, slug="caspian", topics=[make.topic("Ports")])
    make.published(caspian)
    make.published(make.changed(caspian, standfirst="Three ports."), kind="correction", note="Two are not enough.")
    page = open_page("/snapshots/caspian/")
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return list(read_aloud(nodes))


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


def test_all_that_can_be_reached_has_a_name(tree):
    assert len(tree) > 100
    assert [each for each in tree if each[0] in NAMED - MAY_BE_NAMELESS and not each[1]] == []


def test_landmarks_stand_in_the_order_of_the_page(tree):
    landmarks = [(role, name) for role, name, _ in tree if role in ("banner", "navigation", "main", "contentinfo")]
    assert landmarks == [
        ("banner", ""), ("navigation", "Main"), ("main", ""), ("navigation", "Contents"), ("contentinfo", ""), ("navigation", "Footer"),
    ]  # fmt: skip


def test_headings_tell_the_page_in_its_order(tree):
    told = [(level, name) for role, name, level in tree if role == "heading"]
    assert told[:10] == [
        (1, "Winter on the Caspian"), (2, "Selected Analysis"), (3, "The Ports"), (4, "Article 1"), (4, "Article 2"),
        (3, "Customs"), (4, "Article 3"), (4, "Article 4"), (2, "Topics"), (2, "Cite edition 2"),
    ]  # fmt: skip


def test_links_are_met_in_the_order_in_which_they_are_seen(tree):
    links = [name for role, name, _ in tree if role == "link"]
    order = ["Skip to the text", "Strategic Snapshot", "Snapshots", "The Ports 2", "Article 1", "Article 4", "Ports"]
    assert [name for name in dict.fromkeys(links) if name in order] == order


def test_an_entry_is_read_as_title_byline_and_date(tree):
    [heading] = [place for place, (role, name, _) in enumerate(tree) if (role, name) == ("heading", "Article 1")]
    read = [name for role, name, _ in tree[heading:] if role == "StaticText"]
    assert read[:4] == ["Article 1", "By", "Ada Writer", "March 1, 2026"]


def test_a_mark_on_the_line_of_time_is_read_with_its_number_title_and_day(tree):
    assert [name for role, name, _ in tree if role == "link" and name.startswith("1. ")] == [
        "1. Article 1, March 1, 2026"
    ]
