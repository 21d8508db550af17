from datetime import UTC, datetime

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from core.zones import local_times

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


def _hour(cookie: str | None) -> str:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{timezone.localtime(NOON):%H:%M}")

    request = RequestFactory().get("/")
    if cookie is not None:
        request.COOKIES["zone"] = cookie
    answer = local_times(view)(request)
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


def test_a_page_shows_the_hour_of_the_browsers_zone() -> None:
    assert _hour("America/New_York") == "08:00"


@pytest.mark.parametrize("name", [None, "", "Mars/Olympus", "../../etc/passwd", "/etc/localtime", "\x00"])
def test_an_unknown_zone_leaves_that_of_the_installation(name: str | None) -> None:
    assert _hour(name) == "12:00"


def test_the_zone_of_one_request_does_not_reach_the_next() -> None:
    _hour("Asia/Tokyo")
    assert timezone.get_current_timezone_name() == "UTC"
