"""The installation's seal on an evidence pack's manifest: who has no key cannot make one that verifies."""

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "reports.evidence_pack"


def seal(manifest: bytes) -> str:
    return _sealed(manifest, settings.SECRET_KEY)


def is_seal(manifest: bytes, given: str) -> bool:
    """Also by a key that was in use before the present one."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return any([constant_time_compare(_sealed(manifest, key), given) for key in keys])


def _sealed(manifest: bytes, key: str | bytes) -> str:
    return salted_hmac(SALT, manifest, secret=key, algorithm="sha256").hexdigest()
