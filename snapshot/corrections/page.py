"""The desk's corrections page, where editors apply newer editions of articles to live snapshots or decline them."""

import re
from functools import partial

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from permissions.matrix import Act
from permissions.rules import require, visible_to
from record.terms import Refused
from snapshot.corrections.outdated import OutdatedSnapshot, outdated
from snapshot.corrections.propagation import keep_old
from snapshot.corrections.rows import proposed, rows, value_of
from snapshot.corrections.together import Choice, Outcome, take_in_each
from snapshot.models import Snapshot
from text import prose
from text.footnotes import holds_mark

NAMED = re.compile(r"(\d{1,18})-(\d{1,18})-\d{1,9}-\d{1,9}", re.ASCII)  # snapshot, article, the editions shown


def correction_urls(model_admin: admin.ModelAdmin) -> list:
    view = model_admin.admin_site.admin_view(partial(corrections, model_admin))
    return [path("corrections/", view, name="corrections")]


def corrections(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    """List outdated snapshots; apply the ticked corrections, or keep one older edition with a reason."""
    require(request.user, Act.ARRANGE)
    if request.method == "POST" and "keep" in request.POST:
        return _keep(model_admin, request)
    if request.method == "POST":
        require(request.user, Act.PUBLISH)
    outcomes = _take_in(model_admin, request) if request.method == "POST" else []
    now = timezone.now()  # after the changes above
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
    """Apply the ticked corrections that are unchanged since they were shown. Return the outcome for each snapshot."""
    listed = {each.snapshot_id: each for each in outdated(request.moment)}
    current = {value_of(text, each) for each in listed.values() for text in each.texts}
    choices, refused = [], []
    for snapshot, articles, values in _chosen(request):
        if values <= current:
            choice = Choice(snapshot, articles, _note(request, snapshot, listed[snapshot.pk]))
            if holds_mark(choice.note or ""):
                refused.append(Outcome(choice, None, [_("Footnotes such as [^1] do not work in this field.")]))
            else:
                choices.append(choice)
        else:
            refused.append(Outcome(Choice(snapshot, articles), None, [_(
                "This has changed since you opened the page. Review it, and choose again."
            )]))  # fmt: skip
    all_or_none = bool(request.POST.get("all_or_none"))
    if refused and all_or_none:
        return refused + [
            Outcome(each, None, [_("Not published, because another one was refused.")]) for each in choices
        ]
    outcomes = take_in_each(choices, request.user, all_or_none=all_or_none)
    request.audit_act, request.audit_is_revised = Act.PUBLISH, False  # the working copy is not published
    for outcome in outcomes:
        if outcome.edition:
            model_admin.log_change(request, outcome.choice.snapshot, outcome.edition.note)
    return outcomes + refused


def _chosen(request: HttpRequest) -> list[tuple[Snapshot, list[Article], set[str]]]:
    """Return the ticked articles by snapshot. Ignores values that match nothing."""
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
    """Return the note typed, or None if it is still the proposed one, which covers everything listed."""
    note = prose.nfc(prose.printable(request.POST.get(f"note-{snapshot.pk}", ""))).strip()
    return None if note == proposed(found).strip() else note


def _keep(model_admin: admin.ModelAdmin, request: HttpRequest) -> HttpResponse:
    named = NAMED.fullmatch(request.POST["keep"])
    snapshots = visible_to(request.user, Snapshot.objects.all())
    snapshot = snapshots.filter(pk=named[1]).first() if named else None
    article = Article.objects.filter(pk=named[2]).first() if named else None
    if snapshot is None or article is None:
        messages.error(request, _("That no longer exists."))
        return HttpResponseRedirect(reverse("admin:corrections"))
    require(request.user, Act.ARRANGE, snapshot)
    try:
        declined = keep_old(snapshot, article, request.POST.get("reason", ""), request.user)
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
        return HttpResponseRedirect(f"{reverse('admin:corrections')}#snapshot-{snapshot.pk}")
    words = _(
        "“%(snapshot)s” keeps the older edition of “%(article)s”. You will be asked again when there is a newer one."
    )
    words %= {"snapshot": snapshot, "article": article}
    model_admin.log_change(request, snapshot, f"{words} {declined.reason}")
    messages.success(request, words)
    return HttpResponseRedirect(reverse("admin:corrections"))
