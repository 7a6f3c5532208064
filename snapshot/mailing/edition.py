"""A snapshot as a letter: an edition or a proof, from its content alone."""

from django.utils.translation import gettext as _

from articles.public.renditions import full_text_line, label_line
from editorial import prose
from editorial.enumerating import both
from editorial.languages import speaking
from editorial.mailing import plaintext
from editorial.mailing.editions import edition_letter
from editorial.mailing.letters import Leaving, Letter, preheader
from editorial.mailing.links import resolved
from editorial.renditions import Source
from editorial.written import day
from snapshot.public.renditions import page_of


def snapshot_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the snapshot as a letter in its language. `site` is the absolute address of the home page."""
    with speaking(source.work["language"]):
        return _letter(source, site, leaving)


def _letter(source: Source, site: str, leaving: Leaving | None) -> Letter:
    page = page_of(source.work, source.part["entries"])
    compilers = both([author["name"] for author in page["compilers"]])
    page |= {
        "byline": _("Compiled by %(names)s") % {"names": compilers} if compilers else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(block) for block in page["introduction_html"])),
        "sections": [
            section | {"entries": [_with_byline(entry) for entry in section["entries"]]} for section in page["sections"]
        ],
    }
    base = source.current_address or site
    return edition_letter(source, "mail/snapshot.html", page, _paragraphs(page, base), site, leaving)


def _with_byline(entry: dict) -> dict:
    if entry["withdrawn"]:
        return entry | {"notice": entry["notice"] or _("This text has been withdrawn by its publisher.")}
    return entry | {"byline": both([author["name"] for author in entry["authors"]])}


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
        return "\n".join([title, plaintext.wrapped(_("Withdrawn: %(notice)s") % {"notice": entry["notice"]})])
    points = [plaintext.wrapped(plaintext.words(point["html"], base), "- ") for point in entry["points_html"]]
    lines = [
        title,
        *(plaintext.wrapped(line) for line in (entry["byline"], day(entry["published_on"])) if line),
        resolved(entry["url"], base),
        *([plaintext.wrapped(plaintext.words(entry["note_html"], base))] if entry["note_html"] else []),
        *([label_line(entry["summary_label"]), *points] if points else []),
        *([full_text_line(entry["source_url"])] if entry["source_url"] and not entry["has_body"] else []),
    ]
    return "\n".join(lines)
