"""The desk's page and its JSON views. Every refusal is a message that the desk shows."""

from datetime import timedelta

from django.contrib import admin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from permissions.matrix import Act
from permissions.rules import require, sees_all, visible_to
from record import presence
from record.revisions import keep_revision
from record.status import publication_status
from snapshot.desk import acts
from snapshot.desk.acts import Conflict
from snapshot.desk.board import article_cards, board
from snapshot.desk.messages import read_act
from snapshot.desk.structure import Impossible
from snapshot.desk.texts import TEXTS
from snapshot.models import DeskAct, Snapshot
from staff.drawer import drawer
from staff.messages import Malformed, WrongUser, session_ends_at
from staff.status import top_bar_status

PAUSE = timedelta(seconds=20)  # after this long without an act, the draft is saved as a revision


def snapshot_for(request: HttpRequest, pk: int) -> Snapshot:
    """Return the snapshot if the user may arrange it. 404 if it is hidden or missing, otherwise 403."""
    require(request.user, Act.ARRANGE)
    snapshots = visible_to(request.user, Snapshot.objects.select_related("series", "updated_by"))
    found = snapshots.filter(pk=pk).first()
    if found is None:
        raise Http404(_("This snapshot does not exist."))
    require(request.user, Act.ARRANGE, found)
    return found


def page(request: HttpRequest, pk: int, model_admin: admin.ModelAdmin) -> HttpResponse:
    """Show the desk. The page contains the board as JSON."""
    snapshot = snapshot_for(request, pk)
    form = model_admin.get_form(request, snapshot, change=True)(instance=snapshot)
    status = publication_status(snapshot, request.moment)
    context = {
        **model_admin.admin_site.each_context(request),
        "details": drawer(model_admin, request, snapshot, form, in_place=TEXTS[Snapshot]),
        "title": str(snapshot),
        "snapshot": snapshot,
        "board": board(snapshot, request.moment),
        "addresses": _addresses(pk),
        "session_ends_at": session_ends_at(request),
        "opts": Snapshot._meta,
        "status": top_bar_status(status),
        "live_number": status.live.number if status.live else "",
    }
    return render(request, "admin/desk/desk.html", context)


def _addresses(pk: int) -> dict[str, str]:
    names = ("board", "act", "changes", "library", "findings", "preview", "suggestions", "paste")
    return {name: reverse(f"admin:desk_{name}", args=[pk]) for name in names}


def board_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Return the whole board, for a screen that has fallen behind."""
    return JsonResponse(board(snapshot_for(request, pk), request.moment))


def act(request: HttpRequest, pk: int) -> JsonResponse:
    """Perform one act. 400 if malformed, 409 for a conflict (with both versions), 422 if not allowed."""
    require(request.user, Act.ARRANGE)
    if request.method != "POST":
        return JsonResponse({"message": _("Use POST.")}, status=405)
    try:
        is_limited = not sees_all(request.user)
        if is_limited and not visible_to(request.user, Snapshot.objects.filter(pk=pk)).exists():
            raise Snapshot.DoesNotExist
        sent = read_act(request)
        if is_limited:
            _refuse_hidden(request, pk, sent)
        done = acts.act(pk, sent, request.user, request.moment)
    except Snapshot.DoesNotExist:
        return JsonResponse({"message": _("This snapshot does not exist.")}, status=404)
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    except WrongUser as foreign:
        return JsonResponse({"message": str(foreign), "person": request.user.pk}, status=403)
    except Impossible as impossible:
        return JsonResponse({"message": str(impossible)}, status=422)
    except Conflict as conflict:
        return JsonResponse(_conflict(conflict, sent), status=409)
    is_next = done.number == sent.base + 1  # nobody else acted meanwhile, so there is nothing more to send
    since = _act_data([done] if is_next else acts.since(pk, sent.base), request)
    return JsonResponse(
        {
            "acts": since,
            "number": done.number,
            "done": done.number,
            "status": top_bar_status(publication_status(done.snapshot, request.moment)),
            "person": request.user.pk,
        }
    )


def _refuse_hidden(request: HttpRequest, pk: int, sent: acts.Sent) -> None:
    """Raise Impossible if the act places an article that the user may not read.

    An article already in the snapshot is visible there to everyone.
    """
    items = sent.operation.get("items", [])
    placed = [item["placement"] for item in items if item.get("placement")] + sent.operation.get("placements", [])
    wanted = {placement["article"] for placement in placed}
    known = visible_to(request.user, Article.objects.filter(pk__in=wanted)).values_list("pk", flat=True)
    here = Article.objects.filter(pk__in=wanted, placements__section__snapshot=pk).values_list("pk", flat=True)
    if wanted - {*known, *here}:
        raise Impossible(_("That article is no longer in the library."))


def _conflict(conflict: Conflict, sent: acts.Sent) -> dict:
    theirs = conflict.theirs
    return {
        "message": _("%(name)s changed this in the meantime.") % {"name": theirs.by_name or _("Someone")},
        "theirs": {"by": theirs.by_name, "at": theirs.at.isoformat(), "value": conflict.value, "number": theirs.number},
        "yours": sent.operation.get("value"),
    }


def _act_data(done: list[DeskAct], request: HttpRequest) -> list[dict]:
    """Return the acts for other screens, with the cards of the articles they add."""
    brought: set[int] = set()
    for each in done:
        placements = [item["placement"] for item in each.forward.get("items", []) if "placement" in item]
        brought |= {placement["article"] for placement in placements + each.forward.get("placements", [])}
    cards = article_cards(brought, request.moment) if brought else {}
    return [
        {
            "number": each.number,
            "kind": each.kind,
            "operation": each.forward,
            "undoes": _number_undone(each, done),
            "tab": each.tab,
            "by": each.by_name,
            "at": each.at.isoformat(),
            "cards": cards,
        }
        for each in done
    ]


def _number_undone(each: DeskAct, done: list[DeskAct]) -> int | None:
    if each.undoes_id is None:
        return None
    return next((other.number for other in done if other.pk == each.undoes_id), 0)


def changes(request: HttpRequest, pk: int) -> JsonResponse:
    """Return acts since the last one that the screen shows, and who is here. Clients poll this every few seconds."""
    snapshot = snapshot_for(request, pk)
    tab, number = request.GET.get("tab", ""), request.GET.get("since", "")
    if not tab.isalnum() or len(tab) > 32 or not number.isdecimal() or len(number) > 9:
        return JsonResponse({"message": _("Invalid request.")}, status=400)
    if request.GET.get("leaving"):
        presence.left(snapshot, tab)
        return JsonResponse({})
    since = acts.since(pk, int(number)) if int(number) < snapshot.act_count else []
    _keep_what_stands(snapshot, request)
    return JsonResponse(
        {
            "number": snapshot.act_count,
            "saves": snapshot.save_count,
            "acts": _act_data(since, request),
            "here": presence.record_presence(snapshot, tab, request.user, request.moment),
            "status": top_bar_status(publication_status(snapshot, request.moment)),
            "person": request.user.pk,
            "saved_at": snapshot.updated_at.isoformat(),
            "session_ends_at": session_ends_at(request),
        }
    )


def _keep_what_stands(snapshot: Snapshot, request: HttpRequest) -> None:
    """Save a revision after a pause in arranging, but not with each act, which must stay fast."""
    pause = request.moment - snapshot.updated_at
    if not snapshot.act_count or not PAUSE <= pause <= PAUSE + timedelta(seconds=10):
        return
    with transaction.atomic():
        # It may have been changed or deleted meanwhile.
        now_there = Snapshot.objects.select_for_update(of=("self",)).select_related("updated_by").filter(pk=snapshot.pk)
        for locked in now_there:
            keep_revision(locked, locked.updated_by, timezone.now())
