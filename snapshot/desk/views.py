"""The desk's page and its messages. Every refusal is a sentence the desk shows."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.revisions import keep_revision
from editorial.standing import standing
from snapshot.desk import acts, presence
from snapshot.desk.acts import Conflict
from snapshot.desk.board import article_cards, board
from snapshot.desk.messages import Foreign, Malformed, read_act
from snapshot.desk.structure import Impossible
from snapshot.models import DeskAct, Snapshot

PAUSE = timedelta(seconds=20)  # after so long without an act, what stands is kept as a revision


def snapshot_for(request: HttpRequest, pk: int) -> Snapshot:
    """Return the snapshot the person may arrange; 404 where there is none, 403 where they may not."""
    _may_arrange(request)
    found = Snapshot.objects.select_related("series", "updated_by").filter(pk=pk).first()
    if found is None:
        raise Http404(_("There is no such snapshot."))
    return found


def _may_arrange(request: HttpRequest) -> None:
    if not request.user.has_perm("snapshot.change_snapshot"):
        raise PermissionDenied


def page(request: HttpRequest, pk: int, site: admin.AdminSite) -> HttpResponse:
    """Show the desk. The board itself comes as JSON within the page."""
    snapshot = snapshot_for(request, pk)
    context = {
        **site.each_context(request),
        "title": str(snapshot),
        "snapshot": snapshot,
        "board": board(snapshot, request.moment),
        "addresses": _addresses(pk),
        "session_ends_at": _session_ends_at(request),
        "opts": Snapshot._meta,
        "guide_url": reverse("admin:desk_guide"),
        "standing": standing(snapshot, request.moment).words,
    }
    return render(request, "admin/desk/desk.html", context)


def _session_ends_at(request: HttpRequest) -> str:
    """Return when the session ends, as stored: `get_expiry_date` counts from now. Asked to stay, it begins anew."""
    if request.GET.get("stay"):
        request.session.modified = True
        return request.session.get_expiry_date().isoformat()
    rows = request.session.model.objects.filter(session_key=request.session.session_key)
    ends_at = rows.values_list("expire_date", flat=True).first()
    return (ends_at or request.moment).isoformat()


def _addresses(pk: int) -> dict[str, str]:
    names = ("board", "act", "changes", "library", "findings", "preview", "suggestions", "paste")
    return {name: reverse(f"admin:desk_{name}", args=[pk]) for name in names}


def board_json(request: HttpRequest, pk: int) -> JsonResponse:
    """Give the whole board: for a screen that has fallen behind."""
    return JsonResponse(board(snapshot_for(request, pk), request.moment))


def act(request: HttpRequest, pk: int) -> JsonResponse:
    """Do one act. 400 for none of ours, 409 for a collision (both versions), 422 for one the board does not allow."""
    _may_arrange(request)
    if request.method != "POST":
        return JsonResponse({"message": _("Acts are sent by POST.")}, status=405)
    try:
        sent = read_act(request)
        done = acts.act(pk, sent, request.user, request.moment)
    except Snapshot.DoesNotExist:
        return JsonResponse({"message": _("There is no such snapshot.")}, status=404)
    except Malformed as malformed:
        return JsonResponse({"message": str(malformed)}, status=400)
    except Foreign as foreign:
        return JsonResponse({"message": str(foreign), "person": request.user.pk}, status=403)
    except Impossible as impossible:
        return JsonResponse({"message": str(impossible)}, status=422)
    except Conflict as conflict:
        return JsonResponse(_conflict(conflict, sent), status=409)
    is_next = done.number == sent.base + 1  # nobody did anything meanwhile: there is nothing else to tell
    since = _told([done] if is_next else acts.since(pk, sent.base), request)
    return JsonResponse(
        {
            "acts": since,
            "number": done.number,
            "done": done.number,
            "standing": str(standing(done.snapshot, request.moment).words),
            "person": request.user.pk,
        }
    )


def _conflict(conflict: Conflict, sent: acts.Sent) -> dict:
    theirs = conflict.theirs
    return {
        "message": _("%(name)s changed this meanwhile.") % {"name": theirs.by_name or _("Someone")},
        "theirs": {"by": theirs.by_name, "at": theirs.at.isoformat(), "value": conflict.value, "number": theirs.number},
        "yours": sent.operation.get("value"),
    }


def _told(done: list[DeskAct], request: HttpRequest) -> list[dict]:
    """Return the acts as other screens need them, with the cards of articles they bring in."""
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
    """Give what others did since the act the screen shows last, and who is here. Asked every few seconds."""
    snapshot = snapshot_for(request, pk)
    tab, number = request.GET.get("tab", ""), request.GET.get("since", "")
    if not tab.isalnum() or len(tab) > 32 or not number.isdecimal() or len(number) > 9:
        return JsonResponse({"message": _("That is not one of our questions.")}, status=400)
    if request.GET.get("leaving"):
        presence.left(snapshot, tab)
        return JsonResponse({})
    since = acts.since(pk, int(number)) if int(number) < snapshot.act_count else []
    _keep_what_stands(snapshot, request)
    return JsonResponse(
        {
            "number": snapshot.act_count,
            "saves": snapshot.save_count,
            "acts": _told(since, request),
            "here": presence.heard(snapshot, tab, request.user, request.moment),
            "standing": str(standing(snapshot, request.moment).words),
            "person": request.user.pk,
            "saved_at": snapshot.updated_at.isoformat(),
            "session_ends_at": _session_ends_at(request),
        }
    )


def _keep_what_stands(snapshot: Snapshot, request: HttpRequest) -> None:
    """Keep a revision once the arranging has paused: not with each act, which must stay quick."""
    pause = request.moment - snapshot.updated_at
    if snapshot.act_count and PAUSE <= pause <= PAUSE + timedelta(seconds=10):
        keep_revision(snapshot, snapshot.updated_by, timezone.now())
