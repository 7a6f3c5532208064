"""Documents stored for the import page: read with their corrections, edited, and matched with their next version."""

from django.db.models import Q

from articles.models import Series
from importing.corrections import amend, carried, pins_of
from importing.lines import Document, Role
from importing.models import ImportedDocument
from importing.outline import Outline
from importing.outlining import make_outline
from importing.reading import read

PASTED = "pasted text"


def document_of(kept: ImportedDocument) -> Document:
    """Return the document as read, from the hand-edited text if there is one. Raises Unreadable."""
    if kept.text:
        return read(kept.text["text"].encode(errors="replace"), declared=kept.text["as"])
    return read(bytes(kept.data), "" if kept.name == PASTED else kept.name)


def outline_of(document: Document, steps: list[dict]) -> Outline:
    """Return the document's outline, read with an editor's corrections. Raises Unreadable."""
    series = list(Series.objects.values_list("name", flat=True))
    return make_outline(document, series, pins_of(steps), lambda outline: amend(outline, steps))


def with_earlier_corrections(name: str, data: bytes) -> tuple[ImportedDocument, int]:
    """Return an unsaved row for a document with the corrections of its last version, and the number of corrections.

    The last version has the same name or title. Raises Unreadable.
    """
    kept = ImportedDocument(name=name[:255], data=data)
    document = document_of(kept)
    kept.title = outline_of(document, []).title
    same = Q(title=kept.title) if name == PASTED else Q(title=kept.title) | Q(name=kept.name)
    before = ImportedDocument.objects.filter(same).exclude(corrections=[]).first()
    if before:
        steps = carried(before.corrections, document_of(before), document)
        outline_of(document, steps)
        kept.corrections = steps
    return kept, len(kept.corrections)


def editable_text(document: Document) -> dict:
    """Return the text of a document for editing and its format: plain text stays plain text, others become Markdown."""
    if document.format == "text":
        return {"as": "text", "text": "\n".join(line.text for line in document.lines)}
    blocks = []
    for line in document.lines:
        words = line.text.strip()
        for link in line.links:
            words = words.replace(link.text, f"[{link.text}]({link.url})", 1)
        mark = {Role.HEADING: "#" * line.level + " ", Role.BULLET: "  " * (max(line.level, 1) - 1) + "- "}
        blocks.append(mark.get(line.role, "") + words)
    return {"as": "markdown", "text": "\n\n".join(block for block in blocks if block)}
