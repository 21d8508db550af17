"""What machines ask: is the process alive, can the installation work, and its figures.

They call each process by its address, over plain HTTP inside the network, so they are answered before the host,
the scheme and the session are looked at. Nothing they read depends on a person or on the host.
"""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from core.health import examine, healthy
from core.metrics import exposition, is_scraper
from core.middleware import open_to_all

Handler = Callable[[HttpRequest], HttpResponse]


@open_to_all
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Alive; looks at nothing, so that a database away does not restart every process."""
    return _plain("ok")


@open_to_all
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Whether the whole can work; why not, an administrator alone is told."""
    checks = examine()
    status = 200 if healthy(checks) else 503
    if not _is_administrator(request):
        return _plain("ok" if status == 200 else "not ok", status)
    found = [{"name": check.name, "ok": check.ok, "sentence": check.sentence} for check in checks]
    return JsonResponse({"ok": status == 200, "checks": found}, status=status)


@open_to_all
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures of this process and of the queue, in Prometheus' text format."""
    if not is_scraper(request) and not _is_administrator(request):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")


PROBES: dict[str, Handler] = {"/healthz": healthz, "/readyz": readyz}


def probes_first(get_response: Handler) -> Handler:
    """A caller without cookies is a machine; a person with a session goes the usual way."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.COOKIES:
            return get_response(request)
        if request.path_info == "/metrics" and is_scraper(request):
            return metrics(request)
        return PROBES.get(request.path_info, get_response)(request)

    return answer


def _plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")


def _is_administrator(request: HttpRequest) -> bool:
    """`core` knows no accounts: whoever has the right is asked, and a machine has no user at all."""
    return bool(getattr(getattr(request, "user", None), "is_admin", False))
