"""Requirements for publishing: a title, and articles that are public when the edition goes live."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from articles.checks import article_findings
from articles.models import Article
from record.findings import Finding
from record.publishing import address_taken, when
from review.required import sign_off_findings
from snapshot.desk.findings import check, requirement
from snapshot.desk.material import Entry, Material


@requirement
def has_a_title(material: Material) -> Iterator[Finding]:
    if not material.snapshot.title.strip():
        yield Finding("no-title", _("It has no title."), True, "snapshot:title")


@requirement
def is_signed_off(material: Material) -> Iterator[Finding]:
    """If it needs a sign-off, it has one that no later change voids."""
    yield from sign_off_findings(material.snapshot, "snapshot:title")


@requirement
def articles_are_public(material: Material) -> Iterator[Finding]:
    """Every article is public by then or published with it: not unpublished, later, or withdrawn."""
    for entry in material.entries:
        if entry.placement.kept_edition_id or entry.public:
            continue
        if entry.article.pk in material.together:
            many = _("%(count)d articles will be published with it.")
            words = _("“%s” will be published with it.") % entry.title
            yield Finding("published-with", words, False, entry.about, entry.title, many)
        else:
            yield _not_public(entry, material)


def _not_public(entry: Entry, material: Material) -> Finding:
    later = next((edition for edition in entry.editions if edition.live_from > material.live_from), None)
    if entry.is_withdrawn:
        many = _("%(count)d articles were withdrawn.")
        return Finding("withdrawn", _("“%s” was withdrawn.") % entry.title, True, entry.about, entry.title, many)
    if later:
        words = _("“%(title)s” will not be public until %(when)s.")
        words %= {"title": entry.title, "when": when(later.live_from)}
        many = _("%(count)d articles will not be public by then.")
        return Finding("not-public-by-then", words, True, entry.about, entry.title, many)
    many = _("%(count)d articles are not published yet.")
    return Finding("not-published", _("“%s” is not published yet.") % entry.title, True, entry.about, entry.title, many)


@requirement
def articles_published_with_it_can_be(material: Material) -> Iterator[Finding]:
    """The articles published together meet their own requirements. Findings about each article become findings here."""
    for entry in material.first_of_each_article:
        article = entry.article
        if entry.public is None and article.pk in material.together:
            found = article_findings(article)
            if article.slug in material.taken_by_others:
                found.append(address_taken(article.slug))
            yield from (replace(finding, about=entry.about) for finding in found)


@requirement
def kept_texts_are_public(material: Material) -> Iterator[Finding]:
    """A kept older edition belongs to the article, is not withdrawn, and is public when the snapshot goes live."""
    for entry in material.entries:
        if entry.kept is None:
            continue
        if entry.kept.parent_id != entry.article.pk:
            words = _("The kept edition of “%s” belongs to another article.")
            yield Finding("kept-another", words % entry.title, True, entry.about)
        elif entry.kept.withdrawn_at:
            yield Finding("withdrawn", _("The kept edition of “%s” was withdrawn.") % entry.title, True, entry.about)
        elif entry.kept.live_from > material.live_from:
            words = _("The kept edition of “%s” will not be public by then.")
            yield Finding("not-public-by-then", words % entry.title, True, entry.about)


@check
def changes_at_the_desk_stay_out(material: Material) -> Iterator[Finding]:
    """A public article with unpublished changes appears in the snapshot as readers have it."""
    for entry in material.entries:
        if entry.public and not entry.kept and entry.article.state != Article.State.AS_PUBLISHED:
            words = _("“%s” has unpublished changes. They will not be included.") % entry.article.title
            many = _("%(count)d articles have unpublished changes. They will not be included.")
            yield Finding("changes-stay-out", words, False, entry.about, entry.article.title, many)
