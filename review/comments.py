"""Threads of comments: adding, replying, resolving, reopening, and finding the part of the text that each is about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.trail import note
from permissions.matrix import Act
from record import freezing
from record.kinds import Kind, kind_of
from record.models import Publishable, Revision
from record.revisions import name_of
from record.terms import Refused, refuse
from review import notices
from review.forms import CommentForm
from review.links import draft_of, revised
from review.models import Comment, ReviewLink
from review.places import WHOLE, Place, carried, places

MOST_BY_LINK = 500
REMOVED = "removed"  # the anchor of threads about parts that are gone


@dataclass(frozen=True)
class Thread:
    """A comment, its replies, and the part that it is about in the content shown; None if that part was removed."""

    root: Comment
    replies: list[Comment]
    place: Place | None
    is_removed: bool

    @property
    def is_open(self) -> bool:
        return self.root.resolved_at is None

    @property
    def can_take_in(self) -> bool:
        """Return whether the suggestion is for words that are still the same."""
        root = self.root
        return bool(root.suggestion and self.place and self.place.markup == root.quoted and not root.taken_in_id)


class Said:
    """A content of a draft ({"work", "edition"}) with the threads that are about it."""

    def __init__(self, kind: Kind, draft: Publishable, content: dict, comments: QuerySet[Comment]):
        self.kind, self.draft, self.content = kind, draft, content
        self._comments = comments

    @cached_property
    def places(self) -> dict[str, Place]:
        return places(self.kind, self.content)

    @cached_property
    def threads(self) -> list[Thread]:
        """Return the threads, oldest first. A few queries, and one comparison per revision with comments."""
        rows = self._comments.filter(thread=None).select_related("revision__content", "taken_in", "link")
        roots = list(rows.prefetch_related(Prefetch("replies", Comment.objects.order_by("at", "pk"))))
        ways = {revision: self._way(revision) for revision in {root.revision for root in roots}}
        return [self._thread(root, ways[root.revision].get(root.place)) for root in roots]

    def _way(self, revision: Revision) -> dict[str, str]:
        then = self.kind.preview(self.draft, timezone.now(), freezing.read(revision.content)["work"])
        return carried(self.kind, then, self.content)

    def _thread(self, root: Comment, key: str | None) -> Thread:
        place = self.places.get(key) if key else None
        return Thread(root, list(root.replies.all()), place, is_removed=bool(root.place and place is None))

    def thread(self, pk: int) -> Thread:
        """Return the thread. Raises Refused if it is not among these."""
        found = next((thread for thread in self.threads if thread.root.pk == pk), None)
        if found is None:
            raise Refused([_("That comment is not there any more. Reload the page.")])
        return found

    def at(self, key: str) -> list[Thread]:
        return [thread for thread in self.threads if thread.place and thread.place.key == key]

    @property
    def of_whole(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.root.place == WHOLE]

    @property
    def on_removed(self) -> list[Thread]:
        return [thread for thread in self.threads if thread.is_removed]

    @property
    def open_count(self) -> int:
        return sum(thread.is_open for thread in self.threads)


def said_at_desk(draft: Publishable) -> Said:
    """Return the working copy with all threads about it."""
    kind = kind_of(draft)
    return Said(kind, draft, kind.preview(draft, timezone.now()), Comment.objects.of(draft))


def said_through(link: ReviewLink) -> Said:
    """Return the link's revision with the threads that were begun through the link."""
    draft = draft_of(link.revision)
    kind = kind_of(draft)
    content = kind.preview(draft, timezone.now(), freezing.read(link.revision.content)["work"])
    return Said(kind, draft, content, Comment.objects.filter(link=link))


def open_count(draft: Publishable) -> int:
    return Comment.objects.of(draft).filter(thread=None, resolved_at=None).count()


@transaction.atomic
def add(
    said: Said, place: str, words: str, suggestion: str = "",
    by: AbstractBaseUser | None = None, link: ReviewLink | None = None,
) -> Comment:  # fmt: skip
    """Begin a thread about a part of what `said` holds: the link's revision, or the working copy. Raises Refused."""
    found = said.places.get(place)
    if place != WHOLE and found is None:
        refuse([_("That part of the text is not there any more. Reload the page.")])
    _refuse_too_many(link)
    made = Comment(
        place=place, quoted=found.markup if found else "", words=words, suggestion=_suggested(found, suggestion)
    )
    if not made.words and not made.suggestion:
        refuse([_("Write a comment, or change the words.")])
    made.revision = link.revision if link else revised(said.draft, by)
    return _kept(made, said.draft, by, link)


def _suggested(place: Place | None, suggestion: str) -> str:
    """Return suggested words as they are stored; "" if they are the present ones."""
    if not suggestion.strip():
        return ""
    try:
        cleaned = place.cleaned(suggestion) if place else ""
    except ValueError:
        cleaned = ""
    if not cleaned:
        refuse([_("These words can’t be suggested here. Write them as a comment.")])
    return "" if place and cleaned == place.markup else cleaned


@transaction.atomic
def reply(
    thread: Comment, words: str, by: AbstractBaseUser | None = None, link: ReviewLink | None = None
) -> Comment:  # fmt: skip
    """Add a reply; a resolved thread is open again."""
    _refuse_too_many(link)
    if not words:
        refuse([_("Write a comment, or change the words.")])
    Comment.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by="")
    return _kept(Comment(revision=thread.revision, thread=thread, words=words), draft_of(thread.revision), by, link)


def _kept(
    made: Comment, draft: Publishable, by: AbstractBaseUser | None, link: ReviewLink | None
) -> Comment:  # fmt: skip
    made.at, made.by, made.link = timezone.now(), by, link
    made.by_name = link.name if link else name_of(by)
    made.save()
    if link:
        note(Act.REVIEW_BY_LINK, draft, "commented", name=link.name, is_revised=False)
    else:
        note(Act.COMMENT, draft, "replied" if made.thread_id else "commented", by=by, is_revised=False)
    notices.keep(made, draft)
    return made


def _refuse_too_many(link: ReviewLink | None) -> None:
    if link and Comment.objects.filter(link=link).count() >= MOST_BY_LINK:
        refuse([_("There are too many comments on this page. Write to the person who sent you the link.")])


def received(
    posted: QueryDict, said: Said, by: AbstractBaseUser | None = None, link: ReviewLink | None = None
) -> str:  # fmt: skip
    """Add the comment or reply of a sent form, and return the anchor of its part. Raises Refused.

    A reply must be to one of the threads that `said` holds.
    """
    form = CommentForm(posted)
    if not form.is_valid():
        raise Refused(form.reasons)
    sent = form.cleaned_data
    if not sent["thread"]:
        add(said, sent["place"], sent["words"], sent["suggestion"], by=by, link=link)
        return anchor_of(sent["place"])
    thread = said.thread(sent["thread"])
    reply(thread.root, sent["words"], by=by, link=link)
    return anchor_of(thread.place.key if thread.place else thread.root.place and REMOVED)


def anchor_of(key: str) -> str:
    return f"margin-{key.replace('/', '-')}"


@transaction.atomic
def resolve(thread: Comment, by: AbstractBaseUser, is_resolved: bool) -> None:
    """Resolve a thread, or reopen it."""
    values = {"resolved_at": timezone.now(), "resolved_by": name_of(by)} if is_resolved else {}
    Comment.objects.filter(pk=thread.pk).update(**(values or {"resolved_at": None, "resolved_by": ""}))
    note(Act.COMMENT, draft_of(thread.revision), "resolved" if is_resolved else "reopened", by=by, is_revised=False)


def as_data(threads: Iterable[Thread]) -> list[dict]:
    """Return threads as JSON data, for a page that shows them beside the text."""
    return [
        {
            "id": thread.root.pk, "place": thread.place.key if thread.place else "", "quoted": thread.root.quoted,
            "is_removed": thread.is_removed, "is_open": thread.is_open, "suggestion": thread.root.suggestion,
            "can_take_in": thread.can_take_in, "comments": _each([thread.root, *thread.replies]),
        }
        for thread in threads
    ]  # fmt: skip


def _each(comments: Collection[Comment]) -> list[dict]:
    return [{"by": each.by_name, "at": each.at.isoformat(), "words": each.words} for each in comments]
