"""The writing desk's page and its JSON views. Every refusal is a message that the desk shows."""

from datetime import timedelta

from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, ArticleEdition
from articles.writing.parts import Conflict, Parts, read_changes, version
from articles.writing.rows import Invalid
from audit.trail import last_revision, note
from permissions.matrix import Act
from permissions.rules import editing, may, require, visible_to
from record import presence, revisions
from record.models import Presence
from record.saving import SavedMeanwhile, save_draft
from record.status import publication_status
from staff.drawer import drawer
from staff.messages import Malformed, WrongUser, check_user, read_json, session_ends_at
from staff.status import top_bar_status

IN_PLACE = ("title", "standfirst", "summary_label", "body")
KEPT_AFTER = timedelta(seconds=4), timedelta(seconds=16)  # after a pause this long, what stands becomes a revision


def article_for(request: HttpRequest, pk: int, is_locked: bool = False) -> Article:
    """Return the article if the user may write it. 404 if it is hidden or missing, otherwise 403."""
    articles = Article.objects.select_for_update(of=("self",)) if is_locked else Article.objects
    editions = Prefetch("editions", ArticleEdition.objects.defer("card", "search_text"))  # asked for several times
    rows = articles.select_related("updated_by").prefetch_related(editions)
    found = visible_to(request.user, rows).filter(pk=pk).first()
    if found is None:
        raise Http404(_("This article does not exist."))
    require(request.user, editing(found), found)
    return found


def page(request: HttpRequest, model_admin: ModelAdmin, pk: int | None = None) -> HttpResponse:
    """Show the desk. The page contains the article's parts as JSON. A new article is created by the first save."""
    if pk is None:
        require(request.user, Act.CREATE_ARTICLE)
    article = article_for(request, pk) if pk else None
    parts = Parts(model_admin, request, article)
    names = parts.names()
    status = top_bar_status(publication_status(article, request.moment) if article else None)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": str(article) if article else _("New article"),
        "article": article,
        "board": {**_parts(parts, names), "number": article.save_count if article else 0},
        "details": drawer(model_admin, request, article, parts.form(), IN_PLACE),
        "status": status,
        "may_publish": may(request.user, Act.PUBLISH, article),
        "byline": [] if "bylines" in names else list(article.bylines.values_list("author__name", flat=True)),
        "may_add_authors": may(request.user, Act.EDIT_AUTHOR),
        "session_ends_at": session_ends_at(request),
        "opts": Article._meta,
    }
    return render(request, "admin/writing/writing.html", context)


def _parts(parts: Parts, names: list[str]) -> dict:
    values = parts.values(names)
    return {
        "fields": values,
        "versions": {name: version(value) for name, value in values.items()},
        "known": parts.known(),
    }


def save(request: HttpRequest, model_admin: ModelAdmin, pk: int | None = None) -> JsonResponse:
    """Save changed parts. 400 if malformed, 409 for a conflict (with both versions), 422 if the form refuses them."""
    if request.method != "POST":
        return JsonResponse({"message": _("Use POST.")}, status=405)
    try:
        with transaction.atomic():
            return _save(request, model_admin, article_for(request, pk, is_locked=True) if pk else None)
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    except WrongUser as foreign:
        return JsonResponse({"message": str(foreign), "person": request.user.pk}, status=403)
    except Invalid as invalid:
        return JsonResponse({"message": str(invalid)}, status=422)
    except Conflict as conflict:
        return JsonResponse(_conflict(request, pk, conflict), status=409)
    except SavedMeanwhile:
        return JsonResponse({"message": _("Someone is saving at the same time.")}, status=503)


def _save(request: HttpRequest, model_admin: ModelAdmin, article: Article | None) -> JsonResponse:
    message = read_json(request)
    check_user(request, message)
    changes = read_changes(message)
    if changes is None or not _is_tab(message.get("tab")):
        raise Malformed("The message is not one of ours.")
    if article is None:
        require(request.user, Act.CREATE_ARTICLE)
        article = _created_already(request, message)
    elif article.updated_by_id != request.user.pk:
        _keep(article, request)  # what somebody else left stays in the history
    parts = Parts(model_admin, request, article)
    parts.save(changes)
    if article is None:
        save_draft(parts.article, request.user)
        presence.record_presence(parts.article, message["tab"], request.user, request.moment)
        note(Act.CREATE_ARTICLE, parts.article, by=request.user)
    return JsonResponse(_saved(request, parts, list(changes)))


def _created_already(request: HttpRequest, message: dict) -> Article | None:
    """Return the article that this tab created, if the answer to its first save was lost."""
    found = Presence.objects.filter(kind="article", tab=message["tab"], by=request.user)
    pk = found.values_list("parent_id", flat=True).first()
    return article_for(request, pk, is_locked=True) if pk else None


def _saved(request: HttpRequest, parts: Parts, names: list[str]) -> dict:
    article = parts.article
    values = parts.values([*names, "slug"] if parts.has_followed else names)
    return {
        "pk": article.pk,
        "address": reverse("admin:articles_article_write", args=[article.pk]),
        "number": article.save_count,
        "values": values,
        "versions": {name: version(value) for name, value in values.items()},
        "person": request.user.pk,
        "saved_at": article.updated_at.isoformat(),
        "status": top_bar_status(publication_status(article, request.moment)),
    }


def _conflict(request: HttpRequest, pk: int, conflict: Conflict) -> dict:
    article = article_for(request, pk)
    by = revisions.name_of(article.updated_by)
    return {
        "message": _("%(name)s changed this in the meantime.") % {"name": by or _("Someone")},
        "theirs": {
            "by": by, "at": article.updated_at.isoformat(), "value": conflict.value,
            "version": version(conflict.value), "number": article.save_count,
        },
    }  # fmt: skip


def changes(request: HttpRequest, model_admin: ModelAdmin, pk: int | None = None) -> JsonResponse:
    """Return the parts if the article was saved since, and who is here. Clients poll this every few seconds."""
    if pk is None:
        return JsonResponse(_nothing_yet(request))
    article = article_for(request, pk)
    tab, number = request.GET.get("tab", ""), request.GET.get("since", "")
    if not _is_tab(tab) or not number.isdecimal() or len(number) > 9:
        return JsonResponse({"message": _("Invalid request.")}, status=400)
    is_leaving = bool(request.GET.get("leaving"))
    pause = request.moment - article.updated_at
    if is_leaving or KEPT_AFTER[0] <= pause <= KEPT_AFTER[1]:
        with transaction.atomic():
            article = article_for(request, pk, is_locked=True)  # it may have been saved or deleted meanwhile
            _keep(article, request)
    if is_leaving:
        presence.left(article, tab)
        return JsonResponse({})
    parts = Parts(model_admin, request, article)
    is_behind = int(number) != article.save_count
    since = [{**_parts(parts, parts.names()), "number": article.save_count}] if is_behind else []
    return JsonResponse(
        {
            "number": article.save_count,
            "saves": article.save_count,
            "acts": since,
            "by": revisions.name_of(article.updated_by),
            "here": presence.record_presence(article, tab, request.user, request.moment),
            "status": top_bar_status(publication_status(article, request.moment)),
            "person": request.user.pk,
            "saved_at": article.updated_at.isoformat(),
            "session_ends_at": session_ends_at(request),
        }
    )


def _nothing_yet(request: HttpRequest) -> dict:
    """Return what a new article's desk hears before its first save: who is signed in, and until when."""
    nothing = {"number": 0, "saves": 0, "acts": [], "by": "", "here": []}
    return nothing | {"person": request.user.pk, "session_ends_at": session_ends_at(request)}


@transaction.atomic
def _keep(article: Article, request: HttpRequest) -> None:
    """Keep the working copy as a revision by the last person who saved it. The audit trail notes a new revision."""
    before = last_revision(article)
    save_draft(article, article.updated_by)
    after = last_revision(article)
    if after != before:
        note(editing(article), article, _("written at the desk"), by=article.updated_by, before=before)


def _is_tab(tab: object) -> bool:
    return isinstance(tab, str) and tab.isalnum() and len(tab) <= 32
