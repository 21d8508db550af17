"""The leanest Django on the same tables: a session, a person, and nothing else on the way to a view."""

from pathlib import Path

from bench.settings import *  # noqa: F403
from bench.settings import TEMPLATES

ROOT_URLCONF = "bench.limits.urls"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # allauth's backend, which the sessions name, does not start without it; it asks the database nothing.
    "allauth.account.middleware.AccountMiddleware",
]
TEMPLATES[:] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
