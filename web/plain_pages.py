"""Pages for our own failures. They read no database and show the site's header only if it is in memory."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from web.context import remembered


def plain_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """Return the page of this template, which extends base_plain.html."""
    try:
        return HttpResponse(render_to_string(template, remembered()), status=status)
    except Exception:  # the header itself may be what failed: without a context, the template leaves it out
        response = server_error(request, template)
        response.status_code = status
        return response
