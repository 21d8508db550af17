"""Fast and closed: no file outside var/, no mail, cheap password hashes."""

from interviewprep.settings.base import *  # noqa: F403
from interviewprep.settings.base import CACHES, DATABASES, TEMPLATES

SECRET_KEY = "test-only-secret-key-that-protects-nothing-and-is-long-enough"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ACCOUNT_EMAIL_VERIFICATION = "none"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
TEMPLATES[0]["OPTIONS"]["debug"] = True
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
# pytest-django takes only Django's own SQLite for one in memory.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
