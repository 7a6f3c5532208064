"""One letter about several snapshots, with an introductory note from the editors."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from outputs.mail import plaintext
from outputs.mail.editions import organization_lines
from outputs.mail.letters import Leaving, Letter, make_letter, preheader
from outputs.mail.links import resolved
from outputs.source import Source
from record.organization import organization
from snapshot.public.renditions import page_of
from text import prose
from text.footnotes import without_marks
from text.formatting import day
from text.prose import one_line
from web.languages import override_language


def digest_letter(
    subject: str, note: str, sources: Sequence[Source], site: str, leaving: Leaving | None = None
) -> Letter:
    """Return the digest of the editions, in the order given.

    `note` is plain text with empty lines between paragraphs. `site` is the absolute URL of the home page.
    """
    with override_language(_language(sources)):
        return _letter(subject, note, sources, site, leaving)


def _letter(subject: str, note: str, sources: Sequence[Source], site: str, leaving: Leaving | None) -> Letter:
    subject, note_paragraphs = one_line(subject), paragraphs_of(note)
    page = {
        "title": subject,
        "note": note_paragraphs,
        "snapshots": [part(source) for source in sources],
    }
    page["preheader"] = preheader(*note_paragraphs, *(one["lead"] for one in page["snapshots"]))
    paragraphs = [
        f"{plaintext.wrapped(organization().name)}\n\n{plaintext.heading(subject, '=')}",
        *(plaintext.wrapped(paragraph) for paragraph in note_paragraphs),
        *(_text(one, site) for one in page["snapshots"]),
        "\n".join([plaintext.RULE, *organization_lines(site)]),
    ]
    return make_letter(
        subject, "mail/digest.html", page, "\n\n".join(paragraphs),
        language=_language(sources), site=site, file_name="digest", leaving=leaving,
    )  # fmt: skip


def paragraphs_of(note: str) -> list[str]:
    """Return the paragraphs of an editor's note."""
    lines = prose.printable(note).replace("\r\n", "\n").split("\n\n")
    return [one_line(paragraph) for paragraph in lines if paragraph.strip()]


def part(source: Source) -> dict:
    """Return what a digest shows of a snapshot: its page context, with `published_on`, `url` and `lead`."""
    page = page_of(source.work, source.part["entries"])
    introduction = (prose.plain(without_marks(block)) for block in source.work["introduction"])
    return page | {
        "published_on": source.published_on,
        "url": source.current_address,
        "lead": page["standfirst"] or _first_sentences(next(introduction, "")),
    }


def _first_sentences(words: str, most: int = 280) -> str:
    """Return the first whole sentences of `words`, at most `most` characters. Cuts a longer first sentence."""
    found = words[: most + 1]
    end = max(found.rfind(f"{mark} ") for mark in (".", "!", "?", "…", "։", "؟"))
    if len(words) <= most:
        return words
    return found[: end + 1] if end > 0 else f"{found.rsplit(' ', 1)[0].rstrip(',;:–—')}…"


def _text(one: dict, site: str) -> str:
    title = f"{one['series']}: {one['title']}" if one["series"] else one["title"]
    parts = [
        "\n".join(filter(None, [plaintext.heading(title, "-"), day(one["published_on"]), resolved(one["url"], site)])),
        plaintext.wrapped(one_line(one["lead"])) if one["lead"] else "",
    ]
    for section in one["sections"]:
        withdrawn = _("%(title)s (withdrawn)")
        titles = [withdrawn % entry if entry["withdrawn"] else entry["title"] for entry in section["entries"]]
        lines = [plaintext.wrapped(section["title"])] if section["title"] else []
        parts.append("\n".join([*lines, *(plaintext.wrapped(line, "- ") for line in titles)]))
    return "\n\n".join(filter(None, parts))


def _language(sources: Sequence[Source]) -> str:
    """Return the language that the snapshots share, or else the organization's."""
    languages = {source.work["language"] for source in sources}
    return languages.pop() if len(languages) == 1 else organization().language
