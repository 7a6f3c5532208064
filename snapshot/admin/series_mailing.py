"""Sending an edition or a digest to a series' subscribers: asked once, with how many they are; sent once."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Series
from editorial.admin.acts import copy_for
from editorial.mailing.sending import is_set_up
from editorial.models import Edition, Publishable
from editorial.publishables import type_of
from editorial.publishing import when
from editorial.renditions import Source
from snapshot.alerts import series as sending
from snapshot.models import SeriesMailing


class SendsToSeries:
    """A ModelAdmin whose editions can be sent to their series' subscribers. Goes before MailPages."""

    def get_urls(self) -> list:
        page = self.admin_site.admin_view(partial(edition_page, self))
        return [
            path("<path:object_id>/mail/subscribers/<int:number>/", page, name=self.url_name("subscribers")),
            *super().get_urls(),
        ]

    def further_mailing(self, request: HttpRequest, copy: Publishable, source: Source) -> dict:
        edition = None if source.is_proof else _edition(copy, source.number, request)
        series = sending.series_of(edition) if edition else None
        if series is None or not is_set_up():
            return {}
        sent = sending.sent_before(series, sending.what_of(edition))
        if sent:
            return {"words": told_sent(sent)}
        url = reverse(f"admin:{self.url_name('subscribers')}", args=[copy.pk, source.number])
        count = len(sending.subscribers(series))
        return {"words": button(count, series), "url": url} if count else {"words": nobody(series)}


def edition_page(model_admin: SendsToSeries, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Say to how many the edition goes; a POST sends it."""
    copy = copy_for(model_admin, request, object_id)
    edition = _edition(copy, number, request)
    series = sending.series_of(edition)
    if series is None or not is_set_up():
        raise Http404("There is nobody to send it to.")
    mail = f"admin:{model_admin.url_name('mail')}"
    back = reverse(mail, args=[copy.pk], query={"edition": number})
    if request.method == "POST":
        say(request, *sending.send_edition(edition, series, request.user, request.moment))
        return HttpResponseRedirect(back)
    ids = sending.subscribers(series)
    had = len(sending.who_had(edition, ids))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": button(len(ids), series), "original": copy, "opts": model_admin.opts, "back": back,
        "what": _("“%(title)s”, edition %(number)d") % {"title": edition.title, "number": edition.number},
        "sentences": _sentences(len(ids) - had, had, sending.sent_before(series, sending.what_of(edition))),
        "can_send": len(ids) > had and not sending.sent_before(series, sending.what_of(edition)),
    }  # fmt: skip
    return render(request, "admin/mailing/subscribers.html", context)


def digest_choice(editions: list[Edition]) -> dict:
    """Return the series that all the editions are of, and the words of the button; nothing where there is none."""
    found = {sending.series_of(edition) for edition in editions}
    series = found.pop() if len(found) == 1 else None
    if series is None or not is_set_up():
        return {}
    count = len(sending.subscribers(series))
    return {"series": series, "count": count, "words": button(count, series) if count else nobody(series)}


def question(choice: dict, content: dict) -> dict:
    """Return what the page that asks takes."""
    sent = sending.sent_before(choice["series"], sending.what_of_digest(content))
    return {"sentences": _sentences(choice["count"], 0, sent), "can_send": sent is None}


def send_digest(request: HttpRequest, content: dict, series: Series) -> None:
    """Send the digest, and say so; or that it was sent before."""
    if not request.user.has_perm("snapshot.change_snapshot"):
        raise PermissionDenied
    say(request, *sending.send_digest(content, series, request.user, request.moment))


def say(request: HttpRequest, sent: SeriesMailing, is_new: bool) -> None:
    """Tell the editor what became of it."""
    if not is_new:
        messages.warning(request, told_sent(sent))
        return
    words = ngettext("It goes to %d subscriber now.", "It goes to %d subscribers now.", sent.count)
    messages.success(request, words % sent.count)


def told_sent(sent: SeriesMailing) -> str:
    """Return when it was sent, and to how many."""
    words = ngettext(
        "It was sent to %(count)d subscriber of “%(series)s” on %(when)s. Nothing is sent twice.",
        "It was sent to the %(count)d subscribers of “%(series)s” on %(when)s. Nothing is sent twice.",
        sent.count,
    )
    return words % {"count": sent.count, "series": sent.series.name, "when": when(sent.sent_at)}


def button(count: int, series: Series) -> str:
    """Return what the button says."""
    words = ngettext(
        "Send to the %(count)d subscriber of “%(series)s”", "Send to the %(count)d subscribers of “%(series)s”", count
    )
    return words % {"count": count, "series": series.name}


def nobody(series: Series) -> str:
    """Return that there is nobody to send it to."""
    return _("“%s” has no subscribers yet.") % series.name


def _sentences(count: int, had: int, sent: SeriesMailing | None) -> list[str]:
    if sent:
        return [told_sent(sent)]
    told = [ngettext("It goes to %d subscriber.", "It goes to %d subscribers.", count) % count]
    if had:
        words = "%d has had it as an alert, and is not sent it again."
        told.append(ngettext(words, "%d have had it as an alert, and are not sent it again.", had) % had)
    return [*told, _("What is sent cannot be called back.")]


def _edition(copy: Publishable, number: int, request: HttpRequest) -> Edition:
    return get_object_or_404(type_of(copy).edition.objects.citable(request.moment), parent=copy, number=number)
