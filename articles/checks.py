"""The checks that run on an article before it is published."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from articles.models import Article
from media.marks import Place, in_place, mark_of
from record.findings import Finding
from review.required import sign_off_findings
from text import prose
from text.footnotes import holds_mark, problems


def article_findings(article: Article) -> list[Finding]:
    """Return the results of all checks: errors, which block publishing, and notices."""
    found = []
    if not article.title.strip():
        found.append(Finding("no-title", _("It has no title."), True, "title"))
    found += lacking(article.title, article.published_on, article.bylines.exists(), article.points.exists())
    if not prose.plain(article.body) and not article.source_url:
        found.append(
            Finding(
                "no-text",
                _("“%s” has neither a full text nor a link to one.") % article.title,
                about="body",
                name=article.title,
                many=_("%(count)d articles have neither full text nor a source where they can be read."),
            )
        )
    found += sign_off_findings(article)
    return [*found, *_place_findings(article), *_embed_findings(article), *_note_findings(article)]


def lacking(title: str, published_on: date | None, has_authors: bool, has_points: bool) -> Iterator[Finding]:
    """Yield a finding for each missing part of the article `title`. Only a missing date blocks publishing."""
    if published_on is None:
        many = _("%(count)d articles have no date.")
        yield Finding("no-date", _("“%s” has no date.") % title, True, "published_on", title, many)
    if not has_authors:
        many = _("%(count)d articles have no author.")
        yield Finding("no-author", _("“%s” has no author.") % title, False, "bylines", title, many)
    if not has_points:
        many = _("%(count)d articles have no summary.")
        yield Finding("no-summary", _("“%s” has no summary.") % title, False, "points", title, many)


def _place_findings(article: Article) -> Iterator[Finding]:
    """Yield a notice for each mark without a figure or embed, and for each of these without a mark."""
    counts, body = {"figure": article.figures.count(), "embed": article.embeds.count()}, prose.blocks(article.body)
    twice = _("“%(mark)s” appears more than once in “%(title)s”. Readers will see the later mark as typed.")
    missing = {
        "figure": _("“%(mark)s” in “%(title)s” has no matching figure. Readers will see the mark as typed."),
        "embed": _("“%(mark)s” in “%(title)s” has no matching embed. Readers will see the mark as typed."),
    }
    unplaced = {
        "figure": _("Figure %(number)d of “%(title)s” has no place in the text. It will appear at the end."),
        "embed": _("Embed %(number)d of “%(title)s” has no place in the text. It will appear at the end."),
    }
    for kind, number in filter(None, (mark_of(each) for each in in_place(body, counts) if not isinstance(each, Place))):
        values = {"mark": f"[{kind} {number}]", "title": article.title}
        is_known = number <= counts[kind]
        words, code = (twice, f"{kind}-twice") if is_known else (missing[kind], f"{kind}-missing")
        yield Finding(code, words % values, about="body")
    marked = {mark_of(block) for block in body}
    for kind, count in counts.items():
        for number in range(1, count + 1):
            if Place(kind, number) not in marked:
                values = {"number": number, "title": article.title}
                yield Finding(f"{kind}-unplaced", unplaced[kind] % values, about=f"{kind}s")


def _embed_findings(article: Article) -> Iterator[Finding]:
    """Yield an error for each embed without a title, which names it to screen readers; a notice without a picture."""
    for number, embed in enumerate(article.embeds.all(), 1):
        values = {"number": number, "title": article.title}
        if not embed.title:
            yield Finding("embed-untitled", _("Embed %(number)d of “%(title)s” has no title.") % values, True, "embeds")
        if not embed.picture_id:
            words = _(
                "Embed %(number)d of “%(title)s” has no picture: PDF and email will only have its title and a link."
            )
            yield Finding("embed-without-picture", words % values, about="embeds")


def _note_findings(article: Article) -> Iterator[Finding]:
    """Yield a notice for each broken note, mark or link in the text, and for marks where none are supported."""
    for problem in problems(article.body):
        words = _("In the text of “%(title)s”: %(problem)s") % {"title": article.title, "problem": problem}
        yield Finding("footnote", words, about="body")
    lines = [
        ("title", article.title),
        ("standfirst", article.standfirst),
        *(("points", point.text) for point in article.points.all()),
        *(("figures", figure.caption) for figure in article.figures.all()),
        *(("embeds", words) for embed in article.embeds.all() for words in (embed.title, embed.source)),
    ]
    for about, line in lines:
        if holds_mark(line):
            words = _("Footnotes do not work in “%(line)s”. Move the note to the full text of “%(title)s”.")
            yield Finding("footnote", words % {"line": line, "title": article.title}, about=about)
