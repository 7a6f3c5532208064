"""Checks every request against the ledger before its view runs: the first and coarser of two checks."""

from collections.abc import Callable

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.freshness import is_fresh
from permissions.ledger import entry_of
from permissions.matrix import ADVANCED, FRESH, Act
from permissions.roles import role_of
from permissions.rules import may

DESK = "/admin/"
WITHOUT_SECOND_FACTOR = {Act.SIGN_IN, Act.OWN_ACCOUNT}


class Ledger:
    """Refuse routes that are not in the ledger, and staff whose role or sign-in is not sufficient.

    Does not look up readers, because their requests must not touch a session; the desk redirects them to sign in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        entry = entry_of(request.resolver_match.view_name)
        if not entry:
            raise Http404("This address is not in the permission ledger.")
        if not request.path.startswith(DESK):
            return None
        if request.method not in entry:
            return HttpResponseNotAllowed(sorted(entry))
        if not request.user.is_authenticated or not request.user.is_staff:
            return None  # the view redirects to sign in
        return held(request, entry[request.method])


def held(request: HttpRequest, act: Act) -> HttpResponse | None:
    """Return a redirect if the person must first prove their identity (again), otherwise None.

    Raises PermissionDenied if the role may not do the act.
    """
    if not may(request.user, act):
        raise PermissionDenied
    if act in WITHOUT_SECOND_FACTOR:
        return None
    if settings.REQUIRE_SECOND_FACTOR and role_of(request.user) >= ADVANCED and not is_mfa_enabled(request.user):
        messages.warning(request, _("Set up a second factor first: a passkey or an authenticator app."))
        return HttpResponseRedirect(reverse("mfa_index"))
    if act in FRESH and not is_fresh(request):
        methods = get_adapter().get_reauthentication_methods(request.user)
        if not methods:
            raise PermissionDenied
        return suspend_request(request, methods[0]["url"])
    return None
