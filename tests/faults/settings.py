"""The product as it runs embedded, and one app that can take a single control out of it."""

import os

from interviewprep.settings.base import *  # noqa: F403
from interviewprep.settings.base import CACHES, INSTALLED_APPS, REDIS_URL

SECRET_KEY = "a-secret-of-the-fault-tests-that-protects-nothing-at-all-0123456789"
ACCOUNT_EMAIL_VERIFICATION = "none"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.sabotage"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# Where a browser looks at it, scripts and styles come out of the tree.
WHITENOISE_USE_FINDERS = bool(os.environ.get("INTERVIEWPREP_FAULT_PAGES"))
if os.environ.get("INTERVIEWPREP_FAULT_SESSIONS") == "redis":
    SESSION_ENGINE, SESSION_CACHE_ALIAS = "django.contrib.sessions.backends.cache", "redis"
    CACHES["redis"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
