"""The curation desk as a person works it: what a test says in its own words, and where that stands on the page."""

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from snapshot.models import DeskAct, Section, Snapshot

# What is carried leaves a ghost where it would fall: beside `element`, or inside an empty list.
IS_THERE = """element => [element.previousElementSibling, element.nextElementSibling, ...element.children]
    .some((each) => each?.classList.contains("is-ghost"))"""


class DeskPage:
    """An open desk. Everything goes through the page; what was kept is read from the database."""

    def __init__(self, page: Page, snapshot: Snapshot):
        self.page, self.snapshot = page, snapshot
        self.ready()

    def ready(self) -> None:
        expect(self.page.locator(".desk.is-ready")).to_be_visible()
        expect(self.page.locator("#library-rows:not([aria-busy])")).to_be_attached()

    def reload(self) -> None:
        self.page.reload()
        self.ready()

    def section(self, title: str) -> Locator:
        return self.page.locator(".section").filter(has=self.page.locator("h3", has_text=title))

    def card(self, title: str) -> Locator:
        return self.page.locator(".card").filter(has=self.title(title))

    def title(self, title: str) -> Locator:
        return self.page.locator(".card-title").filter(has_text=title)

    def row(self, title: str) -> Locator:
        return self.page.locator("#library .row").filter(has=self.page.locator(".row-title", has_text=title))

    def drag(self, what: Locator, onto: Locator, side: str = "above") -> None:
        """Drag by the mouse, as a hand does: down, a little way, there, up."""
        what.scroll_into_view_if_needed()
        onto.evaluate("element => element.scrollIntoView({ block: 'center' })")
        start, end, mouse = what.bounding_box(), onto.bounding_box(), self.page.mouse
        x = start["x"] + min(40, start["width"] / 2)
        y = end["y"] + (4 if side == "above" else end["height"] - 4)
        mouse.move(x, start["y"] + 16)
        mouse.down()
        mouse.move(x, start["y"] + 26, steps=3)
        mouse.move(x, y, steps=8)
        for step in range(40):  # SortableJS looks twenty times a second where the hand is
            mouse.move(end["x"] + 80 + step % 2, y)
            if onto.evaluate(IS_THERE):
                break
            self.page.wait_for_timeout(50)
        mouse.up()

    def touch_drag(self, what: Locator, onto: Locator) -> None:
        """Drag by a finger: touch, wait until it is taken up, there, let go."""
        onto.evaluate("element => element.scrollIntoView({ block: 'center' })")
        start, end = what.bounding_box(), onto.bounding_box()
        touch = self.page.context.new_cdp_session(self.page)
        x, y = start["x"] + 60, start["y"] + 16

        def send(kind: str, y: float | None = None) -> None:
            points = [] if y is None else [{"x": x, "y": y}]
            touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
            self.page.wait_for_timeout(60)

        send("touchStart", y)
        self.page.wait_for_timeout(300)
        for step in range(1, 9):
            send("touchMove", y + (end["y"] + 4 - y) * step / 8)
        for step in range(20):
            send("touchMove", end["y"] + 4 + step % 2)
            if onto.evaluate(IS_THERE):
                break
        send("touchEnd")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> None:
        """Wait until everything has arrived."""
        expect(self.page.locator("#top-saved")).to_have_attribute("data-kind", "saved")

    def shown(self) -> dict[str, list[str]]:
        """Return what the screen shows: the titles of articles by section."""
        return {
            section.locator("h3.visually-hidden").inner_text(): section.locator(".card-title").all_inner_texts()
            for section in self.page.locator(".section").all()
        }

    def kept(self) -> dict[str, list[str]]:
        """Return what the database holds, once everything has arrived."""
        self.saved()
        sections = Section.objects.filter(snapshot=self.snapshot).prefetch_related("placements__article")
        return {
            section.title or "Untitled section": [
                placement.title or placement.article.title for placement in section.placements.all()
            ]
            for section in sections
        }

    def said(self) -> str:
        """Return what a screen reader was told last."""
        return " ".join(self.page.locator("#desk-said-0, #desk-said-1").all_inner_texts()).strip()

    def acts(self) -> int:
        self.saved()
        return DeskAct.objects.filter(snapshot=self.snapshot).count()


def address_of(snapshot: Snapshot) -> str:
    return reverse("admin:desk", args=[snapshot.pk])
