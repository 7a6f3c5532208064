"""Subscribing to e-mail alerts, confirming and unsubscribing.

These pages set no cookies, are never cached and send no referrer to other sites, because the confirm and unsubscribe
URLs are secrets. Nobody is signed in, so a forged request gains nothing; forms sent from other sites are still refused,
so that no site can make a reader's browser subscribe. Unsubscribing skips that check: mail programs send that form (RFC
8058), and the token in the URL is enough.
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

from alerts.following import Followed, of_row, read_followed
from alerts.models import Subscription
from alerts.requests import TooMany, ask, confirm, leave
from alerts.tokens import CONFIRM, LEAVE, subscription_of
from outbox.post import is_set_up
from web.public_pages import absolute, forget_cookies

AGAIN_AFTER = 3600  # seconds


class AskForm(forms.Form):
    """Address and frequency. Only bots see `website`: if it is filled in, the form reports success and does nothing."""

    address = forms.EmailField(
        label=gettext_lazy("Your email address"),
        max_length=254,
        error_messages={
            "required": gettext_lazy("Enter your email address."),
            "invalid": gettext_lazy("That is not a valid email address. Use the form name@example.org."),
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
    """Restrict `view` to GET and POST, without cookies, caching or indexing by search engines."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        forget_cookies(request)
        response = view(request, *args, **kwargs)
        patch_cache_control(response, no_store=True, no_cache=True, private=True)
        response["Referrer-Policy"] = "same-origin"  # “no-referrer” would hide the origin from is_from_here
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@private_page
def alerts(request: HttpRequest) -> HttpResponse:
    """Show what would be followed and accept an address. Never reveals whether the address is known."""
    followed = read_followed(request.GET, request.moment)
    if not is_set_up():
        return _message_page(
            request,
            _("No alerts yet"),
            _("This site doesn’t send email yet. Subscribe to its feeds instead."),
            status=503,
        )
    if request.method != "POST":
        return _form(request, followed, AskForm())
    if not is_from_here(request):
        words = _("It was sent from a page of another site, so it was ignored. Use the form on this site.")
        return _message_page(request, _("This form could not be accepted"), words, status=403)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _form(request, followed, form, status=422)
    if not form.cleaned_data["website"]:
        try:
            ask(followed, form.cleaned_data["address"], form.cleaned_data["often"], request.moment)
        except TooMany:
            words = _("Too many requests. Please try again in an hour.")
            response = _message_page(request, _("Not now"), words, status=503)
            response["Retry-After"] = str(AGAIN_AFTER)
            return response
    words = _("We sent you an email with a link. Click it to start your alerts. The link expires after seven days.")
    return _message_page(request, _("Check your email"), words)


@private_page
def confirming(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; a POST confirms. Mail scanners follow links but don't press buttons."""
    subscription = subscription_of(token, CONFIRM)
    if subscription is None:
        return _no_longer(request)
    words = _words(subscription, request)
    if request.method != "POST" and not subscription.confirmed_at:
        said = _("%(what)s. %(often)s.") % {"what": words, "often": subscription.get_often_display()}
        return _button(request, _("Confirm your alerts"), said, pgettext("alerts", "Confirm"))
    if not confirm(subscription, request.moment):
        return _no_longer(request)
    said = _("%(what)s. Every email has a link to unsubscribe with one click.") % {"what": words}
    return _message_page(request, _("You’re subscribed"), said)


@private_page
def leaving(request: HttpRequest, token: str) -> HttpResponse:
    """Show a button; a POST unsubscribes, with or without the RFC 8058 body. Repeating it is harmless."""
    subscription = subscription_of(token, LEAVE)
    if subscription is None:
        return _message_page(request, _("You’re unsubscribed"), _("Alerts of this kind are no longer sent."))
    words = _words(subscription, request)
    if request.method != "POST":
        said = _("%(what)s. One click, and you won’t receive any more.") % {"what": words}
        label = pgettext("a list of alerts", "Unsubscribe")
        return _button(request, label, said, label)
    leave(subscription)
    said = _("%(what)s: you won’t receive more emails, and your address has been deleted.") % {"what": words}
    return _message_page(request, _("You’re unsubscribed"), said)


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a form was sent from this site, as far as the browser reveals it."""
    origin = request.headers.get("Origin")
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    ours = (request.get_host(), urlsplit(absolute(request, "/")).netloc)
    return origin is None or origin.partition("://")[2] in ours  # not parsed, because “http://[” would raise


def _words(subscription: Subscription, request: HttpRequest) -> str:
    followed = of_row(subscription, request.moment)
    return followed.words if followed else _("What you subscribed to is no longer public")


def _form(request: HttpRequest, followed: Followed, form: AskForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "words": followed.words,
        "path": followed.path,
        "action": request.get_full_path(),
        "canonical_url": absolute(request, reverse("alerts")),
    }
    return render(request, "alerts/form.html", context, status=status)


def _message_page(request: HttpRequest, title: str, words: str, status: int = 200) -> HttpResponse:
    return render(request, "alerts/message.html", {"title": title, "words": words}, status=status)


def _button(request: HttpRequest, title: str, words: str, label: str) -> HttpResponse:
    return render(
        request, "alerts/button.html", {"title": title, "words": words, "label": label, "action": request.path}
    )


def _no_longer(request: HttpRequest) -> HttpResponse:
    words = _("It has already been used, or is more than seven days old. Please subscribe again.")
    return _message_page(request, _("This link has expired"), words, status=404)
