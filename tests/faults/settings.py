"""The product as it runs embedded, and one app that can take a single control out of it."""

import os

from interviewprep.settings.base import *  # noqa: F403
from interviewprep.settings.base import INSTALLED_APPS

SECRET_KEY = "a-secret-of-the-fault-tests-that-protects-nothing-at-all-0123456789"
ACCOUNT_EMAIL_VERIFICATION = "none"
INSTALLED_APPS = [*INSTALLED_APPS, "tests.faults.sabotage"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
# Where a browser looks at it, scripts and styles come out of the tree.
WHITENOISE_USE_FINDERS = bool(os.environ.get("INTERVIEWPREP_FAULT_PAGES"))
