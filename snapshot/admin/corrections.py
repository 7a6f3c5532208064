"""The desk's page of corrections: newer texts of articles, taken into live snapshots or not."""

import re
from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from editorial import prose
from editorial.terms import Refused
from snapshot.admin.correction_rows import proposed, rows, value_of
from snapshot.correcting import keep_old
from snapshot.correcting_together import Choice, Outcome, take_in_each
from snapshot.models import Snapshot
from snapshot.outdated import OutdatedSnapshot, outdated

NAMED = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,9})", re.ASCII)  # snapshot, article, the edition shown to the editor


def correction_urls(model_admin: admin.ModelAdmin) -> list:
    """Return the address of the page."""
    view = model_admin.admin_site.admin_view(partial(corrections, model_admin))
    return [path("corrections/", view, name="corrections")]


def corrections(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """List what is outdated; take in what is ticked, or keep one older text with a reason."""
    if not request.user.has_perm("snapshot.change_snapshot"):
        raise PermissionDenied
    if request.method == "POST" and "keep" in request.POST:
        return _keep(model_admin, request)
    outcomes = _take_in(model_admin, request) if request.method == "POST" else []
    now = timezone.now()  # after what was done
    found = outdated(now)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Corrections"),
        "opts": Snapshot._meta,
        "rows": rows(found, now),
        "count": sum(len(each.texts) for each in found),
        "all_ticked": "all" in request.GET,
        "published": [outcome for outcome in outcomes if outcome.edition],
        "refused": [outcome for outcome in outcomes if outcome.reasons],
        "is_empty_choice": request.method == "POST" and not outcomes,
    }
    is_done = request.method != "POST" or context["published"]
    return render(request, "admin/desk/corrections.html", context, status=200 if is_done else 422)


def _take_in(model_admin: admin.ModelAdmin, request: HttpRequest) -> list[Outcome]:
    """Take in what is ticked and still as the editor saw it; return what became of each snapshot."""
    listed = {each.snapshot_id: each for each in outdated(request.moment)}
    current = {value_of(text, each) for each in listed.values() for text in each.texts}
    choices, stale = [], []
    for snapshot, articles, values in _chosen(request):
        if values <= current:
            choices.append(Choice(snapshot, articles, _note(request, snapshot, listed[snapshot.pk])))
        else:
            stale.append(Outcome(Choice(snapshot, articles), None, [_(
                "This has changed since you opened the page: it was taken in or kept, or a newer text was published. "
                "Look at it, and choose again."
            )]))  # fmt: skip
    all_or_none = bool(request.POST.get("all_or_none"))
    if stale and all_or_none:
        return stale + [Outcome(each, None, [_("Not published, since another was refused.")]) for each in choices]
    outcomes = take_in_each(choices, request.user, all_or_none=all_or_none)
    for outcome in outcomes:
        if outcome.edition:
            model_admin.log_change(request, outcome.choice.snapshot, outcome.edition.note)
    return outcomes + stale


def _chosen(request: HttpRequest) -> list[tuple[Snapshot, list[Article], set[str]]]:
    """Return what is ticked, by snapshot. What names nothing there is, is passed over."""
    by_snapshot: dict[int, dict[int, str]] = {}
    for value in request.POST.getlist("take"):
        named = NAMED.fullmatch(value)
        if named:
            by_snapshot.setdefault(int(named[1]), {})[int(named[2])] = value
    snapshots = Snapshot.objects.in_bulk(by_snapshot)
    articles = Article.objects.in_bulk({pk for values in by_snapshot.values() for pk in values})
    return [
        (snapshots[pk], [articles[each] for each in values if each in articles], set(values.values()))
        for pk, values in by_snapshot.items()
        if pk in snapshots
    ]


def _note(request: HttpRequest, snapshot: Snapshot, found: OutdatedSnapshot) -> str | None:
    """Return the note typed; None where it was left as proposed, which named all that was listed."""
    note = prose.printable(request.POST.get(f"note-{snapshot.pk}", "")).strip()
    return None if note == proposed(found).strip() else note


def _keep(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    named = NAMED.fullmatch(request.POST["keep"])
    snapshot = Snapshot.objects.filter(pk=named[1]).first() if named else None
    article = Article.objects.filter(pk=named[2]).first() if named else None
    if snapshot is None or article is None:
        messages.error(request, _("That is no longer there."))
        return HttpResponseRedirect(reverse("admin:corrections"))
    try:
        declined = keep_old(snapshot, article, request.POST.get("reason", ""), request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return HttpResponseRedirect(f"{reverse('admin:corrections')}#snapshot-{snapshot.pk}")
    words = _("“%(snapshot)s” stays with the older text of “%(article)s”. The notice comes back with a newer edition.")
    words %= {"snapshot": snapshot, "article": article}
    model_admin.log_change(request, snapshot, f"{words} {declined.reason}")
    messages.success(request, words)
    return HttpResponseRedirect(reverse("admin:corrections"))
