"""A snapshot as a letter: an edition or a proof, from its content alone."""

from django.utils.dateformat import format as format_date

from editorial import prose
from editorial.mailing import plaintext
from editorial.mailing.editions import edition_letter
from editorial.mailing.letters import Leaving, Letter, preheader
from editorial.mailing.links import resolved
from editorial.renditions import Source
from snapshot.public.renditions import page_of

WITHDRAWN = "This text has been withdrawn by its publisher."


def snapshot_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the snapshot as a letter. `site` is the absolute address of the home page."""
    page = page_of(source.work, source.part["entries"])
    compilers = plaintext.names([author["name"] for author in page["compilers"]])
    page |= {
        "byline": f"Compiled by {compilers}" if compilers else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(block) for block in page["introduction_html"])),
        "sections": [
            section | {"entries": [_with_byline(entry) for entry in section["entries"]]} for section in page["sections"]
        ],
    }
    base = source.current_address or site
    return edition_letter(source, "mail/snapshot.html", page, _paragraphs(page, base), site, leaving)


def _with_byline(entry: dict) -> dict:
    if entry["withdrawn"]:
        return entry | {"notice": entry["notice"] or WITHDRAWN}
    return entry | {"byline": plaintext.names([author["name"] for author in entry["authors"]])}


def _paragraphs(page: dict, base: str) -> list[str]:
    found = [part for block in page["introduction_html"] for part in plaintext.paragraphs(block, base)]
    if page["selection_heading"]:
        found.append(plaintext.heading(page["selection_heading"], "="))
    for section in page["sections"]:
        if section["title"]:
            found.append(plaintext.heading(section["title"], "-"))
        if section["note_html"]:
            found.append(plaintext.wrapped(plaintext.words(section["note_html"], base)))
        found += [_entry(entry, base) for entry in section["entries"]]
    if page["coverage_label"]:
        address = resolved(page["coverage_url"], base) if page["coverage_url"] else ""
        found.append("\n".join(filter(None, [plaintext.wrapped(page["coverage_label"]), address])))
    return found


def _entry(entry: dict, base: str) -> str:
    title = plaintext.wrapped(entry["title"])
    if entry["withdrawn"]:
        return "\n".join([title, plaintext.wrapped(f"Withdrawn: {entry['notice']}")])
    day = format_date(entry["published_on"], "F j, Y") if entry["published_on"] else ""
    points = [plaintext.wrapped(plaintext.words(point["html"], base), "- ") for point in entry["points_html"]]
    lines = [
        title,
        *(plaintext.wrapped(line) for line in (entry["byline"], day) if line),
        resolved(entry["url"], base),
        *([plaintext.wrapped(plaintext.words(entry["note_html"], base))] if entry["note_html"] else []),
        *([f"{entry['summary_label'] or 'Summary'}:", *points] if points else []),
        *([f"Full text: {entry['source_url']}"] if entry["source_url"] and not entry["has_body"] else []),
    ]
    return "\n".join(lines)
