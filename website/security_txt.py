"""/.well-known/security.txt: the contact for reporting vulnerabilities (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from record.organization import organization
from web.public_pages import absolute, public_page, text_response

GOOD_FOR = timedelta(days=180)  # RFC 9116, 2.5.5 recommends less than a year


@public_page
def security_txt(request: HttpRequest) -> HttpResponse:
    """Show SECURITY_CONTACT, or the organization's contact address. 404 if there is neither."""
    contact = settings.SECURITY_CONTACT or organization().contact_email
    if not contact:
        raise Http404("Nobody is named to be told about a vulnerability.")
    # The first of a month, so that the file stays the same all month.
    until = (request.moment + GOOD_FOR).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {until.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        f"Preferred-Languages: {organization().language}",
        f"Canonical: {absolute(request, reverse('security-txt'))}",
    ]
    if settings.SECURITY_POLICY:
        lines.append(f"Policy: {settings.SECURITY_POLICY}")
    return text_response("\n".join(lines) + "\n")
