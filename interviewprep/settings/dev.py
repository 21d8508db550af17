"""The embedded default: SQLite, no Redis, demo people. Only for a machine of one's own."""

import secrets
from typing import cast

from interviewprep.settings.base import *  # noqa: F403
from interviewprep.settings.base import VAR_DIR, env


def _kept_secret() -> str:
    """One secret a machine, so that people stay signed in over restarts."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


SECRET_KEY = cast(str, env.str("INTERVIEWPREP_SECRET_KEY", None)) or _kept_secret()
DEMO_LOGINS = True
ACCOUNT_EMAIL_VERIFICATION = "none"
# Static files are served from where they are written: no collectstatic before the first page.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
