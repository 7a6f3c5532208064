"""The pictures, as a person sees them: at every width, by day and by night, by keyboard, with whatever stands in them."""

from datetime import date, timedelta

import pytest
from django.template.loader import render_to_string

from record.models import Organization
from tests import make
from tests.browser.conftest import LOOKS, WIDTHS
from tests.browser.test_pages import is_too_wide
from web.charts.bars import month_bars
from web.charts.matrix import matrix

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


# What of a picture stands outside a box that hides what is outside of it.
CLIPPED = """() => [...document.querySelectorAll('.picture svg.picture-drawing :is(text, .picture-mark, circle)')].filter(part => {
  const box = part.getBoundingClientRect()
  for (let hider = part.parentElement; hider; hider = hider.parentElement) {
    const room = hider.getBoundingClientRect()
    const hides = hider === document.documentElement || getComputedStyle(hider).overflowX !== 'visible'
    if (hides && (box.left < room.left - 1 || box.right > room.right + 1)) return true
  }
}).map(part => part.outerHTML)"""
CUT = """() => [...document.querySelectorAll('.picture-name')].filter(name => name.scrollWidth > name.clientWidth)
  .map(name => name.textContent)"""
SPANS = {"a month": 1, "27 months": 27, "five years": 60, "forty years": 480}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("months", SPANS.values(), ids=SPANS)
def test_the_charts_fit_their_room_at_every_width_with_the_newest_in_sight(open_page, language, months):
    Organization.objects.create(pk=1, name="House", language=language)
    ada, ports = make.author("Ada Writer", slug="ada"), make.topic("Ports", slug="ports")
    places = [0, 0, *range(months % 12, months - 1, max(1, months // 24)), months - 1]
    days = [date(1986 + place // 12, place % 12 + 1, 9) for place in places]
    articles = [make.article("", [ada], topics=[ports], published_on=day) for day in days]
    name = "Developing Multi-Vector Foreign Policies"
    make.published(make.snapshot("Caspian", {name: articles}, slug="caspian", coverage=ports, language=language))
    page = open_page("/analysis/")
    for address, chart in {
        "/analysis/": ".archive-side svg",
        "/authors/ada/": ".activity svg",
        "/snapshots/caspian/": ".timeline svg",
    }.items():
        page.goto(address)
        for width in (320, 390, 768, 1024, 1440, 2560):
            page.set_viewport_size({"width": width, "height": 900})
            page.locator(".facets").evaluate_all("folds => folds.forEach(fold => { fold.open = true })")
            is_drawn = months > 1 or "timeline" in chart  # of one month there are no months to compare
            assert bool(page.locator(f"{chart} :is(.picture-mark, circle)").count()) is is_drawn, address
            assert page.evaluate(CLIPPED) == [], (address, width)
            assert page.evaluate(CUT) == [] or width == 320, (address, width)
            assert not is_too_wide(page)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_matrix_wider_than_its_frame_shows_that_there_is_more_until_its_end_is_reached(gallery, width, direction):
    page = gallery(width)
    frame = page.locator(".matrix .picture-frame")
    page.evaluate("direction => { document.documentElement.dir = direction }", direction)
    sign = "frame => parseFloat(getComputedStyle(frame).getPropertyValue('--more-beside')) > 1"
    is_hidden = frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    page.wait_for_function(f"is => ({sign})(document.querySelector('.matrix .picture-frame')) === is", arg=is_hidden)
    frame.evaluate("frame => frame.scrollTo(document.documentElement.dir === 'rtl' ? -9999 : 9999, 0)")
    page.wait_for_function(f"() => !({sign})(document.querySelector('.matrix .picture-frame'))")


@pytest.mark.usefixtures("full_site")
def test_a_mark_on_the_timeline_leads_to_its_entry_by_keyboard(open_page):
    page = open_page("/snapshots/caspian/")
    mark = page.locator(".timeline svg a").nth(4)
    number = mark.locator("text").text_content()
    mark.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target h4 a').textContent").startswith("Article")
    entries = page.evaluate("[...document.querySelectorAll('.entry')].indexOf(document.querySelector(':target')) + 1")
    assert entries == int(number)


@pytest.mark.usefixtures("full_site")
def test_marks_are_named_for_those_who_do_not_see_them(open_page):
    page = open_page("/authors/ada/")
    assert page.get_by_role("link", name="January 2026: 6 articles").count() == 1
    assert page.get_by_role("group", name="Articles over time").count() == 1
    page.goto("/snapshots/caspian/")
    assert page.get_by_role("link", name="1. Article 0, January 3, 2026").count() == 1
