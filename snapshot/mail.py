"""A snapshot as an email: an edition or a proof, from its content alone."""

from django.utils.translation import gettext as _

from articles.public.renditions import full_text_line, label_line
from outputs.mail import plaintext
from outputs.mail.editions import edition_letter
from outputs.mail.letters import Leaving, Letter, preheader
from outputs.mail.links import resolved
from outputs.pdf.coverage import has_card
from outputs.source import Source
from snapshot.public.renditions import counts_line, page_of
from text import prose
from text.footnotes import printed, printed_list, spelled, spelled_list, without_marks
from text.formatting import day
from text.joining import both
from web.languages import override_language


def snapshot_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the snapshot as an email in its language. `site` is the absolute address of the home page."""
    with override_language(source.work["language"]):
        return _letter(source, site, leaving)


def _letter(source: Source, site: str, leaving: Leaving | None) -> Letter:
    page = page_of(source.work, source.part["entries"])
    compilers = both([author["name"] for author in page["compilers"]])
    said = (prose.plain(without_marks(block)) for block in source.work["introduction"])
    page |= {
        "byline": _("Compiled by %(names)s") % {"names": compilers} if compilers else "",
        "counts": counts_line(page["article_count"], page["author_count"]),  # a letter's head does not name them
        "preheader": preheader(page["standfirst"], *said),
        "cover_url": cover_url(source),
        "sections": [
            section | {"entries": [_with_byline(entry) for entry in section["entries"]]} for section in page["sections"]
        ],
    }
    text = _paragraphs(page, source.current_address or site)
    return edition_letter(source, "mail/snapshot.html", _printed(page), text, site, leaving)


def cover_url(source: Source) -> str:
    """Return the address of the card of a snapshot without a picture: it shows the cover; email shows no SVG.

    Proofs have none.
    """
    return f"{source.address}card.png" if source.address and not source.work["picture"] and has_card(source) else ""


def _printed(page: dict) -> dict:
    """Return the page with unlinked footnote marks, because links within an email fail in many programs."""
    return page | {
        "introduction_html": [printed(block) for block in page["introduction_html"]],
        "sections": [
            section
            | {
                "note_html": printed(section["note_html"]),
                "entries": [entry | {"note_html": printed(entry.get("note_html", ""))} for entry in section["entries"]],
            }
            for section in page["sections"]
        ],
        "notes_html": printed_list(page["notes"], _("Notes")),
    }


def _with_byline(entry: dict) -> dict:
    if entry["withdrawn"]:
        return entry | {"notice": entry["notice"] or _("This text has been withdrawn by its publisher.")}
    return entry | {"byline": both([author["name"] for author in entry["authors"]])}


def _paragraphs(page: dict, base: str) -> list[str]:
    found = [part for block in page["introduction_html"] for part in plaintext.paragraphs(spelled(block), base)]
    if page["selection_heading"]:
        found.append(plaintext.heading(page["selection_heading"], "="))
    for section in page["sections"]:
        if section["title"]:
            found.append(plaintext.heading(section["title"], "-"))
        if section["note_html"]:
            found.append(plaintext.wrapped(plaintext.words(spelled(section["note_html"]), base)))
        found += [_entry(entry, base) for entry in section["entries"]]
    found += plaintext.paragraphs(spelled_list(page["notes"], _("Notes")), base)
    if page["coverage_label"]:
        address = resolved(page["coverage_url"], base) if page["coverage_url"] else ""
        found.append("\n".join(filter(None, [plaintext.wrapped(page["coverage_label"]), address])))
    return found


def _entry(entry: dict, base: str) -> str:
    title = plaintext.wrapped(f"{entry['number']}. {entry['title']}")
    if entry["withdrawn"]:
        return "\n".join([title, plaintext.wrapped(_("Withdrawn: %(notice)s") % {"notice": entry["notice"]})])
    points = [plaintext.wrapped(plaintext.words(point["html"], base), "- ") for point in entry["points_html"]]
    lines = [
        title,
        *(plaintext.wrapped(line) for line in (entry["byline"], day(entry["published_on"])) if line),
        resolved(entry["url"], base),
        *([plaintext.wrapped(plaintext.words(spelled(entry["note_html"]), base))] if entry["note_html"] else []),
        *([label_line(entry["summary_label"]), *points] if points else []),
        *([full_text_line(entry["source_url"])] if entry["source_url"] and not entry["has_body"] else []),
    ]
    return "\n".join(lines)
