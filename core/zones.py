"""Pages show and take times in the time zone of whoever looks at them, as their browser names it (static/js/zone.js).

Mails, exports and what a worker writes keep the installation's zone, and name it where they print an hour.
"""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

Handler = Callable[[HttpRequest], HttpResponseBase]
COOKIE = "zone"


def local_times(get_response: Handler) -> Handler:
    def in_their_zone(request: HttpRequest) -> HttpResponseBase:
        zone = _zone(request.COOKIES.get(COOKIE, ""))
        if zone is None:
            return get_response(request)
        with timezone.override(zone):
            return get_response(request)

    return in_their_zone


def _zone(name: str) -> ZoneInfo | None:
    return ZoneInfo(name) if name in _names() else None


@cache
def _names() -> frozenset[str]:
    """A name that a browser sends is a path to a file for ZoneInfo: only known ones are looked up."""
    return frozenset(available_timezones())


def day_here(moment: datetime) -> str:
    """As "5 March 2026" in the installation's zone, whoever asks: the same day in every copy of a document."""
    local = moment.astimezone(timezone.get_default_timezone())
    return f"{local.day} {local:%B %Y}"
