"""A user's sessions, which they can end individually."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.trail import note
from permissions.matrix import Act


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of the user's sessions; 404 for anybody else's."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    session.end()
    note(Act.OWN_ACCOUNT, request.user, "ended a session")
    messages.success(request, _("The session was ended."))
    return HttpResponseRedirect(reverse("usersessions_list"))
