"""/healthz, /readyz and /metrics: for load balancers and monitoring, which connect by IP address and without HTTPS."""

from collections.abc import Callable
from hmac import compare_digest
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from monitoring import health, metrics


class Probes:
    """Answers the three paths before any other middleware sees the request."""

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = PROBES.get(request.path)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=405, headers={"Allow": "GET, HEAD"})
        response = answer(request)
        response["Cache-Control"] = "no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def healthz(request: HttpRequest) -> HttpResponse:
    """Respond with 200 as long as this process responds at all."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request: HttpRequest) -> HttpResponse:
    """Respond with 200 if the site can work, otherwise 503, and the result of each check as JSON."""
    found = health.checks()
    return JsonResponse(found, status=200 if health.is_ready(found) else 503)


def metrics_page(request: HttpRequest) -> HttpResponse:
    """Return the metrics to requests from this machine or with METRICS_TOKEN, otherwise 404."""
    if not _may_see_metrics(request):
        return HttpResponse("Not found\n", status=404, content_type="text/plain; charset=utf-8")
    return HttpResponse(metrics.exposition(), content_type=metrics.CONTENT_TYPE)


def _may_see_metrics(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        return compare_digest(
            request.headers.get("Authorization", "").encode(), f"Bearer {settings.METRICS_TOKEN}".encode()
        )
    try:
        is_loopback = ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:  # a Unix socket, so there is a proxy in front
        return False
    # A proxy on this machine sends a header with the client's address.
    return is_loopback and not any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip"))


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics_page}
