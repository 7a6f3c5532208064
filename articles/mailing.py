"""An article as a letter: an edition or a proof, from its content alone."""

from articles.public.cards import frozen_html
from articles.public.renditions import page_of
from editorial import prose
from editorial.footnotes import with_notes_below
from editorial.mailing import plaintext
from editorial.mailing.editions import edition_letter
from editorial.mailing.letters import Leaving, Letter, preheader
from editorial.renditions import Source


def article_letter(source: Source, site: str, leaving: Leaving | None = None) -> Letter:
    """Return the article as a letter. `site` is the absolute address of the home page."""
    work = source.work
    page = page_of(work, source.published_on)
    byline = plaintext.names([author["name"] for author in page["authors"]])
    said = [*(point["text"] for point in work["points"]), *work["body"]]
    page |= {
        "body_html": frozen_html(with_notes_below("\n".join(work["body"]), "Notes")),
        "byline": f"By {byline}" if byline else "",
        "preheader": preheader(page["standfirst"], *(prose.plain(markup) for markup in said)),
    }
    return edition_letter(
        source, "mail/article.html", page, _paragraphs(page, source.current_address or site), site, leaving
    )


def _paragraphs(page: dict, base: str) -> list[str]:
    points = [plaintext.wrapped(plaintext.words(point["html"], base), "- ") for point in page["points_html"]]
    found = [f"{page['summary_label'] or 'Summary'}:", *points] if points else []
    if page["body_html"]:
        found += plaintext.paragraphs(page["body_html"], base)
    elif page["source_url"]:
        found.append(f"Full text: {page['source_url']}")
    return found
