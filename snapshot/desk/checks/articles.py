"""Checks for incomplete articles, and for articles placed twice."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from articles.checks import lacking
from record.findings import Finding
from snapshot.desk.findings import check, requirement
from snapshot.desk.material import Material


@requirement
def author_date_and_summary(material: Material) -> Iterator[Finding]:
    """Every article needs an author, a date and a summary. Without a date it cannot be published."""
    for entry in material.entries:
        if entry.shown or entry.article.pk not in material.together:
            found = lacking(entry.title, entry.published_on, bool(entry.authors), bool(entry.points))
            yield from (replace(finding, about=entry.about) for finding in found)


@check
def once_in_the_snapshot(material: Material) -> Iterator[Finding]:
    """No article is placed twice."""
    first = {}
    for entry in material.entries:
        before = first.setdefault(entry.article.pk, entry)
        if before is not entry:
            words = _("“%(title)s” is already here, in “%(section)s”.")
            message = words % {"title": entry.title, "section": before.section}
            yield Finding("twice", message, about=entry.about)


@check
def dates_in_one_order(material: Material) -> Iterator[Finding]:
    """The dates within a section are in one direction. Only a notice, because the order is the editor's choice."""
    for section in material.sections:
        dated = [entry for entry in material.inside(section) if entry.published_on]
        steps = defaultdict(list)
        for before, entry in pairwise(dated):
            if before.published_on != entry.published_on:
                steps[entry.published_on < before.published_on].append(entry)
        if len(steps) == 2:
            astray = min(steps.values(), key=len)[0]
            words = _("The articles in “%(section)s” are not in date order; see “%(title)s”.")
            message = words % {"section": section, "title": astray.title}
            yield Finding("date-order", message, about=astray.about)
