"""The totals of an import in words, with correct plurals and without zero counts."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from importing.matching import Plan, Status
from text.joining import both


def document_totals(plan: Plan) -> str:
    """Return the contents of the document: “16 articles by 6 authors, 2 warnings”."""
    articles, authors, warnings = len(plan.articles), len(plan.authors), len(plan.outline.warnings)
    message = ngettext("%d article", "%d articles", articles) % articles
    if authors:
        by = ngettext("%(articles)s by %(number)d author", "%(articles)s by %(number)d authors", authors)
        message = by % {"articles": message, "number": authors}
    noticed = ngettext("%d warning", "%d warnings", warnings) % warnings if warnings else _("no warnings")
    return _("%(articles)s, %(warnings)s") % {"articles": message, "warnings": noticed}


def brought(new: int, changed: int, authors: int, topics: int) -> str:
    """Return what is added: “15 new articles, 1 changed article and 3 new topics”, or "" if nothing."""
    parts = (
        (new, ngettext("%d new article", "%d new articles", new)),
        (changed, ngettext("%d changed article", "%d changed articles", changed)),
        (authors, ngettext("%d new author", "%d new authors", authors)),
        (topics, ngettext("%d new topic", "%d new topics", topics)),
    )
    return both([words % number for number, words in parts if number])


def brought_by(plan: Plan) -> str:
    """Return what applying the plan now would add. Undecided articles count as new."""
    subjects = {each.key for match in plan.articles for each in match.subjects if not each.topic}
    subjects |= {each.key for each in [*plan.subjects, *([plan.coverage] if plan.coverage else [])] if not each.topic}
    return brought(
        len(plan.with_status(Status.NEW)) + len(plan.undecided),
        len(plan.with_status(Status.CHANGED)),
        sum(1 for match in plan.authors.values() if match.author is None and not match.same_as),
        len(subjects - plan.dropped_topics),
    )


def open_questions(plan: Plan) -> int:
    """Return the number of choices that an editor must make before the plan can be applied."""
    return len(plan.undecided) + sum(match.status is Status.UNSURE for match in plan.authors.values())
