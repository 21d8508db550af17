"""What every way of running shares. Each value that may differ comes from a typed environment variable."""

from email.utils import parseaddr
from pathlib import Path
from typing import Any

import environs
from csp.constants import NONCE, NONE, SELF

from interviewprep.settings.databases import PROCESSES, with_options
from sessions.pad.policy import worker_policy

# A value may stand in a file, as secrets of containers do: NAME_FILE holds the path.
env = environs.FileAwareEnv(strip_whitespace=True)
BASE_DIR = Path(__file__).resolve().parent.parent.parent
env.read_env(str(BASE_DIR / ".env"), recurse=False)

VAR_DIR: Path = env.path("INTERVIEWPREP_VAR_DIR", BASE_DIR / "var")
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
ALLOWED_HOSTS: list[str] = env.list("INTERVIEWPREP_ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
BASE_URL: str = env.str("INTERVIEWPREP_BASE_URL", "http://127.0.0.1:8000")
WEBSOCKET_ORIGINS: list[str] = env.list("INTERVIEWPREP_WEBSOCKET_ORIGINS", [BASE_URL])
ROOT_URLCONF = "interviewprep.urls"
WSGI_APPLICATION = "interviewprep.wsgi.application"
ASGI_APPLICATION = "interviewprep.asgi.application"

OWN_APPS = ["core", "accounts", "questions", "rubric", "sessions", "practice", "reports"]
INSTALLED_APPS = [
    *OWN_APPS,
    "interviewprep",
    "django.contrib.auth",
    "django.contrib.humanize",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "channels",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "core.probes.probes_first",
    "core.logs.requests_in_logs",
    "core.metrics.counted",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.zones.local_times",
    "accounts.refusals.forgotten_after_signing_out",
    "accounts.refusals.noted_refusals",
    "core.middleware.private_by_default",
    "accounts.second_factor.staff_second_factor",
    "core.middleware.spoken_errors",
    "core.guessing.secret_addresses",
    "core.middleware.refuse_nul",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.demo",
                "accounts.context.guests",
            ],
        },
    }
]

DATABASE_URL: str = env.str("DATABASE_URL", f"sqlite:///{VAR_DIR / 'interviewprep.sqlite3'}")
# What this process does: "web" (WSGI threads), "live" (sockets), "worker", or a "command" that a person runs.
PROCESS: str = env.str("INTERVIEWPREP_PROCESS", "command", validate=environs.validate.OneOf(PROCESSES))
DATABASES: dict[str, Any] = {"default": with_options(env.dj_db_url("DATABASE_URL", DATABASE_URL), PROCESS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Limits of sign-in and of guessing are counted here: they hold over every process, and while Redis is away.
# "memory" is each process's own, for what can be computed again at any time.
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    "memory": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "memory"},
}

REDIS_URL: str | None = env.str("REDIS_URL", None)
CHANNEL_LAYERS: dict[str, Any] = {"default": {"BACKEND": "core.layers.OneProcessLayer"}}
if REDIS_URL:
    CHANNEL_LAYERS["default"] = {
        "BACKEND": "core.redis_layer.RedisLayer",
        "CONFIG": {"hosts": [REDIS_URL]},
    }

# Without Redis the worker polls the job table; its own in-memory broker carries nothing but its own wake-ups.
CELERY_BROKER_URL = REDIS_URL or "memory://"
# What beat sends; each worker also looks by its own clock, and whatever is sent twice is done once.
CELERY_BEAT_SCHEDULE = {
    "plant": {"task": "core.plant", "schedule": 10.0, "options": {"expires": 10}},
    "drain": {"task": "core.drain", "schedule": 5.0, "options": {"expires": 5}},
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# Printed mails are meant to be read; Celery would turn them into lines of its log.
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1}
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 900,
        "socket_timeout": 10,
        "socket_connect_timeout": 2,
        "socket_keepalive": True,
        "health_check_interval": 10,
    }

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "UserAttributeSimilarityValidator"},
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
]
CSRF_FAILURE_VIEW = "core.views.unproven"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGOUT_ON_GET = False
# The pad as a plain text field, also where its editor is built.
PLAIN_PAD: bool = env.bool("INTERVIEWPREP_PLAIN_PAD", False)
# How long after the decision an interview is kept before it is erased (reports.services.retention); the candidate's
# privacy notice says so, and whom to write to.
RETENTION_MONTHS: int = env.int("INTERVIEWPREP_RETENTION_MONTHS", 6, validate=environs.validate.Range(min=1, max=600))
PRIVACY_CONTACT: str = env.str("INTERVIEWPREP_PRIVACY_CONTACT", "")
# Practising without an account, one click on the sign-in page. It opens what signing up opens, and no more.
PRACTICE_GUESTS: bool = env.bool("INTERVIEWPREP_PRACTICE_GUESTS", True)
# How many proxies stand before the web processes; only what the outermost of them saw is believed.
ALLAUTH_TRUSTED_PROXY_COUNT = 0
# Interviewers, HR and administrators set up a second factor before they see anything; in development nobody has to.
STAFF_SECOND_FACTOR: bool = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]

# Marks the record of access, so that whoever has the database alone cannot rewrite it; else the secret key does.
AUDIT_KEY: str = env.str("INTERVIEWPREP_AUDIT_KEY", "")

SESSION_COOKIE_AGE = 36_000
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, NONCE],
        "worker-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

UPLOAD_LIMIT = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_HANDLERS = ["core.uploads.LimitedUploadHandler"]

# Without EMAIL_URL mails are printed where the worker runs.
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_URL = env.str("EMAIL_URL", None)
if EMAIL_URL:
    vars().update(env.dj_email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10
MAIL_ON = True
DEFAULT_FROM_EMAIL: str = env.str("INTERVIEWPREP_FROM_EMAIL", "InterviewPrep <no-reply@localhost>")
# The right-hand side of message ids and calendar uids.
MAIL_DOMAIN: str = parseaddr(DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]  # allauth's words, said as on the other pages
TIME_ZONE: str = env.str("INTERVIEWPREP_TIME_ZONE", "UTC")
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ADD_HEADERS_FUNCTION = worker_policy([BASE_URL, *WEBSOCKET_ORIGINS], STATIC_URL)

DEMO_LOGINS = False
# True behind TLS, where a process refuses to start with unsafe settings (core.startup).
PRODUCTION = False
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = None
# Whoever sends it as "Authorization: Bearer ..." may read /metrics; without one, administrators alone.
METRICS_TOKEN: str | None = env.str("INTERVIEWPREP_METRICS_TOKEN", None)

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
