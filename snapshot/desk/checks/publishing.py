"""What publishing refuses: title and address, and articles that readers could not see by then."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from editorial.publishables import Finding
from editorial.publishing import when
from snapshot.desk.findings import check
from snapshot.desk.material import Material


@check
def title_and_address(material: Material) -> Iterator[Finding]:
    """A snapshot has a title, and an address that was not published for another."""
    if not material.snapshot.title.strip():
        yield Finding("no-title", _("The snapshot has no title."), True, "snapshot:title")
    if material.is_address_taken:
        words = _("The address “%s” was published for something else.")
        yield Finding("address-taken", words % material.snapshot.slug, True, "snapshot:slug")


@check
def articles_are_public(material: Material) -> Iterator[Finding]:
    """Every article is public by then: not unpublished, not later, not withdrawn."""
    for entry in material.entries:
        if entry.placement.kept_edition_id or entry.public:
            continue
        later = next((edition for edition in entry.editions if edition.live_from > material.live_from), None)
        if entry.is_withdrawn:
            yield Finding("withdrawn", _("“%s” was withdrawn.") % entry.title, True, entry.about)
        elif later:
            words = _("“%(title)s” is public only from %(when)s on.")
            message = words % {"title": entry.title, "when": when(later.live_from)}
            yield Finding("not-public-by-then", message, True, entry.about)
        else:
            yield Finding("not-published", _("“%s” is not published yet.") % entry.title, True, entry.about)


@check
def kept_texts_are_public(material: Material) -> Iterator[Finding]:
    """An older text that is kept was not withdrawn, and is public by then."""
    for entry in material.entries:
        if entry.kept and entry.kept.withdrawn_at:
            yield Finding("withdrawn", _("The kept text of “%s” was withdrawn.") % entry.title, True, entry.about)
        elif entry.kept and entry.kept.live_from > material.live_from:
            words = _("The kept text of “%s” is not public by then.")
            yield Finding("not-public-by-then", words % entry.title, True, entry.about)
