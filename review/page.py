"""The page of a review: the text as readers will see it, with comments after each part. For reviewers and staff."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.safestring import SafeString

from record.comparison.description import changed_words
from review.comments import REMOVED, Said, Thread, anchor_of
from review.places import WHOLE
from text import prose
from web.languages import override_language
from web.public_pages import language_context


@dataclass(frozen=True)
class Desk:
    """What only staff see and do on the page: `csrf_token`, `take_in_url`, and whether they may edit the text."""

    csrf_token: str
    take_in_url: str
    may_edit: bool


@dataclass
class Margins:
    """The comments and the form of each part. `typed` is what was sent and refused, with the reason."""

    said: Said
    action: str  # where forms are sent
    desk: Desk | None = None
    typed: dict = field(default_factory=dict)

    def __call__(self, key: str) -> SafeString:
        place = self.said.places.get(key)
        if place is None and key != WHOLE:
            return SafeString("")
        threads = self.said.at(key) if place else self.said.of_whole
        is_here = self.typed.get("place") == key and self.typed.get("do") != "sign"
        return self.rendered(threads, place=place, key=key, typed=self.typed if is_here else {})

    def removed(self) -> SafeString:
        """Return the threads about parts that were removed; nothing can be added there."""
        threads = self.said.on_removed
        return self.rendered(threads, key=REMOVED, is_removed=True) if threads else SafeString("")

    def rendered(self, threads: list[Thread], key: str, **more) -> SafeString:
        shown = [self.shown(thread) for thread in threads]
        is_open = any(thread.is_open for thread in threads) or more.get("typed")
        context = {"threads": shown, "anchor": anchor_of(key), "key": key, "is_open": is_open,
                   "count": len(threads), "action": self.action, "desk": self.desk, **more}  # fmt: skip
        return get_template("review/margin.html").render(context)

    def shown(self, thread: Thread) -> dict[str, Any]:
        """Return a thread for review/thread.html, with its suggestion as marked words."""
        root = thread.root
        before, after = (prose.plain(markup) for markup in (root.quoted, root.suggestion))
        return {
            "root": root, "comments": [root, *thread.replies], "is_open": thread.is_open,
            "quoted": before if thread.is_removed else "", "runs": changed_words(before, after) if after else (),
            "can_take_in": thread.can_take_in,
        }  # fmt: skip


def review_page(
    request: HttpRequest, margins: Margins, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """Render a review template, which extends the public page, in the language of the text."""
    said = margins.said
    language = said.content["work"]["language"]
    with override_language(language):
        public_template, page = said.kind.page(said.content, request.moment, margins)
        context = {
            "page": page, "public_template": public_template, **language_context(language),
            "of_whole": margins(WHOLE), "fields": _fields(margins), "removed": margins.removed(),
            "action": margins.action, "typed": margins.typed, **context,
        }  # fmt: skip
        return render(request, template, context, status=status)


def _fields(margins: Margins) -> list[dict]:
    """Return the title and other single lines, each with its comments."""
    lines = [place for place in margins.said.places.values() if len(place.path) == 1]
    return [{"label": place.label, "words": place.markup, "margin": margins(place.key)} for place in lines]
