from typing import Any

from django.conf import settings
from django.http import HttpRequest

from accounts.demo import PASSWORD, PEOPLE


def demo(request: HttpRequest) -> dict[str, Any]:
    """The demo log-ins, on development's sign-in page and nowhere else."""
    return {"demo_people": PEOPLE, "demo_password": PASSWORD} if settings.DEMO_LOGINS else {}


def guests(request: HttpRequest) -> dict[str, bool]:
    return {"practice_guests": settings.PRACTICE_GUESTS}
