"""The admin for published article editions, and the admin's notes on where an article is used."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.admin.frozen import frozen_article
from articles.models import (
    Article,
    ArticleAttachment,
    ArticleEdition,
    ArticleEditionAuthor,
    ArticleEditionFile,
    ArticleEditionPicture,
    ArticleEditionTag,
    ArticleEmbed,
    ArticleFigure,
    Byline,
)
from articles.public.citations import cited_article
from media.models import Picture
from staff import deletion
from staff.citations import CitingActs
from staff.editions import EditionAdmin


@admin.register(ArticleEdition)
class ArticleEditionAdmin(CitingActs, EditionAdmin):
    """Article editions as published; read-only."""

    cite = staticmethod(cited_article)

    def frozen_page(self, work: dict, part: dict) -> SafeString:
        return frozen_article(work)


def _published(edition: ArticleEdition) -> str:
    words = _("This was published as {} and can’t be deleted. Withdraw it instead.")
    return format_html(words, deletion.linked(edition, _("edition %d") % edition.number))


def _translated(article: Article) -> str:
    return format_html(_("{} is a translation of it."), deletion.linked(article))


deletion.say(ArticleEdition, _published)
deletion.say(Article, _translated)
deletion.say(Article, lambda row: format_html(_("The article {} shows it."), deletion.linked(row)), of=Picture)
deletion.say(ArticleFigure, lambda row: format_html(_("It is a figure of {}."), deletion.linked(row.article)))
deletion.say(
    ArticleEmbed, lambda row: format_html(_("It is the picture of an embed in {}."), deletion.linked(row.article))
)
deletion.say(ArticleAttachment, lambda row: format_html(_("It is attached to {}."), deletion.linked(row.article)))
deletion.say(
    ArticleEditionPicture,
    lambda row: format_html(_("It is shown in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(
    ArticleEditionFile,
    lambda row: format_html(_("It is attached to {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(Byline, lambda row: format_html(_("It is in the byline of {}."), deletion.linked(row.article)))
deletion.say(
    ArticleEditionAuthor,
    lambda row: format_html(_("It is named in {}, which was published."), deletion.linked(row.edition)),
)
deletion.say(ArticleEditionTag, lambda row: format_html(_("{} was published under it."), deletion.linked(row.edition)))
