"""What is worth knowing, before an article is published, of its figures and of the marks that place them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import Article
from editorial import prose
from editorial.figures import in_place, number_of
from editorial.publishables import Finding


def figure_findings(article: Article) -> Iterator[Finding]:
    """Yield a notice for each mark that stays in the text as it is written, and for each figure without a mark."""
    count, body = article.figures.count(), prose.blocks(article.body)
    placed = in_place(body, count)
    for number in filter(None, (number_of(block) for block in placed if isinstance(block, str))):
        values = {"mark": f"[figure {number}]", "title": article.title}
        if number <= count:
            words = _(
                "“%(mark)s” stands more than once in “%(title)s”: readers will see the later mark as it is written."
            )
            yield Finding("figure-twice", words % values, about="body")
        else:
            words = _("“%(mark)s” stands in “%(title)s”, which has no such figure: readers will see the mark.")
            yield Finding("figure-missing", words % values, about="body")
    marked = {number_of(block) for block in body}
    for number in range(1, count + 1):
        if number not in marked:
            values = {"number": number, "title": article.title}
            words = _("Figure %(number)d of “%(title)s” has no place in the text: it follows at the end.")
            yield Finding("figure-unplaced", words % values, about="figures")
