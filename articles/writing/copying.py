"""Duplicating an article."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.freezing import freeze, thaw
from articles.models import Article
from articles.writing.parts import is_slug_taken
from audit.trail import note
from permissions.matrix import Act
from permissions.rules import require, visible_to
from record.revisions import keep_revision
from text.slugs import slug_for

LONGEST_TITLE = 300


def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Duplicate the article and open the copy at its desk."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    original = get_object_or_404(visible_to(request.user, Article.objects.all()), pk=pk)
    require(request.user, Act.COPY, original)
    made = duplicate(original, request.user)
    return HttpResponseRedirect(reverse("admin:articles_article_write", args=[made.pk]))


@transaction.atomic
def duplicate(original: Article, by: AbstractBaseUser) -> Article:
    """Create a draft with the original's content, without its date, address and DOI."""
    title = (_("Copy of %(title)s") % {"title": original.title})[:LONGEST_TITLE]
    slug = slug_for(title, is_slug_taken)
    article = Article(created_by=by, updated_by=by)
    thaw({**freeze(original), "title": title, "slug": slug, "published_on": None, "doi": ""}, article)
    keep_revision(article, by)
    note(Act.COPY, article, str(original), by=by)
    return article
