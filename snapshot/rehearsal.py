"""The renditions of an edition that are tried before publishing. Not the PDF, which takes too long."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from outputs.citations.files import FORMATS
from outputs.mail import automatic
from outputs.source import Source, source_of
from snapshot.mail import snapshot_letter
from snapshot.models import SnapshotEdition
from snapshot.public.cards import snapshot_card
from snapshot.public.citations import cited_snapshot
from snapshot.public.renditions import snapshot_json, snapshot_text
from snapshot.public.views import edition_page
from snapshot.public.withholding import shown_content
from web.languages import override_language


def _source(request: HttpRequest, edition: SnapshotEdition) -> Source:
    return source_of(request, edition, shown_content(edition))


def _page(request: HttpRequest, edition: SnapshotEdition) -> object:
    return edition_page(request, edition, is_alone=True)


def _text(request: HttpRequest, edition: SnapshotEdition) -> str:
    with override_language(edition.language):
        return snapshot_text(edition)


def _json(request: HttpRequest, edition: SnapshotEdition) -> str:
    return snapshot_json(edition)


def _letter(request: HttpRequest, edition: SnapshotEdition) -> object:
    return snapshot_letter(_source(request, edition), automatic.home())


def _citations(request: HttpRequest, edition: SnapshotEdition) -> list[str]:
    cited = cited_snapshot(_source(request, edition))
    return [each.write([cited]) for each in FORMATS.values()]


def _card(request: HttpRequest, edition: SnapshotEdition) -> str:
    return render_to_string("components/snapshot_card.html", {"card": snapshot_card(edition)})


RENDITIONS = {
    "page": _page, "plain text": _text, "JSON": _json, "e-mail": _letter, "citation": _citations,
    "card in lists": _card,
}  # fmt: skip
