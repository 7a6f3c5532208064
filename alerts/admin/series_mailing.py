"""Send an edition or a digest to a series' subscribers, once, after a confirmation that shows how many they are."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts import series as sending
from alerts.models import SeriesMailing
from articles.models import Series
from outbox.post import is_set_up
from outputs.source import Source
from permissions.matrix import Act
from permissions.rules import may
from record.kinds import kind_of
from record.models import Edition, Publishable
from record.publishing import when
from staff.act_pages import draft_for_act
from staff.state_check import state_digest


class SendsToSeries:
    """A ModelAdmin mixin for sending editions to their series' subscribers. Must come before MailPages in the MRO."""

    def get_urls(self) -> list:
        page = self.admin_site.admin_view(partial(edition_page, self))
        return [
            path("<path:object_id>/mail/subscribers/<int:number>/", page, name=self.url_name("subscribers")),
            *super().get_urls(),
        ]

    def further_mailing(self, request: HttpRequest, draft: Publishable, source: Source) -> dict:
        if not may(request.user, Act.MAIL_SUBSCRIBERS, draft):
            return {}
        edition = None if source.is_proof else _edition(draft, source.number, request)
        series = sending.series_of(edition) if edition else None
        if series is None or not is_set_up():
            return {}
        sent = sending.sent_before(series, sending.what_of(edition))
        if sent:
            return {"words": sent_summary(sent)}
        url = reverse(f"admin:{self.url_name('subscribers')}", args=[draft.pk, source.number])
        count = len(sending.subscribers(series))
        return {"words": button(count, series), "url": url} if count else {"words": nobody(series)}


def edition_page(model_admin: SendsToSeries, request: HttpRequest, object_id: str, number: int) -> HttpResponse:
    """Show how many subscribers would get the edition. A POST sends it."""
    draft = draft_for_act(model_admin, request, object_id, Act.MAIL_SUBSCRIBERS)
    edition = _edition(draft, number, request)
    series = sending.series_of(edition)
    if series is None or not is_set_up():
        raise Http404("There is nobody to send it to.")
    mail = f"admin:{model_admin.url_name('mail')}"
    back = reverse(mail, args=[draft.pk], query={"edition": number})
    live = kind_of(draft).edition_model.objects.public(request.moment).filter(parent=draft).first()
    shown = state_digest(live.number if live else None)
    if request.method == "POST" and request.POST.get("shown") != shown:
        messages.warning(request, _(
            "Nothing was sent: another edition was published after you opened this page. Say again which is to be sent."
        ))  # fmt: skip
        return HttpResponseRedirect(back)
    if request.method == "POST":
        say(request, *sending.send_edition(edition, series, request.user, request.moment))
        return HttpResponseRedirect(back)
    ids = sending.subscribers(series)
    had = len(sending.who_had(edition, ids))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": button(len(ids), series), "original": draft, "opts": model_admin.opts, "back": back,
        "what": _("“%(title)s”, edition %(number)d") % {"title": edition.title, "number": edition.number},
        "sentences": _sentences(len(ids) - had, had, sending.sent_before(series, sending.what_of(edition))),
        "sent": [("shown", shown)],
        "can_send": len(ids) > had and not sending.sent_before(series, sending.what_of(edition)),
    }  # fmt: skip
    return render(request, "admin/mailing/subscribers.html", context)


def digest_choice(editions: list[Edition]) -> dict:
    """Return the series that all the editions share and the button's label, or {} if they share none."""
    found = {sending.series_of(edition) for edition in editions}
    series = found.pop() if len(found) == 1 else None
    if series is None or not is_set_up():
        return {}
    count = len(sending.subscribers(series))
    return {"series": series, "count": count, "words": button(count, series) if count else nobody(series)}


def question(choice: dict, content: dict) -> dict:
    sent = sending.sent_before(choice["series"], sending.what_of_digest(content))
    return {"sentences": _sentences(choice["count"], 0, sent), "can_send": sent is None}


def send_digest(request: HttpRequest, content: dict, series: Series) -> None:
    """Send the digest and show a message, which says so if it was sent before."""
    say(request, *sending.send_digest(content, series, request.user, request.moment))


def say(request: HttpRequest, sent: SeriesMailing, is_new: bool) -> None:
    """Show the editor a message with the result."""
    if not is_new:
        messages.warning(request, sent_summary(sent))
        return
    words = ngettext("It will be sent to %d subscriber now.", "It will be sent to %d subscribers now.", sent.count)
    messages.success(request, words % sent.count)


def sent_summary(sent: SeriesMailing) -> str:
    """Return a sentence on when it was sent and to how many subscribers."""
    words = ngettext(
        "It was sent to %(count)d subscriber of “%(series)s” on %(when)s. Nothing is sent twice.",
        "It was sent to the %(count)d subscribers of “%(series)s” on %(when)s. Nothing is sent twice.",
        sent.count,
    )
    return words % {"count": sent.count, "series": sent.series.name, "when": when(sent.sent_at)}


def button(count: int, series: Series) -> str:
    words = ngettext(
        "Send to the %(count)d subscriber of “%(series)s”", "Send to the %(count)d subscribers of “%(series)s”", count
    )
    return words % {"count": count, "series": series.name}


def nobody(series: Series) -> str:
    return _("“%s” has no subscribers yet.") % series.name


def _sentences(count: int, had: int, sent: SeriesMailing | None) -> list[str]:
    if sent:
        return [sent_summary(sent)]
    told = [ngettext("It will be sent to %d subscriber.", "It will be sent to %d subscribers.", count) % count]
    if had:
        words = "%d has had it as an alert, and is not sent it again."
        told.append(ngettext(words, "%d have already received it as an alert and will not get it again.", had) % had)
    return [*told, _("Sent mail can't be recalled.")]


def _edition(draft: Publishable, number: int, request: HttpRequest) -> Edition:
    return get_object_or_404(kind_of(draft).edition_model.objects.citable(request.moment), parent=draft, number=number)
