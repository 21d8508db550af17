import sys
from collections.abc import Iterator
from typing import Any

import redis
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management.base import BaseCommand

from core.health import Check, examine, examine_slowly, healthy
from core.startup import faults


class Command(BaseCommand):
    help = "Says in words what is well and what is wrong with this installation; ends with 1 when something is."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django's own spelling

    def handle(self, *args: Any, **options: Any) -> None:
        checks = [*_settings(), *_redis(), *examine(), *examine_slowly(), _mail(), _pad()]
        for check in checks:
            mark = self.style.SUCCESS("well ") if check.ok else self.style.ERROR("WRONG")
            self.stdout.write(f"{mark} {check.name}: {check.sentence}")
        if not healthy(checks):
            sys.exit(1)


def _settings() -> Iterator[Check]:
    """In development the demo's settings are meant; they would be refused behind TLS."""
    if not settings.PRODUCTION:
        yield Check("settings", True, "Development: for a machine of one's own, not for others to reach.")
        return
    found = faults()
    yield from (Check("settings", False, sentence) for sentence in found)
    if not found:
        yield Check("settings", True, "Safe for production.")


def _redis() -> Iterator[Check]:
    if not settings.REDIS_URL:
        return
    try:
        with redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=2, socket_timeout=2) as client:
            policy = dict(client.config_get("maxmemory-policy")).get("maxmemory-policy", "noeviction")
    except redis.RedisError as failure:
        yield Check("redis", False, f"Redis does not answer ({type(failure).__name__}): pages poll, nothing is lost.")
        return
    kept = policy == "noeviction"
    advice = "answers." if kept else f"drops keys when full ({policy}); set maxmemory-policy noeviction."
    yield Check("redis", kept, f"Redis {advice}")


def _mail() -> Check:
    if settings.MAIL_ON:
        return Check("mail", True, f"Mail goes by {settings.EMAIL_BACKEND.rpartition('.')[0].rpartition('.')[2]}.")
    return Check("mail", True, "No mail is sent: EMAIL_URL is not set. Pages show links to pass on by hand.")


def _pad() -> Check:
    if finders.find("pad/pad.js"):
        return Check("pad", True, "The shared pad's bundle is built.")
    return Check("pad", True, "The shared pad works as a plain text box: its bundle is not built (make pad).")
