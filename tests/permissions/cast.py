"""A site with something in every state and relation, each bearing a word of its own, and somebody of every role."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from audit.trail import note
from permissions.matrix import Act, Reach, Role
from record import publishing
from review import links
from tests import make
from tests.accounts import person

STATES = ("draft", "in-review", "scheduled", "live", "pending", "withdrawn")
RELATIONS = ("own", "in branch", "other")
ROLES = ("roleless", "contributor", "limited editor", "editor", "publisher", "administrator")


@dataclass(frozen=True)
class Thing:
    """An article or snapshot with its word, in a state, and in a relation to the contributor and the limited editor."""

    kind: str
    pk: int
    word: str
    state: str
    relation: str


@dataclass(frozen=True)
class Site:
    """Everything there is, and everybody."""

    things: tuple[Thing, ...]
    people: dict[str, User]

    def thing(self, kind: str, state: str, relation: str) -> Thing:
        """Return the only one of that kind, state and relation."""
        return next(t for t in self.things if (t.kind, t.state, t.relation) == (kind, state, relation))


def build() -> Site:
    """Make the site."""
    branch, elsewhere = make.topic("Caucasus"), make.topic("Arctic")
    people = {
        "roleless": person(Role.ANONYMOUS), "contributor": person("contributor"),
        "limited editor": person("editor", topics=(branch,)), "editor": person("editor"),
        "publisher": person("publisher"), "administrator": person("administrator"),
    }  # fmt: skip
    things = []
    for kind in ("article", "snapshot"):
        for state in STATES:
            for relation in RELATIONS:
                word = f"qz{kind}{state.replace('-', '')}{relation.replace(' ', '')}"
                topic = elsewhere if relation == "other" else branch
                by = people["contributor"] if relation == "own" else None
                things.append(Thing(kind, _made(kind, state, word, [topic], by), word, state, relation))
    return Site(tuple(things), people)


def _made(kind: str, state: str, word: str, topics: list, by: User | None) -> int:
    maker = make.article if kind == "article" else make.snapshot
    made = maker(word, topics=topics, created_by=by)
    soon = timezone.now() + timedelta(days=3)
    if state == "in-review":
        type(made).objects.filter(pk=made.pk).update(state="in-review")
    elif state == "scheduled":
        make.published(made, live_from=soon)
    elif state != "draft":
        make.published(made)
    if state == "pending":
        make.published(make.changed(made, title=f"{word} changed"), live_from=soon)
    elif state == "withdrawn":
        publishing.withdraw(made, "Withdrawn.")
    links.make(made, "Dr. Reviewer", by, 7)
    note(Act.EDIT_DRAFT, made)
    return made.pk


def sees(role: str, thing: Thing) -> bool:
    """Return whether the role may read the thing at the desk, by ../shared/permissions.md: own, branch, or all."""
    if role == "roleless":
        return False
    if role == "contributor":
        return thing.relation == "own"
    return role != "limited editor" or thing.relation != "other"


def reaches(reach: Reach, role: str, thing: Thing) -> bool:
    """Return whether that reach covers the thing."""
    if reach is Reach.NONE:
        return False
    if reach is Reach.OWN_DRAFT:
        return thing.relation == "own" and thing.state == "draft"
    return reach is Reach.ALL or sees(role, thing)


def role_of_name(role: str) -> Role:
    """Return the role that somebody of the cast has."""
    return Role[{"roleless": "ANONYMOUS", "limited editor": "EDITOR"}.get(role, role.upper())]
