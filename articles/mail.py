"""The mail version of an article, for an edition or a proof, made from the frozen content alone."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.public.renditions import full_text_line, label_line, page_of
from media.embeds.frozen import embed_line, shown_embeds
from media.figures import figure_line, shown_figures
from media.marks import counts_of, filled, mark_of, signed
from outputs.mail import plaintext
from outputs.mail.editions import edition_letter
from outputs.mail.letters import Leaving, Letter, preheader
from outputs.mail.links import resolved
from outputs.source import Source
from text import prose
from text.footnotes import with_notes_below, with_notes_spelled, without_marks
from text.joining import both
from web.languages import override_language


def article_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the article as a letter in the article's language. `site` is the absolute URL of the home page."""
    with override_language(source.work["language"]):
        return _letter(source, site, leaving)


def _letter(source: Source, site: str, leaving: Leaving | None) -> Letter:
    work = source.work
    page = page_of(work, source.published_on)
    byline = both([author["name"] for author in page["authors"]])
    said = [
        *(point["text"] for point in work["points"]),
        *(block for block in work["body"] if mark_of(block) is None),
    ]
    figures = shown_figures(work["figures"], lambda path: resolved(path, site))
    embeds = shown_embeds(work["embeds"], lambda path: resolved(path, site))
    body, heading = signed(work["body"], counts_of(work)), _("Notes")
    shown = {
        "figure": [render_to_string("mail/figure.html", each) for each in figures],
        "embed": [render_to_string("mail/embed.html", each) for each in embeds],
    }
    lines = {"figure": map(figure_line, figures), "embed": map(embed_line, embeds)}
    told = {kind: [f"<p>{prose.escape(line)}</p>" for line in found] for kind, found in lines.items()}
    page |= {
        "body_html": filled(with_notes_below(body, heading), shown),
        "body_text": filled(with_notes_spelled(body, heading), told),
        "byline": _("By %(names)s") % {"names": byline} if byline else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(without_marks(markup)) for markup in said)),
    }
    return edition_letter(
        source, "mail/article.html", page, _paragraphs(page, source.current_address or site), site, leaving
    )


def _paragraphs(page: dict, base: str) -> list[str]:
    points = [plaintext.wrapped(plaintext.words(point["html"], base), "- ") for point in page["points_html"]]
    found = [label_line(page["summary_label"]), *points] if points else []
    if page["body_text"]:
        found += plaintext.paragraphs(page["body_text"], base)
    if page["source_url"] and not page["has_body"]:
        found.append(full_text_line(page["source_url"]))
    return found
