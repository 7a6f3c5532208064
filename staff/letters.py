"""An edition or proof as an email: previewed in a frame, downloaded as a file, or sent to the current user."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin

from outputs.mail.letters import Letter
from outputs.mail.messages import file_of
from outputs.mail.sending import NotSent, mail_folder, send_test
from web.public_pages import absolute

# Email HTML has inline styles. Everything else is forbidden: scripts, and addresses except its own links and, from this
# site, its picture.
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
    """Return the absolute address of the home page, on which links in the email are based."""
    return absolute(request, reverse("home"))


@csp(POLICY)
@xframe_options_sameorigin
def letter_response(letter: Letter) -> HttpResponse:
    """Return the email's HTML as a page for a frame at the desk."""
    return HttpResponse(letter.html)


def file_response(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Return the email as a file (message/rfc822) for email programs."""
    response = HttpResponse(file_of(letter, site_of(request), request.moment), content_type="message/rfc822")
    response["Content-Disposition"] = content_disposition_header(True, f"{letter.file_name}.eml")
    return response


def send_to_oneself(request: HttpRequest, letter: Letter) -> None:
    """Send the email to the user's own address and report the result."""
    try:
        address = send_test(letter, site_of(request), request.moment, request.user)
    except NotSent as reason:
        messages.error(request, str(reason))
    else:
        values = {"address": address, "folder": mail_folder()}
        message = (
            _("A test to %(address)s was written to %(folder)s.")
            if values["folder"]
            else _("A test message was sent to %(address)s.")
        )
        messages.success(request, message % values)
