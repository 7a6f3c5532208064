"""Article editions at the desk, and how articles say that they are in use."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.frozen import frozen_article
from articles.models import Article, ArticleEdition, ArticleEditionAuthor, ArticleEditionTag, Byline
from articles.public.citing import cited_article
from editorial.admin import deletion
from editorial.admin.citing import CitingActs
from editorial.admin.editions import EditionAdmin


@admin.register(ArticleEdition)
class ArticleEditionAdmin(CitingActs, EditionAdmin):
    """Articles as published."""

    cite = staticmethod(cited_article)

    def frozen_page(self, work: dict, part: dict) -> SafeString:
        return frozen_article(work)


def _published(edition: ArticleEdition) -> str:
    words = _("It was published as {}. What was published is never deleted: withdraw it instead.")
    return format_html(words, deletion.linked(edition, _("edition %d") % edition.number))


def _translated(article: Article) -> str:
    return format_html(_("{} is a translation of it."), deletion.linked(article))


deletion.say(ArticleEdition, _published)
deletion.say(Article, _translated)
deletion.say(Byline, lambda row: format_html(_("It stands in the byline of {}."), deletion.linked(row.article)))
deletion.say(
    ArticleEditionAuthor,
    lambda row: format_html(_("It is printed in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(ArticleEditionTag, lambda row: format_html(_("{} was published under it."), deletion.linked(row.edition)))
