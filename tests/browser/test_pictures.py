"""The pictures, as a person sees them: at every width, by day and by night, by keyboard, with whatever stands in them."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from editorial.drawing.bars import month_bars
from editorial.drawing.matrix import matrix
from tests import make
from tests.browser.conftest import LOOKS, WIDTHS
from tests.browser.test_pages import is_too_wide

pytestmark = pytest.mark.django_db(transaction=True)

HOSTILE = '"><script>document.title="broken"</script><b onmouseover=x>'
LONG = "A Section Whose Name Goes On and On, " * 9
HEBREW, ARABIC = "ממשלה ושלום", "السلام في القوقاز"
PAGES = ["/snapshots/caspian/", "/snapshots/caspian/editions/1/", "/authors/ada/", "/topics/ports/"]


@pytest.fixture
def full_site():
    """A snapshot, an author and a topic whose pages draw."""
    ada, ports = make.author("Ada Writer", slug="ada"), make.topic("Ports", slug="ports")
    articles = [
        make.article(f"Article {n}", [ada], topics=[ports], published_on=date(2026, 1, 3) + timedelta(days=n * n))
        for n in range(9)
    ]
    sections = {LONG: articles[:3], HEBREW: articles[3:5], HOSTILE: articles[5:]}
    make.published(make.snapshot("Caspian", sections, slug="caspian", coverage=ports))


def drawn() -> str:
    """Return the components with everything odd they may be given."""

    def url(first, last):
        return f"/analysis/?from={first}"

    given = {
        "one": [(date(2026, 3, 1), 1)],
        "few": [(date(2026, 3, 1), 100_000), (date(2025, 11, 1), 1), (date(2025, 12, 1), 230)],
        "many": [(date(2021 + n // 12, n % 12 + 1, 1), n * n) for n in range(60)],
        "years": [(date(1890, 3, 1), 4), (date(1920, 7, 1), 100_000)],
        "decades": [(date(202, 3, 1), 4), (date(2020, 7, 1), 12)],
    }
    bars = [
        render_to_string(
            "components/month_bars.html", {"picture": month_bars(counts, url, title=f"{HOSTILE}{key}", key=key)}
        )
        for key, counts in given.items()
    ]
    names = [LONG, HEBREW, ARABIC, HOSTILE, "Ada Writer", "B", "C"]
    heads = [(name, f"/analysis/?author={n}") for n, name in enumerate(names)]
    cells = {(r, c): r**c for r in range(7) for c in range(5)}
    table = matrix(
        heads, [*heads, *heads], cells, lambda r, c: f"/analysis/?author={r}&topic={c}", title="All", corner="Author"
    )
    return "".join([*bars, render_to_string("components/matrix.html", {"picture": table})])


@pytest.fixture
def gallery(open_page):
    """Return gallery(width, scheme): a page of ours with those components in the place of its text."""

    def show(width="desktop", scheme="light"):
        page = open_page("/analysis/", width, scheme)
        page.add_style_tag(url="/static/css/pictures.css")
        page.evaluate(
            "html => { document.querySelector('main').innerHTML = html }",
            f"<h1>All</h1><div class='list-main'>{drawn()}</div>",
        )
        return page

    return show


@pytest.mark.usefixtures("full_site")
@pytest.mark.parametrize(("width", "scheme"), [*LOOKS, ("narrow", "light")])
def test_pages_with_pictures_are_accessible_and_fit(open_page, axe, width, scheme):
    page = open_page("/", width, scheme)
    for address in PAGES:
        page.goto(address)
        assert page.locator("svg.picture-drawing").count() == 1
        page.locator(".picture-numbers").evaluate("fold => { fold.open = true }")
        assert axe(page) == []
        assert not is_too_wide(page), address


@pytest.mark.parametrize(("width", "scheme"), [*LOOKS, ("narrow", "light")])
def test_pictures_of_odd_things_are_accessible_and_fit(gallery, axe, width, scheme):
    page = gallery(width, scheme)
    page.evaluate("document.querySelectorAll('.picture-numbers').forEach(fold => { fold.open = true })")
    assert axe(page) == []
    assert not is_too_wide(page)
    assert page.title() != "broken"


@pytest.mark.usefixtures("full_site")
@pytest.mark.parametrize("width", WIDTHS)
def test_text_in_a_picture_stays_as_large_and_within_it(open_page, gallery, width):
    pages = [gallery(width), *(open_page(address, width) for address in PAGES)]
    for page in pages:
        found = page.evaluate("""() => [...document.querySelectorAll('svg .picture-text')].map(text => {
          const box = text.getBoundingClientRect(), svg = text.ownerSVGElement.getBoundingClientRect()
          return [text.textContent, box.height >= 10, box.left >= svg.left - 1, box.right <= svg.right + 1]
        })""")
        assert found
        assert [each for each in found if not all(each[1:])] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_two_texts_of_a_picture_touch(gallery, width):
    assert (
        gallery(width).evaluate("""() => [...document.querySelectorAll('svg.picture-drawing')].flatMap(svg => {
      const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
      return texts.flatMap(([a, one], n) => texts.slice(n + 1)
        .filter(([, other]) => one.left < other.right && other.left < one.right
          && one.top + 2 < other.bottom && other.top + 2 < one.bottom)
        .map(([b]) => `${a} and ${b}`))
    })""")
        == []
    )


@pytest.mark.usefixtures("full_site")
def test_a_mark_on_the_timeline_leads_to_its_entry_by_keyboard(open_page):
    page = open_page("/snapshots/caspian/")
    mark = page.locator(".timeline svg a").nth(4)
    number = mark.locator("text").text_content()
    mark.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target h4').textContent").startswith("Article")
    entries = page.evaluate("[...document.querySelectorAll('.entry')].indexOf(document.querySelector(':target')) + 1")
    assert entries == int(number)


@pytest.mark.usefixtures("full_site")
def test_marks_are_named_for_those_who_do_not_see_them(open_page):
    page = open_page("/authors/ada/")
    assert page.get_by_role("link", name="January 2026: 6 articles").count() == 1
    assert page.get_by_role("group", name="Articles over time").count() == 1
    page.goto("/snapshots/caspian/")
    assert page.get_by_role("link", name="1. Article 0, January 3, 2026").count() == 1
