"""Behind TLS. Everything that has no safe default must be given, or the process refuses to start."""

import os
from urllib.parse import urlsplit

from interviewprep.settings.base import *  # noqa: F403
from interviewprep.settings.base import EMAIL_URL, env

PRODUCTION = True
# What a process writes (a database, a backup) nobody else on the machine reads.
os.umask(0o077)
SECRET_KEY: str = env.str("INTERVIEWPREP_SECRET_KEY")
SECRET_KEY_FALLBACKS: list[str] = env.list("INTERVIEWPREP_SECRET_KEY_FALLBACKS", [])
STAFF_SECOND_FACTOR = env.bool("INTERVIEWPREP_STAFF_SECOND_FACTOR", True)
BASE_URL = env.str("INTERVIEWPREP_BASE_URL")
ALLOWED_HOSTS = env.list("INTERVIEWPREP_ALLOWED_HOSTS", [urlsplit(BASE_URL).hostname or ""])
CSRF_TRUSTED_ORIGINS: list[str] = [BASE_URL]
WEBSOCKET_ORIGINS = [BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.bool("INTERVIEWPREP_BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("INTERVIEWPREP_TRUSTED_PROXIES", 1)
SESSION_COOKIE_NAME = "__Host-sessionid"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_SECURE = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.staticfiles.ModuleStorage"},
}

# Printed mails would put the candidates' links into the logs: without a server, none are sent and the pages say so.
MAIL_ON = bool(EMAIL_URL)
if not EMAIL_URL:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
# Celery would write lines of its own form, with the text of exceptions.
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
