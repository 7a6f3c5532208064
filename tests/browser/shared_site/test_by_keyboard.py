"""The keyboard alone: every link, button, field and fold is reached in the order of the page, and is seen to be."""

import pytest
from playwright.sync_api import Page

NAMES = [
    "home", "snapshot", "article", "archive narrowed", "search, found", "author", "topic", "snapshot comparison",
    "alerts", "not found",
]  # fmt: skip

# A number for each thing that takes the focus, and how it looks without. Of radio buttons one is met.
NUMBER = """() => {
  window.looks = element => [element, ...element.querySelectorAll('rect, circle')].map(each => {
    const style = getComputedStyle(each)
    return [style.outlineStyle, style.outlineWidth, style.stroke, style.strokeWidth, style.boxShadow].join()
  }).join()
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
  const met = all.filter(each => each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ visibilityProperty: true }))
    .filter(each => each.type !== 'radio' || each.checked)
  met.forEach((each, number) => { each.dataset.number = number; each.dataset.looks = looks(each) })
  return met.length
}"""

# What has the focus: its number, its words, and what is wrong with how it shows.
FOCUSED = """() => {
  const element = document.activeElement
  if (element === document.body || element === null) return null
  const faults = []
  if (looks(element) === element.dataset.looks) faults.push('looks as without the focus')
  const box = [...element.getClientRects()].find(each => each.width > 0 && each.height > 0)
  const middle = (from, to, edge) => (Math.max(from, 0) + Math.min(to, edge)) / 2
  const [x, y] = [middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight)]
  const top = document.elementFromPoint(x, y)
  if (top === null) faults.push('out of the window')
  else if (!element.contains(top) && !top.contains(element)) faults.push(`covered by ${top.outerHTML.slice(0, 80)}`)
  return { number: Number(element.dataset.number ?? -1), words: element.outerHTML.slice(0, 120), faults }
}"""

NEXT_FOLD = """() => {
  const fold = [...document.querySelectorAll('details:not([open]) > summary')].find(each => each.checkVisibility())
  fold?.focus()
  return Boolean(fold)
}"""

# So that the next key begins where a page begins.
TO_THE_TOP = """() => {
  document.body.tabIndex = -1
  document.body.focus()
  document.body.removeAttribute('tabindex')
}"""


@pytest.mark.parametrize("site", ["english"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", ["desktop", "narrow"])
def test_all_is_reached_in_order_and_seen(visit, name, width):
    page = visit(name, width)
    open_with_enter(page)
    count = page.evaluate(NUMBER)
    reached, faults = walk(page, most=3 * count + 20)
    assert [each for each in dict.fromkeys(reached) if each >= 0] == list(range(count))
    assert faults == []


def open_with_enter(page: Page) -> None:
    """Open fold after fold by the Enter key."""
    while page.evaluate(NEXT_FOLD):
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open"), page.evaluate(FOCUSED)
    page.evaluate(TO_THE_TOP)


def walk(page: Page, most: int) -> tuple[list[int], list[str]]:
    """Press Tab until the page is left; return the numbers of what was met, and what was wrong on the way."""
    reached, faults = [], []
    for _ in range(most):
        page.keyboard.press("Tab")
        met = page.evaluate(FOCUSED)
        if met is None:
            return reached, faults
        reached.append(met["number"])
        faults += [f"{met['words']}: {fault}" for fault in met["faults"]]
    return reached, [*faults, "the page is never left"]


@pytest.mark.parametrize("site", ["english"], indirect=True)
@pytest.mark.parametrize("name", ["snapshot", "archive"])
def test_the_first_key_offers_to_skip_to_the_text(visit, name):
    page = visit(name, "narrow")
    page.keyboard.press("Tab")
    assert page.locator(".skip-link").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("site", ["english"], indirect=True)
def test_the_way_back_is_the_way_there(visit):
    page = visit("topic")
    page.evaluate(NUMBER)
    there = [step(page, "Tab") for _ in range(25)]
    assert [step(page, "Shift+Tab") for _ in range(24)] == there[-2::-1]


def step(page: Page, key: str) -> int:
    page.keyboard.press(key)
    return page.evaluate(FOCUSED)["number"]
