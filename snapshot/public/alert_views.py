"""Asking for alerts by e-mail, confirming, and leaving.

No page here sets a cookie or is kept anywhere, and none tells another site where it was come from: the addresses of
confirming and leaving are keys. Nobody is signed in, so a forged request could do no more than anybody can; a form sent
from another site's page is refused all the same, so that no reader's browser is made to ask. Leaving has no such look:
mail programs send that form (RFC 8058), and the key in the address is all it needs.
"""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from editorial.mailing.sending import is_set_up
from editorial.public_pages import absolute, forget_cookies
from snapshot.alerts.asking import TooMany, ask, confirm, leave
from snapshot.alerts.following import Followed, of_row, read_followed
from snapshot.alerts.tokens import CONFIRM, LEAVE, subscription_of
from snapshot.models.alerts import Subscription

AGAIN_AFTER = 3600  # seconds


class AskForm(forms.Form):
    """Where to and how often. Programs alone see `website`: what fills it in is answered, and nothing is done."""

    address = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Enter your e-mail address."),
            "invalid": gettext_lazy("That is no e-mail address. Write it like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    often = forms.ChoiceField(
        label=gettext_lazy("How often"),
        choices=Subscription.Often.choices,
        initial=Subscription.Often.AT_ONCE,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), gettext_lazy("Choose how often.")),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))


def private_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let `view` answer GET and POST, without cookies, kept by nobody and found by no search engine."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        forget_cookies(request)
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, no_cache=True, private=True)
        response["Referrer-Policy"] = "same-origin"  # with “no-referrer” a browser hides from us whose form it sends
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@private_page
def alerts(request: HttpRequest) -> HttpResponse:
    """Say what would be followed, and take an address. Whoever asks is answered alike."""
    followed = read_followed(request.GET, request.moment)
    if not is_set_up():
        return _said(
            request, _("No alerts yet"), _("This site sends no mail yet. Its feeds tell what is new."), status=503
        )
    if request.method != "POST":
        return _form(request, followed, AskForm())
    if not is_from_here(request):
        words = _("It was sent from another site’s page, so nothing was done with it. Use the form on this site.")
        return _said(request, _("This form was not taken"), words, status=403)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _form(request, followed, form, status=422)
    if not form.cleaned_data["website"]:
        try:
            ask(followed, form.cleaned_data["address"], form.cleaned_data["often"], request.moment)
        except TooMany:
            words = _("More is asked of this form just now than it can take. Try again in an hour.")
            response = _said(request, _("Not now"), words, status=503)
            response["Retry-After"] = str(AGAIN_AFTER)
            return response
    words = _(
        "A mail is on its way to you, with a link. Alerts begin once you have followed it. It is good for seven days."
    )
    return _said(request, _("Look into your mailbox"), words)


@private_page
def confirming(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; a POST confirms. Programs that look through mail follow links, and press no button."""
    subscription = subscription_of(token, CONFIRM)
    if subscription is None:
        return _no_longer(request)
    words = _words(subscription, request)
    if request.method != "POST" and not subscription.confirmed_at:
        said = _("%(what)s. %(often)s.") % {"what": words, "often": subscription.get_often_display()}
        return _button(request, _("Confirm your alerts"), said, pgettext("alerts", "Confirm"))
    if not confirm(subscription, request.moment):
        return _no_longer(request)
    said = _("%(what)s. Each mail has a link by which you leave with one click.") % {"what": words}
    return _said(request, _("Your alerts begin"), said)


@private_page
def leaving(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; a POST leaves, with or without the words of RFC 8058. Having left, one may do so again."""
    subscription = subscription_of(token, LEAVE)
    if subscription is None:
        return _said(request, _("You have left"), _("No alert of this kind is sent any more."))
    words = _words(subscription, request)
    if request.method != "POST":
        said = _("%(what)s. One click, and no more is sent.") % {"what": words}
        label = pgettext("a list of alerts", "Leave")
        return _button(request, label, said, label)
    leave(subscription)
    said = _("%(what)s: no more is sent, and your address is deleted.") % {"what": words}
    return _said(request, _("You have left"), said)


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a form was sent from a page of this site, as far as the browser tells."""
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    return origin is None or urlsplit(origin).netloc in (request.get_host(), urlsplit(absolute(request, "/")).netloc)


def _words(subscription: Subscription, request: HttpRequest) -> str:
    followed = of_row(subscription, request.moment)
    return followed.words if followed else _("What you follow is not public any more")


def _form(request: HttpRequest, followed: Followed, form: AskForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "words": followed.words,
        "path": followed.path,
        "action": request.get_full_path(),
        "canonical_url": absolute(request, reverse("alerts")),
    }
    return render(request, "alerts/form.html", context, status=status)


def _said(request: HttpRequest, title: str, words: str, status: int = 200) -> HttpResponse:
    return render(request, "alerts/said.html", {"title": title, "words": words}, status=status)


def _button(request: HttpRequest, title: str, words: str, label: str) -> HttpResponse:
    return render(
        request, "alerts/button.html", {"title": title, "words": words, "label": label, "action": request.path}
    )


def _no_longer(request: HttpRequest) -> HttpResponse:
    words = _("It was used already, or is older than seven days. Ask for the alerts again where you found them.")
    return _said(request, _("This link no longer counts"), words, status=404)
