"""What the editorial rules say about one article, told anew: the model that a random life of it is compared with."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

RANK = {"roleless": 0, "contributor": 1, "editor": 2, "publisher": 3, "administrator": 4}
LEAST = {
    "submit": 1, "take_back": 1, "edit": 1, "approve": 2, "send_back": 2, "withdraw": 2, "publish": 3, "schedule": 3,
    "correct": 3, "override": 3, "reschedule": 3, "cancel": 3, "hand_over": 4, "disable": 4, "demote": 4,
}  # fmt: skip
FRESH = {
    "publish",
    "schedule",
    "correct",
    "override",
    "reschedule",
    "cancel",
    "withdraw",
    "hand_over",
    "disable",
    "demote",
}


@dataclass
class Person:
    """Somebody with an account. `is_limited`: to topics that the article is not filed under."""

    role: str
    is_limited: bool = False
    is_active: bool = True
    is_fresh: bool = True

    @property
    def rank(self) -> int:
        return RANK[self.role] if self.is_active else 0


@dataclass
class Life:
    """One article, and the people around it. Texts are numbers; `live` and `pending` are those of editions."""

    people: dict[str, Person]
    writer: str
    now: datetime
    has_second_person: bool
    state: str = "draft"
    text: int = 0
    live: int | None = None
    pending: int | None = None
    due: datetime | None = None
    is_withdrawn: bool = False
    wrote: set[str] = field(default_factory=set)

    @property
    def was_published(self) -> bool:
        return self.live is not None or self.is_withdrawn

    @property
    def has_editions(self) -> bool:
        return self.was_published or self.pending is not None

    def advance(self, span: timedelta) -> None:
        """Let the clock go on: what is due goes live, and after some time nobody has just signed in."""
        self.now += span
        if self.due and self.due <= self.now:
            self.live, self.pending, self.due, self.is_withdrawn = self.pending, None, None, False
        if span > timedelta(minutes=15):
            for person in self.people.values():
                person.is_fresh = False

    def may(self, name: str, act: str) -> bool:
        """Return whether the person may do the act, whatever state the article is in otherwise."""
        person = self.people[name]
        if person.rank < LEAST[act] or (act in FRESH and not person.is_fresh):
            return False
        if act in ("hand_over", "disable", "demote") or person.rank >= RANK["publisher"]:
            return True
        if person.rank == RANK["editor"]:
            return not person.is_limited
        is_untouched = self.state == "draft" and not self.has_editions
        return name == self.writer and (is_untouched or act == "take_back")

    def fits(self, name: str, act: str) -> bool:
        """Return whether the act fits the state that the article is in."""
        match act:
            case "submit":
                return self.state == "draft"
            case "take_back":
                return self.state == "in-review"
            case "approve":
                return self.state == "in-review" and not (self.has_second_person and name in self.wrote)
            case "send_back":
                return self.state in ("in-review", "approved")
            case "withdraw":
                return self.live is not None
            case "cancel" | "reschedule":
                return self.pending is not None
            case "publish" | "schedule" | "correct" | "override":
                is_approved = not self.has_second_person or self.state in ("approved", "as-published")
                overrides = act == "override" and self.people[name].rank == RANK["administrator"]
                return self.text != self.live and (is_approved or overrides)
        return True

    def do(self, name: str, act: str, text: int = 0, due: datetime | None = None, to: str = "") -> None:
        """Do the act."""
        match act:
            case "edit":
                self.state = "in-review" if self.state in ("in-review", "approved") else "draft"
                self.text = text
                self.wrote.add(name)
            case "submit":
                self.state = "in-review"
            case "take_back" | "send_back":
                self.state = "draft"
            case "approve":
                self.state = "approved"
            case "publish" | "correct" | "override":
                self.live, self.pending, self.due, self.is_withdrawn = self.text, None, None, False
                self.state, self.wrote = "as-published", set()
            case "schedule":
                self.pending, self.due, self.state, self.wrote = self.text, due, "as-published", set()
            case "reschedule":
                self.due = due
            case "cancel":
                self.pending = self.due = None
                self._compare()
            case "withdraw":
                self.live = self.pending = self.due = None
                self.is_withdrawn, self.state = True, "draft"
            case "hand_over":
                self.writer = to if self.state != "as-published" else self.writer
            case "disable":
                self.people[to].is_active = False
            case "demote":
                self.people[to].role = "contributor"

    def _compare(self) -> None:
        if self.text == self.live:
            self.state = "as-published"
        elif self.state == "as-published":
            self.state = "draft"
