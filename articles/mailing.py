"""An article as a letter: an edition or a proof, from its content alone."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.public.renditions import full_text_line, label_line, page_of
from editorial import prose
from editorial.enumerating import both
from editorial.figures import figure_line, number_of, shown_figures, signed, with_figures
from editorial.footnotes import with_notes_below
from editorial.languages import speaking
from editorial.mailing import plaintext
from editorial.mailing.editions import edition_letter
from editorial.mailing.letters import Leaving, Letter, preheader
from editorial.mailing.links import resolved
from editorial.renditions import Source


def article_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the article as a letter in its language. `site` is the absolute address of the home page."""
    with speaking(source.work["language"]):
        return _letter(source, site, leaving)


def _letter(source: Source, site: str, leaving: Leaving | None) -> Letter:
    work = source.work
    page = page_of(work, source.published_on)
    byline = both([author["name"] for author in page["authors"]])
    said = [
        *(point["text"] for point in work["points"]),
        *(block for block in work["body"] if number_of(block) is None),
    ]
    figures = shown_figures(work["figures"], lambda path: resolved(path, site))
    body = with_notes_below(signed(work["body"], len(figures)), _("Notes"))
    page |= {
        "body_html": with_figures(body, [render_to_string("mail/figure.html", each) for each in figures]),
        "body_text": with_figures(body, [f"<p>{prose.escape(figure_line(each))}</p>" for each in figures]),
        "byline": _("By %(names)s") % {"names": byline} if byline else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(markup) for markup in said)),
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
