"""A preview of an article's public page, from the working copy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.freezing import freeze
from articles.public.renditions import page_of
from articles.writing.views import article_for
from media.embeds.frozen import origins
from record.own_links import linked, own_addresses
from web.frames import with_frames
from web.languages import override_language
from web.public_pages import language_context


@never_cache
@xframe_options_sameorigin
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the article as its public page would look. No edition is created."""
    article = article_for(request, pk)
    with override_language(article.language):
        work = freeze(article)
        work = linked(work, own_addresses(work, request.moment))
        page = page_of(work, article.published_on or request.moment.date())
        page |= {"is_current": True, "is_preview": True}
        context = {"page": page, **language_context(page["language"]), "section": "archive"}
        return with_frames(render(request, "articles/article_page.html", context), origins(work))
