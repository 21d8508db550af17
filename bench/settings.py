"""The product as it runs in production, without TLS and without mails: what `make bench` measures."""

from interviewprep.settings.base import *  # noqa: F403

SECRET_KEY = "a-secret-of-the-bench-that-protects-nothing-at-all-0123456789"  # noqa: S105
ACCOUNT_EMAIL_VERIFICATION = "none"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
