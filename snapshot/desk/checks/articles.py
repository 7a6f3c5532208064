"""What each article lacks, and articles that stand in the snapshot twice."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from editorial.publishables import Finding
from snapshot.desk.findings import check
from snapshot.desk.material import Material


@check
def author_date_and_summary(material: Material) -> Iterator[Finding]:
    """Every article has an author, a date and a summary. Without a date it cannot be published."""
    for entry in material.entries:
        if entry.published_on is None:
            yield Finding("no-date", _("“%s” has no date.") % entry.title, True, entry.about)
        if not entry.authors:
            yield Finding("no-author", _("“%s” has no author.") % entry.title, about=entry.about)
        if not entry.points:
            yield Finding("no-summary", _("“%s” has no summary.") % entry.title, about=entry.about)


@check
def once_in_the_snapshot(material: Material) -> Iterator[Finding]:
    """An article stands in the snapshot once."""
    first = {}
    for entry in material.entries:
        before = first.setdefault(entry.article.pk, entry)
        if before is not entry:
            words = _("“%(title)s” stands here already, in “%(section)s”.")
            message = words % {"title": entry.title, "section": before.section}
            yield Finding("twice", message, about=entry.about)


@check
def dates_in_one_order(material: Material) -> Iterator[Finding]:
    """The dates of a section run one way. Only a notice: the order is the editor's."""
    for section in material.sections:
        dated = [entry for entry in material.inside(section) if entry.published_on]
        steps = defaultdict(list)
        for before, entry in pairwise(dated):
            if before.published_on != entry.published_on:
                steps[entry.published_on < before.published_on].append(entry)
        if len(steps) == 2:
            astray = min(steps.values(), key=len)[0]
            words = _("The dates in “%(section)s” run both ways; see “%(title)s”.")
            message = words % {"section": section, "title": astray.title}
            yield Finding("date-order", message, about=astray.about)
