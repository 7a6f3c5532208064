"""A letter at the desk: looked at in a frame, taken away as a file, sent to whoever looks at it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from editorial.mailing.letters import Letter
from editorial.mailing.messages import file_of
from editorial.mailing.sending import NotSent, send_test
from editorial.public_pages import absolute

# A letter bears its styles on its elements. Nothing else of it is allowed: no script, no address but its own
# links and, from this site, its picture.
POLICY = {
    "default-src": [NONE],
    "style-src": [UNSAFE_INLINE],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": [SELF],
    "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
}


def site_of(request: HttpRequest) -> str:
    """Return the absolute address of the home page, from which a letter's links lead."""
    return absolute(request, reverse("home"))


@csp(POLICY)
@xframe_options_sameorigin
def letter_response(letter: Letter) -> HttpResponse:
    """Return the letter's HTML as a page for a frame of the desk's."""
    return HttpResponse(letter.html)


def file_response(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Return the letter as a file (message/rfc822) that mail programs open."""
    response = HttpResponse(file_of(letter, site_of(request), request.moment), content_type="message/rfc822")
    response["Content-Disposition"] = content_disposition_header(True, f"{letter.file_name}.eml")
    return response


def send_to_oneself(request: HttpRequest, letter: Letter) -> None:
    """Send the letter to the person's own address, and say what became of it."""
    try:
        address = send_test(letter, site_of(request), request.moment, request.user)
    except NotSent as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("A test was sent to %s.") % address)
